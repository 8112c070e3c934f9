"""Printed papers may be archived: PDF/A-2a and PDF/UA-1 as another reader than their maker finds them."""

from functools import cache

import pytest
from tests.core import invented_plan_papers
from tests.core.pdf_archive import faults, objects_of

from merilo.documents.writers.legal_pdf import pdf

KINDS = (
    "improvement_plan",
    "quarterly_report",
    "oversight_summary",
    "evaluation_sheet",
    "yearly_plan",
    "heads_summary",
)


@cache
def printed(kind: str) -> bytes:
    """One paper of this kind."""
    return pdf(invented_plan_papers.PAPERS[kind]())


@pytest.mark.parametrize("kind", KINDS)
def test_a_printed_paper_may_be_archived(kind: str) -> None:
    assert faults(printed(kind)) == []


@pytest.mark.parametrize(
    ("sound", "spoiled", "fault"),
    [
        (b"%PDF-1.7", b"%PDF-1.2", "header"),
        (b"/ID[", b"/IX[", "no identity of the file"),
        (b"trailer\n<<", b"trailer\n<</Encrypt 1 0 R", "encrypted"),
        (b"/Marked true", b"/Marked false", "not marked"),
        (b"/StructTreeRoot ", b"/StructTreeXoot ", "no structure"),
        (b"/Lang(ru)", b"/Lang(xx)", "no language"),
        (b"/DisplayDocTitle true", b"/DisplayDocTitle false", "title not shown"),
        (b"/GTS_PDFA1", b"/GTS_PDFX1", "no output intent"),
        (b"/DestOutputProfile", b"/DestOutputProfilo", "no colour profile"),
        (b"<pdfaid:part>2", b"<pdfaid:part>1", "says it is {'part': '1', 'conformance': 'A'}"),
        (b"<pdfaid:conformance>A", b"<pdfaid:conformance>B", "says it is {'part': '2', 'conformance': 'B'}"),
        (b"<pdfuaid:part>1", b"<pdfuaid:part>2", "says it is {'part': '2'}"),
        (b"/FontFile2", b"/FontFileX", "font not embedded"),
        (b"/ToUnicode", b"/ToUnicodX", "letters without meaning"),
        (b"/StructParents 0", b"/StructXarents 0", "page without structure"),
        (b"/Type/Catalog", b"/Type/Catalog/OpenAction 1 0 R", "forbidden /OpenAction"),
        (b"/Type/Catalog", b"/Type/Catalog/AA<</WC<</S/JavaScript>>>>", "forbidden /JavaScript"),
        (b"/StructParents 0", b"/StructParents 9", "content without parent"),
        (b"/K[0]", b"/K[1]", "content told twice"),
        (b"/K[0]", b"/K[]", "parent without content"),
        (b"/W[3[", b"/W[4[", "letters missing"),
        (b"/W[3[", b"/W[3[1", "letters of another width"),
        (b"/Metadata ", b"/MetadatX ", "no metadata"),
        (b"dc:title", b"dc:tixle", "no title"),
    ],
)
def test_a_file_that_an_archive_would_not_take_is_told(sound: bytes, spoiled: bytes, fault: str) -> None:
    paper = printed("quarterly_report")
    assert sound in paper
    assert fault in faults(paper.replace(sound, spoiled))


def test_every_object_of_the_file_is_read() -> None:
    paper = printed("improvement_plan")
    assert len(objects_of(paper).dictionaries) == paper.count(b" 0 obj\n")
