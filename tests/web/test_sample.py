"""The sample against its respondents (A5): on the page and in the paper, for each organization."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from tests.web.inspected import DAY, in_fieldwork
from tests.web.surveys import opened, submission
from tests.web.territory import Territory

from merilo.documents.writers.legal_text import text
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.archive import actions as archive
from merilo_web.cycles.models import CyclePaper, ListedOrganization
from merilo_web.fieldwork.actions.intake import receive
from merilo_web.fieldwork.queries.handovers import sample_paper
from merilo_web.fieldwork.queries.sample import sample

Browser = Callable[[User], Client]


def _asked(territory: Territory) -> None:
    """Two organizations with a sample and a survey; the third has told nothing."""
    in_fieldwork(territory.home)
    for row, required, answered in zip(territory.home.listed[:2], (3, 1), (1, 2), strict=True):
        ListedOrganization.objects.filter(pk=row.pk).update(
            population=required * 3, required=required, population_frozen_on=DAY
        )
        survey = opened(row)
        for _ in range(answered):
            receive(submission(survey))


def test_a_surplus_of_one_organization_does_not_cover_what_another_lacks(territory: Territory) -> None:
    _asked(territory)
    found = sample(territory.home.cycle)
    assert [(line.listed.required, line.respondents, line.shortfall) for line in found.lines] == [
        (3, 1, 2),
        (1, 2, 0),
        (None, None, None),
    ]
    assert (found.population, found.required, found.respondents, found.shortfall) == (12, 4, 3, 2)
    assert ([str(one.listed) for one in found.short], len(found.unknown)) == ([str(territory.home.listed[0])], 1)


def test_the_page_and_the_paper_tell_respondents_and_shortfall(territory: Territory, signed_in: Browser) -> None:
    _asked(territory)
    browser, cycle = signed_in(territory.people[Role.AUTHORITY_ADMIN]), territory.home.cycle
    page = f"/cycles/{cycle.pk}/sample/"
    assert "2, в 1 организации" in browser.get(page).content.decode()
    assert browser.post(f"{page}summary/").status_code == 302
    paper = CyclePaper.objects.get()
    assert paper.docx.title in browser.get(page).content.decode()
    assert archive.read(paper.docx.file).is_file()
    before = browser.get(f"/cycles/{cycle.pk}/populations/").content.decode()
    assert ("Сколько опрошено и сколько не хватает" in before, "Выпустить сводку" in before) == (True, False)


def test_the_paper_prints_what_was_answered(territory: Territory) -> None:
    _asked(territory)
    printed = text(sample_paper(territory.home.cycle, on=DAY))
    assert "Выборка не набрана в 1 организации, не хватает 2 анкет." in " ".join(printed.split())


@pytest.mark.parametrize("role", [Role.OPERATOR_MANAGER, Role.COUNCIL_CHAIR, Role.REGIONAL_OBSERVER])
def test_others_of_the_cycle_read_it_and_do_not_issue_it(territory: Territory, signed_in: Browser, role: Role) -> None:
    _asked(territory)
    browser, page = signed_in(territory.people[role]), f"/cycles/{territory.home.cycle.pk}/sample/"
    assert "Выпустить сводку" not in browser.get(page).content.decode()
    assert browser.post(f"{page}summary/").status_code == 403
    stranger = signed_in(territory.foreign.people[Role.AUTHORITY_ADMIN])
    assert [stranger.get(page).status_code, stranger.post(f"{page}summary/").status_code] == [404, 404]


def test_it_costs_the_same_queries_for_one_organization_and_for_three(territory: Territory) -> None:
    in_fieldwork(territory.home)
    numbers = []
    for row in territory.home.listed:
        opened(row)
        with CaptureQueriesContext(connection) as asked:
            sample(territory.home.cycle)
        numbers.append(len(asked))
    assert numbers[0] == numbers[2]
