"""Putting plans and reports into the archive, in both forms; a part of the event that issues them.

The Word file is made by the authority's own template where it has one; the PDF is always in the legal form.
"""

from datetime import date

from merilo_web.archive.models import Document, DocumentKind
from merilo_web.cycles.actions.issuing import Filed, Issued, issue_paper
from merilo_web.plans.models import ImprovementPlan, QuarterlyReport
from merilo_web.plans.queries.papers import plan_paper, plan_word, report_paper, report_word
from merilo_web.plans.queries.snapshots import snapshot_of
from merilo_web.plans.queries.windows import Quarter


def issue_plan(plan: ImprovementPlan, *, on: date) -> tuple[Document, Document]:
    """Issue the approved plan as it was frozen, instead of the former version's document."""
    former = plan.supersedes
    replaces = Issued(former.docx, former.pdf) if former and former.docx and former.pdf else None
    filing = Filed(
        DocumentKind.IMPROVEMENT_PLAN,
        f"План по устранению недостатков, {plan.listed.organization.short_name}",
        f"plan-{plan.year}-{plan.number}",
        on,
        plan.scope,
        number=str(plan.number),
        replaces=replaces,
    )
    kept = snapshot_of(plan.content or {})
    word = plan_word(plan.listed.cycle.authority_id, kept, on=on)
    issued = issue_paper(plan_paper(kept, on=on), filing=filing, word=word)
    return issued.docx, issued.pdf


def issue_report(report: QuarterlyReport, *, on: date) -> tuple[Document, Document]:
    """Issue a submitted report as it was frozen."""
    quarter = Quarter(report.year, report.quarter)
    filing = Filed(
        DocumentKind.QUARTERLY_REPORT,
        f"Отчёт о ходе исполнения плана, {quarter.title}, {report.listed.organization.short_name}",
        f"report-{report.year}-{report.quarter}",
        on,
        report.plan.scope,
    )
    kept = snapshot_of(report.content or {})
    word = report_word(report, kept, on=on)
    issued = issue_paper(report_paper(report, kept, on=on), filing=filing, word=word)
    return issued.docx, issued.pdf
