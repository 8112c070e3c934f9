"""Scoring a cycle: a frozen version with every card whole; recalculation supersedes and never overwrites."""

import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.web.scored import SCORED_ON, accepted, considered, decided, scored, seen, without
from tests.web.territory import Territory

from merilo.documents.results_json import results, written
from merilo.documents.verification import parsed, verified
from merilo.scoring.score import score as scorecard_of
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.queries.policies import edition_of, policies_of
from merilo_web.cycles.states import CycleState
from merilo_web.journal.models import JournalEntry
from merilo_web.results.actions.approval import approve
from merilo_web.results.actions.scoring import freeze, score
from merilo_web.results.codec import card_json, card_of, observation_json, observation_of
from merilo_web.results.models import OrganizationResult
from merilo_web.results.queries.report import report_of
from merilo_web.results.states import VersionState

SCORERS = {
    Role.AUTHORITY_ADMIN,
    Role.AUTHORITY_SPECIALIST,
    Role.COUNCIL_CHAIR,
    Role.COUNCIL_SECRETARY,
    Role.OPERATOR_MANAGER,
}


def test_a_scorecard_comes_back_from_json_as_it_was(territory: Territory) -> None:
    cycle = territory.home.cycle
    edition, policies = edition_of(cycle), policies_of(cycle)
    observations = seen(cycle, n1=0, n2=7)
    for one in (*observations, without(observations[0], "comfort.seating")):
        card = scorecard_of(edition, one, policies)
        assert card_of(json.loads(json.dumps(card_json(card), sort_keys=True))) == card
        assert observation_of(json.loads(json.dumps(observation_json(one), sort_keys=True))) == one


def test_a_version_keeps_what_the_core_computed(territory: Territory) -> None:
    version = scored(territory.home)
    version.refresh_from_db()
    cycle = territory.home.cycle
    edition, policies = edition_of(cycle), policies_of(cycle)
    again = {one.organization.id: scorecard_of(edition, one, policies) for one in seen(cycle)}
    rows = OrganizationResult.objects.select_related("listed").order_by("place")
    assert {str(row.listed.organization_id): card_of(row.card["scorecard"]) for row in rows} == again
    assert [(row.total, row.place) for row in rows] == [
        (again[str(row.listed.organization_id)].trace.shown, place) for place, row in enumerate(rows, 1)
    ]
    assert (version.number, version.edition_digest, cycle.state) == (1, edition.digest, CycleState.SCORED)


def test_the_report_of_a_version_is_verified_by_the_core(territory: Territory) -> None:
    report = report_of(scored(territory.home, n2=7))
    content = written(results(report))
    assert verified(parsed(content, "results.json"), "results.json") == ()
    assert report.title == "НОК 2026, Заречный район (версия 1, не утверждена)"


def test_the_report_does_not_follow_live_data(territory: Territory) -> None:
    version = scored(territory.home)
    before = written(results(report_of(version)))
    home = territory.home
    home.organizations[0].short_name = "Переименованная школа"
    home.organizations[0].save()
    after = parsed(written(results(report_of(version))), "results.json")
    assert {one["id"]: one for one in after["organizations"]} == {
        one["id"]: one for one in parsed(before, "results.json")["organizations"]
    }


def test_recalculation_makes_a_new_version_and_keeps_the_old_one(territory: Territory) -> None:
    first = scored(territory.home)
    kept = list(first.organizations.order_by("pk").values())
    second = scored(territory.home, n0=61, reason="добавлена анкета")
    first.refresh_from_db()
    assert (first.state, second.number, second.state) == (VersionState.SUPERSEDED, 2, VersionState.DRAFT)
    assert list(first.organizations.order_by("pk").values()) == kept
    assert first.observed_digest != second.observed_digest


def test_recalculation_needs_a_reason(territory: Territory) -> None:
    scored(territory.home)
    with pytest.raises(ValidationError) as fault:
        scored(territory.home, reason=" ")
    assert fault.value.message_dict == {"reason": ["Напишите, почему результаты пересчитываются."]}
    assert territory.home.cycle.versions.count() == 1


def test_scoring_is_in_the_journal(territory: Territory) -> None:
    version = scored(territory.home)
    entry = JournalEntry.objects.get(event="results.score")
    assert (entry.subject_id, entry.actor_id, entry.authority_id) == (
        str(version.pk),
        territory.home.people[Role.OPERATOR_MANAGER].pk,
        territory.home.authority.pk,
    )
    assert entry.changes == {
        "версия": ["", 1],
        "контрольная сумма данных": ["", version.observed_digest],
        "состояние цикла": ["accepted", "scored"],
    }


@pytest.mark.parametrize("role", [role for role in Role if role not in SCORERS])
def test_others_do_not_score(territory: Territory, role: Role) -> None:
    cycle = accepted(territory.home)
    with pytest.raises(NotAllowedError):
        score(cycle, by=territory.people[role], on=SCORED_ON)
    assert cycle.versions.count() == 0


def test_a_foreign_operator_does_not_score(territory: Territory) -> None:
    cycle = accepted(territory.home)
    with pytest.raises(NotAllowedError):
        score(cycle, by=territory.foreign.people[Role.OPERATOR_MANAGER], on=SCORED_ON)


@pytest.mark.parametrize("state", [one for one in CycleState if one not in (CycleState.ACCEPTED, CycleState.SCORED)])
def test_data_that_are_not_accepted_are_not_scored(territory: Territory, state: CycleState) -> None:
    home = territory.home
    home.cycle.state = state
    home.cycle.save()
    with pytest.raises(NotAllowedError):
        freeze(home.cycle, seen(home.cycle), by=home.people[Role.AUTHORITY_ADMIN], on=SCORED_ON)


def test_the_council_approves_the_version_and_its_proposals(territory: Territory) -> None:
    home = territory.home
    version = considered(home)
    decision = decided(home)
    done = approve(version, by=home.people[Role.COUNCIL_CHAIR], on=date(2026, 10, 9), decision=decision)
    home.cycle.refresh_from_db()
    assert (done.state, done.decision, home.cycle.state) == (VersionState.APPROVED, decision, CycleState.APPROVED)
    assert set(done.recommendations.values_list("state", flat=True)) == {"approved"}


def test_nothing_is_approved_without_signed_minutes(territory: Territory) -> None:
    home = territory.home
    version, decision = considered(home), decided(home)
    decision.point.meeting.state = "held"
    decision.point.meeting.save()
    with pytest.raises(NotAllowedError, match="протоколом"):
        approve(version, by=home.people[Role.COUNCIL_CHAIR], on=date(2026, 10, 9), decision=decision)
    version.refresh_from_db()
    assert version.state == VersionState.CONSIDERED
