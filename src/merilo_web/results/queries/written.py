"""Documents of a version, written by the core from its frozen report: bytes, not yet in the archive."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from merilo.documents.papers import letters
from merilo.documents.papers.blocks import LegalPaper
from merilo_web.archive.models import DocumentKind
from merilo_web.downloads import file_name
from merilo_web.results.models import ResultVersion
from merilo_web.results.queries import papers
from merilo_web.results.queries.report import report_of

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF, JSON, CSV = "application/pdf", "application/json", "text/csv"


@dataclass(frozen=True, slots=True)
class WrittenDocument:
    """A document ready for the archive; `listed` is the organization of the list that it is about, None: all."""

    kind: DocumentKind
    title: str
    file_name: str
    media_type: str
    content: bytes
    listed: int | None = None
    number: str = ""


def of_cycle(version: ResultVersion) -> tuple[WrittenDocument, ...]:
    """The operator's report, its annex of findings, the workbook, and the figures for machines. Some seconds."""
    from merilo.documents.report import operator_report_pdf, volume  # noqa: PLC0415 - heavy libraries, if needed
    from merilo.documents.report import papers as written_papers  # noqa: PLC0415 - the same
    from merilo.documents.report_findings import all_losses  # noqa: PLC0415 - the same
    from merilo.documents.results_csv import for_excel, for_machines  # noqa: PLC0415 - the same
    from merilo.documents.results_json import results, written  # noqa: PLC0415 - the same
    from merilo.documents.workbook import workbook  # noqa: PLC0415 - the same

    report, number = report_of(version), str(version.number)
    found = all_losses(report)
    main, *volumes = (content for _, content in written_papers(report))
    if not volumes:
        volumes = [volume(report, report.entries, found, number=1)]
    report_kind, export = DocumentKind.OPERATOR_REPORT, DocumentKind.EXPORT
    annexes = (
        WrittenDocument(
            report_kind, f"Недостатки и рекомендации, том {place}", f"Недостатки, том {place}.docx", DOCX, one
        )
        for place, one in enumerate(volumes, 1)
    )
    return (
        WrittenDocument(report_kind, "Отчёт оператора", "Отчёт оператора.docx", DOCX, main, None, number),
        WrittenDocument(
            report_kind, "Отчёт оператора", "Отчёт оператора.pdf", PDF, operator_report_pdf(report, found), None, number
        ),
        *annexes,
        WrittenDocument(
            DocumentKind.WORKBOOK, "Расчётная книга с формулами", "Расчётная книга.xlsx", XLSX, workbook(report)
        ),
        WrittenDocument(export, "Результаты, JSON", "Результаты.json", JSON, written(results(report))),
        WrittenDocument(export, "Результаты для Excel, CSV", "Результаты.csv", CSV, for_excel(report)),
        WrittenDocument(export, "Результаты для программ, CSV", "Для программ.csv", CSV, for_machines(report)),
    )


def sheets(version: ResultVersion) -> Iterator[WrittenDocument]:
    """The one-page report of every organization, PDF."""
    from merilo.documents.sheet import organization_sheet  # noqa: PLC0415 - heavy libraries, loaded when first needed

    report, listed = report_of(version), _listed(version)
    for entry in report.entries:
        yield WrittenDocument(
            DocumentKind.ORGANIZATION_REPORT,
            f"Отчёт по организации: {entry.name}",
            file_name("Отчёт", entry.name, ending="pdf"),
            PDF,
            organization_sheet(report, entry.id),
            listed[entry.id],
        )


def transmittal(version: ResultVersion, on: date, *, number: str = "") -> tuple[WrittenDocument, ...]:
    """The council's letter to the authority with results and proposals, DOCX and PDF."""
    paper = letters.paper(papers.transmittal_letter(version, on, number=number))
    title = "Сопроводительное письмо о передаче результатов и предложений"
    return tuple(_both(paper, DocumentKind.TRANSMITTAL, title, stem="Сопроводительное письмо", number=number))


def analysis(version: ResultVersion, on: date, *, conclusions: tuple[str, ...] = ()) -> tuple[WrittenDocument, ...]:
    """The authority's analysis of the proposals, DOCX and PDF."""
    paper = papers.analysis_paper(version, on, conclusions=conclusions)
    return tuple(_both(paper, DocumentKind.ANALYSIS, "Анализ предложений совета", stem="Анализ предложений"))


def _both(
    paper: LegalPaper, kind: DocumentKind, title: str, *, stem: str, listed: int | None = None, number: str = ""
) -> Iterator[WrittenDocument]:
    from merilo.documents.writers.legal_docx import docx  # noqa: PLC0415 - heavy libraries, loaded when first needed
    from merilo.documents.writers.legal_pdf import pdf  # noqa: PLC0415 - heavy libraries, loaded when first needed

    yield WrittenDocument(kind, title, f"{stem}.docx", DOCX, docx(paper), listed, number)
    yield WrittenDocument(kind, title, f"{stem}.pdf", PDF, pdf(paper), listed, number)


def _listed(version: ResultVersion) -> dict[str, int]:
    rows = version.organizations.values_list("listed__organization_id", "listed_id")
    return {str(organization): listed for organization, listed in rows}
