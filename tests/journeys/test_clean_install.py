"""Installed from requirements.lock alone, without development tools or extras, `merilo score` does its whole job.

No network in tests: a process of its own refuses to import whatever the lock does not hold, as if it were not there.
"""

import re
import subprocess
import sys
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
BARE = """
import sys
from importlib.abc import MetaPathFinder


class Absent(MetaPathFinder):
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in ABSENT:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return None


ABSENT = frozenset(sys.argv[1].split(","))
sys.meta_path.insert(0, Absent())
from merilo.cli import main
sys.exit(main(sys.argv[2:]))
"""


def _canonical(name):
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def absent():
    """Top-level modules of this environment that a clean one would not have."""
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    held = {_canonical(name) for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, flags=re.MULTILINE)} | {"merilo"}
    return sorted(
        module
        for module, distributions in packages_distributions().items()
        if not {_canonical(name) for name in distributions} & held
    )


def _merilo(absent, *arguments):
    command = [sys.executable, "-c", BARE, ",".join(absent), *arguments]
    return subprocess.run(command, capture_output=True, text=True, cwd=ROOT, check=False)


def test_the_block_is_real(absent):
    assert {"pytest", "hypothesis", "pyarrow", "psycopg"} <= set(absent)


def test_merilo_scores_a_cycle_without_extras(absent, tmp_path):
    done = _merilo(absent, "score", "examples/district", "--out", str(tmp_path))
    assert done.returncode == 0, done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "report.docx",
        "results.csv",
        "results.json",
        "results.machine.csv",
        "results.xlsx",
    ]


def test_merilo_checks_a_cycle_without_extras(absent):
    done = _merilo(absent, "check", "examples/district")
    assert done.returncode == 0, done.stderr
