"""The run on real input that is checked in: Kostroma's counts by the edition of their time."""

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COUNTS = ROOT.parent / "shared/real/kostroma2016_counts.csv"


@pytest.mark.skipif(not COUNTS.is_file(), reason="the folder of real papers (shared/real) is not beside the checkout")
def test_the_kostroma_run_prints_what_is_checked_in(tmp_path):
    command = [sys.executable, "examples/runs/kostroma.py", str(COUNTS), str(tmp_path)]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)
    expected = (ROOT / "examples/expected/kostroma.txt").read_text(encoding="utf-8")
    assert (done.returncode, done.stdout.replace(str(tmp_path), "CYCLE")) == (0, expected)
