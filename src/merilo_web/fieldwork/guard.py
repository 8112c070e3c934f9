"""What stands between the questionnaire and a robot: a signed form, a trap, a limit for each address.

Nothing of it is stored: the form's key and moment live in the form, addresses only in the memory of the server
process under a key that is thrown away every day.
"""

import hashlib
import hmac
import secrets
import threading
from collections import OrderedDict
from dataclasses import dataclass
from enum import StrEnum
from ipaddress import ip_address
from uuid import UUID, uuid4

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from merilo_web import clock

YOUNGEST = 3
"""Seconds from showing a form to sending it; nobody answers faster."""
OLDEST = 12 * 3600
"""Seconds after which a form is signed anew; what was typed stays."""
BURST = 300
"""Questionnaires that one address may send at once: all the parents of a school behind one address."""
PER_SECOND = 0.5
"""Questionnaires that one address may send from then on."""
_MOST_ADDRESSES = 50_000


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
    if request.headers.get("Sec-Fetch-Site", "same-origin") not in {"same-origin", "none"}:
        return True
    origin = request.headers.get("Origin")
    return origin is not None and origin.rpartition("//")[2] != request.get_host()


class Buckets:
    """A token bucket for each address, in this process. An address is known by a digest whose key lives a day."""

    def __init__(self) -> None:
        self._turn = threading.Lock()
        self._day = 0
        self._salt = b""
        self._levels: OrderedDict[bytes, tuple[float, float]] = OrderedDict()

    def take(self, address: str, *, at: float) -> bool:
        """Take one questionnaire's place; False when the address has sent too many. `at` is seconds."""
        with self._turn:
            self._begin_day(int(at // 86_400))
            name = hmac.digest(self._salt, _network(address), hashlib.sha256)[:12]
            level, seen = self._levels.pop(name, (float(BURST), at))
            level = min(float(BURST), level + (at - seen) * PER_SECOND)
            allowed = level >= 1
            self._levels[name] = (level - 1 if allowed else level, at)
            if len(self._levels) > _MOST_ADDRESSES:
                self._levels.popitem(last=False)
            return allowed

    def forget(self) -> None:
        """Give every address its whole limit again."""
        with self._turn:
            self._levels.clear()

    def _begin_day(self, day: int) -> None:
        if day != self._day:
            self._day, self._salt = day, secrets.token_bytes(32)
            self._levels.clear()


def _network(address: str) -> bytes:
    """An address as a limit sees it: one IPv4 address, or an IPv6 network of one subscriber."""
    try:
        parsed = ip_address(address)
    except ValueError:
        return address.encode()
    return parsed.packed[:8] if parsed.version == 6 else parsed.packed


def _signature(short_code: str, key: UUID, moment: str) -> str:
    return salted_hmac("fieldwork.form", f"{short_code}:{key.hex}:{moment}", algorithm="sha256").hexdigest()[:32]
