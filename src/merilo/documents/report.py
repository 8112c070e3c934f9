"""report.docx: the operator's analytic report, in the order in which a customer reads it."""

from merilo.documents import report_findings, report_opening, report_results
from merilo.documents.model import CycleReport
from merilo.documents.writers.docx import Paper


def operator_report(report: CycleReport) -> bytes:
    """The whole report as a Word file. The same report gives the same bytes; time grows with the organizations.

    Shares that fewer people answered than `publish_from` are printed as «менее N ответов».
    """
    paper = Paper(title=f"Отчёт о независимой оценке: {report.title}", on=report.on)
    report_opening.title_page(paper, report)
    report_opening.main_points(paper, report)
    report_opening.method(paper, report)
    report_opening.decisions(paper, report)
    report_opening.sample(paper, report)
    report_results.criteria(paper, report)
    report_results.ranking(paper, report)
    report_results.by_group(paper, report)
    report_results.aggregates(paper, report)
    report_findings.findings(paper, report, report_findings.all_losses(report))
    report_results.all_indicators(paper, report)
    report_findings.quality(paper, report)
    return paper.content()
