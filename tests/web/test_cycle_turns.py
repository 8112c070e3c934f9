"""Who is due: history, order, share, last chances, what the list may hold."""

from datetime import date
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError
from pytest_django import DjangoAssertNumQueries
from tests.web.council import DAY, decided, opened, vote
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.models import Document
from merilo_web.cycles.actions import lifecycle, lists, minutes, votes
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.decisions import usable
from merilo_web.cycles.queries.turns import cycle_coverage, drafted, years_ahead
from merilo_web.cycles.states import CycleState, PointKind, VoteChoice
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.models import Filing, Organization

FOR, AGAINST = VoteChoice.IN_FAVOUR, VoteChoice.AGAINST


@pytest.fixture
def home(territory: Territory) -> Municipality:
    """The municipality with a planned day and an empty list."""
    cycle = territory.home.cycle
    cycle.fieldwork_from, cycle.fieldwork_until = date(2026, 9, 1), date(2026, 10, 31)
    cycle.save()
    cycle.listed.all().delete()
    return territory.home


def _assessed(organization: Organization, on: date | None) -> None:
    organization.last_assessed_on = on
    organization.save()


def _another(home: Municipality, state: CycleState, *, began: date | None, of: Organization) -> Cycle:
    """Another cycle of the same authority with one organization."""
    cycle = Cycle.objects.create(
        authority=home.authority,
        council=home.council,
        year=began.year if began else 2026,
        title=f"Другой цикл {state} {of.pk}",
        edition_id="2024-344n-408n",
        opened_on=date(2025, 1, 9),
        state=state,
        fieldwork_from=began,
    )
    ListedOrganization.objects.create(cycle=cycle, organization=of, ground="council")
    return cycle


def _statuses(home: Municipality) -> dict[str, str]:
    rows = cycle_coverage(Cycle.objects.get(pk=home.cycle.pk)).rows
    return {str(row.organization).removesuffix(", Заречный"): row.turn.status for row in rows}


def test_the_longest_unassessed_come_first(home: Municipality) -> None:
    first, second, third = home.organizations
    _assessed(first, date(2025, 10, 1))
    _assessed(third, date(2023, 5, 15))
    assert list(_statuses(home).items()) == [
        ("Школа № 2", "never_assessed"),
        ("Школа № 3", "due_this_year"),
        ("Школа № 1", "forbidden"),
    ]
    assert [row.ground for row in cycle_coverage(home.cycle).rows] == ["never_assessed", "last_year", "council"]
    assert second.last_assessed_on is None


def test_former_cycles_of_the_system_count_from_the_first_day_of_their_fieldwork(home: Municipality) -> None:
    school = home.organizations[0]
    _assessed(school, date(2023, 5, 15))
    _another(home, CycleState.CLOSED, began=date(2025, 9, 2), of=school)
    row = cycle_coverage(home.cycle).of(school)
    assert row is not None
    assert (row.turn.status, row.turn.last, row.turn.allowed_from) == (
        "forbidden",
        date(2025, 9, 2),
        date(2026, 9, 2),
    )


@pytest.mark.parametrize(
    ("state", "status"),
    [(CycleState.DRAFT, "never_assessed"), (CycleState.LISTED, "forbidden"), (CycleState.CONTRACTED, "forbidden")],
)
def test_a_place_on_another_approved_list_counts_while_the_list_is_made(
    home: Municipality, state: CycleState, status: str
) -> None:
    _another(home, state, began=date(2026, 10, 1), of=home.organizations[0])
    assert _statuses(home)["Школа № 1"] == status


def test_two_cycles_do_not_assess_the_same_organization_in_one_year(home: Municipality) -> None:
    other = _another(home, CycleState.CONTRACTED, began=date(2026, 9, 1), of=home.organizations[0])
    ListedOrganization.objects.create(cycle=home.cycle, organization=home.organizations[0], ground="council")
    Cycle.objects.filter(pk=home.cycle.pk).update(state=CycleState.CONTRACTED)
    by, day = home.people[Role.AUTHORITY_ADMIN], date(2026, 9, 1)
    lifecycle.begin_fieldwork(other, by=by, on=day, until=day)
    with pytest.raises(NotAllowedError, match=r"Школа № 1, Заречный — не раньше 01\.09\.2027"):
        lifecycle.begin_fieldwork(home.cycle, by=by, on=date(2026, 9, 2), until=date(2026, 9, 30))


def test_closed_organizations_are_not_counted_unless_they_stand_on_the_list(home: Municipality) -> None:
    first, second, _ = home.organizations
    ListedOrganization.objects.create(cycle=home.cycle, organization=first, ground="council")
    Organization.objects.filter(pk__in=[first.pk, second.pk]).update(closed_on=date(2026, 1, 1))
    found = cycle_coverage(home.cycle)
    assert (found.total, found.chosen, found.share, found.needed, found.enough) == (2, 1, Fraction(1, 2), 1, True)


def test_the_share_is_compared_exactly(home: Municipality) -> None:
    for number in range(97):
        Organization.objects.create(
            authority=home.authority, full_name="Сад", short_name=f"Сад {number}", type="kindergarten", inn="7"
        )
    rows = [row.organization for row in cycle_coverage(home.cycle).rows]
    for organization in rows[:32]:
        ListedOrganization.objects.create(cycle=home.cycle, organization=organization, ground="never_assessed")
    below = cycle_coverage(home.cycle)
    ListedOrganization.objects.create(cycle=home.cycle, organization=rows[32], ground="never_assessed")
    enough = cycle_coverage(home.cycle)
    assert [(one.share, one.enough) for one in (below, enough)] == [
        (Fraction(32, 100), False),
        (Fraction(33, 100), True),
    ]
    assert [problem.code for problem in below.problems] == ["coverage.share_below"]


def test_the_draft_holds_whoever_must_be_assessed_beyond_the_share(home: Municipality) -> None:
    first, second, third = home.organizations
    _assessed(first, date(2022, 5, 15))
    _assessed(third, date(2023, 5, 15))
    assert [row.organization for row in drafted(cycle_coverage(home.cycle))] == [first, third]
    assert lists.draft_list(home.cycle, by=home.people[Role.COUNCIL_SECRETARY]) == 2
    assert lists.draft_list(home.cycle, by=home.people[Role.COUNCIL_SECRETARY]) == 0
    assert [entry.event for entry in JournalEntry.objects.all()] == ["cycles.edit_list"]
    assert second not in [row.organization for row in home.cycle.listed.all()]


def test_an_organization_assessed_within_a_year_is_not_put_on_the_list(home: Municipality) -> None:
    _assessed(home.organizations[0], date(2025, 9, 2))
    by = home.people[Role.AUTHORITY_SPECIALIST]
    with pytest.raises(NotAllowedError, match=r"новая — не раньше 02\.09\.2026"):
        lists.add_organization(home.cycle, home.organizations[0], by=by, note="Жалобы")
    assert home.cycle.listed.count() == 0


def test_the_law_or_the_person_says_why_an_organization_is_on_the_list(home: Municipality) -> None:
    first, second, _ = home.organizations
    by = home.people[Role.AUTHORITY_SPECIALIST]
    _assessed(first, date(2025, 5, 15))
    with pytest.raises(ValidationError) as refused:
        lists.add_organization(home.cycle, first, by=by)
    assert list(refused.value.message_dict) == ["note"]
    assert lists.add_organization(home.cycle, first, by=by, note=" Жалобы ").note == "Жалобы"
    assert lists.add_organization(home.cycle, second, by=by).ground == "never_assessed"
    with pytest.raises(ValidationError):
        lists.add_organization(home.cycle, second, by=by)


def test_the_last_chance_is_not_given_away_without_a_reason(home: Municipality) -> None:
    by = home.people[Role.AUTHORITY_SPECIALIST]
    _assessed(home.organizations[0], date(2023, 5, 15))
    listed = lists.add_organization(home.cycle, home.organizations[0], by=by)
    with pytest.raises(ValidationError) as refused:
        lists.remove_organization(listed, by=by)
    assert list(refused.value.message_dict) == ["reason"]
    lists.remove_organization(listed, by=by, reason="Школа на капитальном ремонте")
    assert (home.cycle.listed.count(), JournalEntry.objects.latest("id").note) == (0, "Школа на капитальном ремонте")
    assert [problem.code for problem in cycle_coverage(home.cycle).problems] == [
        "coverage.last_chance_missed",
        "coverage.share_below",
    ]


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.OPERATOR_MANAGER, Role.ORGANIZATION_HEAD])
def test_others_do_not_touch_the_list(territory: Territory, role: Role) -> None:
    cycle, listed = territory.home.cycle, territory.home.listed[0]
    for by in (territory.people[role], territory.foreign.people[Role.AUTHORITY_ADMIN]):
        with pytest.raises(NotAllowedError):
            lists.draft_list(cycle, by=by)
        with pytest.raises(NotAllowedError):
            lists.remove_organization(listed, by=by)
    assert cycle.listed.count() == 3


def test_the_list_stands_still_while_the_council_votes(territory: Territory) -> None:
    opened(territory.home, PointKind.LIST)
    with pytest.raises(NotAllowedError, match="идёт голосование"):
        lists.remove_organization(territory.home.listed[0], by=territory.people[Role.AUTHORITY_ADMIN])


def test_the_councils_decision_approves_the_list_and_issues_it(territory: Territory) -> None:
    home = territory.home
    decision = decided(home, PointKind.LIST)
    cycle = lifecycle.approve_list(home.cycle, by=home.people[Role.COUNCIL_CHAIR], on=DAY, decision=decision)
    issued = Document.objects.filter(kind="organization_list")
    assert (cycle.state, cycle.listed_on) == (CycleState.LISTED, DAY)
    assert sorted(issued.values_list("file_name", "number")) == [
        ("Перечень организаций 2026.docx", decision.number),
        ("Перечень организаций 2026.pdf", decision.number),
    ]
    assert set(Filing.objects.filter(document__in=issued).values_list("authority", "council")) == {
        (home.authority.pk, home.council.pk)
    }


def test_an_organization_whose_ballot_was_lost_leaves_the_list(territory: Territory) -> None:
    home = territory.home
    home.members[2].conflicts.create(
        organization=home.organizations[1], ground="employee", declared_on=date(2026, 1, 12)
    )
    meeting = opened(home, PointKind.LIST)
    point = meeting.points.get()
    free, bound = point.ballots.all()
    vote(home, point, FOR, FOR, FOR, FOR)
    for role in (Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY):
        votes.cast_vote(bound, by=home.people[role], choice=AGAINST)
    by = home.people[Role.COUNCIL_CHAIR]
    votes.close_meeting(meeting, by=by, on=DAY)
    minutes.sign_minutes(meeting, by=by, on=DAY)
    decision = usable(home.cycle, PointKind.LIST)
    assert decision is not None
    lifecycle.approve_list(home.cycle, by=by, on=DAY, decision=decision)
    free.refresh_from_db()
    assert (free.adopted, [row.organization for row in home.cycle.listed.all()]) == (
        True,
        [home.organizations[0], home.organizations[2]],
    )
    assert decision.number == "1/1"
    assert decision.text.splitlines()[1] == "Не утверждены: Школа № 2, Заречный."


def test_a_list_changed_after_the_vote_or_reopened_needs_a_new_decision(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_CHAIR]
    decision = decided(home, PointKind.LIST)
    lists.remove_organization(home.listed[0], by=by)
    with pytest.raises(NotAllowedError, match="После голосования перечень изменился"):
        lifecycle.approve_list(home.cycle, by=by, on=DAY, decision=decision)
    lists.add_organization(home.cycle, home.organizations[0], by=by)
    lifecycle.approve_list(home.cycle, by=by, on=DAY, decision=decision)
    lifecycle.reopen_list(home.cycle, by=by, on=DAY, reason="Школа закрыта")
    with pytest.raises(NotAllowedError, match="Нужно решение совета"):
        lifecycle.approve_list(home.cycle, by=by, on=DAY, decision=decision)
    assert usable(home.cycle, PointKind.LIST) is None


def test_a_decision_on_something_else_or_of_the_neighbours_approves_nothing(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.COUNCIL_CHAIR]
    for decision in (decided(home, PointKind.OPERATOR), decided(territory.foreign, PointKind.LIST)):
        with pytest.raises(NotAllowedError, match="Нужно решение совета"):
            lifecycle.approve_list(home.cycle, by=by, on=DAY, decision=decision)
    Cycle.objects.filter(pk=home.cycle.pk).update(state=CycleState.SCORED)
    with pytest.raises(NotAllowedError, match="Нужно решение совета"):
        lifecycle.approve_results(home.cycle, by=by, on=DAY, decision=decided(home, PointKind.OTHER))
    results = decided(home, PointKind.RESULTS)
    assert lifecycle.approve_results(home.cycle, by=by, on=DAY, decision=results).approved_on == DAY


def test_the_calendar_shows_the_year_in_which_the_law_would_be_broken(home: Municipality) -> None:
    first, second, third = home.organizations
    _assessed(first, date(2023, 5, 15))
    _assessed(second, date(2025, 10, 1))
    ListedOrganization.objects.create(cycle=home.cycle, organization=second, ground="council")
    _another(home, CycleState.DRAFT, began=date(2027, 3, 1), of=second)
    marks = {row.organization: [cell.mark for cell in row.outlook.cells] for row in years_ahead(home.cycle)}
    assert marks == {
        third: ["may", "may", "last_chance"],
        first: ["too_late", "too_late", "too_late"],
        second: ["assessed", "assessed", "may"],
    }


def test_reading_who_is_due_costs_the_same_for_few_and_for_many(
    home: Municipality, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(3):
        cycle_coverage(home.cycle)
    for organization in home.organizations:
        ListedOrganization.objects.create(cycle=home.cycle, organization=organization, ground="council")
        _another(home, CycleState.CLOSED, began=date(2020 + organization.pk % 5, 3, 1), of=organization)
    with django_assert_num_queries(3):
        cycle_coverage(home.cycle)
