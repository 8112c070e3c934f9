"""Papers set as PDF: what stays together on a page, what returns on the next one, where links lead, what is drawn."""

import io
from datetime import date

import pdfplumber
import pypdfium2
import pytest
from tests.core.pdf_archive import faults, objects_of

from merilo.documents.papers import blocks
from merilo.documents.papers.blocks import LegalPaper
from merilo.documents.printing.flow import BOTTOM, LONG, SHORT, TOP
from merilo.documents.printing.pages import Pages
from merilo.documents.tables import Column, Row, Table
from merilo.documents.writers.legal_pdf import pdf
from merilo.documents.writers.report_pdf import Paper

ON = date(2027, 2, 8)
SENTENCE = "Организация размещает сведения на сайте и на стенде, чтобы их видел каждый получатель услуг. "
COLUMNS = (Column("Номер", 2.0), Column("Содержание", 14.5))
CHART = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="200" font-size="14">'
    '<rect x="10" y="10" width="100" height="20" rx="3" fill="#1f4e9c"/><circle cx="50" cy="60" r="5" fill="#1f4e9c"/>'
    '<line x1="0" y1="90" x2="400" y2="90" stroke="#cccccc"/>'
    '<text x="20" y="120" fill="#000000" font-weight="bold">Вежливость &amp; такт</text></svg>'
)


def written(*parts, landscape=False):
    return pdf(LegalPaper("Проба", ON, parts, landscape=landscape))


def pages_of(content):
    with pdfplumber.open(io.BytesIO(content)) as paper:
        return [page.extract_text() for page in paper.pages]


def lines_of(content):
    return [page.splitlines() for page in pages_of(content)]


def without_number(lines):
    """The lines of a page but for its number."""
    return [page[1:] if number else page for number, page in enumerate(lines)]


def lengths_below(content):
    """How far the lowest letter of every page is from its lower edge."""
    with pdfplumber.open(io.BytesIO(content)) as paper:
        return [page.height - max(letter["bottom"] for letter in page.chars) for page in paper.pages]


def numbered(count):
    return tuple(blocks.Paragraph(f"Строка {number}.") for number in range(count))


def rows(count, text=SENTENCE):
    return tuple(Row((f"н{number}", text)) for number in range(count))


def test_the_heading_of_a_long_table_returns_on_each_page_and_no_row_is_lost():
    content = written(Table(COLUMNS, rows(200)))
    found = without_number(lines_of(content))
    assert len(found) > 5
    assert [page[0] for page in found] == ["Номер Содержание"] * len(found)
    told = [line.split()[0] for page in found for line in page if line.startswith("н")]
    assert told == [f"н{number}" for number in range(200)]
    assert objects_of(content).dictionaries[1].count(b"/StructTreeRoot") == 1
    assert b"".join(objects_of(content).dictionaries.values()).count(b"/S/TH/") == 2


def test_a_row_that_fits_on_a_page_is_never_parted():
    words = [f"часть{number}" for number in range(8)]
    for page in without_number(lines_of(written(Table(COLUMNS, rows(40, "\n".join(words)))))):
        body = [line.split()[-1] for line in page[1:]]
        assert body == words * (len(body) // 8)


def test_a_row_higher_than_a_page_is_parted_and_nothing_is_lost():
    words = [f"слово{number}" for number in range(1500)]
    content = written(Table(COLUMNS, (Row(("а", " ".join(words))),)))
    found = " ".join(pages_of(content)).split()
    assert [word for word in found if word.startswith("слово")] == words
    assert len(lines_of(content)) > 1
    assert min(lengths_below(content)) > BOTTOM - 5


def test_a_parted_row_is_closed_where_the_page_ends():
    with pdfplumber.open(io.BytesIO(written(Table(COLUMNS, (Row(("а", SENTENCE * 100)),))))) as paper:
        lows = [
            (max(letter["bottom"] for letter in page.chars), max(line["bottom"] for line in page.lines))
            for page in paper.pages
        ]
        closed = [
            any(line["bottom"] - line["top"] < 1 and abs(line["bottom"] - low) < 1 for line in page.lines)
            for page, (_, low) in zip(paper.pages, lows, strict=True)
        ]
    assert closed == [True] * len(lows)
    assert [text < low for text, low in lows] == [True] * len(lows)


@pytest.mark.parametrize("before", range(38, 50))
def test_a_bold_row_across_stands_on_the_page_of_the_next_row(before):
    table = Table(COLUMNS, (*rows(before, "х"), Row(("Раздел",), bold=True, across=True), *rows(20, "х")))
    found = lines_of(written(*numbered(5), table))
    assert [page[-1] for page in found if page[-1] == "Раздел"] == []


@pytest.mark.parametrize("before", range(29, 40))
def test_no_first_or_last_line_of_a_paragraph_is_left_alone(before):
    paragraph = "Первая " + SENTENCE * 8 + "последняя"
    found = without_number(lines_of(written(*numbered(before), blocks.Paragraph(paragraph))))
    parts = [[line for line in page if not line.startswith("Строка")] for page in found]
    assert [len(part) for part in parts if part if len(part) < 2] == []
    assert " ".join(" ".join(part) for part in parts).split() == paragraph.split()


@pytest.mark.parametrize("lines", range(60, 70))
def test_no_first_or_last_line_of_a_parted_row_is_left_alone(lines):
    row = Row(("а", "\n".join(["строка"] * lines)))
    found = lines_of(written(Table(COLUMNS, (row, row, row))))
    parts = [len([line for line in page if "строка" in line]) for page in found]
    ends = [page[-1].startswith("а") for page in found]
    assert (min(parts) > 1, any(ends), sum(parts)) == (True, False, 3 * lines)


@pytest.mark.parametrize("before", range(30, 41))
def test_a_heading_is_never_the_last_on_its_page(before):
    found = lines_of(written(*numbered(before), blocks.Heading("Заголовок"), *numbered(3)))
    assert [page for page in found if page[-1] == "Заголовок"] == []


@pytest.mark.parametrize("before", range(31, 40))
def test_signatures_stand_with_the_end_of_the_paragraph_before(before):
    signed = blocks.Signatures((blocks.Signature("Директор", "А. С. Белых"),))
    found = without_number(lines_of(written(*numbered(before), blocks.Paragraph(SENTENCE * 2), signed)))
    assert "Белых" in found[-1][-1]
    assert found[-1][-2].endswith("услуг.")


def test_pages_are_numbered_from_the_second_one_whole():
    found = lines_of(written(*numbered(420)))
    assert len(found) > 10
    assert [page[0] for page in found] == ["Строка 0.", *(str(number) for number in range(2, len(found) + 1))]


def test_a_page_turned_in_the_middle_is_as_wide_as_the_others_are_high():
    content = written(
        *numbered(2), blocks.Turn(landscape=True), *numbered(2), blocks.Turn(landscape=False), *numbered(1)
    )
    sizes = [pypdfium2.PdfDocument(content).get_page_size(number) for number in range(3)]
    assert sizes == [pytest.approx(size, abs=0.01) for size in ((SHORT, LONG), (LONG, SHORT), (SHORT, LONG))]


@pytest.mark.parametrize(
    "before",
    [
        blocks.Paragraph("Держится.", keep=True),
        blocks.Heading("Заголовок"),
        Table(COLUMNS, (*rows(1), Row(("Раздел",), bold=True, across=True))),
        Table(COLUMNS, rows(1), keep=True),
    ],
)
def test_a_page_break_counts_even_after_what_is_held(before):
    found = lines_of(written(before, blocks.PageBreak(), blocks.Paragraph("Дальше.")))
    assert [page[-1] for page in found][1:] == ["Дальше."]


def test_nothing_visible_leaves_the_file_sound():
    empty = (blocks.Paragraph("\u00a0"), blocks.Paragraph(""), blocks.Note("\u202e"), Table(COLUMNS, ()))
    assert faults(written(*empty, blocks.Paragraph("Слово."))) == []


def test_a_table_without_rows_shows_its_heading():
    assert lines_of(written(Table(COLUMNS, ()), blocks.Paragraph("Дальше."))) == [["Номер Содержание", "Дальше."]]


@pytest.mark.parametrize("landscape", [False, True])
@pytest.mark.parametrize("count", [20, 36, 50, 70, 600])
def test_the_heading_of_a_table_may_be_of_any_height(count, landscape):
    words = [f"слово{number}" for number in range(count)]
    columns = (Column(" ".join(words), 3.0), Column("нижний", 6.0, group="верхний"))
    high = "\n".join(["строка"] * 13)
    content = written(Table(columns, tuple(Row((f"н{number}", high)) for number in range(8))), landscape=landscape)
    found = [word for page in without_number(lines_of(content)) for word in " ".join(page).split()]
    assert {*words, "верхний", "нижний", *(f"н{number}" for number in range(8))} <= set(found)
    assert found.count("строка") == 8 * 13
    assert min(lengths_below(content)) > BOTTOM - 5
    assert b"".join(objects_of(content).dictionaries.values()).count(b"/S/THead/") == 1


def test_grounds_lie_behind_all_letters():
    shaded = tuple(Row((f"н{number}", SENTENCE * 30), shaded=True) for number in range(3))
    read = objects_of(written(Table(COLUMNS, shaded)))
    for body in read.dictionaries.values():
        if b"/Type/Page/" in body:
            before, _, after = read.streams[read.referred(body, b"/Contents")].partition(b"BT/")
            assert (b" re f" in before, b" re f" in after) == (True, False)


@pytest.fixture(scope="module")
def report():
    paper = Paper(title="Отчёт", on=ON)
    paper.contents("Содержание")
    for number in range(12):
        paper.page_break()
        paper.heading(f"Глава {number}", 1)
        paper.heading(f"Часть {number} о том, что нашли при осмотре помещений и сайтов организаций округа", 2)
        paper.paragraph(SENTENCE)
        paper.heading(f"Случай {number}", 3)
        paper.paragraph(SENTENCE)
    return paper.content()


def test_entries_of_the_contents_tell_the_pages_of_their_headings(report):
    found = lines_of(report)
    told = [line.split() for line in found[0] if line.startswith("Глава")]
    assert [(words[1], int(words[-1])) for words in told] == [(str(number), number + 2) for number in range(12)]
    assert [page[1] for page in found[1:]] == [f"Глава {number}" for number in range(12)]
    assert "Случай" not in " ".join(found[0])


def test_entries_of_the_contents_lead_to_their_headings(report):
    with pdfplumber.open(io.BytesIO(report)) as paper:
        links, first = paper.pages[0].annots, paper.pages[0]
        titles = [first.crop((one["x0"], one["top"], one["x1"], one["bottom"] + 3)).extract_text() for one in links]
    assert len(links) == 24
    targets = [one["data"]["Dest"] for one in links]
    pages = [target[0].objid for target in targets]
    assert [title.split()[:2] for title in titles[::2]] == [["Глава", str(number)] for number in range(12)]
    assert (pages[::2], len(set(pages))) == (pages[1::2], 12)
    assert all(upper[3] > lower[3] for upper, lower in zip(targets[::2], targets[1::2], strict=True))


def test_dots_of_the_contents_touch_neither_the_heading_nor_the_number(report):
    with pdfplumber.open(io.BytesIO(report)) as paper:
        first = paper.pages[0]
        right = max(letter["x1"] for letter in first.chars if letter["text"].isdigit())
        for line in first.extract_text_lines():
            dots = [letter for letter in line["chars"] if letter["text"] == "."]
            others = [letter for letter in line["chars"] if letter["text"] not in ". "]
            if dots:
                assert max(letter["x1"] for letter in others if letter["x1"] < dots[0]["x0"]) > dots[0]["x0"] - 12
                assert right - max(letter["x1"] for letter in dots) < 24


def test_bookmarks_lead_to_the_page_and_the_height_of_their_headings(report):
    paper = pypdfium2.PdfDocument(report)
    marks = [(mark.level, mark.get_title(), mark.get_dest()) for mark in paper.get_toc()]
    assert [(level, title) for level, title, _ in marks[2::3]] == [(2, f"Случай {number}") for number in range(12)]
    assert [dest.get_index() for _, _, dest in marks] == [number + 1 for number in range(12) for _ in range(3)]
    heights = [LONG - dest.get_view()[1][1] for _, _, dest in marks[:3]]
    assert heights == sorted(heights)
    assert heights[0] == pytest.approx(TOP, abs=0.1)


def test_a_chart_is_drawn_with_its_labels_as_text_and_told_in_words():
    paper = Paper(title="Отчёт", on=ON)
    paper.picture(CHART, caption="Рисунок 1", alt="Вежливость 98")
    content = paper.content()
    with pdfplumber.open(io.BytesIO(content)) as read:
        page = read.pages[0]
        assert (len(page.rects) + len(page.curves), len(page.lines)) == (2, 1)
        assert page.extract_text().splitlines() == ["Вежливость & такт", "Рисунок 1"]
    assert b"/Alt <FEFF" + "Вежливость 98".encode("utf-16-be").hex().upper().encode() in content
    assert faults(content) == []


def test_a_picture_stands_on_the_page_of_its_caption():
    for before in range(20, 32):
        pages = Pages()
        for _ in range(before):
            pages.text("Строка.")
        pages.picture(CHART, caption="Рисунок 1", alt="Вежливость 98")
        found = next(text for text in pages_of(pages.finished("Проба", ON)) if "такт" in text)
        assert "Рисунок 1" in found


def test_a_shape_that_charts_do_not_use_is_refused():
    with pytest.raises(ValueError, match="polygon"):
        Pages().picture(CHART.replace("circle", "polygon"), caption="Рисунок", alt="что-то")


def test_the_same_paper_gives_the_same_bytes_whatever_was_printed_before():
    paper = (*numbered(3), Table(COLUMNS, rows(60), "Таблица 1"), blocks.Heading("Конец"))
    first = written(*paper)
    written(blocks.Paragraph("Другая бумага: щука, эхо, ёж."))
    assert written(*paper) == first


@pytest.mark.parametrize("text", ["гиперчувствительность" * 9, "https://a.example/" + "путь/" * 40, SENTENCE * 9])
def test_words_parted_by_lines_are_whole_for_a_reader(text):
    document = pypdfium2.PdfDocument(written(blocks.Paragraph(text)))
    said = document[0].get_textpage().get_text_range()
    for sign in ("\u00ad", "\ufffe", "\u0002", "\r\n", " "):
        said = said.replace(sign, "")
    assert said == text.replace(" ", "")
