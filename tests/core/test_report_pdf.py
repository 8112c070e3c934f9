"""The operator's report as PDF: the sections and figures of the Word file, contents, bookmarks, texts of pictures."""

import io
import re

import pdfplumber
import pypdfium2
import pytest
from tests.core import report_cycles
from tests.core.test_report import SECTIONS

from merilo.documents.report import operator_report_pdf


@pytest.fixture(scope="module")
def report():
    return report_cycles.report(draws=100)


@pytest.fixture(scope="module")
def content(report):
    return operator_report_pdf(report)


@pytest.fixture(scope="module")
def pages(content):
    with pdfplumber.open(io.BytesIO(content)) as paper:
        return [(page.width, page.height, page.extract_text()) for page in paper.pages]


def joined(text):
    return " ".join(text.replace("\xad", "").split())


def test_every_section_is_a_bookmark_and_stands_in_the_contents_with_its_page(content, pages):
    paper = pypdfium2.PdfDocument(content)
    marks = [(mark.level, mark.get_title(), mark.get_dest().get_index()) for mark in paper.get_toc()]
    top = [(title, page) for level, title, page in marks if level == 0]
    assert [title for title, _ in top] == SECTIONS
    contents = joined(pages[1][2])
    assert [title for title, page in top if f"{title.rpartition(' ')[2]}" not in contents] == []
    assert [title for title, page in top if joined(title) not in joined(pages[page][2])] == []


def test_organizations_are_bookmarks_under_their_section_and_not_in_the_contents(report, content, pages):
    paper = pypdfium2.PdfDocument(content)
    inner = [mark.get_title() for mark in paper.get_toc() if mark.level == 1]
    assert [entry.name for entry in report.entries if entry.name not in inner] == []
    assert report.entries[0].name not in pages[1][2]


def test_only_the_wide_table_lies_on_turned_pages(pages):
    turned = [width > height for width, height, _ in pages]
    assert turned.count(True) == 1
    assert "Таблица А. Баллы" in pages[turned.index(True)][2]


def test_no_score_of_the_wide_table_is_parted(pages):
    (wide,) = (text for width, height, text in pages if width > height)
    scores = [word for word in wide.split() if "," in word and word[0].isdigit()]
    assert "100,00" in scores
    assert [word for word in scores if not re.fullmatch(r"\d{1,3},\d\d", word)] == []


def test_totals_and_places_are_those_of_the_report(report, pages):
    text = joined(" ".join(text for _, _, text in pages))
    printed = [entry.total.shown.replace(".", ",") for entry in report.ranked if entry.total.shown]
    assert [one for one in printed if one not in text] == []
    assert report_cycles.HOSTILE.split('"')[1].split("/")[0] in text


def test_pictures_say_in_words_what_they_show(content):
    told = content.count(b"/Alt")
    assert told == 3


def test_the_same_report_gives_the_same_bytes(report, content):
    same = operator_report_pdf(report) == content
    assert (same, content[:5]) == (True, b"%PDF-")
