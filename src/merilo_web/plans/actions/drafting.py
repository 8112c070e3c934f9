"""A plan begins: drawn from what lost points and from the council's proposals."""

from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.deadlines.due import due
from merilo.plans.deficiencies import Deficiency as FoundDeficiency
from merilo.plans.deficiencies import DeficiencyKind
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.models import ListedOrganization
from merilo_web.journal.actions import record
from merilo_web.plans.actions.locking import plan_locked, plan_moved
from merilo_web.plans.actions.terms import reread_terms
from merilo_web.plans.models import Deficiency, ImprovementPlan
from merilo_web.plans.queries.drawing import drawn, followed, former_of, former_rows, proposal_keys, scores_of
from merilo_web.plans.rules.plan import DRAFT_PLAN, EDIT_PLAN
from merilo_web.plans.states import UNMENDED, DeficiencySource, DeficiencyState
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.writing import Changes
from merilo_web.registry.queries.terms import term
from merilo_web.results.models import OrganizationResult
from merilo_web.results.states import VersionState

_AHEAD = 2
"""Years after the assessment's in which a plan may lie."""


@transaction.atomic
def draft(row: OrganizationResult, *, by: User, on: date, year: int | None = None) -> ImprovementPlan:
    """Begin the plan of an organization: the term to approve it runs from the day the results were handed over.

    `year` is the plan's year, by default the one after the assessment. Its deficiencies are drawn at once; those that
    were mended after the assessment before are reopened there.
    """
    row = OrganizationResult.objects.select_related("version__cycle__authority", "listed__organization").get(pk=row.pk)
    cycle = row.version.cycle
    listed = ListedOrganization.objects.select_for_update(of=("self",)).get(pk=row.listed_id)
    listed.cycle, listed.organization = cycle, row.listed.organization
    plan = ImprovementPlan(
        listed=listed, results=row.version, year=year or cycle.year + 1, drafted_on=on, drafted_by=by
    )
    access_of(by).require(DRAFT_PLAN, plan.scope, state=cycle.state)
    _check(plan, on)
    if cycle.handed_over_on:
        counted = term("plan_approved", cycle.authority_id).on(cycle.handed_over_on)
        plan.due_on = due(counted, cycle.handed_over_on)
    plan.save()
    found, returned = draw(plan, row, on=on)
    changes = {
        "недостатков": ("", found),
        "обнаружено повторно": ("", returned),
        "утвердить до": ("", plan.due_on),
    }
    record(DRAFT_PLAN.event, plan, by=by, scope=plan.scope, changes=changes)
    return plan


@transaction.atomic
def set_year(plan: ImprovementPlan, *, by: User, year: int) -> ImprovementPlan:
    """Say for which year the plan is; terms without a year of their own are read anew."""
    kept = plan_locked(plan, EDIT_PLAN, by=by)
    _check_year(kept, year)
    reread_terms(kept, year)
    return plan_moved(kept, EDIT_PLAN, by=by, fields={"year": year})


def draw(plan: ImprovementPlan, row: OrganizationResult, *, on: date) -> tuple[int, int]:
    """Write the deficiencies that are not there yet; how many there are, how many of them for a second time.

    A part of the event that draws them. What was mended after the assessment before is reopened there.
    """
    found, formers, proposals, scores = drawn(row), former_rows(row), proposal_keys(row), scores_of(row)
    Deficiency.objects.bulk_update(followed(row, formers), ["next_score"])
    known = set(Deficiency.objects.filter(listed=plan.listed).values_list("key", flat=True))
    before = {one.key: former_of(one, formers) for one in found if one.repeated}
    for former in before.values():
        if former is not None and former.state == DeficiencyState.MENDED:
            former.state, former.reopened_on = DeficiencyState.REOPENED, on
            former.save(update_fields=["state", "reopened_on"])
    fresh = [(place, one) for place, one in enumerate(found, 1) if one.key not in known]
    Deficiency.objects.bulk_create(
        Deficiency(
            listed=plan.listed,
            results=row.version,
            position=place,
            former=before.get(one.key),
            proposal=proposals.get(one.key),
            score=scores.get(one.indicator, ""),
            **_facts(one),
        )
        for place, one in fresh
    )
    return len(found), len(before)


def redraw(plan: ImprovementPlan, *, on: date) -> Changes:
    """Take in results that were approved anew: what they found is added, what is gone is withdrawn; told as changes."""
    versions = plan.listed.cycle.versions.filter(state=VersionState.APPROVED).exclude(pk=plan.results_id)
    newer = versions.order_by("-number").first()
    row = OrganizationResult.objects.filter(version=newer, listed=plan.listed_id).first() if newer else None
    if row is None or newer is None:
        return {}
    row.version, row.listed = newer, plan.listed
    before, plan.results = plan.results, newer
    plan.save(update_fields=["results"])
    draw(plan, row, on=on)
    keys = [one.key for one in drawn(row)]
    own = Deficiency.objects.filter(listed=plan.listed_id)
    own.filter(key__in=keys, state=DeficiencyState.WITHDRAWN).update(state=DeficiencyState.OPEN)
    gone = own.filter(state__in=sorted(UNMENDED)).exclude(key__in=keys)
    number = gone.exclude(source=DeficiencySource.PAPER).update(state=DeficiencyState.WITHDRAWN)
    return {"результаты": (before, newer), "снято недостатков": ("", number)}


def _facts(one: FoundDeficiency) -> dict[str, Any]:
    by_council = one.kind is DeficiencyKind.PROPOSAL
    return {
        "key": one.key,
        "kind": one.kind.value,
        "indicator": one.indicator,
        "source": DeficiencySource.PROPOSAL if by_council else DeficiencySource.SCORE,
        "title": one.title,
        "text": one.wording,
        "remedy": one.recommendation,
        "gain": "" if one.gain is None else str(one.gain),
        "repeated": one.repeated,
    }


def _check(plan: ImprovementPlan, on: date) -> None:
    cycle = plan.listed.cycle
    if plan.results.state != VersionState.APPROVED:
        raise NotAllowedError("План составляют по результатам, которые утвердил совет.", clause=DRAFT_PLAN.clause)
    if cycle.handed_over_on and on < cycle.handed_over_on:
        raise NotAllowedError(f"Результаты переданы учредителю {cycle.handed_over_on:%d.%m.%Y}: план — не раньше.")
    if ImprovementPlan.objects.filter(listed=plan.listed).exists():
        raise NotAllowedError("План этой организации уже есть: его меняют новой версией.")
    _check_year(plan, plan.year)


def _check_year(plan: ImprovementPlan, year: int) -> None:
    first = plan.listed.cycle.year
    if not first <= year <= first + _AHEAD:
        raise ValidationError({"year": f"Год плана — от {first} до {first + _AHEAD}."})
