"""People at their screens: who signs in, on a desk's or a telephone's screen, with or without JavaScript."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page, Playwright, StorageState
from tests.browser.server import Site

from merilo_web.demo.people import PASSWORD

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
DESK, TELEPHONE = (1280, 900), (360, 740)
NAMES = (
    *("uo", "specialist", "chair", "secretary", "member", "operator", "inspector"),
    *("school", "deputy", "region", "admin"),
)
PATIENCE = 10_000
"""Milliseconds that a page may take on a loaded machine before the test says that it does not come."""


def launch(playwright: Playwright) -> Browser:
    """Debian's Chromium."""
    try:
        return playwright.chromium.launch(executable_path=CHROMIUM, args=list(ARGUMENTS))
    except Exception as fault:
        raise AssertionError(f"Chromium does not start: run «make test», which installs it. {fault}") from fault


@dataclass
class People:
    """Signs people in once each and opens their screens."""

    site: Site
    browser: Browser
    kept: dict[str, StorageState] = field(default_factory=dict)
    opened: list[BrowserContext] = field(default_factory=list)

    def anonymous(self, size: tuple[int, int] = DESK, *, scripts: bool = True) -> Page:
        """A visitor's screen."""
        return self._context(None, size, scripts=scripts).new_page()

    def person(self, name: str, size: tuple[int, int] = DESK, *, scripts: bool = True) -> Page:
        """The screen of whoever signs in as `name`@zarechny.example, at their desk's first page."""
        if name not in self.kept:
            self.kept[name] = self._signed_in(f"{name}@zarechny.example", PASSWORD)
        page = self._context(self.kept[name], size, scripts=scripts).new_page()
        page.goto("/")
        return page

    @contextmanager
    def at(
        self, name: str, address: str = "/", *, size: tuple[int, int] = DESK, scripts: bool = True
    ) -> Iterator[Page]:
        """A person's screen at this page, closed afterwards."""
        page = self.person(name, size, scripts=scripts)
        page.goto(address)
        yield page
        page.context.close()

    def admit(self, name: str, page: Page) -> None:
        """Remember who signed in on this screen by themselves."""
        self.kept[name] = page.context.storage_state()

    def close(self) -> None:
        """Close every screen."""
        for context in self.opened:
            context.close()
        self.opened.clear()

    def _signed_in(self, email: str, password: str) -> StorageState:
        page = self.anonymous()
        sign_in(page, email, password)
        return page.context.storage_state()

    def _context(self, state: StorageState | None, size: tuple[int, int], *, scripts: bool) -> BrowserContext:
        width, height = size
        context = self.browser.new_context(
            base_url=self.site.address,
            storage_state=state,
            viewport={"width": width, "height": height},
            java_script_enabled=scripts,
            locale="ru-RU",
            reduced_motion="reduce",
        )
        context.set_default_timeout(PATIENCE)
        self.opened.append(context)
        return context


def sign_in(page: Page, email: str, password: str) -> None:
    """Through the form, as anybody does."""
    page.goto("/accounts/login/")
    page.locator("input[name=login]").fill(email)
    page.locator("input[name=password]").fill(password)
    page.get_by_role("button", name="Войти", exact=True).click()
    assert page.get_by_role("button", name="Выйти").is_visible(), page.inner_text("main")
