"""The number of recipients: told by the organization or entered, asked back when strange, frozen with its sample."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.web.prepared import DAY, admin, events, requests, stand
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import letters, populations
from merilo_web.cycles.models import Cycle, CyclePaper, ListedOrganization
from merilo_web.cycles.queries import preparation
from merilo_web.cycles.queries.cycles import running
from merilo_web.cycles.queries.populations import cycle_population
from merilo_web.cycles.states import CycleState, LetterKind
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.access import access_of

Browser = Callable[[User], Client]


def test_an_organization_tells_its_own_number(territory: Territory) -> None:
    home = territory.home
    stand(home)
    deputy = home.people[Role.ORGANIZATION_DEPUTY]
    told = populations.answer_population(home.listed[0], by=deputy, on=DAY, number=845, note=" с филиалом ")
    assert (told.population, told.population_answered_on, told.population_note) == (845, DAY, "с филиалом")
    entry = JournalEntry.objects.get()
    assert (entry.event, entry.organization_id) == ("cycles.answer_population", home.organizations[0].pk)
    assert entry.changes["численность получателей услуг"] == [None, 845]
    with pytest.raises(NotAllowedError):
        populations.answer_population(home.listed[1], by=deputy, on=DAY, number=10)


@pytest.mark.parametrize(
    ("number", "words"), [(0, "Ни одного"), (20_001, "больше 20000"), (100, "было 301"), (904, "было 301")]
)
def test_a_strange_number_is_asked_back_and_taken_when_confirmed(territory: Territory, number: int, words: str) -> None:
    home, cycle = territory.home, stand(territory.home)
    earlier = Cycle.objects.create(
        authority=home.authority,
        council=home.council,
        year=2023,
        title="НОК 2023",
        edition_id="2018-344n",
        opened_on=DAY,
    )
    ListedOrganization.objects.create(
        cycle=earlier, organization=home.organizations[0], ground="never_assessed", population=301
    )
    with pytest.raises(ValidationError, match=words):
        populations.enter_population(home.listed[0], by=admin(home), on=DAY, number=number)
    told = populations.enter_population(home.listed[0], by=admin(home), on=DAY, number=number, confirmed=True)
    assert (told.population, told.cycle) == (number, cycle)


@pytest.mark.parametrize("number", [-1, 1_000_001])
def test_a_number_that_cannot_be_is_refused_even_when_confirmed(territory: Territory, number: int) -> None:
    stand(territory.home)
    with pytest.raises(ValidationError, match="целое число"):
        populations.enter_population(
            territory.home.listed[0], by=admin(territory.home), on=DAY, number=number, confirmed=True
        )


def test_freezing_counts_the_sample_by_the_edition(territory: Territory) -> None:
    home, cycle = territory.home, stand(territory.home)
    for row, number in zip(home.listed, (1, 501, 1501), strict=True):
        populations.enter_population(row, by=admin(home), on=DAY, number=number)
    assert populations.freeze_populations(cycle, by=admin(home), on=DAY) == 3
    found = cycle_population(cycle)
    assert [(row.population, row.required, row.population_frozen_on) for row in found.rows] == [
        (1, 1, DAY),
        (501, 201, DAY),
        (1501, 600, DAY),
    ]
    assert (found.total, found.required, found.silent, found.waiting) == (2003, 802, (), ())
    with pytest.raises(NotAllowedError, match="Фиксировать нечего"):
        populations.freeze_populations(cycle, by=admin(home), on=DAY)


def test_the_silent_stay_open_and_are_frozen_later(territory: Territory) -> None:
    home, cycle = territory.home, stand(territory.home, CycleState.FIELDWORK)
    populations.enter_population(home.listed[0], by=admin(home), on=DAY, number=100)
    assert populations.freeze_populations(cycle, by=admin(home), on=DAY) == 1
    assert [str(one) for one in cycle_population(cycle).silent] == ["Школа № 2, Заречный", "Школа № 3, Заречный"]
    populations.enter_population(home.listed[1], by=admin(home), on=DAY, number=100)
    assert populations.freeze_populations(cycle, by=admin(home), on=date(2026, 3, 9)) == 1


def test_a_frozen_number_changes_only_after_it_was_reopened_with_a_reason(territory: Territory) -> None:
    home, cycle = territory.home, stand(territory.home)
    populations.enter_population(home.listed[0], by=admin(home), on=DAY, number=100)
    populations.freeze_populations(cycle, by=admin(home), on=DAY)
    with pytest.raises(NotAllowedError, match=r"зафиксирована 02\.03\.2026"):
        populations.answer_population(home.listed[0], by=home.people[Role.ORGANIZATION_HEAD], on=DAY, number=90)
    with pytest.raises(ValidationError):
        populations.reopen_population(home.listed[0], by=admin(home), reason=" ")
    row = populations.reopen_population(home.listed[0], by=admin(home), reason="Забыли филиал")
    assert (row.population, row.required, row.population_frozen_on) == (100, None, None)
    assert JournalEntry.objects.order_by("-id")[0].note == "Забыли филиал"


def test_nothing_is_reopened_once_fieldwork_has_begun(territory: Territory) -> None:
    home, cycle = territory.home, stand(territory.home, CycleState.FIELDWORK)
    populations.enter_population(home.listed[0], by=admin(home), on=DAY, number=100)
    populations.freeze_populations(cycle, by=admin(home), on=DAY)
    with pytest.raises(NotAllowedError):
        populations.reopen_population(home.listed[0], by=admin(home), reason="Ошибка")


@pytest.mark.parametrize("role", [Role.OPERATOR_MANAGER, Role.COUNCIL_CHAIR, Role.ORGANIZATION_HEAD, Role.SYSTEM_ADMIN])
def test_only_the_authority_freezes(territory: Territory, role: Role) -> None:
    cycle = stand(territory.home)
    for by in (territory.people[role], territory.foreign.people[Role.AUTHORITY_ADMIN]):
        with pytest.raises(NotAllowedError):
            populations.freeze_populations(cycle, by=by, on=DAY)
        with pytest.raises(NotAllowedError):
            populations.issue_population_summary(cycle, by=by, on=DAY)
    assert events() == []


def test_a_new_summary_supersedes_the_one_before(territory: Territory) -> None:
    cycle, by = stand(territory.home), admin(territory.home)
    first, second = (populations.issue_population_summary(cycle, by=by, on=DAY) for _ in range(2))
    assert (second.docx.supersedes, second.pdf.supersedes) == (first.docx, first.pdf)
    assert CyclePaper.objects.count() == 2


def test_the_head_answers_on_the_screen_and_is_asked_back(territory: Territory, signed_in: Browser) -> None:
    home = territory.home
    stand(home)
    head, page = signed_in(home.people[Role.ORGANIZATION_HEAD]), reverse("cycles:population", args=(home.listed[0].pk,))
    asked = head.post(page, {"number": "0", "note": "новая школа"})
    assert asked.content.decode().count("Ни одного получателя услуг за год?") == 2
    head.post(page, {"number": "0", "note": "новая школа", "confirmed": "on"})
    row = ListedOrganization.objects.get(pk=home.listed[0].pk)
    assert (row.population, row.population_note) == (0, "новая школа")
    assert head.get(reverse("cycles:population", args=(home.listed[1].pk,))).status_code == 404
    assert head.get(reverse("cycles:populations", args=(home.cycle.pk,))).status_code == 404


def test_the_desk_tells_the_head_to_answer_by_the_day_of_the_letter(territory: Territory) -> None:
    home = territory.home
    requests(territory)
    kind = LetterKind.POPULATION_REQUEST
    letters.issue_letters(home.cycle, by=admin(home), on=DAY, kind=kind, first_number="1")
    access = access_of(home.people[Role.ORGANIZATION_HEAD])
    tasks = preparation.awaiting(access, running(access), DAY)
    assert [(task.title, task.due_on, task.url) for task in tasks] == [
        (
            "Сообщить численность получателей услуг",
            date(2026, 3, 16),
            reverse("cycles:population", args=(home.listed[0].pk,)),
        )
    ]


def test_the_authority_freezes_on_the_screen(territory: Territory, signed_in: Browser) -> None:
    home, browser = territory.home, signed_in(admin(territory.home))
    stand(home)
    populations.enter_population(home.listed[0], by=admin(home), on=DAY, number=520)
    browser.post(reverse("cycles:freeze_populations", args=(home.cycle.pk,)))
    assert ListedOrganization.objects.get(pk=home.listed[0].pk).required == 208
    page = browser.get(reverse("cycles:populations", args=(home.cycle.pk,))).content.decode()
    assert ("208" in page, page.count("не запрошена")) == (True, 2)
