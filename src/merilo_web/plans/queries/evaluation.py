"""What a head's evaluation sheet is made from, and sheets as they were issued."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django.db.models import Count, F, Q, QuerySet
from django.http import Http404

from merilo.plans.evaluation import EvaluationSheet, evaluate, number
from merilo.plans.head_facts import FormerResult, HeadFacts, MeasureCounts, OwedPlan, PublicationFact
from merilo.plans.rule_set_files import parsed
from merilo.plans.rule_sets import Absent, RuleSet
from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.cycles.models import ListedOrganization
from merilo_web.plans.models import (
    EvaluationRound,
    EvaluationRuleSet,
    HeadEvaluation,
    ImprovementPlan,
    Measure,
)
from merilo_web.plans.queries.matters import DueMatter, approvals
from merilo_web.plans.states import IN_FORCE, ImprovementPlanState, MeasureState
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority
from merilo_web.results.codec import intervals_of
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.queries.briefs import TOTAL
from merilo_web.results.states import VersionState

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class HeadRow:
    """One organization of a round: its row of the results and the sheet that it gives."""

    result: OrganizationResult
    sheet: EvaluationSheet


def rules_in_force(authority: Authority | int) -> EvaluationRuleSet | None:
    """The newest rules of an authority; None while it has none."""
    return EvaluationRuleSet.objects.filter(authority=authority).order_by("-number").first()


def rule_set_of(kept: EvaluationRuleSet) -> RuleSet:
    """The rules as data."""
    return parsed(kept.text, "")


def in_words(rules: RuleSet) -> Json:
    """The rules as a person reads them: steps with points, what the edge of a step does, the bonus."""
    lines = [
        {
            "title": one.title,
            "clause": one.clause,
            "weight": "" if one.weight == 1 else number(one.weight),
            "steps": [(band.title, number(band.points)) for band in one.bands],
            "unsure": one.unsure.label,
            "absent": one.absent.label if one.absent else f"{Absent.LEAVE.label} (по умолчанию)",
        }
        for one in rules.rules
    ]
    bonus = [(one.title, number(one.coefficient)) for one in rules.bonus.steps] if rules.bonus else []
    return {"lines": lines, "bonus": bonus, "unit": rules.bonus.unit.label if rules.bonus else ""}


def approved(cycle: int) -> ResultVersion | None:
    """The results that the council approved; None while there are none."""
    found = ResultVersion.objects.filter(cycle=cycle, state=VersionState.APPROVED)
    return found.select_related("cycle__authority").order_by("-number").first()


def sheets(version: ResultVersion, rules: RuleSet, *, on: date, only: int | None = None) -> tuple[HeadRow, ...]:
    """The sheet of every head of the cycle, in the order of names; `only` one listed organization when it is given."""
    rows = OrganizationResult.objects.filter(version=version, **({"listed": only} if only else {}))
    found = list(rows.select_related("listed__organization").order_by("listed__organization__short_name", "pk"))
    around = _Around.of(version, found, on=on)
    return tuple(HeadRow(row, evaluate(rules, _facts(row, around))) for row in found)


def content_of(sheet: EvaluationSheet) -> Json:
    """A sheet as it is kept and shown: words and numbers as they are printed."""
    return {
        "lines": [
            {
                "title": line.rule.title,
                "state": line.state.value,
                "said": line.state.label,
                "points": "" if line.points is None else number(line.points),
                "highest": "" if line.points is None else number(line.highest),
                "basis": list(line.basis),
                "warning": line.warning,
            }
            for line in sheet.lines
        ],
        "total": number(sheet.total),
        "highest": number(sheet.highest),
        "percent": "" if sheet.percent is None else number(sheet.percent),
        "step": sheet.step.title if sheet.step else "",
        "coefficient": "" if sheet.coefficient is None else number(sheet.coefficient),
        "basis": list(sheet.basis),
    }


def rounds(access: Access) -> QuerySet[EvaluationRound]:
    """Rounds of the authorities that the person works for, the newest first."""
    found = EvaluationRound.objects.filter(results__cycle__authority__in=access.numbers("authority", AUTHORITY))
    return found.select_related("results__cycle__authority", "rule_set")


def seen_round(access: Access, pk: int) -> EvaluationRound:
    """The round with this number. Raises Http404 when it is not the person's."""
    found = rounds(access).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def readable_sheets(access: Access) -> QuerySet[HeadEvaluation]:
    """Sheets that the person may read: those of the authority's heads, or the head's own."""
    theirs = Q(round__results__cycle__authority__in=access.numbers("authority", AUTHORITY))
    own = Q(listed__organization__in=access.numbers("organization", {Role.ORGANIZATION_HEAD}))
    related = ("listed__organization", "listed__cycle__authority", "round__rule_set", "docx__file", "pdf__file")
    return HeadEvaluation.objects.filter(theirs | own).select_related(*related)


def seen_sheet(access: Access, pk: int) -> HeadEvaluation:
    """The sheet with this number. Raises Http404 when it is not the person's."""
    found = readable_sheets(access).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class _Around:
    """What is read once for all heads: former results, plans in force or owed, counts of measures by their numbers."""

    on: date
    digest: str
    places: int
    former: Mapping[int, OrganizationResult]
    plans: Mapping[int, ImprovementPlan]
    counts: Mapping[int, MeasureCounts]
    owed: Mapping[int, OwedPlan]

    @classmethod
    def of(cls, version: ResultVersion, rows: Sequence[OrganizationResult], *, on: date) -> "_Around":
        listed = [row.listed_id for row in rows]
        held = ImprovementPlan.objects.filter(listed__in=listed, state__in=sorted(IN_FORCE))
        plans = {plan.listed_id: plan for plan in held}
        return cls(
            on=on,
            digest=version.edition_digest,
            places=OrganizationResult.objects.filter(version=version, place__isnull=False).count(),
            former=_former(version, [row.listed.organization_id for row in rows]),
            plans=plans,
            counts=_counts([plan.pk for plan in plans.values()], on),
            owed=_owed(listed, on),
        )


def _former(version: ResultVersion, organizations: Sequence[int]) -> dict[int, OrganizationResult]:
    """The last approved result of each organization in an earlier year."""
    earlier = OrganizationResult.objects.filter(
        listed__organization__in=organizations,
        version__state=VersionState.APPROVED,
        version__cycle__year__lt=version.cycle.year,
    )
    rows = earlier.select_related("version__cycle", "listed").order_by("version__cycle__year", "version__number")
    return {row.listed.organization_id: row for row in rows.defer("card")}


def _counts(plans: Sequence[int], on: date) -> dict[int, MeasureCounts]:
    """Measures whose term has come, by plan; only confirmed ones are done."""
    due = Measure.objects.filter(plan__in=plans, due_on__lte=on).exclude(state=MeasureState.CANCELLED)
    done = Q(state=MeasureState.CONFIRMED)
    counted = (
        due.order_by()
        .values("plan")
        .annotate(
            due=Count("pk"),
            on_time=Count("pk", filter=done & Q(completed_on__lte=F("due_on"))),
            done=Count("pk", filter=done),
        )
    )
    return {row["plan"]: MeasureCounts(row["due"], row["on_time"], row["done"]) for row in counted}


def _owed(listed: Sequence[int], on: date) -> dict[int, OwedPlan]:
    """Plans that organizations owe, by listed organization; not those that the authority delays."""
    found = approvals(ListedOrganization.objects.filter(pk__in=listed))
    return {one.listed.pk: OwedPlan(one.due_on, on) for one in found if not _delayed(one)}


def _delayed(owed: DueMatter) -> bool:
    """Whether the plan waits for the authority, or came to it in time and went back when the term was over."""
    plan = owed.plan
    if plan is None or plan.submitted_on is None:
        return False
    if plan.state == ImprovementPlanState.SUBMITTED:
        return True
    return plan.submitted_on <= owed.due_on and plan.returned_on is not None and owed.due_on < plan.returned_on


def _facts(row: OrganizationResult, around: _Around) -> HeadFacts:
    organization = row.listed.organization
    intervals = intervals_of(row.intervals) if row.intervals else None
    plan = around.plans.get(row.listed_id)
    published = (
        PublicationFact(plan.publish_by, plan.published_on, around.on) if plan is not None and plan.publish_by else None
    )
    return HeadFacts(
        organization=organization.short_name,
        head=organization.head_name,
        post=organization.head_post,
        total=Fraction(row.total) if row.total else None,
        interval=intervals.nodes.get(TOTAL) if intervals else None,
        former=_former_result(around.former.get(organization.pk), around.digest),
        measures=around.counts.get(plan.pk) if plan is not None else None,
        publication=published,
        owed=around.owed.get(row.listed_id),
        place=row.place,
        place_interval=intervals.place if intervals else None,
        places=around.places,
    )


def _former_result(row: OrganizationResult | None, digest: str) -> FormerResult | None:
    if row is None or not row.total:
        return None
    intervals = intervals_of(row.intervals) if row.intervals else None
    return FormerResult(
        title=str(row.version.cycle),
        total=Fraction(row.total),
        interval=intervals.nodes.get(TOTAL) if intervals else None,
        comparable=row.version.edition_digest == digest,
    )
