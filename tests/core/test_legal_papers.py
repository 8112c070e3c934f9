"""Legal papers: the same content in Word, PDF and text, an official look, hostile text that stays text."""

import io
import re
import zipfile
from collections import Counter
from dataclasses import replace
from datetime import date

import docx
import pdfplumber
import pytest
from docx.enum.section import WD_ORIENT
from docx.shared import Pt
from tests.core import invented_papers, invented_plan_papers, legal_readers
from tests.core.invented_papers import ENVELOPE, PAPERS
from tests.core.legal_readers import lines_of_word, words

from merilo.documents.papers import blocks, letters, minutes, organization_list, population
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.papers.parties import Person
from merilo.documents.printing.flow import MILLIMETRE
from merilo.documents.tables import Column, Row, Table
from merilo.documents.writers.legal_docx import docx as to_word
from merilo.documents.writers.legal_pdf import pdf as to_pdf
from merilo.documents.writers.legal_text import text as to_text

OF_CYCLE = {"assessment_plan", "execution", "usual_plan", "decisions_register", "analysis", "collection_report"}
TURNED = OF_CYCLE | invented_plan_papers.TURNED
HOSTILE = (
    "#panic() @ref *жирный* _курсив_ $x^2$ `код` \\ <br> & ]]> {{ }} «=HYPERLINK(1)» \x00\x07\x1b \ufffe \ud800 "
    "\u202eтеско\u202c שלום مرحبا 中文 😀 и\u0306 \t \r\n // /* */ "
    + "Ж" * 300
    + " "
    + "https://a.example/"
    + "x" * 200
)


@pytest.fixture(scope="module")
def written():
    return {name: to_word(make()) for name, make in PAPERS.items()}


@pytest.fixture(scope="module")
def everywhere():
    """One paper with the same text in every place where text may stand."""
    table = Table(
        (Column(HOSTILE, 2.0), Column(HOSTILE, 3.0, group=HOSTILE), Column("б", 3.0, group=HOSTILE)),
        (Row((HOSTILE, HOSTILE, HOSTILE)), Row((HOSTILE,), across=True)),
        HOSTILE,
    )
    return LegalPaper(
        HOSTILE,
        date(2027, 2, 8),
        (
            blocks.Corner((HOSTILE,)),
            blocks.Title(HOSTILE, HOSTILE),
            blocks.Facing((HOSTILE,), (HOSTILE,), (HOSTILE,)),
            blocks.Heading(HOSTILE),
            blocks.Paragraph(HOSTILE, HOSTILE),
            blocks.Paragraph(HOSTILE, align="center", bold=True, keep=True),
            blocks.Bullets((HOSTILE,)),
            table,
            blocks.Note(HOSTILE),
            blocks.Turn(landscape=True),
            blocks.Signatures((blocks.Signature(HOSTILE, HOSTILE),)),
            blocks.PageBreak(),
        ),
    )


def body(content):
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("word/document.xml").decode()


@pytest.mark.parametrize("name", PAPERS)
def test_word_and_pdf_say_the_same_words(name, written, tmp_path):
    in_word = Counter(words(" ".join(lines_of_word(written[name]))))
    in_pdf = Counter(words(legal_readers.text_of_pdf(to_pdf(PAPERS[name]()), tmp_path)))
    numbers_of_pages = {one for one in set(in_pdf) - set(in_word) if one.isdigit()}
    assert (dict(in_word - in_pdf), set(in_pdf) - set(in_word)) == ({}, numbers_of_pages)


def test_libreoffice_prints_every_paper_whole(written, tmp_path):
    printed = legal_readers.converted(written, tmp_path)
    missing = {
        name: dict(Counter(words(" ".join(lines_of_word(written[name])))) - Counter(words(printed[name])))
        for name in written
    }
    assert missing == {name: {} for name in written}


@pytest.mark.parametrize("name", PAPERS)
def test_the_look_is_the_official_one(name, written):
    paper = docx.Document(io.BytesIO(written[name]))
    normal, section = paper.styles["Normal"], paper.sections[0]
    assert (normal.font.name, normal.font.size) == ("Times New Roman", Pt(14))
    margins = (section.left_margin, section.right_margin, section.top_margin, section.bottom_margin)
    assert [round(one.cm, 1) for one in margins] == [3.0, 1.5, 2.0, 2.0]
    assert (section.orientation is WD_ORIENT.LANDSCAPE) == (name in TURNED)
    assert "PAGE" in section.header._element.xml
    assert section.different_first_page_header_footer is True


@pytest.mark.parametrize("name", PAPERS)
def test_a_table_with_rules_repeats_its_heading_and_fits_between_the_margins(name, written):
    for found in re.findall(r"<w:tbl\b.*?</w:tbl>", body(written[name]), flags=re.DOTALL):
        widths = [int(one) for one in re.findall(r'<w:gridCol w:w="(\d+)"', found)]
        assert sum(widths) <= round((25.2 if name in TURNED else 16.5) * 567) + len(widths)
        assert ("<w:tblHeader/>" in found) == ("<w:tblBorders>" in found)


def test_a_heading_of_two_storeys_spans_and_repeats_both(written):
    table = next(one for one in docx.Document(io.BytesIO(written["collection_report"])).tables)
    upper, lower = ([cell.text for cell in table.rows[place].cells] for place in (0, 1))
    assert upper[2:6] == ["Анкет по способам опроса"] * 4
    assert lower[:7] == ["№", "Организация", "интернет", "бумага", "телефон", "интервью", "Собрано"]
    assert body(written["collection_report"]).split("</w:tbl>")[0].count("<w:tblHeader/>") == 2


@pytest.mark.parametrize("name", PAPERS)
def test_the_title_and_day_are_properties_of_the_file(name, written):
    paper, core = PAPERS[name](), docx.Document(io.BytesIO(written[name])).core_properties
    assert (core.title, core.created.date(), core.author) == (paper.title, paper.on, "Мерило")


@pytest.mark.parametrize("name", PAPERS)
def test_the_same_paper_gives_the_same_bytes(name, written):
    paper = PAPERS[name]()
    assert to_word(paper) == written[name]
    assert to_pdf(paper) == to_pdf(paper)


def test_hostile_text_stays_text_in_word(everywhere):
    lines = lines_of_word(to_word(everywhere))
    kept = "#panic() @ref *жирный* _курсив_ $x^2$ `код` \\ <br> & ]]> {{ }} «=HYPERLINK(1)» "
    assert {line[: len(kept)] for line in lines} >= {kept}
    assert [character for line in lines for character in line if character in "\x00\x07\x1b\u202e\u202c\ufffe"] == []


def test_hostile_text_stays_text_in_pdf(everywhere, tmp_path):
    found = legal_readers.text_of_pdf(to_pdf(everywhere), tmp_path)
    assert "#panic() @ref *жирный*" in " ".join(found.split())
    assert "\u202e" not in found


def test_a_very_long_word_never_leaves_the_page(everywhere):
    with pdfplumber.open(io.BytesIO(to_pdf(everywhere))) as paper:
        outside = [
            (page.page_number, letter["text"])
            for page in paper.pages
            for letter in page.chars
            if letter["text"].strip()
            if letter["x0"] < 30 * MILLIMETRE - 0.1 or letter["x1"] > page.width - 15 * MILLIMETRE + 0.1
        ]
    assert outside == []


def test_papers_do_not_learn_from_those_before_them():
    first, second, again = (
        to_pdf(LegalPaper(text, date(2027, 2, 8), (blocks.Paragraph(text),))) for text in ("Первый", "Второй", "Первый")
    )
    assert (first == again, first == second) == (True, False)


def test_an_empty_paper_is_a_page():
    empty = LegalPaper("", date(2027, 2, 8), ())
    assert lines_of_word(to_word(empty)) == []
    assert to_pdf(empty).startswith(b"%PDF")
    assert to_text(empty) == "\n"


def test_headings_of_a_pdf_begin_with_the_first_level_and_skip_none():
    headings = tuple(blocks.Heading(text, level) for text, level in (("а", 3), ("\u202e", 2), ("б", 2), ("в", 3)))
    assert to_pdf(LegalPaper("\u200b", date(2027, 2, 8), headings)).startswith(b"%PDF")


def test_pages_turn_in_the_middle_of_a_paper():
    paper = LegalPaper(
        "Проба",
        date(2027, 2, 8),
        (blocks.Paragraph("прямо"), blocks.Turn(landscape=True), blocks.Paragraph("на боку")),
    )
    sections = docx.Document(io.BytesIO(to_word(paper))).sections
    assert [round(one.page_width.cm, 1) for one in sections] == [21.0, 29.7]
    assert [one.different_first_page_header_footer for one in sections] == [True, False]


def test_a_letter_without_number_and_date_leaves_blanks_for_them():
    unsent = replace(ENVELOPE, number="", on=None)
    asked = letters.PopulationRequest("цикл", "за год", date(2027, 2, 26))
    lines = lines_of_word(to_word(letters.paper(letters.population_request(unsent, asked))))
    assert "________________ №\u00a0__________" in lines[0]


def test_a_form_written_by_hand_is_printed_in_the_address():
    recipient = Person("Ли Вэй", "и. о. директора", name_dative="Ли Вэю", post_dative="исполняющему обязанности")
    letter = letters.Letter(replace(ENVELOPE, recipient=recipient), "О проверке", ("Текст.",))
    facing = next(one for one in letters.paper(letter).blocks if isinstance(one, blocks.Facing))
    assert facing.right == ("Исполняющему обязанности", ENVELOPE.organization, "Ли\u00a0В.")


def test_a_genitive_of_the_organization_written_by_hand_is_printed_in_the_address():
    own = replace(ENVELOPE, organization_genitive="Школы-сада")
    assert letters.addressed(own)[1] == "Школы-сада"
    assert letters.addressed(replace(own, recipient=Person("Ли Вэй")))[0] == ENVELOPE.organization


def test_a_meeting_without_a_quorum_says_so():
    meeting = replace(invented_papers.meeting(), quorum=6)
    said = to_text(minutes.paper(meeting))
    assert "для кворума нужно не менее 6: кворума нет, решения не принимаются." in said


@pytest.mark.parametrize(
    ("number", "sentence"),
    [
        (24, "В перечне 24\u00a0организации из 75, подлежащих оценке: 32,0 %. Это меньше 33 %"),
        (25, "В перечне 25\u00a0организаций из 75, подлежащих оценке: 33,3 %. Это не меньше 33 %"),
    ],
)
def test_the_share_of_the_list_is_compared_with_the_least_one(number, sentence):
    assert sentence in to_text(organization_list.paper(invented_papers.organizations(number)))


def test_the_share_is_not_told_where_nothing_is_registered():
    listed = organization_list.OrganizationList("цикл", date(2027, 2, 8), (), 0)
    assert to_text(organization_list.paper(listed)).strip().endswith("В перечне 0\u00a0организаций.")


def test_the_shortfall_is_known_only_where_sample_and_answers_are():
    line = population.PopulationLine
    assert [line("а", 100, 40, 30).shortfall, line("б", 100, 40, 50).shortfall, line("в", 100, 40).shortfall] == [
        10,
        0,
        None,
    ]


def test_measures_that_only_gather_others_are_not_counted():
    plan = invented_papers.plan()
    assert [one.number for one in plan.countable] == ["1", "2.1", "2.2", "3", "4"]


def test_the_line_that_word_wants_after_signatures_begins_no_page():
    signature = blocks.Signatures((blocks.Signature("Директор", "А. С. Белых"),))
    signed = LegalPaper("Письмо", date(2026, 9, 1), (blocks.Paragraph("Направляем."), signature))
    with zipfile.ZipFile(io.BytesIO(to_word(signed))) as file:
        body = file.read("word/document.xml").decode()
    last = body.rpartition("</w:tbl>")[2].partition("<w:sectPr>")[0]
    assert last.count("<w:p>") == 1
    assert 'w:line="20" w:lineRule="exact"' in last
