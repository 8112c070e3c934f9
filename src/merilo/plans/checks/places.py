"""Where things stand in a paper: columns as the form names them, and every text with its place."""

from collections.abc import Iterator

from merilo.plans.model import PlanPaper, PlanRow, PlanSection
from merilo.problems import Place
from merilo.quotation import in_quotes

NUMBER = "№"
DEFICIENCY = "Недостатки"
MEASURE = "Мероприятие"
PLANNED = "Плановый срок"
ASSIGNEE = "Ответственный исполнитель"
EXPECTED = "Результат"
IMPLEMENTED = "Реализованные меры"
COMPLETED = "Фактический срок"
LONGEST_SHOWN = 60


def at(row: PlanRow, column: str) -> Place:
    """A cell of a row."""
    place = row.place
    return Place(place.file, place.sheet, place.row, column)


def whole(paper: PlanPaper) -> Place:
    """The paper itself."""
    first = next((one for section in paper.sections for one in section.rows), None) or next(iter(paper.points), None)
    return Place(first.place.file) if first else Place()


def head(paper: PlanPaper, section: PlanSection) -> Place:
    """Where a section begins: its first row; the paper when it has none."""
    return at(section.rows[0], "") if section.rows else whole(paper)


def called(section: PlanSection) -> str:
    """What a section is called in a message: «раздел V», «раздел „Комфортность…“»."""
    return f"раздел {section.number.rstrip('.')}" if section.number else f"раздел {in_quotes(section.title)}"


def cut(text: str) -> str:
    """The beginning of a text, for a message."""
    single = " ".join(text.split())
    return single if len(single) <= LONGEST_SHOWN else f"{single[: LONGEST_SHOWN - 1]}…"


Written = tuple[Place, str]
"""A text with its place."""


def texts(paper: PlanPaper) -> Iterator[Written]:
    """Every text of a paper with its place, the heading first."""
    top = whole(paper)
    for text in (paper.title, paper.organization, *paper.approval, *paper.annex, *paper.captions):
        yield top, text
    for section in paper.sections:
        yield head(paper, section), section.title
        for row in section.rows:
            yield from _cells(row)
    for point in paper.points:
        yield point.place, point.text
    for note in paper.notes:
        yield top, note
    for rest in paper.unplaced:
        yield rest.place, rest.text


def _cells(row: PlanRow) -> Iterator[Written]:
    cells = (
        (DEFICIENCY, [deficiency.text for deficiency in row.deficiencies]),
        (MEASURE, row.measures),
        (PLANNED, [term.text for term in row.planned]),
        (ASSIGNEE, [assignee.text for assignee in row.assignees]),
        (EXPECTED, row.expected),
        (IMPLEMENTED, row.implemented),
        (COMPLETED, [term.text for term in row.completed]),
    )
    for column, entries in cells:
        if entries:
            place = at(row, column)
            yield from ((place, text) for text in entries)
