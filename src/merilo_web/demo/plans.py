"""Improvement plans of the invented year: drawn from results, approved, published, carried out as people do it."""

from dataclasses import dataclass
from datetime import date, timedelta

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import Cycle
from merilo_web.demo.people import admit_deputy
from merilo_web.demo.setting import Year
from merilo_web.plans.actions import drafting, evaluation, execution, publication, reports, review, writing
from merilo_web.plans.actions.evaluation import RulesFacts
from merilo_web.plans.actions.execution import ExecutionFacts
from merilo_web.plans.actions.review import ApprovalFacts
from merilo_web.plans.actions.writing import MeasureFacts
from merilo_web.plans.models import ImprovementPlan, Measure
from merilo_web.plans.queries.library import OfferedMeasure, offered_for
from merilo_web.plans.queries.windows import Quarter
from merilo_web.plans.states import MeasureState
from merilo_web.results.models import OrganizationResult, ResultVersion

_TERMS = ("до 20 марта {year} г.", "II квартал {year} г.", "до 15 сентября {year} г.", "до 20 декабря {year} г.")
_UNPUBLISHED, _RETURNED, _NOT_BEGUN = 7, 11, 13
"""Every so many plans stay unpublished, are returned with remarks, or are not begun at all."""
_LATE, _UNREPORTED = 9, 5
_DONE = "Сделано: {text}"


@dataclass(frozen=True, slots=True)
class _Maker:
    """Whose plan it is: its place among the others, who writes it, who checks it, the days."""

    place: int
    deputy: User
    specialist: User
    admin: User
    drafted_on: date

    def is_every(self, number: int) -> bool:
        return self.place % number == number - 1


def made(year: Year, cycle: Cycle, version: ResultVersion, *, until: date) -> None:
    """Plans of the cycle's organizations as they stand on the day `until`."""
    specialist, admin = year.user(Role.AUTHORITY_SPECIALIST), year.user(Role.AUTHORITY_ADMIN)
    handed_on = cycle.handed_over_on or year.fieldwork_until
    rows = version.organizations.select_related("listed__organization").order_by("listed")
    for place, row in enumerate(rows):
        deputy = _deputy(year, row, place)
        maker = _Maker(place, deputy, specialist, admin, handed_on + timedelta(days=2))
        if not maker.is_every(_NOT_BEGUN):
            _life(maker, row, until=until)
    order = RulesFacts(f"приказ от {handed_on:%d.%m.%Y} № 219", _rules())
    evaluation.write_rules(year.place.authority, by=admin, on=handed_on, facts=order)


def _rules() -> str:
    from merilo.plans.rule_set_files import FILE  # noqa: PLC0415 - read once, where it is needed

    return FILE.read_text(encoding="utf-8")


def _deputy(year: Year, row: OrganizationResult, place: int) -> User:
    organization = row.listed.organization
    if organization.pk == year.place.organizations[0].pk:
        return year.user(Role.ORGANIZATION_DEPUTY)
    return admit_deputy(organization, place, on=year.begins_on)


def _life(maker: _Maker, row: OrganizationResult, *, until: date) -> None:
    plan = drafting.draft(row, by=maker.deputy, on=maker.drafted_on)
    _write(plan, maker)
    day = maker.drafted_on + timedelta(days=3)
    plan = review.submit(plan, by=maker.deputy, on=day)
    if maker.is_every(_RETURNED):
        remarks = "Уточните ответственных и сроки: план на год нельзя исполнить в один день."
        review.return_plan(plan, by=maker.specialist, on=day + timedelta(days=1), remarks=remarks)
        return
    plan = _approved(plan, maker, day + timedelta(days=3))
    if not maker.is_every(_UNPUBLISHED):
        url = f"{row.listed.organization.website}/nok/plan-{plan.year}"
        plan = publication.publish(plan, by=maker.deputy, on=day + timedelta(days=6), url=url)
    _carry_out(plan, maker, until=until)
    _report(plan, maker, until=until)


def _approved(plan: ImprovementPlan, maker: _Maker, on: date) -> ImprovementPlan:
    number = 100 + maker.place
    facts = ApprovalFacts(maker.admin.full_name, maker.admin.post, on, f"приказ от {on:%d.%m.%Y} № {number}")
    return review.approve(plan, by=maker.admin, on=on, facts=facts)


def _write(plan: ImprovementPlan, maker: _Maker) -> None:
    """A measure of the library for every deficiency; the same measure answers several."""
    deficiencies = tuple(plan.listed.deficiencies.order_by("pk"))
    chosen: dict[str, tuple[OfferedMeasure, list[int]]] = {}
    offers = offered_for(plan, deficiencies)
    for one in deficiencies:
        first = offers[one.pk][0]
        chosen.setdefault(first.text, (first, []))[1].append(one.pk)
    organization = plan.listed.organization
    for number, (found, answered) in enumerate(chosen.values()):
        facts = MeasureFacts(
            text=found.text,
            term=_TERMS[number % len(_TERMS)].format(year=plan.year),
            assignee_name=organization.head_name,
            assignee_post=organization.head_post,
            expected=found.expected,
            library_key=found.key,
        )
        writing.add(plan, by=maker.deputy, facts=facts, deficiencies=answered)


def _carry_out(plan: ImprovementPlan, maker: _Maker, *, until: date) -> None:
    """What fell due is done a few days before its term; some of it late or not at all, the last of it unconfirmed."""
    days = []
    for number, one in enumerate(plan.measures.filter(due_on__lte=until).order_by("due_on", "pk")):
        if one.due_on is None or (maker.place + number) % _UNREPORTED == _UNREPORTED - 1:
            continue
        late = (maker.place + number) % _LATE == _LATE - 1
        days.append((one.due_on + timedelta(days=9 if late else -6), one.pk, one))
    for day, _, one in sorted(days):
        if day < until:
            _done(one, maker, day, until=until)


def _done(measure: Measure, maker: _Maker, on: date, *, until: date) -> None:
    facts = ExecutionFacts(_DONE.format(text=f"{measure.text[:1].lower()}{measure.text[1:]}"), on)
    reported = execution.report(measure, by=maker.deputy, on=on, facts=facts)
    checked_on = on + timedelta(days=5)
    if checked_on < until and reported.state == MeasureState.REPORTED:
        execution.confirm(reported, by=maker.specialist, on=checked_on)


def _report(plan: ImprovementPlan, maker: _Maker, *, until: date) -> None:
    """The first organization has reported on every quarter, others on the last; a few forgot it."""
    quarters = [one for one in (Quarter(plan.year, number) for number in (1, 2, 3, 4)) if one.last_day < until]
    told = quarters if maker.place == 0 else quarters[-1:]
    for quarter in told if not maker.is_every(_UNREPORTED) else ():
        on = quarter.after.first_day + timedelta(days=1)
        report = reports.begin(plan, by=maker.deputy, on=on, quarter=quarter)
        reports.submit(report, by=maker.deputy, on=on)
