"""Load on a server of this machine: kept connections, prepared requests, latencies from the planned moment on."""

import gc
import socket
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

_BUSY, _STEADY = 8, 64
"""Connections: so many keep a server busy all the time; at a fixed rate respondents come over many more."""
_STOLEN, _KINDS = 7, 9
"""Of the kinds of processor time: what a host took for others; those of its guests are counted in the first ones."""


@dataclass(slots=True)
class Load:
    """What came of it: seconds in all, latency of each answer in seconds, statuses, the places they lead to."""

    seconds: float = 0.0
    latencies: list[float] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)
    acknowledged: list[int] = field(default_factory=list)
    """Numbers of the requests that were answered with a redirection to their receipt."""
    locations: list[str] = field(default_factory=list)
    bytes: int = 0
    taken: float = 0.0
    """The share of the processors that the host of this machine took away meanwhile."""

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, share: float) -> float:
        """The latency that this share of the answers did not exceed."""
        return sorted(self.latencies)[min(len(self.latencies) - 1, int(len(self.latencies) * share))]


def driven(
    port: int,
    requests: Sequence[bytes],
    *,
    per_second: float | None = None,
    at_answer: tuple[int, Callable[[], None]] | None = None,
) -> Load:
    """Send the requests over several connections: at a fixed rate, or each as soon as the last is answered.

    `at_answer`: what to do when so many answers have come. A connection that breaks ends the load quietly.
    """
    load, turn = Load(), threading.Lock()
    stopping = threading.Event()
    connections = _STEADY if per_second else _BUSY
    begun = time.perf_counter() + 0.05

    def part(first: int) -> None:
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=30) as wire:
                wire.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
                for number in range(first, len(requests), connections):
                    if stopping.is_set():
                        return
                    planned = begun + number / per_second if per_second else 0.0
                    _wait_for(planned)
                    sent = planned or time.perf_counter()
                    wire.sendall(requests[number])
                    head, size = _answer(wire)
                    with turn:
                        _note(load, number, head, latency=time.perf_counter() - sent)
                        load.bytes += size
                        if at_answer and len(load.latencies) == at_answer[0]:
                            at_answer[1]()
        except OSError:
            stopping.set()

    threads = [threading.Thread(target=part, args=(first,)) for first in range(connections)]
    _run(load, threads)
    return load


def _run(load: Load, threads: Sequence[threading.Thread]) -> None:
    """Begin and end them all, and note what it took."""
    with _no_pause():
        before, started = _ticks(), time.perf_counter()
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        load.seconds, after = time.perf_counter() - started, _ticks()
    load.taken = (after[_STOLEN] - before[_STOLEN]) / max(1, sum(after) - sum(before))


def _ticks() -> list[int]:
    """What the processors have done so far, by kind (the first line of Linux' `/proc/stat`)."""
    with Path("/proc/stat").open() as lines:
        return [int(one) for one in next(lines).split()[1:_KINDS]]


@contextmanager
def _no_pause() -> Iterator[None]:
    """The load does not stop to collect its own garbage: the pause would be taken for the server's."""
    gc.disable()
    try:
        yield
    finally:
        gc.enable()


def _wait_for(moment: float) -> None:
    left = moment - time.perf_counter()
    if left > 0:
        time.sleep(left)


def _answer(wire: socket.socket) -> tuple[bytes, int]:
    """The head of one answer; its body is read away. Raises OSError when the server goes."""
    read = b""
    while b"\r\n\r\n" not in read:
        piece = wire.recv(65_536)
        if not piece:
            raise ConnectionError
        read += piece
    head, _, body = read.partition(b"\r\n\r\n")
    length = 0
    for line in head.lower().split(b"\r\n"):
        if line.startswith(b"content-length:"):
            length = int(line.partition(b":")[2])
    size = len(body)
    while size < length:
        piece = wire.recv(65_536)
        if not piece:
            raise ConnectionError
        size += len(piece)
    return head, size


def _note(load: Load, number: int, head: bytes, *, latency: float) -> None:
    status = int(head[9:12])
    load.latencies.append(latency)
    load.statuses.append(status)
    if status == 303:
        load.acknowledged.append(number)
        lines = head.decode("latin-1").split("\r\n")
        load.locations.append(next(line[10:] for line in lines if line.lower().startswith("location:")))


def request(method: str, path: str, *, body: bytes = b"", headers: Sequence[str] = ()) -> bytes:
    """One HTTP/1.1 request on a kept connection."""
    lines = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "X-Forwarded-Proto: https", *headers]
    if body:
        lines += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join([*lines, "", ""]).encode() + body
