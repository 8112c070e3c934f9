"""Lines of narrow cells of a PDF: broken words are whole again, wrapped lines go on, lines ended on purpose stay."""

import io

import docx
import pytest
from docx.shared import Pt
from tests.core.plan_files import OFFICE, converted

from merilo.importers.plans.pdf_lines import PageLine, TextBounds, paragraphs
from merilo.importers.plans.reading import read_plan

HEADING = (
    "Недостаток",
    "Мероприятие",
    "Плановый срок",
    "Ответственный исполнитель",
    "Принятые меры",
    "Фактический срок",
)
FILLED = (
    "Не размещены сведения о вакантных местах",
    "Разместить сведения",
    "15.03.2026",
    "Воробьёва Мария Петровна, старший воспитатель",
    "Сведения размещены",
    "12.03.2026",
)


def _narrow():
    """A page upright with six columns: LibreOffice breaks the words that are wider than a column."""
    document = docx.Document()
    document.styles["Normal"].font.size = Pt(11)
    document.add_paragraph("План на 2026 год")
    table = document.add_table(2, 6)
    table.style = "Table Grid"
    for cells, texts in zip(table.rows, (HEADING, FILLED), strict=True):
        for cell, text in zip(cells.cells, texts, strict=True):
            cell.text = text
    table.rows[1].cells[0].add_paragraph("Нет стенда")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice on this machine")
def test_words_broken_by_narrow_columns_are_whole_again():
    paper = read_plan(converted(_narrow(), "docx", "pdf"), "план.pdf").paper
    (only,) = paper.rows
    assert [one.text for one in only.deficiencies] == [FILLED[0], "Нет стенда"]
    assert (only.measures, only.implemented) == ((FILLED[1],), (FILLED[4],))
    assert [(one.name, one.post) for one in only.assignees] == [("Воробьёва Мария Петровна", "старший воспитатель")]
    assert ([one.text for one in only.planned], [one.text for one in only.completed]) == ([FILLED[2]], [FILLED[5]])


def _line(text, base, end, *, trailed, opening=None):
    """A line of letters six points wide."""
    return PageLine(text, 0.0, end, base, 10.0, opening or 6.0 * len(text.split()[0]), trailed)


def _last(text, *, trailed=False):
    return _line(text, 22, 30, trailed=trailed)


@pytest.mark.parametrize(
    ("above", "below", "text"),
    [
        (_line("Разместит", 10, 96, trailed=False), _last("ь"), "Разместить"),
        (_line("15.03.202", 10, 96, trailed=False), _last("6"), "15.03.2026"),
        (_line("мероприят", 10, 99, trailed=False), _last("ия"), "мероприятия"),
        (_line("Плановый", 10, 99, trailed=False), _last("срок"), "Плановый срок"),
        (_line("работать", 10, 99, trailed=False), _last("и"), "работать и"),
        (_line("Разместит", 10, 96, trailed=None), _last("ь", trailed=None), "Разместит ь"),
        (_line("сведения", 10, 96, trailed=True), _last("о"), "сведения о"),
        (_line("Мария", 10, 80, trailed=True), _last("Петровна"), "Мария Петровна"),
    ],
)
def test_the_space_at_the_end_of_a_line_tells_how_it_goes_on(above, below, text):
    assert paragraphs([above, below], TextBounds(0, 100)) == [text]


def test_a_line_that_has_room_for_its_space_and_has_none_was_ended_on_purpose():
    found = [_line("совсем", 0, 95, trailed=True), _line("новый стенд", 10, 90, trailed=False), _last("старый")]
    assert paragraphs(found, TextBounds(0, 100)) == ["совсем новый стенд", "старый"]
