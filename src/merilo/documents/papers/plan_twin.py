"""The twin of a paper that was read: the same words again, in the legal form or as a proper table.

Whatever the form has no place for is printed at its end, so that nothing of the paper is lost.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date

from merilo.documents.papers import improvement_plan as form
from merilo.documents.papers.blocks import (
    BLANK_DAY,
    BLANK_SIGN,
    WIDTH_TURNED,
    Block,
    Footnotes,
    LegalPaper,
    Paragraph,
    Title,
)
from merilo.documents.papers.improvement_plan import ImprovementPlan, ImprovementRow, ImprovementSection, remains
from merilo.documents.papers.parties import Approval
from merilo.documents.tables import Column, Row, Table, cell
from merilo.plans.model import Mark, PlanPaper, PlanRow, PlanSection, ProsePoint, Shape, WrittenDeficiency

BLANKS = {"(подпись)": BLANK_SIGN, "(дата)": BLANK_DAY}
NOT_IN_PAPER = "в исходном документе раздела нет"
_LETTERS = re.compile(r"[\W\d_¹²³⁴⁵⁶⁷⁸⁹⁰]+")
_HEAD = re.compile(
    r"(?P<head>(?:информация|отч[её]т|сведения)\s+о(?:б|\s+ходе)?\s+(?:вы|ис)полнени[ияе]\s+плана(?:\s+мероприятий)?|"
    r"план(?:\s+мероприятий)?)\s+(?P<rest>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
Entries = Callable[[PlanRow], tuple[str, ...]]
_ENTRIES: dict[str, Entries] = {
    "number": lambda row: (row.number,) if row.number else (),
    "deficiencies": lambda row: tuple(map(deficiency_text, row.deficiencies)),
    "measures": lambda row: row.measures,
    "expected": lambda row: row.expected,
    "planned": lambda row: tuple(term.text for term in row.planned),
    "assignees": lambda row: tuple(one.text for one in row.assignees),
    "implemented": lambda row: row.implemented,
    "completed": lambda row: tuple(term.text for term in row.completed),
}
"""What each column of a table prints of a row."""
_WIDTHS = {"number": 1.4, "deficiencies": 5.5, "measures": 8.6, "expected": 6.4, "planned": 3.6, "assignees": 4.8,
           "implemented": 7.0, "completed": 3.2}  # fmt: skip
_HEADINGS = {"number": "№", "deficiencies": "Недостаток", "measures": "Мероприятие", "planned": "Срок исполнения",
             "expected": "Ожидаемый результат", "assignees": "Ответственный исполнитель",
             "implemented": "Результат", "completed": "Фактический срок"}  # fmt: skip
_WANTED = {
    Shape.YEARLY: ("number", "measures", "planned", "expected"),
    Shape.MEASURES: ("number", "measures", "expected", "planned", "assignees"),
    Shape.EXECUTION: ("number", "measures", "planned", "assignees", "implemented"),
}
"""The columns of each table; others are added where a row of the paper fills them."""
_NAMES = {Shape.YEARLY: "План мероприятий", Shape.MEASURES: "План мероприятий",
          Shape.EXECUTION: "Информация о выполнении плана мероприятий", Shape.ANSWERS: "Ответы по пунктам",
          Shape.UNKNOWN: "Текст документа"}  # fmt: skip


def twin(paper: PlanPaper, *, on: date) -> LegalPaper:
    """The paper as its shape is to be printed; `on` is the date of the file."""
    if paper.shape is Shape.IMPROVEMENT:
        return form.paper(improvement_plan(paper, on=on))
    return _tabular(paper, on) if paper.shape in _WANTED else _prose(paper, on)


def improvement_plan(paper: PlanPaper, *, on: date) -> ImprovementPlan:
    """A paper of any shape as a plan of the legal form; what the form has no column for remains at its end."""
    sections = tuple(_section(one) for one in paper.sections)
    return ImprovementPlan(
        paper.organization,
        on,
        form.whole_form(sections, NOT_IN_PAPER),
        paper.years,
        Approval(tuple(_signable(paper.approval))) if paper.approval else None,
        Approval(paper.annex) if paper.annex else None,
        notes=tuple(note for note in paper.notes if not _same_start(note, form.FOOTNOTE)),
        remains=tuple(_remaining(paper)),
    )


def deficiency_text(one: WrittenDeficiency) -> str:
    """The deficiency with its mark, once."""
    return _marked(one.text, one.mark)


def _section(section: PlanSection) -> ImprovementSection:
    rows = tuple(_row(row) for row in section.rows)
    mark = section.mark.text if section.mark else ""
    known = section.criterion in form.SECTIONS
    same = known and _letters(section.title) == _letters(form.SECTIONS[section.criterion][1])
    return ImprovementSection(section.criterion, rows, mark, "" if same else _heading(section) or "Без раздела")


def _row(row: PlanRow) -> ImprovementRow:
    deficiencies = _ENTRIES["deficiencies"](row)
    if row.number:
        first = f"{row.number.rstrip('.')}. {deficiencies[0] if deficiencies else ''}".strip()
        deficiencies = (first, *deficiencies[1:])
    others = (_ENTRIES[name](row) for name in ("measures", "planned", "assignees", "implemented", "completed"))
    return ImprovementRow(deficiencies, *others)


def _signable(lines: tuple[str, ...]) -> Iterator[str]:
    """The lines of an approval with blanks over «(подпись)» and «(дата)» where the paper left nothing over them."""
    over = ""
    for line in lines:
        blank = BLANKS.get(line)
        if blank and not any(sign in over for sign in "_0123456789"):
            yield blank
        yield line
        over = line


def _remaining(paper: PlanPaper) -> Iterator[str]:
    if paper.title and not _says_the_form(paper):
        yield paper.title
    for row in paper.rows:
        for text in row.expected:
            yield f"Ожидаемый результат: {text}"
    yield from (f"{one.number} {one.text}".strip() for one in paper.points)
    yield from (one.text for one in paper.unplaced)


def _says_the_form(paper: PlanPaper) -> bool:
    """Whether the form prints all that the title says: its own name, and the year when that is known."""
    year = f"на {form.years_text(paper.years)}" if paper.years else ""
    title = " ".join(paper.title.split()).removesuffix(year)
    return _letters(title) in {_letters(form.TITLE + form.ABOUT), _letters(form.ABOUT)}


def _tabular(paper: PlanPaper, on: date) -> LegalPaper:
    wanted = _WANTED[paper.shape]
    filled = [name for name in _ENTRIES if name not in wanted and any(_ENTRIES[name](row) for row in paper.rows)]
    names = (*wanted, *filled)
    rest = [f"{one.number} {one.text}".strip() for one in paper.points] + [one.text for one in paper.unplaced]
    blocks = (
        *_opening(paper),
        Table(_columns(names, paper.shape), tuple(_rows(paper, names))),
        *((Footnotes(paper.notes),) if paper.notes else ()),
        *remains(tuple(rest)),
    )
    return LegalPaper(_name(paper), on, blocks, landscape=True)


def _columns(names: tuple[str, ...], shape: Shape) -> tuple[Column, ...]:
    """Columns over the whole width of the page; a yearly plan calls its expectation «Результат», as people do."""
    headings = _HEADINGS | ({"expected": "Результат", "implemented": "Что сделано"} if shape is Shape.YEARLY else {})
    own = {name: _WIDTHS[name] for name in names}
    scale = (WIDTH_TURNED - own["number"]) / (sum(own.values()) - own["number"])
    return tuple(
        Column(headings[name], width, "center")
        if name == "number"
        else Column(headings[name], int(width * scale * 100) / 100)
        for name, width in own.items()
    )


def _rows(paper: PlanPaper, names: tuple[str, ...]) -> Iterator[Row]:
    for section in paper.sections:
        if heading := _heading(section):
            yield Row((_marked(heading, section.mark),), bold=True, shaded=True, across=True)
        yield from (Row(tuple(cell(_ENTRIES[name](row)) for name in names)) for row in section.rows)


def _opening(paper: PlanPaper) -> Iterator[Block]:
    """Annex and approval in the corner, the title, then organization and year where the title does not name them."""
    yield from (Approval(lines).corner for lines in (paper.annex, paper.approval) if lines)
    found = _HEAD.fullmatch(paper.title)
    yield Title(found["head"].upper(), found["rest"]) if found else Title(paper.title or _NAMES[paper.shape].upper())
    if paper.organization and _letters(paper.organization) not in _letters(paper.title):
        yield Paragraph(paper.organization, align="center", keep=True)
    if paper.years and not all(str(year) in paper.title for year in paper.years):
        yield Paragraph(f"на {form.years_text(paper.years)}", align="center", keep=True)


def _prose(paper: PlanPaper, on: date) -> LegalPaper:
    points = [paragraph for one in paper.points for paragraph in _point(one)]
    rows = tuple(_rows(paper, tuple(_ENTRIES)))
    table = (Table(_columns(tuple(_ENTRIES), paper.shape), rows, small=True),) if rows else ()
    unplaced = tuple(one.text for one in paper.unplaced)
    rest = remains(unplaced) if points else tuple(Paragraph(text) for text in unplaced)
    notes = (Footnotes(paper.notes),) if paper.notes else ()
    blocks = (*(_opening(paper) if paper.title or table else ()), *points, *table, *notes, *rest)
    return LegalPaper(_name(paper), on, blocks, landscape=bool(table))


def _point(one: ProsePoint) -> Iterator[Paragraph]:
    first, *others = one.text.split("\n")
    yield Paragraph(first, _numbered(one.number))
    yield from (Paragraph(line) for line in others)


def _name(paper: PlanPaper) -> str:
    return " ".join((paper.title or _NAMES[paper.shape]).split())


def _numbered(number: str) -> str:
    return f"{number}." if number[-1:].isdigit() else number


def _heading(section: PlanSection) -> str:
    return ". ".join(part for part in (section.number.rstrip("."), section.title) if part)


def _marked(text: str, mark: Mark | None) -> str:
    return text if mark is None or mark.text in text else f"{text} ({mark.text})"


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold().replace("ё", "е")


def _same_start(note: str, whole: str) -> bool:
    """Whether a note is the footnote of the form, perhaps with the laws cited otherwise."""
    return _letters(note)[:60] == _letters(whole)[:60]
