"""Everything of an authority's plans that has a term and still waits: measures, approval, publication, reports."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from merilo.deadlines.due import due
from merilo_web.cycles.models import ListedOrganization
from merilo_web.cycles.states import CycleState
from merilo_web.plans.models import ImprovementPlan, Measure, QuarterlyReport
from merilo_web.plans.models.reminders import PlanReminder
from merilo_web.plans.queries.overseen import last_quarter
from merilo_web.plans.queries.windows import REPORTED, Quarter, between, quarter_on, window
from merilo_web.plans.rules.ladder import SOONEST
from merilo_web.plans.states import AT_WORK, AWAITED, EXECUTED, IN_FORCE, QuarterlyReportState
from merilo_web.registry.models import Authority
from merilo_web.registry.queries.terms import terms
from merilo_web.results.models import OrganizationResult
from merilo_web.results.states import VersionState

Subject = PlanReminder.Subject
_TOLD = (CycleState.HANDED_OVER, CycleState.CLOSED)
_LISTED = ("listed__organization", "listed__cycle__authority", "listed__cycle__council")


@dataclass(frozen=True, slots=True)
class DueMatter:
    """One thing with a term: `key` is the same in every version of the plan, `address` is where it is done."""

    subject: PlanReminder.Subject
    key: str
    listed: ListedOrganization
    title: str
    due_on: date
    address: str
    measure: Measure | None = None
    plan: ImprovementPlan | None = None

    @property
    def whose(self) -> str:
        """Whose plan it is in."""
        return str(self.listed.organization)

    def days_late(self, on: date) -> int:
        """Days since its last day; not above zero while there is time."""
        return (on - self.due_on).days

    @property
    def sort_key(self) -> tuple[date, str, str]:
        """The most overdue first."""
        return self.due_on, self.listed.organization.sort_key, self.key


def due_matters(wanted: Q, on: date) -> tuple[DueMatter, ...]:
    """What has a term that is over or near, of the listed organizations wanted; a fixed number of queries."""
    rows = ListedOrganization.objects.filter(wanted, cycle__state__in=_TOLD)
    until, inside = on + timedelta(days=SOONEST), rows.order_by().values("pk")
    plans = list(
        ImprovementPlan.objects.filter(listed__in=inside, state__in=sorted(EXECUTED))
        .select_related(*_LISTED)
        .defer("content", "outcome")
    )
    measures = Measure.objects.filter(plan__in=[one.pk for one in plans], state__in=sorted(AWAITED), due_on__lte=until)
    found = [*approvals(rows), *_publications(plans), *_reports(plans, on), *_measures(measures, plans)]
    return tuple(sorted((one for one in found if one.due_on <= until), key=lambda one: one.sort_key))


def authorities_told() -> tuple[Authority, ...]:
    """Authorities that have results to act on."""
    rows = Authority.objects.filter(cycles__state__in=_TOLD).distinct().order_by("pk")
    return tuple(rows)


def _measures(rows: QuerySet[Measure], plans: Sequence[ImprovementPlan]) -> Iterator[DueMatter]:
    found, by_number = list(rows), {one.pk: one for one in plans}
    roots = _roots(found)
    for one in found:
        if one.due_on is not None:
            key, address = f"measure:{roots[one.pk]}", reverse("plans:measure", args=(one.pk,))
            words, plan = f"Мероприятие: {one.text}", by_number[one.plan_id]
            yield DueMatter(Subject.MEASURE, key, plan.listed, words, one.due_on, address, one, plan)


def _roots(measures: Sequence[Measure]) -> dict[int, int]:
    """Number of a measure → the number that it had in the first version of its plan."""
    roots = {one.pk: one.former_id or one.pk for one in measures}
    waiting = {one.former_id for one in measures if one.former_id}
    while waiting:
        parents = dict(Measure.objects.filter(pk__in=waiting, former__isnull=False).values_list("pk", "former_id"))
        roots = {pk: parents.get(root, root) or root for pk, root in roots.items()}
        waiting = {pk for pk in parents.values() if pk}
    return roots


def approvals(listed_rows: QuerySet[ListedOrganization]) -> Iterator[DueMatter]:
    """Of these organizations those that owe a plan and have none in force; `plan` is what they write, if anything."""
    told = OrganizationResult.objects.filter(listed=OuterRef("pk"), version__state=VersionState.APPROVED)
    rows = listed_rows.filter(Exists(told)).exclude(plans__state__in=sorted(IN_FORCE))
    related = rows.select_related("organization", "cycle__authority", "cycle__council")
    written = ImprovementPlan.objects.filter(listed__in=rows.order_by().values("pk"), state__in=sorted(AT_WORK))
    plans = {one.listed_id: one for one in written.defer("content", "outcome")}
    counted = terms("plan_approved", (listed.cycle.authority_id for listed in related))
    for listed in related:
        plan, handed_on = plans.get(listed.pk), listed.cycle.handed_over_on
        due_on = (
            plan.due_on
            if plan
            else (due(counted[listed.cycle.authority_id].on(handed_on), handed_on) if handed_on else None)
        )
        if due_on:
            name, number = ("plans:plan", plan.pk) if plan else ("plans:first", listed.pk)
            address, words = reverse(name, args=(number,)), "Утвердить план по устранению недостатков"
            yield DueMatter(Subject.APPROVAL, f"approval:{listed.pk}", listed, words, due_on, address, plan=plan)


def _publications(plans: Sequence[ImprovementPlan]) -> Iterator[DueMatter]:
    for plan in plans:
        if plan.published_on is None and plan.publish_by:
            key, address = f"publication:{plan.pk}", reverse("plans:plan", args=(plan.pk,))
            words = "Разместить утверждённый план на сайте организации"
            yield DueMatter(Subject.PUBLICATION, key, plan.listed, words, plan.publish_by, address, plan=plan)


def _reports(plans: Sequence[ImprovementPlan], on: date) -> Iterator[DueMatter]:
    numbers = [one.listed_id for one in plans]
    approved = ImprovementPlan.objects.filter(listed__in=numbers, approved_on__isnull=False).order_by("-number")
    first = dict(approved.values_list("listed", "approved_on"))
    begun = {
        (one.listed_id, Quarter(one.year, one.quarter)): one
        for one in QuarterlyReport.objects.filter(listed__in=numbers).defer("content")
    }
    rules = terms(REPORTED, (one.listed.cycle.authority_id for one in plans))
    for plan in plans:
        counted, approved_on = rules[plan.listed.cycle.authority_id], first[plan.listed_id]
        for quarter in between(quarter_on(approved_on), last_quarter(on)) if approved_on else ():
            report = begun.get((plan.listed_id, quarter))
            if report and report.state == QuarterlyReportState.SUBMITTED:
                continue
            due_on = report.due_on if report else window(counted, quarter).due_on
            key = f"report:{plan.listed_id}:{quarter.year}-{quarter.number}"
            words, address = f"Сдать отчёт за {quarter.title}", reverse("plans:reports", args=(plan.pk,))
            yield DueMatter(Subject.REPORT, key, plan.listed, words, due_on, address, plan=plan)
