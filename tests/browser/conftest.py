"""One server and one browser for everything here; under xdist one process runs it all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser import server
from tests.browser.people import People, launch
from tests.browser.server import Site
from tests.browser.steps import deciding, opening
from tests.browser.steps.opening import Pilot

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One group, run in one process in the order of the files; first of all, because it takes the longest."""
    ours = [item for item in items if HERE in item.path.parents]
    for item in ours:
        item.add_marker(pytest.mark.xdist_group("browser"))
    items[:] = [*ours, *(item for item in items if HERE not in item.path.parents)]


@pytest.fixture(scope="package")
def site() -> Iterator[Site]:
    with server.running() as started:
        yield started


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        launched = launch(playwright)
        yield launched
        launched.close()


@pytest.fixture(scope="package")
def everybody(site: Site, browser: Browser) -> People:
    return People(site, browser)


@pytest.fixture
def people(everybody: People) -> Iterator[People]:
    """Screens of this test alone."""
    yield everybody
    everybody.close()


@pytest.fixture(scope="package")
def opened(everybody: People) -> Pilot:
    """A small cycle with three organizations on its draft list."""
    pilot = opening.open_cycle(everybody)
    opening.draft_list(everybody, pilot)
    return pilot


@pytest.fixture(scope="package")
def meeting(everybody: People, opened: Pilot) -> str:
    """The address of the council's meeting on the list, its minutes signed."""
    address = opening.plan_meeting(everybody, opened)
    deciding.open_meeting(everybody, address)
    deciding.vote(everybody, address)
    deciding.sign_minutes(everybody, address)
    return address


@pytest.fixture(scope="package")
def listed(everybody: People, opened: Pilot, meeting: str) -> Pilot:
    """The small cycle with its list approved."""
    deciding.approve_list(everybody, opened)
    return opened
