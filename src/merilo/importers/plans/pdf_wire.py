"""Asking for the pages of a PDF: a wire to a process that reads this one file, and the warm process that forks it."""

import atexit
import json
import socket
import subprocess
import sys
import time
from threading import Lock
from typing import Any

MOST_SECONDS = 4.0
_AT_ONCE = 1.0
"""A file that breaks the library breaks it sooner; a process that has worked longer was ended by its limits."""
_WARM = "merilo.importers.plans.pdf_warm"
_PIECE = 1 << 20
_NOTHING = subprocess.DEVNULL
_LOCK = Lock()
_kept: list[socket.socket] = []
"""The socket at which the warm process waits, once there is one; it ends when nobody holds this end."""


def told(content: bytes) -> dict[str, Any]:
    """What the reading process tells of a file. Takes `MOST_SECONDS` at the most.

    Raises TimeoutError when that was not enough or a limit of the process ended it, EOFError when the file did.
    """
    begun = time.monotonic()
    end = begun + MOST_SECONDS
    ours, theirs = socket.socketpair()
    try:
        with ours:
            with theirs:
                _hand_over(theirs)
            answer = _answer(ours, content, end)
        pages: dict[str, Any] = json.loads(answer)
    except (TimeoutError, subprocess.TimeoutExpired) as fault:
        raise TimeoutError from fault
    except (OSError, ValueError, subprocess.CalledProcessError) as fault:
        raise (EOFError if time.monotonic() - begun < _AT_ONCE else TimeoutError) from fault
    return pages


def stop() -> None:
    """Let the warm process end; the next file finds another. What is being read is read to its end."""
    for control in _kept:
        control.close()


atexit.register(stop)


def _answer(wire: socket.socket, content: bytes, end: float) -> bytearray:
    wire.settimeout(_left(end))
    wire.sendall(content)
    wire.shutdown(socket.SHUT_WR)
    answer = bytearray()
    while piece := wire.recv(_PIECE):
        answer += piece
        wire.settimeout(_left(end))
    return answer


def _left(end: float) -> float:
    left = end - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _hand_over(wire: socket.socket) -> None:
    """Give an end of a wire to a new reading process. A warm process that has ended is started anew."""
    control = _control()
    try:
        socket.send_fds(control, [b"\0"], [wire.fileno()])
    except OSError:
        socket.send_fds(_control(ended=control), [b"\0"], [wire.fileno()])


def _control(ended: socket.socket | None = None) -> socket.socket:
    with _LOCK:
        if not _kept or _kept[0] is ended:
            stop()
            _kept[:] = [_started()]
        return _kept[0]


def _started() -> socket.socket:
    """Start the warm process; it has loaded the library when this returns."""
    ours, theirs = socket.socketpair()
    with theirs:
        number = theirs.fileno()
        command = (sys.executable, "-P", "-m", _WARM, str(number))
        try:
            subprocess.run(
                command,
                stdin=_NOTHING,
                stdout=_NOTHING,
                stderr=_NOTHING,
                pass_fds=[number],
                timeout=MOST_SECONDS,
                check=True,
            )
        except subprocess.SubprocessError:
            ours.close()
            raise
    return ours
