"""The process from which those that read PDF are forked: it has loaded the library and never sees a file itself.

    python -m merilo.importers.plans.pdf_warm 5

goes into the background and waits at the socket 5 for wires, until nobody holds the other end. Every file is read by
a process of its own, young and bounded; what a hostile file makes of it ends with it.
"""

import contextlib
import gc
import json
import os
import resource
import signal
import socket
import sys
import time
from typing import Any

from merilo.importers.plans.pdf_pages import pages_of
from merilo.importers.plans.pdf_words import PageLimitsError

MOST_SECONDS = 3.0
"""So long may a file be read until it is given up in order."""
MOST_WALL_SECONDS = 4.5
"""So long does a process live that cannot give up, for it is inside of the library; who asked waits a little less."""
_MOST_MEMORY = 1 << 30
_MOST_CPU_SECONDS = 5


class _LateError(Exception):
    """A file takes more time than it is given."""


def main(control: socket.socket) -> None:
    """Fork a process for every wire that comes; ends when there is nobody left to send one."""
    gc.freeze()
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)
    while wires := socket.recv_fds(control, 1, 1)[1]:
        with socket.socket(fileno=wires[0]) as wire:
            if _forked():
                control.close()
                _read(wire)


def _forked() -> bool:
    """Whether this is the new process; a system that is out of processes leaves the wire without an answer."""
    try:
        return os.fork() == 0
    except OSError:
        return False


def _read(wire: socket.socket) -> None:
    """Read the file that comes over the wire, tell its pages, and end this process."""
    _bounded()
    told: dict[str, Any] = {"fault": "memory"}
    with contextlib.suppress(MemoryError):
        with wire.makefile("rb") as stream:
            content = stream.read()
        told = _told(content)
    wire.sendall(json.dumps(told).encode())
    os._exit(0)


def _told(content: bytes) -> dict[str, Any]:
    end = time.monotonic() + MOST_SECONDS

    def late() -> None:
        if time.monotonic() > end:
            raise _LateError

    try:
        return pages_of(content, late)
    except _LateError:
        return {"fault": "slow"}
    except PageLimitsError:
        return {"fault": "many"}


def _bounded() -> None:
    """Bound the memory and the time of this process."""
    signal.setitimer(signal.ITIMER_REAL, MOST_WALL_SECONDS)
    resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, _MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (_MOST_CPU_SECONDS, _MOST_CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    with socket.socket(fileno=int(sys.argv[1])) as given:
        if os.fork():
            os._exit(0)
        main(given)
