"""A form over several pages: what is repeated on each of them, what is never left alone at the foot of one."""

import io
import re
import zipfile
from dataclasses import replace

import pypdfium2
import pytest
from tests.core import invented_plan_papers
from tests.core.legal_readers import words

from merilo.documents.papers import improvement_plan
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.writers.legal_docx import docx
from merilo.documents.writers.legal_pdf import pdf


def rows_of_word(paper: LegalPaper) -> list[str]:
    """The rows of the table of a Word file as XML."""
    with zipfile.ZipFile(io.BytesIO(docx(paper))) as packed:
        return re.findall(r"<w:tr>.*?</w:tr>", packed.read("word/document.xml").decode(), flags=re.DOTALL)


@pytest.fixture(scope="module")
def long_plan() -> LegalPaper:
    """The form over several pages: sections of so many rows that headings must be repeated and held."""
    (row, *_) = invented_plan_papers.form().sections[0].rows
    sections = tuple(improvement_plan.ImprovementSection(code, (row,) * 9) for code in improvement_plan.SECTIONS)
    return improvement_plan.paper(replace(invented_plan_papers.form(), sections=sections))


def test_a_heading_that_is_repeated_is_high_enough_for_both_storeys(long_plan: LegalPaper) -> None:
    _, lower, *_ = rows_of_word(long_plan)
    (height,) = re.findall(r'<w:trHeight w:val="(\d+)" w:hRule="atLeast"/>', lower)
    lines = -(-len(improvement_plan.COLUMNS[1].heading) // round(improvement_plan.COLUMNS[1].width * 4.6))
    assert int(height) >= (lines - 1) * 240


def test_a_section_heading_stays_with_its_first_row(long_plan: LegalPaper) -> None:
    rows = rows_of_word(long_plan)
    headings = [row for row in rows if 'w:gridSpan w:val="6"' in row]
    assert (len(headings), [row.count("<w:keepNext/>") for row in headings]) == (5, [1] * 5)


def test_every_page_of_a_long_form_begins_with_the_heading(long_plan: LegalPaper) -> None:
    pages = pypdfium2.PdfDocument(pdf(long_plan))
    texts = [words(page.get_textpage().get_text_range()) for page in pages]
    rows = [text for text in texts if "УТВЕРЖДАЮ" in text or len(text) > 200]
    assert len(rows) > 3
    assert [text.count("Плановый") for text in rows] == [1] * len(rows)
    titles = [section[1].split()[0] for section in improvement_plan.SECTIONS.values()]
    assert [sum(title in text for text in texts) for title in titles] == [1] * len(titles)
    assert [text[-1] for text in texts if text[-1] in titles] == []
