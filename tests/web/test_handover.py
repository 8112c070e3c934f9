"""Collected data: handed over whole, accepted with their papers, locked, opened anew with a reason."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.inspected import (
    ABSENT,
    DAY,
    INAPPLICABLE,
    SEEN,
    UNCHECKED,
    assigned,
    in_fieldwork,
    inspector_of,
    recorded,
    second_inspector,
    submitted,
)
from tests.web.surveys import opened, submission
from tests.web.territory import Municipality, Territory

from merilo.observations import ItemState
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.models import Document
from merilo_web.cycles.models import Contract, Cycle
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.actions import handovers, inspections, objections
from merilo_web.fieldwork.actions.checklists import record_items
from merilo_web.fieldwork.actions.intake import SurveyClosedError, receive
from merilo_web.fieldwork.actions.surveys import open_survey
from merilo_web.fieldwork.models import Handover, PatternCount, Survey
from merilo_web.fieldwork.queries.handovers import check, digest
from merilo_web.fieldwork.queries.inspected import disagreements, doubts, settled_items
from merilo_web.fieldwork.states import HandoverState, SurveyState
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.models import Filing

SignedIn = Callable[[User], Client]
MANAGER, ADMIN = Role.OPERATOR_MANAGER, Role.AUTHORITY_ADMIN


def _collected(home: Municipality) -> Survey:
    """One school answered about and inspected, the others not."""
    submitted(home)
    survey = opened(home.listed[0])
    receive(submission(survey))
    return survey


def _handed(home: Municipality) -> Handover:
    _collected(home)
    return handovers.hand_over(home.cycle, by=home.people[MANAGER], on=DAY, note="Две школы закрыты на ремонт")


def test_the_check_tells_what_is_short_uninspected_and_undecided(territory: Territory) -> None:
    home = territory.home
    _collected(home)
    found = check(home.cycle)
    assert (found.organizations, found.responses, found.inspected) == (3, 1, 1)
    assert [one.lacking for one in found.short] == [99]
    assert [str(row) for row in found.uninspected] == ["Школа № 2, Заречный", "Школа № 3, Заречный"]
    assert found.undecided == ()


def test_the_digest_follows_the_data(territory: Territory) -> None:
    home, inspector = territory.home, territory.people[Role.OPERATOR_INSPECTOR]
    inspection = assigned(home)
    before = digest(home.cycle)
    recorded(inspection, inspector, stand__name=SEEN)
    seen = digest(home.cycle)
    receive(submission(opened(home.listed[0])))
    assert len({before, seen, digest(home.cycle)}) == 3


def test_doubts_of_all_inspections_are_those_of_each(territory: Territory) -> None:
    home, first, second = territory.home, territory.people[Role.OPERATOR_INSPECTOR], second_inspector(territory.home)
    both, alone = assigned(home, first, second), assigned(home, first, place=1)
    recorded(both, first, stand__name=SEEN, stand__address=UNCHECKED, stand__head=UNCHECKED, comfort__water=SEEN)
    recorded(both, second, stand__name=ABSENT, stand__address=UNCHECKED, stand__head=ABSENT, comfort__water=SEEN)
    recorded(alone, first, stand__name=UNCHECKED, stand__address=SEEN, comfort__water=INAPPLICABLE)
    found = doubts(home.cycle)
    assert (found.disputed, found.unchecked) == ({both.pk: 1}, {both.pk: 1, alone.pk: 1})
    for user in (first, second):
        both = inspections.finish(inspector_of(both, user), by=user, on=DAY)
    inspections.settle(both, "stand.name", UNCHECKED, by=territory.people[MANAGER], on=DAY, grounds="Стенд снят")
    found = doubts(home.cycle)
    assert (found.disputed, found.unchecked) == ({}, {both.pk: 2, alone.pk: 1})
    for one in (both, alone):
        blind = [value for value in settled_items(one).values() if value.state is ItemState.UNCHECKED]
        assert (len(disagreements(one)), len(blind)) == (0, found.unchecked[one.pk])


def test_the_page_reads_no_answers_and_asks_as_much_of_one_school_as_of_three(
    territory: Territory, signed_in: SignedIn
) -> None:
    home, client, asked = territory.home, signed_in(territory.people[MANAGER]), []
    for place in range(3):
        submitted(home, place=place)
        receive(submission(opened(home.listed[place])))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse("fieldwork:handover", args=(home.cycle.pk,))).status_code == 200
        asked.append(len(queries))
        assert not any("fieldwork_patterncount" in one["sql"] for one in queries.captured_queries)
    assert asked[0] == asked[2]


def test_handing_over_closes_surveys_and_stops_every_change(territory: Territory) -> None:
    home = territory.home
    survey, inspector = _collected(home), territory.people[Role.OPERATOR_INSPECTOR]
    late = assigned(home, place=1)
    handovers.hand_over(home.cycle, by=territory.people[MANAGER], on=DAY, note="Не всё")
    assert Survey.objects.get(pk=survey.pk).state == SurveyState.CLOSED
    with pytest.raises(SurveyClosedError):
        receive(submission(survey))
    for act in (
        lambda: record_items(inspector_of(late, inspector), {"stand.name": SEEN}, by=inspector),
        lambda: open_survey(survey, by=territory.people[MANAGER], on=DAY),
        lambda: handovers.hand_over(home.cycle, by=territory.people[MANAGER], on=DAY, note="Ещё раз"),
    ):
        with pytest.raises(NotAllowedError, match="переданы органу власти"):
            act()


def test_what_is_lacking_has_to_be_explained(territory: Territory) -> None:
    _collected(territory.home)
    with pytest.raises(ValidationError) as refused:
        handovers.hand_over(territory.home.cycle, by=territory.people[MANAGER], on=DAY)
    assert (list(refused.value.message_dict), Handover.objects.count()) == (["note"], 0)
    assert Survey.objects.get().state == SurveyState.OPEN


def test_an_unanswered_objection_stops_the_hand_over(territory: Territory) -> None:
    home = territory.home
    inspection = submitted(home)
    objections.object_to(inspection, {"stand.name": "Есть"}, by=territory.people[Role.ORGANIZATION_HEAD], on=DAY)
    with pytest.raises(NotAllowedError, match="на возражение не ответили"):
        handovers.hand_over(home.cycle, by=territory.people[MANAGER], on=DAY, note="Не всё")


def test_accepting_locks_the_data_and_issues_the_papers(territory: Territory) -> None:
    home = territory.home
    Contract.objects.create(cycle=home.cycle, operator=home.operator, number="17-ОК", signed_on=DAY)
    accepted = handovers.accept(_handed(home), by=territory.people[ADMIN], on=DAY, number="5")
    assert (accepted.state, accepted.cycle.state, accepted.cycle.accepted_on) == ("accepted", CycleState.ACCEPTED, DAY)
    kinds = ["acceptance_act", "collection_report", "population"]
    assert sorted(accepted.documents.values_list("kind", flat=True)) == sorted(kinds * 2)
    assert (accepted.act.number, accepted.act.file_name) == ("5", "acceptance-act.docx")
    assert set(Filing.objects.values_list("authority", "operator")) == {(home.authority.pk, home.operator.pk)}
    entry = JournalEntry.objects.get(event="fieldwork.accept_handover")
    assert entry.changes["состояние"] == ["handed_over", "accepted"]


def test_without_a_contract_there_is_no_act(territory: Territory) -> None:
    accepted = handovers.accept(_handed(territory.home), by=territory.people[ADMIN], on=DAY)
    assert (accepted.act, Document.objects.filter(kind="acceptance_act").count()) == (None, 0)


def test_data_that_changed_behind_the_back_are_not_accepted(territory: Territory) -> None:
    handover = _handed(territory.home)
    PatternCount.objects.update(number=7)
    with pytest.raises(NotAllowedError, match="изменились"):
        handovers.accept(handover, by=territory.people[ADMIN], on=DAY)
    assert Handover.objects.get().state == HandoverState.HANDED_OVER


def test_returned_data_may_be_mended_and_handed_over_again(territory: Territory) -> None:
    home, inspector = territory.home, territory.people[Role.OPERATOR_INSPECTOR]
    handover = _handed(home)
    with pytest.raises(ValidationError):
        handovers.return_data(handover, by=territory.people[ADMIN], on=DAY, reason=" ")
    returned = handovers.return_data(handover, by=territory.people[ADMIN], on=DAY, reason="Нет осмотра школы № 2")
    assert (returned.state, returned.reason) == ("returned", "Нет осмотра школы № 2")
    recorded(assigned(home, place=1), inspector, stand__name=ABSENT)
    again = handovers.hand_over(home.cycle, by=territory.people[MANAGER], on=DAY, note="Осмотрена")
    assert again.digest != handover.digest


def test_opening_accepted_data_anew_is_an_event_with_a_reason(territory: Territory) -> None:
    accepted = handovers.accept(_handed(territory.home), by=territory.people[ADMIN], on=DAY)
    reopened = handovers.reopen(accepted, by=territory.people[ADMIN], on=DAY, reason="Ошибка ввода")
    assert (reopened.state, reopened.cycle.state) == ("reopened", CycleState.FIELDWORK)
    notes = JournalEntry.objects.filter(event__in=("fieldwork.reopen_handover", "cycles.reopen_fieldwork"))
    assert [entry.note for entry in notes] == ["Ошибка ввода", "Ошибка ввода"]


def test_only_its_own_operator_hands_over_and_only_its_own_authority_decides(territory: Territory) -> None:
    home = territory.home
    in_fieldwork(home)
    people = {**{f"foreign {role}": user for role, user in territory.foreign.people.items()}, **territory.people}

    def refused(act: Callable[[User], object], able: set[Role]) -> None:
        for role, user in people.items():
            if role not in able:
                with pytest.raises(NotAllowedError):
                    act(user)

    refused(lambda by: handovers.hand_over(home.cycle, by=by, on=DAY, note="так"), {MANAGER})
    handover = _handed(home)
    authority = {ADMIN, Role.AUTHORITY_SPECIALIST}
    refused(lambda by: handovers.accept(handover, by=by, on=DAY), authority)
    refused(lambda by: handovers.return_data(handover, by=by, on=DAY, reason="так"), authority)
    refused(lambda by: handovers.reopen(handover, by=by, on=DAY, reason="так"), set())
    assert Handover.objects.get().state == HandoverState.HANDED_OVER


def test_the_cycle_leads_to_the_hand_over_whose_data_are_opened_anew(territory: Territory, signed_in: SignedIn) -> None:
    accepted = handovers.accept(_handed(territory.home), by=territory.people[ADMIN], on=DAY)
    client = signed_in(territory.people[ADMIN])
    cycle = reverse("cycles:cycle", args=(accepted.cycle_id,))
    handing = reverse("fieldwork:handover", args=(accepted.cycle_id,))
    there = reverse("fieldwork:handover_step", args=(accepted.pk, "reopen"))
    assert f'href="{handing}">Открыть принятые данные заново' in client.get(cycle).content.decode()
    assert client.get(reverse("cycles:step", args=(accepted.cycle_id, "reopen-fieldwork"))).status_code == 404
    assert there in client.get(handing).content.decode()
    assert client.post(there, {"text": "Ошибка ввода"}).status_code == 302
    assert list(Handover.objects.values_list("state", "cycle__state")) == [("reopened", "fieldwork")]
    assert "Открыть принятые данные заново" not in client.get(cycle).content.decode()


@pytest.mark.parametrize("state", [CycleState.APPROVED, CycleState.CLOSED])
def test_data_whose_results_are_approved_are_not_offered_to_be_opened(
    territory: Territory, signed_in: SignedIn, state: CycleState
) -> None:
    accepted = handovers.accept(_handed(territory.home), by=territory.people[ADMIN], on=DAY)
    Cycle.objects.filter(pk=accepted.cycle_id).update(state=state)
    page = signed_in(territory.people[ADMIN]).get(reverse("fieldwork:handover", args=(accepted.cycle_id,)))
    assert "открыть заново" not in page.content.decode().lower()
