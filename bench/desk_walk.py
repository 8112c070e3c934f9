"""Every page of the desk that four people reach by links, timed in the process of the bench."""

import re
import statistics
import time
from collections import defaultdict, deque
from html import unescape

_HREF = re.compile(r'href="(/[^"#]*)')
_NUMBER = re.compile(r"\d+|/a/[0-9A-Z]+")
_SAME_KIND, _TURNS = 3, 7


def slowest() -> tuple[str, float, int]:
    """The kind of page with the highest 95th percentile, these seconds, and how many kinds were looked at."""
    from merilo_web.accounts.models import User  # noqa: PLC0415 - Django is set up by then
    from merilo_web.accounts.roles import Role  # noqa: PLC0415 - the same

    spent: dict[str, list[float]] = defaultdict(list)
    for role in (Role.AUTHORITY_ADMIN, Role.OPERATOR_MANAGER, Role.COUNCIL_CHAIR, Role.ORGANIZATION_HEAD):
        person = User.objects.filter(mandates__role=role).order_by("pk").first()
        _walk(person, spent)
    late = {kind: statistics.quantiles(times, n=20)[-1] for kind, times in spent.items()}
    worst = max(late, key=late.__getitem__)
    return worst, late[worst], len(late)


def _walk(person: object, spent: dict[str, list[float]]) -> None:
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
            spent[kind] += [_seconds(client, address) for _ in range(_TURNS)]


def _is_page(link: str) -> bool:
    return not link.startswith(("/static/", "/accounts/")) and "." not in link.partition("?")[0].rpartition("/")[2]


def _seconds(client: object, address: str) -> float:
    started = time.perf_counter()
    client.get(address)
    return time.perf_counter() - started
