"""Putting a plan for a year and the report on it into the archive; a part of the event that issues them."""

from datetime import date

from merilo_web.archive.models import Document, DocumentKind
from merilo_web.cycles.actions.issuing import Filed, Issued, issue_paper
from merilo_web.plans.models import YearlyPlan
from merilo_web.plans.queries.yearly_papers import plan_paper, report_paper


def issue_plan(plan: YearlyPlan, *, on: date) -> tuple[Document, Document]:
    """Issue the approved plan instead of the one before it."""
    filing = Filed(
        DocumentKind.YEARLY_PLAN,
        f"План мероприятий на {plan.period}, {plan.keeper.short_name}",
        f"План мероприятий на {plan.period}",
        on,
        plan.scope,
        number=str(plan.number),
        is_public=bool(plan.published_url),
        replaces=Issued(plan.docx, plan.pdf) if plan.docx and plan.pdf else None,
    )
    issued = issue_paper(plan_paper(plan, on=on), filing=filing)
    return issued.docx, issued.pdf


def issue_report(plan: YearlyPlan, *, on: date) -> tuple[Document, Document]:
    """Issue the report on the execution of the plan on this day instead of the one before it."""
    former = plan.report_docx, plan.report_pdf
    filing = Filed(
        DocumentKind.YEARLY_REPORT,
        f"Отчёт о выполнении плана на {plan.period}, {plan.keeper.short_name}",
        f"Отчёт о выполнении плана на {plan.period}",
        on,
        plan.scope,
        replaces=Issued(former[0], former[1]) if former[0] and former[1] else None,
    )
    issued = issue_paper(report_paper(plan, on=on), filing=filing)
    return issued.docx, issued.pdf
