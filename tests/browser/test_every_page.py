"""Every page that a person can reach by links: it opens, is accessible, fits a telephone and says nothing wrong."""

from collections import Counter

import pytest
from tests.browser.crawler import Walk
from tests.browser.people import NAMES, People

pytestmark = pytest.mark.walk


@pytest.fixture(scope="module")
def looked() -> Counter[str]:
    return Counter()


@pytest.mark.parametrize("name", NAMES)
def test_whatever_a_person_can_reach_is_in_order(people: People, name: str, looked: Counter[str]) -> None:
    walk = Walk(people.person(name), people.site.address, looked)
    assert [str(fault) for fault in walk.follow("/")] == []


def test_whatever_a_visitor_can_reach_is_in_order(people: People, looked: Counter[str]) -> None:
    walk = Walk(people.anonymous(), people.site.address, looked)
    assert [str(fault) for fault in walk.follow("/", "/a/", "/accounts/login/")] == []
