"""One server and one browser for everything here; under xdist one process runs it all."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright
from tests.browser import server
from tests.browser.people import People, launch
from tests.browser.server import Site
from tests.browser.steps import bringing, collecting, deciding, finishing, opening, preparing
from tests.browser.steps.opening import Pilot

HERE = Path(__file__).parent
ORDER = ("admin", "council", "parent", "operator", "organization", "authority", "plans", "yearly", "every_page")
"""Files in the order of the cycle: parents answer before the surveys close, the walk sees what everybody left."""


@pytest.hookimpl(tryfirst=True)  # groups must be there when xdist reads them
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One group, run in one process in the order of the cycle; first of all, because it takes the longest."""
    ours = [item for item in items if HERE in item.path.parents]
    ours.sort(key=lambda item: ORDER.index(item.path.stem.removeprefix("test_")))
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


@pytest.fixture(scope="package")
def prepared(everybody: People, listed: Pilot) -> Pilot:
    """The small cycle with its contract, its frozen numbers and its notices sent."""
    preparing.sign_contract(everybody, listed)
    preparing.invite_head(everybody)
    preparing.tell_numbers(everybody, listed)
    preparing.send_notices(everybody, listed)
    return listed


@pytest.fixture(scope="package")
def surveyed(everybody: People, prepared: Pilot) -> dict[str, str]:
    """Addresses of the questionnaires of the small cycle; its surveys are open."""
    collecting.begin(everybody, prepared)
    bringing.look_at_sums(everybody, prepared)
    collecting.open_surveys(everybody, prepared)
    return collecting.questionnaires(everybody, prepared)


@pytest.fixture(scope="package")
def inspected(everybody: People, prepared: Pilot, surveyed: dict[str, str]) -> Pilot:
    """The small cycle with answers, every inspection finished (one from a file), one item disputed and answered."""
    collecting.answer_many(everybody, surveyed)
    collecting.assign(everybody, prepared)
    collecting.inspect(everybody, prepared)
    bringing.bring_checklist(everybody, prepared)
    collecting.object_to(everybody)
    collecting.resolve(everybody, prepared)
    return prepared


@pytest.fixture(scope="package")
def scored(everybody: People, inspected: Pilot) -> str:
    """The address of the results: the data were accepted, the council is to consider the scores."""
    collecting.hand_data_over(everybody, inspected)
    return finishing.score(everybody, inspected)


@pytest.fixture(scope="package")
def considered(everybody: People, inspected: Pilot, scored: str) -> str:
    """The address of the results, approved by the council and considered by the authority."""
    finishing.reword(everybody, scored)
    finishing.decide_results(everybody, inspected)
    finishing.approve(everybody, scored)
    finishing.consider(everybody, inspected, scored)
    return scored
