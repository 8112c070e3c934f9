"""What stands between the questionnaire and a robot: a signed form, a trap, a limit for each address.

The form's key and moment live in the form; of an address nothing is kept but how much of its limit is used up, under
a secret key that lives a day.
"""

import hmac
import os
import threading
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from hashlib import blake2b, sha256
from ipaddress import IPv6Address
from mmap import mmap
from pathlib import Path
from socket import inet_aton
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from merilo_web import clock

YOUNGEST = 3
"""Seconds from showing a form to sending it; nobody answers faster."""
OLDEST = 12 * 3600
"""Seconds after which a form is signed anew; what was typed stays."""
BURST = 300
"""Questionnaires that one address may send at once: all the parents of a school behind one address."""
PER_MINUTE = 30
"""Questionnaires that one address may send from then on, every minute."""
_LAST = (1 << 16) - 1
_PLACES = _LAST + 1
"""Of each of the two rows of buckets."""
_HEAD = 8
"""Words before the rows: the day comes first."""
_SIZE = 8 * (_HEAD + 2 * _PLACES)


class Standing(StrEnum):
    """What a form's signature says."""

    GOOD = "good"
    YOUNG = "young"
    OLD = "old"
    FORGED = "forged"


@dataclass(frozen=True, slots=True)
class FormKey:
    """The random key of a shown form and the proof that we showed it for this survey."""

    key: UUID
    token: str


def shown(short_code: str, *, key: UUID | None = None, age: int = 0) -> FormKey:
    """A key for a form that is shown now, or was `age` seconds ago."""
    key = key or uuid4()
    moment = f"{int(clock.now().timestamp()) - age:x}"
    return FormKey(key, f"{moment}.{_signature(short_code, key, moment)}")


def standing(short_code: str, key: UUID, token: str) -> Standing:
    """Whether a form that comes back was shown by us, long enough and not too long ago."""
    moment, _, signature = token.partition(".")
    if not constant_time_compare(signature, _signature(short_code, key, moment)):
        return Standing.FORGED
    seconds = int(clock.now().timestamp()) - int(moment, 16)
    if seconds < YOUNGEST:
        return Standing.YOUNG
    return Standing.OLD if seconds > OLDEST else Standing.GOOD


def key_of(typed: str) -> UUID | None:
    """The key that a form brought back, None when it is none."""
    try:
        return UUID(hex=typed, version=4)
    except ValueError:
        return None


def from_another_site(request: HttpRequest) -> bool:
    """True when a browser says that another site sent this form."""
    if request.META.get("HTTP_SEC_FETCH_SITE", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.META.get("HTTP_ORIGIN")
    return origin not in (None, settings.PUBLIC_URL) and origin.rpartition("//")[2] != request.get_host()


class Buckets:
    """A token bucket for each address, shared by all processes of the server.

    The buckets are a file of a fixed size in the server's folder, mapped into memory. An address has two places in it,
    drawn with a secret key of the day, and what it has used is the lesser of their two numbers: it is never let through
    more often than its limit, whoever shares a place with it. From the file alone no address can be told; it holds
    numbers and minutes only and is emptied every day. Nothing is locked: two processes that write the same place
    within the same microsecond may count one for two.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._turn = threading.Lock()
        self._day = -1
        self._key = b""
        self._table: memoryview[int] | None = None

    def take(self, address: str, *, at: float) -> bool:
        """Take one questionnaire's place; False when the address has sent too many. `at` is seconds."""
        minute = int(at) // 60
        with self._turn:
            table = self._table or self._opened()
            day = minute // 1440
            if day != self._day or table[0] != day:
                self._begin_day(table, day)
            drawn = int.from_bytes(blake2b(_network(address), key=self._key, digest_size=4).digest())
            first, second = _HEAD + (drawn & _LAST), _HEAD + _PLACES + (drawn >> 16)
            one, other = _used(table[first], minute), _used(table[second], minute)
            taken = min(other, one) + 1
            if taken > BURST:
                return False
            table[first] = minute << 32 | max(taken, one)
            table[second] = minute << 32 | max(taken, other)
            return True

    def forget(self) -> None:
        """Give every address its whole limit again."""
        with self._turn:
            self._emptied(self._table or self._opened(), self._day)

    def _opened(self) -> "memoryview[int]":
        path = self._path or Path(settings.ENVIRONMENT.folder) / "limits"
        path.parent.mkdir(parents=True, exist_ok=True)
        file = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
        try:
            os.posix_fallocate(file, 0, _SIZE)
            self._table = memoryview(mmap(file, _SIZE)).cast("Q")
        finally:
            os.close(file)
        return self._table

    def _begin_day(self, table: "memoryview[int]", day: int) -> None:
        self._day, self._key = day, salted_hmac("fieldwork.limit", str(day), algorithm="sha256").digest()
        if table[0] != day:
            self._emptied(table, day)

    def _emptied(self, table: "memoryview[int]", day: int) -> None:
        table[_HEAD:] = memoryview(bytes(_SIZE - 8 * _HEAD)).cast("Q")
        table[0] = max(day, 0)


def _used(place: int, minute: int) -> int:
    """How many of a bucket are used up now."""
    passed = minute - (place >> 32)
    used = (place & 0xFFFF_FFFF) - (PER_MINUTE * passed if passed > 0 else 0)
    return max(0, used)


def _network(address: str) -> bytes:
    """An address as a limit sees it: one IPv4 address, or an IPv6 network of one subscriber."""
    try:
        return inet_aton(address)
    except OSError:
        pass
    try:
        parsed = IPv6Address(address)
    except ValueError:
        return address.encode()
    return parsed.ipv4_mapped.packed if parsed.ipv4_mapped else parsed.packed[:8]


def _signature(short_code: str, key: UUID, moment: str) -> str:
    signed = hmac.digest(_signing_key(settings.SECRET_KEY), f"{short_code}:{key.hex}:{moment}".encode(), "sha256")
    return signed.hex()[:32]


@lru_cache(maxsize=1)
def _signing_key(secret: str) -> bytes:
    return sha256(f"fieldwork.form{secret}".encode()).digest()
