"""report.docx: the operator's analytic report, in the order in which a customer reads it."""

from collections.abc import Iterator

from merilo.documents import report_findings, report_opening, report_results
from merilo.documents.model import CycleReport, OrganizationReport
from merilo.documents.typography import day
from merilo.documents.writers.docx import Paper


def papers(report: CycleReport) -> Iterator[tuple[str, bytes]]:
    """The report and, for very many organizations, its volumes of findings: names of files and their bytes."""
    found = report_findings.all_losses(report)
    yield "report.docx", operator_report(report, found)
    for number, entries in enumerate(report_findings.parts(report), 1):
        yield report_findings.volume_name(number), volume(report, entries, found, number=number)


def volume(
    report: CycleReport, entries: tuple[OrganizationReport, ...], found: report_findings.Losses, *, number: int
) -> bytes:
    """One volume of deficiencies and recommendations: some of the organizations, in the register's order."""
    title = f"Недостатки и рекомендации, том {number}"
    paper = Paper(title=f"{title}: {report.title}", on=report.on)
    paper.heading(title)
    paper.paragraph(f"Приложение к отчёту о независимой оценке: {report.title}; результаты на {day(report.on)}.")
    report_findings.of_each(paper, report, entries, found=found)
    return paper.content()


def operator_report(report: CycleReport, found: report_findings.Losses | None = None) -> bytes:
    """The whole report as a Word file. The same report gives the same bytes; time grows with the organizations.

    Shares that fewer people answered than `publish_from` are printed as «менее N ответов». `found` are the losses of
    every organization where they are known already.
    """
    found = report_findings.all_losses(report) if found is None else found
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
    report_findings.findings(paper, report, found)
    report_results.all_indicators(paper, report)
    report_findings.quality(paper, report)
    return paper.content()
