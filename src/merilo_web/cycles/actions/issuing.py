"""Issuing a legal paper: written in both forms, kept in the archive, filed for whoever may open it."""

from dataclasses import dataclass
from datetime import date

from merilo.documents.papers.blocks import LegalPaper
from merilo_web.archive.actions import issue
from merilo_web.archive.models import Document, DocumentKind
from merilo_web.journal.actions import Scope
from merilo_web.registry.actions.filing import file_document

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


@dataclass(frozen=True, slots=True)
class Issued:
    """A paper in the archive, in both its forms."""

    docx: Document
    pdf: Document


@dataclass(frozen=True, slots=True)
class Filed:
    """How a paper is filed. `stem` is the name of its files without ending; `scope` says who may open it."""

    kind: DocumentKind
    title: str
    stem: str
    dated_on: date
    scope: Scope
    number: str = ""
    is_public: bool = False
    replaces: Issued | None = None


def issue_paper(paper: LegalPaper, *, filing: Filed, word: bytes | None = None) -> Issued:
    """Write, archive and file a paper. Must run inside the transaction of the event that issues it.

    `word`: the paper as a Word file by an authority's own template, instead of ours.
    """
    from merilo.documents.writers.legal_docx import docx  # noqa: PLC0415 - heavy libraries, loaded when first needed
    from merilo.documents.writers.legal_pdf import pdf  # noqa: PLC0415 - heavy libraries, loaded when first needed

    replaces = filing.replaces
    return Issued(
        _issue(word or docx(paper), filing, form=("docx", DOCX), replaces=replaces.docx if replaces else None),
        _issue(pdf(paper), filing, form=("pdf", PDF), replaces=replaces.pdf if replaces else None),
    )


def _issue(content: bytes, filing: Filed, *, form: tuple[str, str], replaces: Document | None) -> Document:
    ending, media_type = form
    document = issue(
        content,
        kind=filing.kind,
        title=filing.title,
        file_name=f"{filing.stem}.{ending}",
        media_type=media_type,
        dated_on=filing.dated_on,
        number=filing.number,
        supersedes=replaces,
    )
    file_document(document, scope=filing.scope, is_public=filing.is_public)
    return document
