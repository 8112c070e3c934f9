"""Measures are carried out: reported, proved, confirmed by somebody else, refused, cancelled, taken up again."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests.web.planned import (
    BEGUN_ON,
    approved,
    confirmed,
    deputy,
    drafted,
    events,
    head,
    intruders,
    reported,
    specialist,
)
from tests.web.territory import SINCE, Territory

from merilo_web.accounts.roles import AUTHORITY, COUNCIL, ORGANIZATION, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import PDF, PNG, Upload
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import execution, proofs, writing
from merilo_web.plans.actions.execution import ExecutionFacts
from merilo_web.plans.models import Deficiency, Measure, Proof
from merilo_web.plans.queries.permissions import measure_permissions
from merilo_web.registry.access import access_of
from merilo_web.registry.models import ConflictOfInterest, Filing, Mandate

LATER = BEGUN_ON + timedelta(days=7)
PHOTO = Upload(b"\x89PNG\r\n\x1a\n photo", "скамьи.png", PNG)
ACT = Upload(b"%PDF-1.7 act", "акт.pdf", PDF)


def test_the_first_reported_measure_begins_the_execution(territory: Territory) -> None:
    plan = approved(territory.home)
    measure = reported(plan.measures.get(), territory.home)
    plan.refresh_from_db()
    assert (plan.state, plan.begun_on) == ("in_execution", BEGUN_ON)
    assert (measure.state, measure.reported_by, measure.completed_on) == (
        "reported",
        deputy(territory.home),
        BEGUN_ON,
    )
    assert events()[-2:] == ["plans.begin_execution", "plans.report_measure"]


def test_a_measure_is_confirmed_by_the_authority_and_mends_what_it_answers(territory: Territory) -> None:
    measure = confirmed(approved(territory.home).measures.get(), territory.home)
    states = set(Deficiency.objects.filter(listed=measure.plan.listed_id).values_list("state", "mended_on"))
    assert (measure.state, measure.confirmed_by, states) == (
        "confirmed",
        specialist(territory.home),
        {("mended", BEGUN_ON)},
    )


def test_a_member_of_the_council_may_confirm_unless_there_is_a_conflict(territory: Territory) -> None:
    home = territory.home
    measure, by = reported(approved(home).measures.get(), home), home.people[Role.COUNCIL_MEMBER]
    conflict = ConflictOfInterest.objects.create(
        member=home.members[2], organization=home.organizations[0], ground="relative", declared_on=SINCE
    )
    with pytest.raises(NotAllowedError, match="конфликт интересов"):
        execution.confirm(measure, by=by, on=BEGUN_ON)
    assert measure_permissions(access_of(by), measure) == frozenset()
    conflict.ended_on = BEGUN_ON
    conflict.save()
    assert measure_permissions(access_of(by), measure) == {"plans.confirm_measure", "plans.refuse_measure"}
    assert execution.confirm(measure, by=by, on=BEGUN_ON).confirmed_by == by


def test_nobody_of_the_organization_confirms_whatever_else_they_are(territory: Territory) -> None:
    home = territory.home
    measure, by = reported(approved(home).measures.get(), home), head(home)
    Mandate.objects.create(user=by, role=Role.AUTHORITY_SPECIALIST, since=SINCE, authority=home.authority)
    with pytest.raises(NotAllowedError, match="другой человек"):
        execution.confirm(measure, by=by, on=BEGUN_ON)


def test_whoever_reported_does_not_confirm_after_leaving_the_organization(territory: Territory) -> None:
    home = territory.home
    measure, by = reported(approved(home).measures.get(), home), deputy(home)
    Mandate.objects.filter(user=by).delete()
    Mandate.objects.create(user=by, role=Role.AUTHORITY_SPECIALIST, since=SINCE, authority=home.authority)
    del by._access
    with pytest.raises(NotAllowedError, match="другой человек"):
        execution.confirm(measure, by=by, on=BEGUN_ON)
    measure.refresh_from_db()
    assert measure.state == "reported"


def test_nobody_else_confirms_or_refuses(territory: Territory) -> None:
    measure = reported(approved(territory.home).measures.get(), territory.home)
    assert (
        intruders(
            territory,
            AUTHORITY | COUNCIL,
            lambda by: execution.confirm(measure, by=by, on=BEGUN_ON),
            lambda by: execution.refuse(measure, by=by, on=BEGUN_ON, remark="нет"),
        )
        == []
    )


def test_nobody_else_reports_or_proves(territory: Territory) -> None:
    measure = approved(territory.home).measures.get()
    facts = ExecutionFacts("сделано", BEGUN_ON)
    assert (
        intruders(
            territory,
            ORGANIZATION,
            lambda by: execution.begin(measure, by=by, on=BEGUN_ON),
            lambda by: execution.report(measure, by=by, on=BEGUN_ON, facts=facts),
            lambda by: proofs.attach(measure, PHOTO, by=by, on=BEGUN_ON),
            lambda by: proofs.link(measure, "https://example.org", by=by, on=BEGUN_ON),
        )
        == []
    )


def test_nobody_else_cancels_or_takes_up_again(territory: Territory) -> None:
    first, second = approved(territory.home, several=2).measures.all()
    confirmed(second, territory.home)
    assert (
        intruders(
            territory,
            AUTHORITY,
            lambda by: execution.cancel(first, by=by, on=BEGUN_ON, reason="нет"),
            lambda by: execution.reopen(second, by=by, on=BEGUN_ON, reason="нет"),
        )
        == []
    )


def test_a_foreign_authority_confirms_nothing(territory: Territory) -> None:
    measure = reported(approved(territory.home).measures.get(), territory.home)
    with pytest.raises(NotAllowedError):
        execution.confirm(measure, by=specialist(territory.foreign), on=BEGUN_ON)


def test_a_faulty_report_is_told_at_its_field(territory: Territory) -> None:
    measure = approved(territory.home).measures.get()
    for facts, field in (
        (ExecutionFacts(" ", BEGUN_ON), "implemented"),
        (ExecutionFacts("а" * 4001, BEGUN_ON), "implemented"),
        (ExecutionFacts("сделано", LATER), "completed_on"),
        (ExecutionFacts("сделано", date(2026, 9, 1)), "completed_on"),
    ):
        with pytest.raises(ValidationError) as fault:
            execution.report(measure, by=deputy(territory.home), on=BEGUN_ON, facts=facts)
        assert list(fault.value.message_dict) == [field]


def test_measures_of_a_plan_that_is_not_approved_are_not_carried_out(territory: Territory) -> None:
    plan = drafted(territory.home)
    measure = writing.add(plan, by=deputy(territory.home), facts=writing.MeasureFacts("Скамьи"))
    with pytest.raises(NotAllowedError, match="черновик"):
        execution.begin(measure, by=deputy(territory.home), on=BEGUN_ON)


def test_a_refused_measure_is_reported_anew(territory: Territory) -> None:
    measure = reported(approved(territory.home).measures.get(), territory.home)
    with pytest.raises(ValidationError):
        execution.refuse(measure, by=specialist(territory.home), on=BEGUN_ON, remark=" ")
    measure = execution.refuse(measure, by=specialist(territory.home), on=BEGUN_ON, remark="Нет фотографии")
    assert (measure.state, measure.remark) == ("refused", "Нет фотографии")
    assert reported(measure, territory.home, on=LATER).remark == ""


def test_the_deficiency_waits_for_every_measure(territory: Territory) -> None:
    first, second = approved(territory.home, several=2).measures.all()
    confirmed(first, territory.home)
    assert set(Deficiency.objects.values_list("state", flat=True)) == {"open"}
    execution.cancel(second, by=specialist(territory.home), on=LATER, reason="Не нужно")
    assert set(Deficiency.objects.values_list("state", flat=True)) == {"mended"}


def test_what_is_cancelled_mends_nothing_by_itself(territory: Territory) -> None:
    measure = approved(territory.home).measures.get()
    with pytest.raises(ValidationError):
        execution.cancel(measure, by=specialist(territory.home), on=BEGUN_ON, reason="")
    execution.cancel(measure, by=specialist(territory.home), on=BEGUN_ON, reason="Не нужно")
    assert set(Deficiency.objects.values_list("state", flat=True)) == {"open"}


def test_a_later_check_takes_a_measure_up_again_and_it_is_not_closed_silently(territory: Territory) -> None:
    home = territory.home
    measure = confirmed(approved(home).measures.get(), home)
    with pytest.raises(ValidationError):
        execution.reopen(measure, by=specialist(home), on=LATER, reason=" ")
    measure = execution.reopen(measure, by=specialist(home), on=LATER, reason="Скамьи убраны")
    assert (measure.state, measure.confirmed_by) == ("in_progress", None)
    assert set(Deficiency.objects.values_list("state", "reopened_on")) == {("reopened", LATER)}
    with pytest.raises(NotAllowedError, match="повторно"):
        reported(measure, home, on=LATER)
    proofs.attach(measure, PHOTO, by=deputy(home), on=LATER)
    measure = reported(measure, home, on=LATER)
    with pytest.raises(ValidationError) as fault:
        execution.confirm(measure, by=specialist(home), on=LATER)
    assert list(fault.value.message_dict) == ["note"]
    execution.confirm(measure, by=specialist(home), on=LATER, note="Осмотрено на месте")
    assert JournalEntry.objects.latest("id").note == "Осмотрено на месте"
    assert set(Deficiency.objects.values_list("state", flat=True)) == {"mended"}


def test_proofs_are_kept_by_their_digest_for_those_who_read_the_plan(territory: Territory) -> None:
    measure, by = approved(territory.home).measures.get(), deputy(territory.home)
    photo = proofs.attach(measure, PHOTO, by=by, on=BEGUN_ON, title="  Скамьи  у входа ")
    paper = proofs.attach(measure, ACT, by=by, on=BEGUN_ON)
    page = proofs.link(measure, "https://school1.example.org/news", by=by, on=BEGUN_ON)
    assert [(one.kind, str(one), len(one.digest)) for one in (photo, paper, page)] == [
        ("photo", "Скамьи у входа", 64),
        ("file", "акт.pdf", 64),
        ("link", "https://school1.example.org/news", 0),
    ]
    filed = Filing.objects.get(evidence=photo.evidence)
    assert (filed.organization, filed.council, filed.operator) == (
        territory.home.organizations[0],
        territory.home.council,
        None,
    )
    assert events()[-3:] == ["plans.add_proof"] * 3


def test_a_new_version_of_a_proof_supersedes_the_former(territory: Territory) -> None:
    measure, by = approved(territory.home).measures.get(), deputy(territory.home)
    first = proofs.attach(measure, PHOTO, by=by, on=BEGUN_ON)
    second = proofs.attach(measure, ACT, by=by, on=LATER, replaces=first)
    assert (second.number, second.supersedes, execution.proofs_in_force(measure)) == (2, first, 1)
    for stale in (first,):
        with pytest.raises(NotAllowedError, match="отозван или заменён"):
            proofs.attach(measure, ACT, by=by, on=LATER, replaces=stale)


def test_a_withdrawn_proof_stays_with_its_reason(territory: Territory) -> None:
    measure, by = approved(territory.home).measures.get(), deputy(territory.home)
    proof = proofs.link(measure, "https://example.org/a", by=by, on=BEGUN_ON)
    with pytest.raises(ValidationError):
        proofs.withdraw(proof, by=by, on=BEGUN_ON, reason=" ")
    proofs.withdraw(proof, by=by, on=BEGUN_ON, reason="Чужая страница")
    assert Proof.objects.values_list("reason", "withdrawn_on").get() == ("Чужая страница", BEGUN_ON)
    assert execution.proofs_in_force(measure) == 0


def test_a_link_must_be_a_whole_web_address(territory: Territory) -> None:
    measure = approved(territory.home).measures.get()
    for url in ("", "javascript:alert(1)", "//example.org", "ftp://example.org/a", "https://" + "а" * 600):
        with pytest.raises(ValidationError) as fault:
            proofs.link(measure, url, by=deputy(territory.home), on=BEGUN_ON)
        assert list(fault.value.message_dict) == ["url"]


def test_what_is_being_checked_gets_no_more_proofs(territory: Territory) -> None:
    measure = reported(approved(territory.home).measures.get(), territory.home)
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        proofs.attach(measure, PHOTO, by=deputy(territory.home), on=LATER)
    assert Measure.objects.get().proofs.count() == 0
