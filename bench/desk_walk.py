"""Every page of the desk that four people reach by links, timed in the process of the bench."""

import re
import statistics
import time
from collections import defaultdict, deque
from collections.abc import Callable
from functools import partial
from html import unescape
from operator import itemgetter

from bench.measure import p95

_HREF = re.compile(r'href="(/[^"#]*)')
_NUMBER = re.compile(r"\d+|/a/[0-9A-Z]+")
_SAME_KIND, _TURNS, _SUSPECTS = 3, 3, 10
_Look = tuple[float, Callable[[], object]]
"""The median of a few calls in seconds, and the call."""


def slowest() -> tuple[str, float, int]:
    """The kind of page with the highest 95th percentile, these seconds, and how many kinds were looked at.

    Every kind is looked at a few times; those that look slowest are measured, each by its slowest address.
    """
    from merilo_web.accounts.models import User  # noqa: PLC0415 - Django is set up by then
    from merilo_web.accounts.roles import Role  # noqa: PLC0415 - the same

    looks: dict[str, list[_Look]] = defaultdict(list)
    for role in (Role.AUTHORITY_ADMIN, Role.OPERATOR_MANAGER, Role.COUNCIL_CHAIR, Role.ORGANIZATION_HEAD):
        person = User.objects.filter(mandates__role=role).order_by("pk").first()
        _walk(person, looks)
    worst_looks = {kind: max(seen, key=itemgetter(0)) for kind, seen in looks.items()}
    suspects = sorted(worst_looks, key=lambda kind: worst_looks[kind][0], reverse=True)[:_SUSPECTS]
    measured = {kind: p95(worst_looks[kind][1]) for kind in suspects}
    worst = max(measured, key=measured.__getitem__)
    return worst, measured[worst], len(looks)


def _walk(person: object, looks: dict[str, list[_Look]]) -> None:
    from django.test import Client  # noqa: PLC0415 - Django is set up by then

    client = Client(SERVER_NAME="127.0.0.1", HTTP_X_FORWARDED_PROTO="https")
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    waiting, met = deque(["/"]), {"/"}
    kinds: dict[str, int] = defaultdict(int)
    while waiting:
        address = waiting.popleft()
        kind = _NUMBER.sub("N", address.partition("?")[0])
        kinds[kind] += 1
        if kinds[kind] > _SAME_KIND:
            continue
        page = client.get(address)
        if page.streaming or not page.headers.get("Content-Type", "").startswith("text/html"):
            continue
        links = map(unescape, _HREF.findall(page.content.decode()))
        found = [link for link in dict.fromkeys(links) if link not in met and _is_page(link)]
        met.update(found)
        waiting.extend(found)
        if page.status_code == 200:
            call = partial(client.get, address)
            looks[kind].append((statistics.median(_seconds(call) for _ in range(_TURNS)), call))


def _is_page(link: str) -> bool:
    return not link.startswith(("/static/", "/accounts/")) and "." not in link.partition("?")[0].rpartition("/")[2]


def _seconds(call: Callable[[], object]) -> float:
    started = time.perf_counter()
    call()
    return time.perf_counter() - started
