"""Review: a plan is submitted whole, returned with remarks, approved by somebody else, frozen and issued."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests.web.planned import (
    APPROVAL,
    APPROVED_ON,
    BEGUN_ON,
    SUBMITTED_ON,
    answered,
    approved,
    deputy,
    drafted,
    events,
    intruders,
    specialist,
    submitted,
)
from tests.web.territory import SINCE, Territory

from merilo_web.accounts.roles import AUTHORITY, ORGANIZATION, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import execution, publication, review
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.queries.clocks import approval_clock, publication_clock
from merilo_web.plans.queries.snapshots import snapshot, snapshot_of
from merilo_web.registry.models import Filing, Mandate


def test_an_unfinished_plan_is_not_submitted(territory: Territory) -> None:
    plan = drafted(territory.home)
    with pytest.raises(ValidationError) as fault:
        review.submit(plan, by=deputy(territory.home), on=SUBMITTED_ON)
    assert "В плане нет ни одного мероприятия." in fault.value.messages
    assert events() == ["plans.draft"]


def test_a_plan_goes_to_the_authority_and_may_be_recalled(territory: Territory) -> None:
    plan = submitted(territory.home)
    assert (plan.state, plan.submitted_on, plan.submitted_by) == ("submitted", SUBMITTED_ON, deputy(territory.home))
    plan = review.recall(plan, by=deputy(territory.home), on=SUBMITTED_ON)
    assert (plan.state, plan.submitted_on) == ("draft", None)
    assert events()[-2:] == ["plans.submit", "plans.recall"]


def test_remarks_reach_the_organization(territory: Territory) -> None:
    plan = submitted(territory.home)
    measure = plan.measures.get()
    at = {measure.pk: "Срок слишком далёк"}
    plan = review.return_plan(plan, by=specialist(territory.home), on=SUBMITTED_ON, remarks="Доработайте", at=at)
    measure.refresh_from_db()
    assert (plan.state, plan.remarks, measure.remark) == ("returned", "Доработайте", "Срок слишком далёк")
    plan = review.submit(plan, by=deputy(territory.home), on=SUBMITTED_ON)
    measure.refresh_from_db()
    assert (plan.state, plan.remarks, measure.remark) == ("submitted", "", "")


def test_a_return_needs_words_and_measures_of_this_plan(territory: Territory) -> None:
    plan, by = submitted(territory.home), specialist(territory.home)
    for remarks, at in ((" ", {}), ("Доработайте", {10**6: "не то"})):
        with pytest.raises(ValidationError):
            review.return_plan(plan, by=by, on=SUBMITTED_ON, remarks=remarks, at=at)
    plan.refresh_from_db()
    assert plan.state == "submitted"


def test_approval_freezes_the_plan_and_issues_its_document(territory: Territory) -> None:
    plan = approved(territory.home)
    assert (plan.state, plan.approver_name, plan.approved_on) == ("approved", APPROVAL.approver_name, APPROVED_ON)
    assert plan.publish_by == date(2026, 10, 26)
    assert plan.content is not None
    assert plan.docx is not None
    assert plan.pdf is not None
    assert snapshot_of(plan.content) == snapshot(plan)
    issued = [(one.kind, one.dated_on, one.file_name) for one in (plan.docx, plan.pdf)]
    assert issued == [("improvement_plan", APPROVED_ON, f"plan-2027-1.{ending}") for ending in ("docx", "pdf")]
    filed = Filing.objects.get(document=plan.docx)
    assert (filed.organization, filed.authority, filed.operator) == (
        territory.home.organizations[0],
        territory.home.authority,
        None,
    )
    entry = JournalEntry.objects.get(event="plans.approve")
    assert (entry.note, entry.changes["состояние"]) == (APPROVAL.act, ["submitted", "approved"])


def test_nobody_else_approves_or_returns(territory: Territory) -> None:
    plan = submitted(territory.home)
    assert (
        intruders(
            territory,
            AUTHORITY,
            lambda by: review.approve(plan, by=by, on=APPROVED_ON, facts=APPROVAL),
            lambda by: review.return_plan(plan, by=by, on=APPROVED_ON, remarks="нет"),
        )
        == []
    )


def test_a_foreign_authority_approves_nothing(territory: Territory) -> None:
    plan = submitted(territory.home)
    with pytest.raises(NotAllowedError):
        review.approve(plan, by=specialist(territory.foreign), on=APPROVED_ON, facts=APPROVAL)


def test_whoever_wrote_the_plan_does_not_approve_it(territory: Territory) -> None:
    plan, by = submitted(territory.home), deputy(territory.home)
    Mandate.objects.create(user=by, role=Role.AUTHORITY_SPECIALIST, since=SINCE, authority=territory.home.authority)
    del by._access
    with pytest.raises(NotAllowedError, match="не тот, кто его составил"):
        review.approve(plan, by=by, on=APPROVED_ON, facts=APPROVAL)


def test_a_draft_is_not_approved(territory: Territory) -> None:
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        review.approve(drafted(territory.home), by=specialist(territory.home), on=APPROVED_ON, facts=APPROVAL)


@pytest.mark.parametrize(
    ("changed", "field"),
    [
        ({"approver_name": " "}, "approver_name"),
        ({"approver_post": ""}, "approver_post"),
        ({"approved_on": SUBMITTED_ON - timedelta(days=1)}, "approved_on"),
        ({"approved_on": APPROVED_ON + timedelta(days=1)}, "approved_on"),
        ({"act": "а" * 256}, "act"),
    ],
)
def test_a_faulty_approval_is_told_at_its_field(territory: Territory, changed: dict[str, object], field: str) -> None:
    plan = submitted(territory.home)
    with pytest.raises(ValidationError) as fault:
        review.approve(plan, by=specialist(territory.home), on=APPROVED_ON, facts=replace(APPROVAL, **changed))
    assert list(fault.value.message_dict) == [field]
    assert ImprovementPlan.objects.get().docx is None


def test_the_clocks_run_by_the_rules(territory: Territory) -> None:
    plan = drafted(territory.home)
    clock = approval_clock(plan, date(2026, 10, 23))
    assert clock is not None
    assert (clock.due_on, clock.is_late, clock.words) == (date(2026, 10, 22), True, "просрочено на 1 день")
    answered(plan, territory.home)
    plan = review.submit(plan, by=deputy(territory.home), on=SUBMITTED_ON)
    plan = review.approve(plan, by=specialist(territory.home), on=APPROVED_ON, facts=APPROVAL)
    running = publication_clock(plan, APPROVED_ON)
    assert running is not None
    assert (approval_clock(plan, APPROVED_ON), running.due_on) == (None, date(2026, 10, 26))


def test_the_organization_says_where_the_plan_is_published(territory: Territory) -> None:
    plan, by = approved(territory.home), deputy(territory.home)
    with pytest.raises(ValidationError) as fault:
        publication.publish(plan, by=by, on=APPROVED_ON, url="javascript:alert(1)")
    assert list(fault.value.message_dict) == ["url"]
    plan = publication.publish(plan, by=by, on=APPROVED_ON, url="https://school1.example.org/plan")
    assert (plan.state, plan.published_on) == ("published", APPROVED_ON)
    assert publication_clock(plan, APPROVED_ON) is None
    plan = execution.begin_plan(plan, by=by, on=BEGUN_ON)
    plan = publication.change_publication(plan, by=by, on=BEGUN_ON, url="https://school1.example.org/new")
    assert (plan.state, plan.published_on, plan.published_url) == (
        "in_execution",
        APPROVED_ON,
        "https://school1.example.org/new",
    )


def test_nobody_else_publishes(territory: Territory) -> None:
    plan = approved(territory.home)
    assert (
        intruders(
            territory,
            ORGANIZATION,
            lambda by: publication.publish(plan, by=by, on=APPROVED_ON, url="https://example.org"),
            lambda by: execution.begin_plan(plan, by=by, on=APPROVED_ON),
        )
        == []
    )
