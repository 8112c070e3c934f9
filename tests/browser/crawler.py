"""Follows every link of the site breadth-first and writes down what is wrong on the pages."""

import re
from collections import Counter, deque
from dataclasses import dataclass, field
from functools import cache
from html import unescape
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import parse_qs, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import ConsoleMessage, Page
from playwright.sync_api import Error as BrowserError
from tests.browser import files
from tests.browser.people import DESK, TELEPHONE

VISITS = 2
"""So many pages of one kind are opened by one person: 75 organizations look alike."""
LOOKS = 2
"""So many pages of one kind are looked at in the browser, whoever opens them; of the others the server's answer is."""
_LEAVES = re.compile(r"/static/")
_LINKS = "() => [...document.querySelectorAll('a[href]')].map(link => link.href)"
_HREF = re.compile(r"<a\s[^>]*?href=\"([^\"]*)\"")
_WIDTH = "() => document.scrollingElement.scrollWidth - innerWidth"
_CHECK = """async () => (await axe.run(document, {resultTypes: ["violations"]})).violations.map(
    found => `${found.id}: ${found.help}: ${found.nodes.slice(0, 3).map(node => node.target).join(" | ")}`
)"""


@cache
def axe() -> Path:
    """The checker of accessibility, as its Python package carries it."""
    spec = find_spec("axe_playwright_python")
    assert spec is not None, "axe-playwright-python is not installed: run «make test»"
    assert spec.submodule_search_locations is not None
    return Path(spec.submodule_search_locations[0]) / "axe.min.js"


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and where."""

    address: str
    sentence: str

    def __str__(self) -> str:
        return f"{self.address}: {self.sentence}"


@dataclass
class Walk:
    """One person's walk over the site."""

    page: Page
    home: str
    looked: Counter[str]
    """How often a kind of page was looked at in the browser, whoever walked."""
    faults: list[Fault] = field(default_factory=list)
    told: list[str] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    visits: Counter[str] = field(default_factory=Counter)
    kinds: set[str] = field(default_factory=set)
    """Kinds of pages that were opened."""

    def follow(self, *starts: str) -> list[Fault]:
        """Open everything that can be reached from these pages."""
        self.page.add_init_script(path=axe())
        self.page.on("console", self._hear)
        self.page.on("pageerror", lambda fault: self.told.append(f"script failed: {fault}"))
        waiting = deque(f"{self.home}{start}" for start in starts)
        while waiting:
            address = waiting.popleft()
            kind = self._wanted(address)
            if kind is None:
                continue
            self.kinds.add(kind)
            is_new = self.looked[kind] < LOOKS
            self.looked[kind] += 1
            waiting.extend(self._open(address) if is_new else self._fetch(address))
        return self.faults

    def _hear(self, message: ConsoleMessage) -> None:
        if message.type in {"error", "warning"}:
            self.told.append(f"console: {message.text}")

    def _wanted(self, address: str) -> str | None:
        """The kind of the page, None when it is foreign, known, or alike pages were seen often enough."""
        parts = urlsplit(address)
        if not address.startswith(self.home) or _LEAVES.match(parts.path):
            return None
        bare = address.partition("#")[0]
        kind = f"{_name(parts.path)}?{'&'.join(sorted(parse_qs(parts.query)))}"
        if bare in self.seen or self.visits[kind] >= VISITS:
            return None
        self.seen.add(bare)
        self.visits[kind] += 1
        return kind

    def _open(self, address: str) -> list[str]:
        """Open the page in the browser and look at it; the links on it."""
        try:
            self.page.set_viewport_size({"width": DESK[0], "height": DESK[1]})
            answer = self.page.goto(address)
        except BrowserError as fault:
            if "Download is starting" not in str(fault) and "ERR_ABORTED" not in str(fault):
                raise
            self.told.clear()
            return self._fetch(address)
        status = answer.status if answer else 0
        if status != 200:
            self._fault(address, f"answers {status}")
            self.told.clear()
            return []
        self.look(address)
        links: list[str] = self.page.evaluate(_LINKS)
        return links

    def _fetch(self, address: str) -> list[str]:
        """Ask the server for the page or the file; the links on a page."""
        answer = self.page.context.request.get(address)
        kind = answer.headers.get("content-type", "")
        if answer.status != 200:
            self._fault(address, f"answers {answer.status}")
        elif answer.headers.get("content-disposition", "").startswith("attachment"):
            if wrong := files.fault(answer.body(), kind):
                self._fault(address, wrong)
        elif kind.startswith("text/html"):
            page = answer.text()
            if page.count("<h1") != 1:
                self._fault(address, f"has {page.count('<h1')} h1")
            return [urljoin(answer.url, unescape(link)) for link in _HREF.findall(page)]
        else:
            self._fault(address, "is a file that is not sent as an attachment")
        return []

    def look(self, address: str) -> None:
        """Look at the page that stands on the screen: its heading, its title, both widths, axe-core, what it tells."""
        headings = self.page.locator("h1").count()
        if headings != 1:
            self._fault(address, f"has {headings} h1")
        if not self.page.title().split(" — ")[0].strip():
            self._fault(address, "has no title")
        for size in (DESK, TELEPHONE):
            self._look_at_width(address, size)
        for words in self.told:
            self._fault(address, words)
        self.told.clear()

    def _look_at_width(self, address: str, size: tuple[int, int]) -> None:
        self.page.set_viewport_size({"width": size[0], "height": size[1]})
        beyond = self.page.evaluate(_WIDTH)
        if beyond > 0:
            self._fault(address, f"scrolls sideways by {beyond} px at {size[0]} px")
        violations: list[str] = self.page.evaluate(_CHECK)
        for violation in violations:
            self._fault(address, f"axe at {size[0]} px: {violation}")

    def _fault(self, address: str, sentence: str) -> None:
        self.faults.append(Fault(address.removeprefix(self.home), sentence))


def _name(path: str) -> str:
    try:
        return resolve(path).view_name
    except Resolver404:
        return path
