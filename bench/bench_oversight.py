"""The authority's summary over 1,000 plans of 30 measures: totals and pages of organizations."""

import json
import os
import subprocess
import sys

from bench.measure import ROOT, Row

MOST = 0.2


def run(*, large: bool) -> list[Row]:  # noqa: ARG001 - every bench takes the same argument
    """Each part of the summary at p95."""
    command = [sys.executable, "-W", "ignore", str(ROOT / "bench" / "oversight_run.py")]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, check=True)
    return [
        Row(f"сводка органа, 1000 планов: {name}, p95", seconds, None, f"≤ {MOST} с", seconds <= MOST)
        for name, seconds in json.loads(done.stdout).items()
    ]
