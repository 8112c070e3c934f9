"""A plan and a quarterly report as legal papers."""

from collections.abc import Iterator
from datetime import date

from merilo.documents.clerk_templates.fields import TemplateKind
from merilo.documents.clerk_templates.values import of_plan, of_report
from merilo.documents.declension import Case, decline_post
from merilo.documents.papers import improvement_plan, quarterly_report
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.improvement_plan import ImprovementRow, ImprovementSection, form_approval
from merilo.documents.papers.parties import Person
from merilo.documents.papers.quarterly_report import MeasureState as ReportedState
from merilo.documents.papers.quarterly_report import ReportedMeasure, ReportedSection
from merilo.documents.typography import DASH, NO_BREAK, day, entry
from merilo_web.plans.models import QuarterlyReport
from merilo_web.plans.queries.snapshots import DeficiencyLine, MeasureLine, PlanLine, PlanSnapshot, SectionLines
from merilo_web.plans.queries.windows import Quarter
from merilo_web.plans.states import MeasureState
from merilo_web.registry.queries.clerk_templates import word_by_template

_HIGHEST = 100
_REPEATED = "(повторно)"


def plan_paper(kept: PlanSnapshot, *, on: date) -> LegalPaper:
    """The plan in the form of the decree; progress is printed as far as there is any."""
    return improvement_plan.paper(plan_form(kept, on=on))


def plan_word(authority: int, kept: PlanSnapshot, *, on: date) -> bytes | None:
    """The same as a Word file by the authority's own template; None where it has none that fits."""
    return word_by_template(authority, TemplateKind.IMPROVEMENT_PLAN, of_plan(plan_form(kept, on=on)))


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
        organization_genitive=kept.organization_genitive,
    )


def report_paper(report: QuarterlyReport, kept: PlanSnapshot, *, on: date) -> LegalPaper:
    """The report on a quarter as a paper."""
    return quarterly_report.paper(report_form(report, kept, on=on))


def report_word(report: QuarterlyReport, kept: PlanSnapshot, *, on: date) -> bytes | None:
    """The same as a Word file by the authority's own template; None where it has none that fits."""
    values = of_report(report_form(report, kept, on=on))
    return word_by_template(report.listed.cycle.authority_id, TemplateKind.QUARTERLY_REPORT, values)


def report_form(report: QuarterlyReport, kept: PlanSnapshot, *, on: date) -> quarterly_report.QuarterlyReport:
    """What the report on a quarter says; what is late is counted on the quarter's last day."""
    until = Quarter(report.year, report.quarter).last_day
    sections = [ReportedSection(title, tuple(_reported(row, until) for row in rows)) for title, rows in _once(kept)]
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
        plan=_approved(kept.approved_on, kept.approver_post) if kept.approved_on else "",
        remarks=(report.note,) if report.note else (),
        signer=head,
    )


def _approved(on: date, post: str) -> str:
    """«утверждён 12.10.2026 начальником управления»; a post that does not decline stands after a comma."""
    by = decline_post(post, Case.INSTRUMENTAL)
    return f"утверждён {day(on)}{', ' if by == post else ' '}{by}"


def _section(one: SectionLines) -> ImprovementSection:
    mark = "" if one.score == DASH else f"балл – {one.score}/{_HIGHEST}"
    rows = tuple(_row(row) for row in one.rows)
    return ImprovementSection(one.criterion, rows, mark, heading="" if one.criterion else one.title)


def _row(row: PlanLine) -> ImprovementRow:
    wrong = tuple(entry(f"{_unended(one.text)} {_REPEATED}" if one.repeated else one.text) for one in row.deficiencies)
    if not row.measures:
        notes = dict.fromkeys(entry(one.note) for one in row.deficiencies if one.note)
        return ImprovementRow(wrong, measures=tuple(notes))
    return ImprovementRow(wrong, **_cells(row.measures))


def _cells(measures: tuple[MeasureLine, ...]) -> dict[str, tuple[str, ...]]:
    return {
        "measures": tuple(entry(one.text) for one in measures),
        "planned": tuple(_unparted(one.term) for one in measures),
        "assignees": tuple(one.assignee for one in measures),
        "implemented": tuple(entry(one.implemented) for one in measures if one.implemented),
        "completed": tuple(day(one.completed_on) for one in measures if one.completed_on),
    }


def _unended(text: str) -> str:
    """The text without the full stop at its end: more follows on the same line."""
    return text if text.endswith("...") else text.rstrip(" .")


def _unparted(term: str) -> str:
    """The term with «г.» never alone on a line."""
    return term.replace(" г.", f"{NO_BREAK}г.")


def _once(kept: PlanSnapshot) -> Iterator[tuple[str, list[PlanLine]]]:
    """Sections with each measure alone beside all that it answers; in the first of its sections only."""
    answered: dict[int, list[DeficiencyLine]] = {}
    for row in (row for section in kept.sections for row in section.rows):
        for one in row.measures:
            answered.setdefault(one.pk, []).extend(row.deficiencies)
    for section in kept.sections:
        measures = [one for row in section.rows for one in row.measures]
        yield section.title, [PlanLine(tuple(answered.pop(one.pk)), (one,)) for one in measures if one.pk in answered]


def _reported(row: PlanLine, until: date) -> ReportedMeasure:
    (one,) = row.measures
    late = one.is_overdue(until)
    return ReportedMeasure(
        state=_state(one, late=late),
        measure=entry(one.text),
        deficiency="; ".join(_unended(each.text) for each in row.deficiencies),
        planned=_unparted(one.term),
        assignee=one.assignee,
        done=entry(one.implemented),
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
