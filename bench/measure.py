"""Measuring whole processes: wall time and peak memory, median of several runs."""

import gc
import os
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

_CALLS = 40
ROOT = Path(__file__).parents[1]
BUILD = ROOT / "build" / "bench"
"""Where invented cycles are kept between runs; not in git."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the report. `bar` is what was promised, `floor` the seconds of doing nothing but the unavoidable."""

    what: str
    seconds: float
    peak_mib: float | None
    bar: str
    met: bool
    floor: float | None = None

    @property
    def ratio(self) -> float | None:
        return self.seconds / self.floor if self.floor else None


@dataclass(frozen=True, slots=True)
class Cost:
    """Wall seconds and peak resident memory of a process and its end."""

    seconds: float
    peak_mib: float


def cost(command: Sequence[str | Path], *, runs: int = 3) -> Cost:
    """The median run and the greatest peak, with byte code kept. Raises CalledProcessError when the command fails."""
    return _middle([_once([str(word) for word in command]) for _ in range(runs)])


def costs(*commands: Sequence[str | Path], runs: int) -> list[Cost]:
    """The same of several commands that take turns, so that a busy minute of the machine falls on all of them alike.

    A first turn is not measured: after it all are as installed programs are, with byte code and files at hand.
    """
    turns = [[_once([str(word) for word in command]) for command in commands] for _ in range(runs + 1)][1:]
    return [_middle(own) for own in zip(*turns, strict=True)]


def _middle(runs: Sequence[Cost]) -> Cost:
    return Cost(statistics.median(one.seconds for one in runs), max(one.peak_mib for one in runs))


def _once(command: list[str]) -> Cost:
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - started
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise subprocess.CalledProcessError(process.returncode, command)
    return Cost(seconds, usage.ru_maxrss / 1024)


def p95(what: Callable[[], object], *, calls: int = _CALLS) -> float:
    """The 95th percentile of so many calls in this process, in seconds; a first call is not measured.

    It lies between two measured calls: of fewer than 40 it would be little but the slowest. What is loaded by then is
    kept out of the collection of garbage, as in the server's processes.
    """
    what()
    gc.collect()
    gc.freeze()
    times = []
    for _ in range(calls):
        started = time.perf_counter()
        what()
        times.append(time.perf_counter() - started)
    gc.unfreeze()
    return statistics.quantiles(times, n=20, method="inclusive")[-1]


def merilo(*words: str | Path) -> list[str | Path]:
    """The command line of a subcommand."""
    return [Path(sys.executable).with_name("merilo"), *words]


def python(module: str, *words: str | Path) -> list[str | Path]:
    """The command line of a module of ours in a fresh interpreter."""
    return [sys.executable, "-m", module, *words]


def simulated(name: str, *words: str | Path) -> Path:
    """The folder of an invented cycle, made once and kept."""
    folder = BUILD / name
    if not (folder / "truth.csv").is_file():
        BUILD.mkdir(parents=True, exist_ok=True)
        subprocess.run([str(word) for word in merilo("simulate", "--out", folder, *words)], check=True, cwd=ROOT)
    return folder
