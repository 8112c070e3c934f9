"""A cycle's life: who may take it from one stage to the next, and what each stage asks for."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import lifecycle
from merilo_web.cycles.actions.lifecycle import CycleFacts
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.rules import cycle as verbs
from merilo_web.cycles.states import CycleState
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.access import access_of

DAY = date(2026, 3, 2)


@dataclass(frozen=True)
class Step:
    """One transition: its verb, where the cycle stands, who takes it on, where to."""

    code: str
    stands: CycleState
    role: Role
    to: CycleState
    take: Callable[[Municipality, User], Cycle]


STEPS = (
    Step(
        "cycles.reopen_list",
        CycleState.LISTED,
        Role.COUNCIL_SECRETARY,
        CycleState.DRAFT,
        lambda home, by: lifecycle.reopen_list(home.cycle, by=by, on=DAY, reason="Школа закрыта"),
    ),
    Step(
        "cycles.appoint_operator",
        CycleState.LISTED,
        Role.AUTHORITY_SPECIALIST,
        CycleState.CONTRACTED,
        lambda home, by: lifecycle.appoint_operator(home.cycle, home.operator, by=by, on=DAY),
    ),
    Step(
        "cycles.begin_fieldwork",
        CycleState.CONTRACTED,
        Role.OPERATOR_MANAGER,
        CycleState.FIELDWORK,
        lambda home, by: lifecycle.begin_fieldwork(home.cycle, by=by, on=DAY, until=DAY),
    ),
    Step(
        "cycles.accept_data",
        CycleState.FIELDWORK,
        Role.AUTHORITY_ADMIN,
        CycleState.ACCEPTED,
        lambda home, by: lifecycle.accept_data(home.cycle, by=by, on=DAY),
    ),
    Step(
        "cycles.reopen_fieldwork",
        CycleState.SCORED,
        Role.AUTHORITY_SPECIALIST,
        CycleState.FIELDWORK,
        lambda home, by: lifecycle.reopen_fieldwork(home.cycle, by=by, on=DAY, reason="Ошибка ввода"),
    ),
    Step(
        "cycles.mark_scored",
        CycleState.ACCEPTED,
        Role.OPERATOR_MANAGER,
        CycleState.SCORED,
        lambda home, by: lifecycle.mark_scored(home.cycle, by=by, on=DAY),
    ),
    Step(
        "cycles.reopen_results",
        CycleState.HANDED_OVER,
        Role.COUNCIL_CHAIR,
        CycleState.SCORED,
        lambda home, by: lifecycle.reopen_results(home.cycle, by=by, on=DAY, reason="Возражение школы"),
    ),
    Step(
        "cycles.hand_over",
        CycleState.APPROVED,
        Role.COUNCIL_CHAIR,
        CycleState.HANDED_OVER,
        lambda home, by: lifecycle.hand_over(home.cycle, by=by, on=DAY),
    ),
    Step(
        "cycles.consider",
        CycleState.HANDED_OVER,
        Role.AUTHORITY_ADMIN,
        CycleState.HANDED_OVER,
        lambda home, by: lifecycle.consider(home.cycle, by=by, on=DAY),
    ),
)
STEPPING = pytest.mark.parametrize("step", STEPS, ids=[step.code for step in STEPS])


def _stand(cycle: Cycle, state: CycleState) -> None:
    Cycle.objects.filter(pk=cycle.pk).update(state=state)


def _facts(home: Municipality, **changed: object) -> CycleFacts:
    facts: dict[str, object] = {
        "council": home.council,
        "year": 2026,
        "title": "НОК 2026, вторая очередь",
        "sector": "education",
        "fieldwork_from": date(2026, 9, 1),
        "fieldwork_until": date(2026, 10, 31),
    }
    return CycleFacts(**{**facts, **changed})  # type: ignore[arg-type]  # facts of a test


def _faults(refused: pytest.ExceptionInfo[ValidationError]) -> list[str]:
    return sorted(refused.value.message_dict)


@STEPPING
def test_each_step_moves_the_cycle_and_is_journalled(territory: Territory, step: Step) -> None:
    _stand(territory.home.cycle, step.stands)
    moved = step.take(territory.home, territory.people[step.role])
    entry = JournalEntry.objects.get(event=step.code)
    assert (moved.state, Cycle.objects.get(pk=moved.pk).state) == (step.to, step.to)
    assert (entry.actor_name, entry.subject_name) == (territory.people[step.role].full_name, moved.title)


@STEPPING
def test_each_step_is_refused_to_others_in_other_states_and_to_neighbours(territory: Territory, step: Step) -> None:
    verb = next(verb for verb in verbs.VERBS if verb.code == step.code)
    able = territory.people[step.role]
    refused = []
    for state in CycleState:
        _stand(territory.home.cycle, state)
        people = [able] if state not in verb.states else [territory.foreign.people[step.role]]
        if state == step.stands:
            people += [user for other, user in territory.people.items() if other not in verb.roles]
        for user in people:
            with pytest.raises(NotAllowedError):
                step.take(territory.home, user)
            refused.append(user)
    assert len(refused) == len(CycleState) + len(territory.people) - len(verb.roles)
    assert JournalEntry.objects.count() == 0


def test_every_way_back_asks_for_the_reason(territory: Territory) -> None:
    secretary = territory.people[Role.COUNCIL_SECRETARY]
    _stand(territory.home.cycle, CycleState.LISTED)
    with pytest.raises(ValidationError) as refused:
        lifecycle.reopen_list(territory.home.cycle, by=secretary, on=DAY, reason="  ")
    assert _faults(refused) == ["reason"]


def test_a_day_before_the_last_event_is_refused(territory: Territory) -> None:
    _stand(territory.home.cycle, CycleState.FIELDWORK)
    Cycle.objects.filter(pk=territory.home.cycle.pk).update(listed_on=DAY)
    with pytest.raises(NotAllowedError, match=r"раньше последнего события цикла, 02\.03\.2026"):
        lifecycle.accept_data(territory.home.cycle, by=territory.people[Role.AUTHORITY_ADMIN], on=date(2026, 3, 1))


def test_a_cycle_is_opened_with_the_edition_in_force_when_fieldwork_begins(territory: Territory) -> None:
    by = territory.people[Role.AUTHORITY_SPECIALIST]
    cycle = lifecycle.open_cycle(territory.home.authority, by=by, on=DAY, facts=_facts(territory.home, is_pilot=True))
    assert (cycle.edition_id, cycle.state, cycle.is_pilot, cycle.opened_on) == (
        "2024-344n-408n",
        CycleState.DRAFT,
        True,
        DAY,
    )
    early = _facts(territory.home, year=2023, fieldwork_from=date(2023, 9, 1), fieldwork_until=date(2023, 9, 30))
    assert lifecycle.open_cycle(territory.home.authority, by=by, on=DAY, facts=early).edition_id == "2018-344n"


@pytest.mark.parametrize("role", [Role.COUNCIL_CHAIR, Role.OPERATOR_MANAGER, Role.SYSTEM_ADMIN])
def test_only_the_authority_opens_a_cycle(territory: Territory, role: Role) -> None:
    with pytest.raises(NotAllowedError):
        lifecycle.open_cycle(territory.home.authority, by=territory.people[role], on=DAY, facts=_facts(territory.home))
    assert not access_of(territory.foreign.people[Role.AUTHORITY_ADMIN]).may(
        verbs.OPEN_CYCLE, territory.home.cycle.scope
    )


def test_what_is_wrong_with_a_new_cycle_is_said_at_its_fields(territory: Territory) -> None:
    home = territory.home
    wrong = _facts(
        home,
        council=territory.foreign.council,
        title=home.cycle.title,
        fieldwork_from=date(2027, 1, 11),
        fieldwork_until=date(2026, 12, 1),
    )
    with pytest.raises(ValidationError) as refused:
        lifecycle.open_cycle(home.authority, by=home.people[Role.AUTHORITY_ADMIN], on=DAY, facts=wrong)
    assert _faults(refused) == ["council", "fieldwork_from", "fieldwork_until", "title"]


def test_a_sector_without_an_edition_is_refused_with_its_problem(territory: Territory) -> None:
    home = territory.home
    early = _facts(home, year=2013, fieldwork_from=date(2013, 9, 1), fieldwork_until=date(2013, 9, 30))
    with pytest.raises(ValidationError) as refused:
        lifecycle.open_cycle(home.authority, by=home.people[Role.AUTHORITY_ADMIN], on=DAY, facts=early)
    assert _faults(refused) == ["sector"]


def test_fieldwork_does_not_end_before_it_begins(territory: Territory) -> None:
    _stand(territory.home.cycle, CycleState.CONTRACTED)
    by = territory.people[Role.AUTHORITY_ADMIN]
    with pytest.raises(ValidationError) as refused:
        lifecycle.begin_fieldwork(territory.home.cycle, by=by, on=DAY, until=date(2026, 3, 1))
    assert _faults(refused) == ["until"]


def test_a_second_assessment_within_a_year_is_refused_when_fieldwork_begins(territory: Territory) -> None:
    home = territory.home
    _stand(home.cycle, CycleState.CONTRACTED)
    school = home.organizations[1]
    school.last_assessed_on = date(2025, 3, 3)
    school.save()
    by = territory.people[Role.AUTHORITY_ADMIN]
    with pytest.raises(NotAllowedError, match=r"Школа № 2, Заречный — не раньше 03\.03\.2026"):
        lifecycle.begin_fieldwork(home.cycle, by=by, on=DAY, until=date(2026, 4, 1))
    assert Cycle.objects.get(pk=home.cycle.pk).state == CycleState.CONTRACTED
    begun = lifecycle.begin_fieldwork(home.cycle, by=by, on=date(2026, 3, 3), until=date(2026, 4, 1))
    assert (begun.fieldwork_from, begun.fieldwork_until) == (date(2026, 3, 3), date(2026, 4, 1))


def test_a_cycle_ends_only_after_its_results_were_considered(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.AUTHORITY_ADMIN]
    _stand(home.cycle, CycleState.HANDED_OVER)
    with pytest.raises(NotAllowedError, match="Сначала рассмотрите"):
        lifecycle.close(home.cycle, by=by, on=DAY)
    lifecycle.consider(home.cycle, by=by, on=DAY)
    with pytest.raises(NotAllowedError, match=r"уже рассмотрены 02\.03\.2026"):
        lifecycle.consider(home.cycle, by=by, on=DAY)
    with pytest.raises(NotAllowedError):
        lifecycle.close(home.cycle, by=territory.people[Role.AUTHORITY_SPECIALIST], on=DAY)
    assert lifecycle.close(home.cycle, by=by, on=DAY).closed_on == DAY


def test_going_back_to_the_scores_forgets_the_days_of_the_approval(territory: Territory) -> None:
    home = territory.home
    _stand(home.cycle, CycleState.HANDED_OVER)
    Cycle.objects.filter(pk=home.cycle.pk).update(approved_on=DAY, handed_over_on=DAY, considered_on=DAY)
    back = lifecycle.reopen_results(home.cycle, by=territory.people[Role.COUNCIL_CHAIR], on=DAY, reason="Возражение")
    assert (back.approved_on, back.handed_over_on, back.considered_on) == (None, None, None)
    assert JournalEntry.objects.get().changes["результаты утверждены"] == ["2026-03-02", None]
