"""The operator's analytic report, in the order in which a customer reads it: report.docx, and the same as PDF."""

from collections.abc import Iterator

from merilo.documents import report_findings, report_opening, report_results
from merilo.documents.model import CycleReport, OrganizationReport
from merilo.documents.typography import day
from merilo.documents.writers import docx, report_pdf
from merilo.documents.writers.paper import Paper


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
    paper = docx.Paper(title=f"{title}: {report.title}", on=report.on)
    paper.heading(title)
    paper.paragraph(f"Приложение к отчёту о независимой оценке: {report.title}; результаты на {day(report.on)}.")
    report_findings.of_each(paper, report, entries, found=found)
    return paper.content()


def operator_report(report: CycleReport, found: report_findings.Losses | None = None) -> bytes:
    """The whole report as a Word file. The same report gives the same bytes; time grows with the organizations.

    Shares that fewer people answered than `publish_from` are printed as «менее N ответов». `found` are the losses of
    every organization where they are known already.
    """
    return _written(docx.Paper(title=_title(report), on=report.on), report, found)


def operator_report_pdf(report: CycleReport, found: report_findings.Losses | None = None) -> bytes:
    """The same report as tagged PDF with contents, numbers of pages and bookmarks. Seconds for 75 organizations."""
    return _written(report_pdf.Paper(title=_title(report), on=report.on), report, found)


def _title(report: CycleReport) -> str:
    return f"Отчёт о независимой оценке: {report.title}"


def _written(paper: Paper, report: CycleReport, found: report_findings.Losses | None) -> bytes:
    found = report_findings.all_losses(report) if found is None else found
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
