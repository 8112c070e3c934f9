"""A plan and a quarterly report as legal papers."""

from collections.abc import Iterator
from datetime import date

from merilo.documents.papers import improvement_plan, quarterly_report
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.improvement_plan import ImprovementRow, ImprovementSection, form_approval
from merilo.documents.papers.parties import Person
from merilo.documents.papers.quarterly_report import MeasureState as ReportedState
from merilo.documents.papers.quarterly_report import ReportedMeasure, ReportedSection
from merilo.documents.typography import DASH, day
from merilo_web.plans.models import QuarterlyReport
from merilo_web.plans.queries.snapshots import MeasureLine, PlanLine, PlanSnapshot, SectionLines
from merilo_web.plans.queries.windows import Quarter
from merilo_web.plans.states import MeasureState

_HIGHEST = 100
_REPEATED = "(повторно)"


def plan_paper(kept: PlanSnapshot, *, on: date) -> LegalPaper:
    """The plan in the form of the decree; progress is printed as far as there is any."""
    return improvement_plan.paper(plan_form(kept, on=on))


def plan_form(kept: PlanSnapshot, *, on: date) -> improvement_plan.ImprovementPlan:
    """What the form of the decree says, before it is set as a paper or as a page."""
    approver = Person(kept.approver_name, kept.approver_post) if kept.approver_name else None
    loose = ImprovementRow(deficiencies=(DASH,), **_cells(kept.loose)) if kept.loose else None
    sections = [_section(one) for one in kept.sections if one.criterion]
    others = [_section(one) for one in kept.sections if not one.criterion]
    if loose:
        others.append(ImprovementSection("", (loose,), heading="Иные мероприятия"))
    return improvement_plan.ImprovementPlan(
        organization=kept.organization,
        on=on,
        sections=(*sections, *others),
        years=(kept.year, kept.year),
        approval=form_approval(approver, kept.approved_on),
    )


def report_paper(report: QuarterlyReport, kept: PlanSnapshot, *, on: date) -> LegalPaper:
    """The report on a quarter as a paper."""
    return quarterly_report.paper(report_form(report, kept, on=on))


def report_form(report: QuarterlyReport, kept: PlanSnapshot, *, on: date) -> quarterly_report.QuarterlyReport:
    """What the report on a quarter says; what is late is counted on the quarter's last day."""
    until = Quarter(report.year, report.quarter).last_day
    sections = [
        ReportedSection(
            one.title, tuple(_reported(row, until) for row in one.rows if row.measures for row in _alone(row))
        )
        for one in kept.sections
    ]
    loose = tuple(_reported(PlanLine((), (one,)), until) for one in kept.loose)
    if loose:
        sections.append(ReportedSection("Иные мероприятия", loose))
    organization = report.listed.organization
    head = Person(organization.head_name, organization.head_post) if organization.head_name else None
    return quarterly_report.QuarterlyReport(
        organization=kept.organization,
        year=report.year,
        quarter=report.quarter,
        on=on,
        sections=tuple(one for one in sections if one.measures),
        plan=f"утверждён {day(kept.approved_on)}, {kept.approver_post}" if kept.approved_on else "",
        remarks=(report.note,) if report.note else (),
        signer=head,
    )


def _section(one: SectionLines) -> ImprovementSection:
    mark = "" if one.score == DASH else f"балл – {one.score}/{_HIGHEST}"
    rows = tuple(_row(row) for row in one.rows)
    return ImprovementSection(one.criterion, rows, mark, heading="" if one.criterion else one.title)


def _row(row: PlanLine) -> ImprovementRow:
    wrong = tuple(f"{one.text} {_REPEATED}" if one.repeated else one.text for one in row.deficiencies)
    if not row.measures:
        return ImprovementRow(wrong, measures=tuple(dict.fromkeys(one.note for one in row.deficiencies if one.note)))
    return ImprovementRow(wrong, **_cells(row.measures))


def _cells(measures: tuple[MeasureLine, ...]) -> dict[str, tuple[str, ...]]:
    return {
        "measures": tuple(one.text for one in measures),
        "planned": tuple(one.term for one in measures),
        "assignees": tuple(one.assignee for one in measures),
        "implemented": tuple(one.implemented for one in measures if one.implemented),
        "completed": tuple(day(one.completed_on) for one in measures if one.completed_on),
    }


def _alone(row: PlanLine) -> Iterator[PlanLine]:
    """Each measure of the row with what it answers."""
    return (PlanLine(row.deficiencies, (one,)) for one in row.measures)


def _reported(row: PlanLine, until: date) -> ReportedMeasure:
    (one,) = row.measures
    late = one.is_overdue(until)
    return ReportedMeasure(
        state=_state(one, late=late),
        measure=one.text,
        deficiency="; ".join(each.text for each in row.deficiencies),
        planned=one.term,
        assignee=one.assignee,
        done=one.implemented,
        completed=day(one.completed_on) if one.completed_on else "",
        proofs=tuple(each.title or each.url or each.file_name for each in one.proofs),
        confirmed=f"{one.confirmed_by}, {day(one.confirmed_on)}" if one.confirmed_on else "",
        days_late=(until - one.due_on).days if late and one.due_on else 0,
        reason=one.remark,
    )


def _state(one: MeasureLine, *, late: bool) -> ReportedState:
    if one.state == MeasureState.CONFIRMED:
        return ReportedState.CONFIRMED
    if one.state == MeasureState.REPORTED:
        return ReportedState.DONE
    return ReportedState.OVERDUE if late else ReportedState.UNDER_WAY
