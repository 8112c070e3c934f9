"""Looking outside: nothing of our own network is asked; size, time and redirects have an end."""

import socket
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from merilo_web import outside
from merilo_web.outside import SiteGuard, UnseenError, guard, is_public, look

CLOSED, OPEN = SiteGuard(is_public), SiteGuard(bool, any_port=True)

INSIDE = (
    "127.0.0.1",
    "127.8.8.8",
    "10.1.2.3",
    "172.16.0.1",
    "192.168.1.1",
    "169.254.169.254",
    "100.64.0.1",
    "0.0.0.0",  # noqa: S104 - an address to be refused
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "::1",
    "::",
    "fe80::1%eth0",
    "fc00::1",
    "ff02::1",
    "::ffff:127.0.0.1",
    "::ffff:10.0.0.1",
    "2002:7f00:1::",
    "64:ff9b::7f00:1",
)


class Site(BaseHTTPRequestHandler):
    """A school's site with faults."""

    def do_GET(self) -> None:
        """Answer by the path."""
        if self.path.startswith("/to?"):
            self.send_response(302)
            self.send_header("Location", self.path.partition("?")[2])
            self.end_headers()
            return
        self.send_response(404 if self.path == "/gone" else 200)
        self.send_header("Content-Type", "text/html; charset=windows-1251")
        self.end_headers()
        if self.path == "/endless":
            self._endless()
        self.wfile.write("План по устранению недостатков".encode("windows-1251"))

    def _endless(self) -> None:
        try:
            while True:
                self.wfile.write(b"x" * 65536)
        except OSError:
            return

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site() -> Iterator[str]:
    """The address of a site on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    server.daemon_threads = True
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("address", INSIDE)
def test_addresses_of_closed_networks_are_not_public(address: str) -> None:
    assert not is_public(address)


def test_addresses_of_the_open_network_are_public() -> None:
    assert [is_public(one) for one in ("93.184.216.34", "2a00:1450:4010::8b", "::ffff:93.184.216.34")] == [True] * 3


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://[::ffff:127.0.0.1]/",
        "http://2130706433/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://169.254.169.254/latest/meta-data/",
        "https://10.0.0.8/",
    ],
)
def test_our_own_network_is_not_asked(url: str) -> None:
    with pytest.raises(UnseenError, match="внутреннюю сеть"):
        look(url, within=CLOSED)


@pytest.mark.parametrize(
    ("url", "reason"),
    [
        ("ftp://example.org/", "не адрес"),
        ("file:///etc/passwd", "не адрес"),
        ("http://", "не адрес"),
        ("http://user:secret@example.org/", "не адрес"),
        ("http://93.184.216.34:22/", "необычный порт"),
        ("http://93.184.216.34:99999/", "непонятно"),
        ("http://no-such-name.invalid/", "имя сайта"),
    ],
)
def test_strange_addresses_are_refused(url: str, reason: str) -> None:
    with pytest.raises(UnseenError, match=reason):
        look(url, within=CLOSED)


def test_a_page_is_seen_with_its_digest(site: str) -> None:
    page = look(f"{site}/plan", within=OPEN)
    text = "План по устранению недостатков".encode("windows-1251")
    assert (page.status, page.content, page.media_type, page.charset) == (200, text, "text/html", "windows-1251")
    assert len(page.sha256) == 64


def test_a_redirect_is_followed_a_circle_is_not(site: str) -> None:
    assert look(f"{site}/to?/gone", within=OPEN).status == 404
    with pytest.raises(UnseenError, match="слишком много раз"):
        look(f"{site}/to?/to?/to?/to?/to?/to?/plan", within=OPEN)


def test_a_redirect_into_our_network_is_not_followed(site: str) -> None:
    """The first address is held for a public one; where it sends is looked at anew."""
    asked: list[str] = []

    def first_only(address: str) -> bool:
        asked.append(address)
        return len(asked) == 1

    with pytest.raises(UnseenError, match="внутреннюю сеть"):
        look(f"{site}/to?http://127.0.0.1/secret", within=SiteGuard(first_only, any_port=True))
    assert asked == ["127.0.0.1", "127.0.0.1"]


def test_tests_and_demonstrations_may_ask_this_machine() -> None:
    assert guard() == OPEN


def test_a_redirect_to_a_file_is_refused(site: str) -> None:
    with pytest.raises(UnseenError, match="не адрес"):
        look(f"{site}/to?file:///etc/passwd", within=OPEN)


def test_an_endless_page_is_read_to_the_limit(site: str) -> None:
    assert len(look(f"{site}/endless", within=OPEN).content) == outside.LARGEST


def test_a_site_that_is_silent_is_left() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, pytest.raises(UnseenError, match="не ответил"):
        look(f"http://127.0.0.1:{silent.getsockname()[1]}/", within=SiteGuard(bool, any_port=True, seconds=0.3))
