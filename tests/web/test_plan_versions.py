"""New versions of a plan, its end, and what a later check finds again."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from tests.web.planned import (
    BEGUN_ON,
    SHELF,
    approved,
    confirmed,
    deputy,
    drafted,
    events,
    handed_over,
    intruders,
    reported,
    result,
    specialist,
)
from tests.web.scored import seen
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.roles import AUTHORITY, ORGANIZATION
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import PDF, Upload
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.states import CycleState
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import amendments, closing, drafting, execution, proofs, rechecking, review, writing
from merilo_web.plans.actions.review import ApprovalFacts
from merilo_web.plans.models import Deficiency, ImprovementPlan
from merilo_web.plans.queries.papers import plan_form
from merilo_web.plans.queries.plans import at_work, in_force
from merilo_web.plans.queries.snapshots import as_json, snapshot, snapshot_of
from merilo_web.registry.models import Organization
from merilo_web.results.actions.scoring import freeze
from merilo_web.results.models import ResultVersion
from merilo_web.results.states import VersionState

AMENDED_ON = BEGUN_ON + timedelta(days=10)
NEXT_HANDED_ON = date(2027, 10, 11)
FACTS = ApprovalFacts("Лугова Анна Сергеевна", "начальник управления", AMENDED_ON)


def amended(home: Municipality, plan: ImprovementPlan) -> ImprovementPlan:
    """A new version of the plan, being written."""
    return amendments.amend(plan, by=deputy(home), on=AMENDED_ON, reason="Изменилась смета")


def approve_anew(home: Municipality, plan: ImprovementPlan) -> ImprovementPlan:
    """The new version approved."""
    plan = review.submit(plan, by=deputy(home), on=AMENDED_ON)
    return review.approve(plan, by=specialist(home), on=AMENDED_ON, facts=FACTS)


def next_year(home: Municipality) -> ResultVersion:
    """The same organizations a year later with the same faults, handed over."""
    cycle = Cycle.objects.create(
        authority=home.authority,
        council=home.council,
        operator=home.operator,
        year=home.cycle.year + 1,
        title="НОК следующего года",
        edition_id=home.cycle.edition_id,
        opened_on=date(2027, 2, 1),
        state=CycleState.ACCEPTED,
    )
    for one in home.organizations:
        ListedOrganization.objects.create(cycle=cycle, organization=one, ground="council")
    version = freeze(cycle, seen(cycle), by=specialist(home), on=date(2027, 10, 1))
    ResultVersion.objects.filter(pk=version.pk).update(state=VersionState.APPROVED)
    Cycle.objects.filter(pk=cycle.pk).update(state=CycleState.HANDED_OVER, handed_over_on=NEXT_HANDED_ON)
    return ResultVersion.objects.select_related("cycle").get(pk=version.pk)


def test_a_new_version_is_written_beside_the_one_in_force(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    made = amended(home, plan)
    assert (made.number, made.supersedes, made.state) == (2, plan, "draft")
    assert [one.former for one in made.measures.all()] == list(plan.measures.all())
    assert (in_force(plan.listed), at_work(plan.listed)) == (plan, made)
    with pytest.raises(NotAllowedError, match="уже пишется"):
        amended(home, plan)


def test_approval_carries_progress_over_and_freezes_the_former_version(territory: Territory) -> None:
    home = territory.home
    plan = approved(home, several=2)
    done, dropped = plan.measures.all()
    proofs.attach(done, Upload(b"%PDF-1.7", "акт.pdf", PDF), by=deputy(home), on=BEGUN_ON)
    made = amended(home, plan)
    confirmed(done, home)
    writing.remove(made.measures.get(former=dropped), by=deputy(home))
    writing.add(made, by=deputy(home), facts=SHELF)
    made = approve_anew(home, made)
    plan.refresh_from_db()
    dropped.refresh_from_db()
    carried, fresh = made.measures.all()
    assert (plan.state, plan.superseded_on, made.state, made.begun_on) == (
        "superseded",
        AMENDED_ON,
        "approved",
        BEGUN_ON,
    )
    assert (carried.state, carried.confirmed_by, carried.proofs.count()) == ("confirmed", specialist(home), 1)
    assert (fresh.state, dropped.state) == ("planned", "cancelled")
    assert dropped.remark == "исключено версией 2: Изменилась смета"
    assert plan.outcome is not None
    assert [one.state for one in snapshot_of(plan.outcome).measures] == ["confirmed", "planned"]
    assert made.docx is not None
    assert made.docx.supersedes == plan.docx
    with pytest.raises(NotAllowedError, match="заменён"):
        execution.reopen(done, by=specialist(home), on=AMENDED_ON, reason="старая версия")


def test_a_later_term_in_a_new_version_is_an_extension_with_its_history(territory: Territory) -> None:
    home = territory.home
    made = amended(home, approved(home))
    copy = made.measures.get()
    facts = replace(SHELF, term="до 01.09.2027")
    every = list(copy.deficiencies.values_list("pk", flat=True))
    writing.change(copy, by=deputy(home), facts=facts, deficiencies=every)
    made = approve_anew(home, made)
    kept = made.measures.get().extensions.get()
    assert (kept.state, kept.former_due_on, kept.due_on, kept.reason, kept.decided_by) == (
        "granted",
        date(2027, 3, 1),
        date(2027, 9, 1),
        "Изменилась смета",
        specialist(home),
    )


def test_what_was_reported_meanwhile_is_not_dropped(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    made = amended(home, plan)
    writing.remove(made.measures.get(), by=deputy(home))
    every = list(plan.listed.deficiencies.values_list("pk", flat=True))
    writing.add(made, by=deputy(home), facts=SHELF, deficiencies=every)
    reported(plan.measures.get(), home)
    with pytest.raises(ValidationError, match="нельзя исключить"):
        review.submit(made, by=deputy(home), on=AMENDED_ON)


def test_a_new_version_may_be_given_up_but_not_the_first(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    amendments.discard(amended(home, plan), by=deputy(home))
    assert (ImprovementPlan.objects.get(), events()[-1]) == (plan, "plans.discard_amendment")
    assert amended(home, plan).number == 2


def test_the_first_version_is_not_given_up(territory: Territory) -> None:
    with pytest.raises(NotAllowedError, match="Первую версию"):
        amendments.discard(drafted(territory.home), by=deputy(territory.home))


def test_only_the_organization_amends(territory: Territory) -> None:
    plan = approved(territory.home)
    assert (
        intruders(territory, ORGANIZATION, lambda by: amendments.amend(plan, by=by, on=AMENDED_ON, reason="смета"))
        == []
    )
    with pytest.raises(ValidationError):
        amendments.amend(plan, by=deputy(territory.home), on=AMENDED_ON, reason=" ")


def test_results_counted_anew_come_in_with_a_new_version(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    gone = plan.listed.deficiencies.order_by("-position")[0]
    Deficiency.objects.filter(pk=gone.pk).update(key="stand.gone")
    version = plan.results
    other = ResultVersion.objects.create(
        cycle=version.cycle,
        number=version.number + 1,
        state=VersionState.APPROVED,
        edition_id=version.edition_id,
        edition_digest=version.edition_digest,
        policies=version.policies,
        observed_digest=version.observed_digest,
        place_rule=version.place_rule,
        scored_on=version.scored_on,
        scored_at=version.scored_at,
    )
    row = result(version, home)
    row.pk, row.version = None, other
    row.save()
    made = amended(home, plan)
    keys = {one.key: one.state for one in plan.listed.deficiencies.all()}
    assert (made.results, keys["stand.gone"], keys[gone.key]) == (other, "withdrawn", "open")


def test_a_plan_is_closed_when_everything_is_settled(territory: Territory) -> None:
    home = territory.home
    plan = approved(home, several=2)
    first, second = plan.measures.all()
    confirmed(first, home)
    with pytest.raises(NotAllowedError, match="Не подтверждены и не отменены мероприятия: 1"):
        closing.close(plan, by=specialist(home), on=AMENDED_ON)
    execution.cancel(second, by=specialist(home), on=AMENDED_ON, reason="Не нужно")
    plan = closing.close(plan, by=specialist(home), on=AMENDED_ON)
    assert (plan.state, plan.closed_on) == ("closed", AMENDED_ON)
    assert plan.outcome is not None
    assert [one.state for one in snapshot_of(plan.outcome).measures] == ["confirmed", "cancelled"]
    plan = closing.reopen_plan(plan, by=specialist(home), on=AMENDED_ON, reason="Проверка")
    assert (plan.state, plan.closed_on, events()[-1]) == ("in_execution", None, "plans.reopen")


def test_what_is_not_mended_is_not_closed_silently(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    measure = execution.begin(plan.measures.get(), by=deputy(home), on=BEGUN_ON)
    execution.cancel(measure, by=specialist(home), on=AMENDED_ON, reason="Не нужно")
    with pytest.raises(ValidationError) as fault:
        closing.close(plan, by=specialist(home), on=AMENDED_ON)
    assert list(fault.value.message_dict) == ["note"]
    closing.close(plan, by=specialist(home), on=AMENDED_ON, note="Здание закрыто")
    assert JournalEntry.objects.latest("id").note == "Здание закрыто"


def test_only_the_authority_closes_and_opens_anew(territory: Territory) -> None:
    plan = approved(territory.home)
    confirmed(plan.measures.get(), territory.home)
    assert intruders(territory, AUTHORITY, lambda by: closing.close(plan, by=by, on=AMENDED_ON)) == []
    closing.close(plan, by=specialist(territory.home), on=AMENDED_ON)
    assert (
        intruders(territory, AUTHORITY, lambda by: closing.reopen_plan(plan, by=by, on=AMENDED_ON, reason="проверка"))
        == []
    )


def test_what_the_next_assessment_finds_again_is_reopened_once(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    confirmed(plan.measures.get(), home)
    closing.close(plan, by=specialist(home), on=AMENDED_ON)
    number = plan.listed.deficiencies.count()
    version = next_year(home)
    assert rechecking.recheck(version, by=specialist(home), on=NEXT_HANDED_ON) == number
    assert rechecking.recheck(version, by=None, on=NEXT_HANDED_ON) == 0
    assert set(plan.listed.deficiencies.values_list("state", "reopened_on")) == {("reopened", NEXT_HANDED_ON)}
    assert intruders(territory, AUTHORITY, lambda by: rechecking.recheck(version, by=by, on=NEXT_HANDED_ON)) == []


def test_the_next_plan_says_that_it_is_for_a_second_time(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    confirmed(plan.measures.get(), home)
    version = next_year(home)
    made = drafting.draft(result(version, home_of(version, home)), by=deputy(home), on=NEXT_HANDED_ON)
    found = list(made.listed.deficiencies.all())
    assert {one.repeated for one in found} == {True}
    assert {one.former.listed_id if one.former else None for one in found} == {plan.listed_id}
    assert set(plan.listed.deficiencies.values_list("state", flat=True)) == {"reopened"}
    assert {one.repeated for one in snapshot(made).deficiencies} == {True}
    writing.add(made, by=deputy(home), facts=SHELF, deficiencies=[one.pk for one in found])
    measure = next_approved(made, home).measures.get()
    with pytest.raises(NotAllowedError, match="повторно"):
        reported(measure, home, on=NEXT_HANDED_ON)


def home_of(version: ResultVersion, home: Municipality) -> Municipality:
    """The municipality with the list of this version's cycle."""
    home.listed = list(version.cycle.listed.order_by("pk"))
    return home


def next_approved(plan: ImprovementPlan, home: Municipality) -> ImprovementPlan:
    """The next year's plan approved."""
    plan = review.submit(plan, by=deputy(home), on=NEXT_HANDED_ON)
    facts = ApprovalFacts("Лугова Анна Сергеевна", "начальник управления", NEXT_HANDED_ON)
    return review.approve(plan, by=specialist(home), on=NEXT_HANDED_ON, facts=facts)


def test_without_a_plan_before_the_results_before_tell_what_is_repeated(territory: Territory) -> None:
    home = territory.home
    handed_over(home)
    version = next_year(home)
    made = drafting.draft(result(version, home_of(version, home)), by=deputy(home), on=NEXT_HANDED_ON)
    found = made.listed.deficiencies.values_list("repeated", "former")
    assert set(found) == {(True, None)}


def test_a_genitive_of_the_organization_that_a_person_wrote_is_in_the_form_and_is_frozen_with_the_plan(
    territory: Territory,
) -> None:
    plan = drafted(territory.home)
    Organization.objects.filter(pk=plan.listed.organization_id).update(full_name_genitive="Школы Веселова")
    plan = ImprovementPlan.objects.select_related("listed__organization", "listed__cycle").get(pk=plan.pk)
    body = as_json(snapshot(plan))
    assert plan_form(snapshot_of(body), on=AMENDED_ON).whose == "Школы Веселова"
    del body["organization_genitive"]
    assert snapshot_of(body).organization_genitive == ""
