"""Who is told by letter of the terms of plans for a year: the keeper before and after a term, then its head."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet
from django.urls import reverse

from merilo_web.accounts.roles import Role
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.models.reminders import PlanReminder, YearlyReminder
from merilo_web.plans.queries.ladder import PlanLetter, of_authority, of_organization, people
from merilo_web.plans.queries.yearly import last_day
from merilo_web.plans.queries.yearly_order import NumberedRow, heads
from merilo_web.plans.rules.ladder import YEARLY_LADDERS, YEARLY_SOONEST, rung_due
from merilo_web.plans.states import YEARLY_AWAITED, YearlyPlanState
from merilo_web.registry.models import Authority, Organization

Step, Subject = PlanReminder.Step, YearlyReminder.Subject


@dataclass(frozen=True, slots=True)
class YearlyMatter:
    """A measure with a term, or the year that is to be closed; `key` is the same in every approval of the plan."""

    subject: YearlyReminder.Subject
    key: str
    plan: YearlyPlan
    title: str
    due_on: date
    address: str
    measure: YearlyMeasure | None = None

    @property
    def whose(self) -> str:
        """Whose plan it is in."""
        return str(self.plan.keeper)

    def days_late(self, on: date) -> int:
        """Days since its last day; not above zero while there is time."""
        return (on - self.due_on).days


def yearly_letters(authority: Authority, on: date) -> tuple[PlanLetter[YearlyMatter], ...]:
    """What is to be sent on this day to those who keep approved plans: a letter for each plan and rung."""
    plans = _told().filter(authority=authority).select_related("authority", "organization")
    matters = [one for plan in plans.prefetch_related("measures").order_by("pk") for one in _matters(plan, on)]
    sent = _sent(matters)
    groups: dict[tuple[int, str], list[YearlyMatter]] = defaultdict(list)
    for one in matters:
        climbed = sent.get((one.plan.pk, one.key, one.due_on), {})
        if rung := rung_due(YEARLY_LADDERS[one.subject], one.due_on, sent=climbed, on=on):
            groups[one.plan.pk, rung.step].append(one)
    return tuple(_letter(Step(step), found, on) for (_, step), found in groups.items())


def yearly_authorities_told() -> tuple[Authority, ...]:
    """Authorities with approved plans for a year, their own or of their organizations."""
    return tuple(Authority.objects.filter(yearly_plans__in=_told()).distinct().order_by("pk"))


def _told() -> QuerySet[YearlyPlan]:
    """Approved plans; an organization that is closed is told of nothing."""
    return YearlyPlan.objects.filter(state=YearlyPlanState.APPROVED, organization__closed_on__isnull=True)


def _matters(plan: YearlyPlan, on: date) -> Iterator[YearlyMatter]:
    until, measures = on + timedelta(days=YEARLY_SOONEST), list(plan.measures.all())
    gathering = heads([NumberedRow(one.pk, one.section, one.number) for one in measures])
    address, ends_on = reverse("plans:yearly", args=(plan.pk,)), last_day(plan)
    for one in measures:
        if one.state in YEARLY_AWAITED and one.pk not in gathering and one.due_on and one.due_on <= until:
            words, where = f"Мероприятие № {one.number}: {one.text}", f"{address}#m{one.pk}"
            yield YearlyMatter(Subject.MEASURE, f"measure:{one.pk}", plan, words, one.due_on, where, one)
    if ends_on <= until:
        yield YearlyMatter(Subject.CLOSING, "closing", plan, f"Завершить план на {plan.period}", ends_on, address)


def _sent(matters: Sequence[YearlyMatter]) -> Mapping[tuple[int, str, date], Mapping[str, date]]:
    """Plan, key and term of a matter → its rungs with the days on which they were reached."""
    found: dict[tuple[int, str, date], dict[str, date]] = defaultdict(dict)
    rows = YearlyReminder.objects.filter(plan__in={one.plan.pk for one in matters})
    for plan, key, due_on, step, sent_on in rows.values_list("plan", "key", "due_on", "step", "sent_on"):
        found[plan, key, due_on][step] = sent_on
    return found


def _letter(step: PlanReminder.Step, matters: Sequence[YearlyMatter], on: date) -> PlanLetter[YearlyMatter]:
    plan = matters[0].plan
    keeper = plan.keeper
    if isinstance(keeper, Organization):
        everybody = of_organization(keeper, on)
        leaders = people(on, organization=keeper, role=Role.ORGANIZATION_HEAD)
    else:
        everybody, leaders = of_authority(keeper, on), people(on, authority=keeper, role=Role.AUTHORITY_ADMIN)
    to = (leaders or everybody) if step is Step.HEAD else everybody
    return PlanLetter(step, f"{keeper}, план на {plan.period}", to, tuple(matters))
