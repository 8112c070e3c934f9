"""Looking at a page outside: nothing of our own network is asked, whatever the address, its name or a redirect says.

The name is looked up once, every address that it has must be a public one, and the connection goes to that very
address, so that a second answer of the name server changes nothing.
"""

import hashlib
import socket
import ssl
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse, HTTPSConnection
from ipaddress import IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import quote, urljoin, urlsplit

from django.conf import settings

LARGEST = 4 * 1024 * 1024
"""Bytes of a page that are read; the rest is left."""
SECONDS = 10
"""For the whole look, redirects included."""
_REDIRECTS = 3
_MOVED = frozenset({301, 302, 303, 307, 308})
_PORTS = {"http": 80, "https": 443}
_PIECE = 64 * 1024
_TRANSLATED = IPv6Network("64:ff9b::/96")
"""Addresses behind which a network of the older kind is reached."""


class UnseenError(Exception):
    """The page could not be seen; the text is a Russian reason for a person."""


@dataclass(frozen=True, slots=True)
class SeenPage:
    """What the address answered: status, bytes as far as they were read, their media type and charset."""

    status: int
    content: bytes
    media_type: str
    charset: str

    @property
    def sha256(self) -> str:
        """Digest of what was seen, in hex."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, slots=True)
class SiteGuard:
    """What may be asked: addresses that `allows` lets through, by unusual ports too or not, for so many seconds."""

    allows: Callable[[str], bool]
    any_port: bool = False
    seconds: float = SECONDS


def guard() -> SiteGuard:
    """Addresses of the open network alone; in a demonstration and in tests every one."""
    return SiteGuard(is_public) if settings.ENVIRONMENT.production else SiteGuard(bool, any_port=True)


def look(url: str, *, within: SiteGuard) -> SeenPage:
    """Ask for the page and follow a few redirects. Raises UnseenError with the reason when it cannot be seen."""
    until = time.monotonic() + within.seconds
    for _ in range(_REDIRECTS + 1):
        try:
            page, onward = _asked(url, until, within=within)
        except (OSError, HTTPException, UnicodeError, ValueError) as fault:
            raise UnseenError(_reason(fault)) from fault
        if not onward:
            return page
        url = urljoin(url, onward)
    raise UnseenError("адрес слишком много раз отсылает к другому")


def _asked(url: str, until: float, *, within: SiteGuard) -> tuple[SeenPage, str]:
    """The answer of one address, and where it sends to: empty when it does not."""
    parts = urlsplit(url)
    if parts.scheme not in _PORTS or not parts.hostname or parts.username is not None:
        raise UnseenError("это не адрес страницы сайта")
    port = parts.port or _PORTS[parts.scheme]
    if not within.any_port and port != _PORTS[parts.scheme]:
        raise UnseenError("адрес называет необычный порт")
    name = parts.hostname.encode("idna").decode()
    connection = _connected((parts.scheme, name, port), until, within=within)
    clock = Timer(_left(until), _cut, (connection.sock,))
    clock.start()
    try:
        path = quote(parts.path or "/", safe="/%:@!$&'()*+,;=~-._")
        query = f"?{quote(parts.query, safe='/%:@!$&()*+,;=~-._?')}" if parts.query else ""
        headers = {"User-Agent": "Merilo", "Accept": "text/html, */*", "Connection": "close"}
        connection.request("GET", path + query, headers=headers)
        answer = connection.getresponse()
        onward = answer.getheader("Location", "") if answer.status in _MOVED else ""
        return _seen(answer, until), onward
    finally:
        clock.cancel()
        connection.close()


def _cut(reached: socket.socket) -> None:
    """End a conversation that lasts too long, whatever it waits for."""
    with suppress(OSError):
        reached.shutdown(socket.SHUT_RDWR)


def _connected(place: tuple[str, str, int], until: float, *, within: SiteGuard) -> HTTPConnection:
    """A connection to an address that was looked at before, under the name that the site has."""
    scheme, name, port = place
    found = socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    if not all(map(within.allows, addresses)):
        raise UnseenError("адрес ведёт во внутреннюю сеть")
    reached = socket.create_connection((addresses[0], port), timeout=_left(until))
    if scheme == "http":
        connection = HTTPConnection(name, port)
        connection.sock = reached
        return connection
    secure = HTTPSConnection(name, port)
    try:
        secure.sock = ssl.create_default_context().wrap_socket(reached, server_hostname=name)
    except OSError:
        reached.close()
        raise
    return secure


def is_public(address: str) -> bool:
    """Whether an address is of the open network: not private, loopback, link-local, shared, multicast or reserved."""
    kept = ip_address(address.partition("%")[0])
    if isinstance(kept, IPv6Address):
        inner = kept.ipv4_mapped or kept.sixtofour or (kept.teredo[1] if kept.teredo else None)
        if inner is not None:
            return inner.is_global and not inner.is_multicast
        if kept in _TRANSLATED:
            return False
    return kept.is_global and not kept.is_multicast and not kept.is_reserved


def _seen(answer: HTTPResponse, until: float) -> SeenPage:
    content = bytearray()
    while len(content) < LARGEST:
        _left(until)
        piece = answer.read1(min(_PIECE, LARGEST - len(content)))
        if not piece:
            break
        content += piece
    return SeenPage(
        answer.status,
        bytes(content),
        answer.headers.get_content_type(),
        answer.headers.get_content_charset("utf-8"),
    )


def _left(until: float) -> float:
    left = until - time.monotonic()
    if left <= 0:
        raise TimeoutError
    return left


def _reason(fault: Exception) -> str:
    if isinstance(fault, TimeoutError):
        return "сайт не ответил вовремя"
    if isinstance(fault, socket.gaierror):
        return "имя сайта не нашлось"
    if isinstance(fault, ssl.SSLError):
        return "сертификат сайта не проходит проверку"
    return "сайт не ответил" if isinstance(fault, OSError) else "сайт ответил непонятно"
