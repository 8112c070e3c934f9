"""Where every figure of the workbook stands: sheets, rows and columns. Formulas and writers ask here, never count."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from xlsxwriter.utility import xl_col_to_name

from merilo.methodology.model import ChecklistItem, Edition, Question
from merilo.scoring.plan import PUBLISHED, WORKS

RANKING, SCORES, CALCULATION = "Рейтинг", "Баллы", "Расчёт"
ANSWERS, CHECKLISTS, AGGREGATES, POLICIES = "Ответы", "Чек-листы", "Сводные", "Политики"
NAMES_ROW, WEIGHTS_ROW, HEADING_ROW, FIRST = 1, 2, 3, 4
"""Rows from 0: long names, weights or codes, the heading with filters, the first organization. The same everywhere."""
IDENTITY = 2
"""Columns id and name stand first on every sheet of figures."""
RESPONDENTS = IDENTITY


@dataclass(frozen=True, slots=True)
class Span:
    """Neighbouring columns of one sheet, both ends included, counted from 0."""

    sheet: str
    first: int
    last: int

    def at(self, row: int, *, own: str = "") -> str:
        """The reference to these columns in one row (from 0); the sheet is left out when it is `own`."""
        cells = f"{xl_col_to_name(self.first)}{row + 1}"
        if self.last != self.first:
            cells += f":{xl_col_to_name(self.last)}{row + 1}"
        return cells if own == self.sheet else f"'{self.sheet}'!{fixed(cells)}"

    def down(self, count: int, *, own: str = "") -> str:
        """The reference to the whole column over all organizations, fixed."""
        column = xl_col_to_name(self.first)
        cells = f"${column}${FIRST + 1}:${column}${FIRST + max(count, 1)}"
        return cells if own == self.sheet else f"'{self.sheet}'!{cells}"

    def weights(self) -> str:
        """The fixed reference to the weights above these columns, on the same sheet."""
        return fixed(self.at(WEIGHTS_ROW, own=self.sheet))


def fixed(cells: str) -> str:
    """«B5:D5» → «$B$5:$D$5»: a reference that stays when rows are sorted."""
    return re.sub(r"([A-Z]+)(\d+)", r"$\1$\2", cells)


@dataclass(frozen=True, slots=True)
class Layout:
    """Columns by code. `answers` by question and «yes», «no» or option; `figures` by trace code on «Расчёт»;
    `shown` by trace code on «Баллы»."""

    edition: Edition
    count: int
    answers: Mapping[tuple[str, str], int]
    checklist: Mapping[str, int]
    parts: Mapping[str, Span]
    figures: Mapping[str, int]
    shown: Mapping[str, int]

    def answer(self, question: str, choice: str) -> Span:
        column = self.answers[question, choice]
        return Span(ANSWERS, column, column)

    def item(self, code: str) -> Span:
        column = self.checklist[code]
        return Span(CHECKLISTS, column, column)

    def figure(self, code: str) -> Span:
        column = self.figures[code]
        return Span(CALCULATION, column, column)

    def score(self, code: str) -> Span:
        column = self.shown[code]
        return Span(SCORES, column, column)

    def figures_of(self, codes: tuple[str, ...]) -> Span:
        """Neighbouring figures on «Расчёт»."""
        return Span(CALCULATION, self.figures[codes[0]], self.figures[codes[-1]])


def choices(question: Question) -> tuple[str, ...]:
    """The columns of one question: «yes» and «no», or its options."""
    return tuple(option.code for option in question.options) or ("yes", "no")


def items_in_order(edition: Edition, part: str) -> tuple[ChecklistItem, ...]:
    """Items of a part as columns: of remote ways first all that is published, then all that works."""
    checklist = edition.checklist(part)
    items = checklist.items if checklist else ()
    published = tuple(item for item in items if item.code.endswith(PUBLISHED))
    works = tuple(item for item in items if item.code.endswith(WORKS))
    rest = tuple(item for item in items if item not in published and item not in works)
    return (*rest, *published, *works)


def layout(edition: Edition, count: int, *, first_score: int) -> Layout:
    """The columns of a workbook for `count` organizations; scores on «Баллы» begin at column `first_score`."""
    pairs = [(question.code, choice) for question in edition.closed_questions for choice in choices(question)]
    parts, checklist, column = {}, {}, IDENTITY
    for one in edition.checklists:
        items = items_in_order(edition, one.part)
        parts[one.part.value] = Span(CHECKLISTS, column, column + len(items) - 1)
        checklist.update({item.code: column + place for place, item in enumerate(items)})
        column += len(items)
    upper = (*(one.code for one in edition.indicators), *(one.code for one in edition.criteria), "S")
    lower = [component.code for indicator in edition.indicators for component in indicator.components]
    return Layout(
        edition=edition,
        count=count,
        answers={pair: RESPONDENTS + 1 + place for place, pair in enumerate(pairs)},
        checklist=checklist,
        parts=parts,
        figures={code: IDENTITY + place for place, code in enumerate((*lower, *upper))},
        shown={code: first_score + place for place, code in enumerate(upper)},
    )
