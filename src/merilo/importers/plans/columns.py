"""Columns of a plan: what each means, by the words of its heading, in any order and of one or two storeys."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from merilo.importers.plans.blocks import Cell, Row

LONGEST = 300
"""A cell with more characters is no heading."""
_SPACES = re.compile(r"\s+")
_BREAKS = re.compile(r"[\s‐-]+")
"""Where a narrow column breaks the words of its heading."""
_MOSTLY = 0.6
"""The share of the filled cells of a heading that must be known."""


class ColumnKind(StrEnum):
    """What a column of a plan holds."""

    NUMBER = "number"
    DEFICIENCY = "deficiency"
    MEASURE = "measure"
    PLANNED = "planned"
    ASSIGNEE = "assignee"
    EXPECTED = "expected"
    RESULT = "result"
    """«Результат»: expected in a plan, reached in a report."""
    IMPLEMENTED = "implemented"
    COMPLETED = "completed"
    CRITERION = "criterion"
    """The criterion, indicator or direction of a row: a section written as a column."""


_DONE = r"выполнени|исполнени|реализаци|устранени"
_OF = r"(?:наименование|содержание|перечень|описание|вид)"
_HEADINGS: dict[ColumnKind, tuple[str, ...]] = {
    ColumnKind.NUMBER: (
        r"(?:№|n|no|номер)(?: ?п ?[/\\.]? ?п?\.?)?(?: мероприятия| строки)?",
        r"п ?[/\\.]? ?п\.?",
    ),
    ColumnKind.COMPLETED: (
        r"(?:срок|дата|фактическ\w+)\b.*\bфакт.*",
        r"фактическ\w+ (?:срок|дат).*",
        r"факт|фактическ(?:ий|ая|ое|ие)",
        rf"дата (?:{_DONE}).*",
    ),
    ColumnKind.ASSIGNEE: (r"(?:ф\.? ?и\.? ?о\.? )?(?:ответственн|исполнител|соисполнител|кто отвечает).*",),
    ColumnKind.IMPLEMENTED: (
        r"(?:реализованн|принят)\w+ мер.*",
        r"отметка.*",
        rf"информация об? (?:{_DONE}|ход).*",
        rf"ход (?:{_DONE}).*",
        r"сведения о (?:ходе|реализ|выполн|исполн).*",
        rf"результат\w* (?:{_DONE}).*",
        r"(?:фактическ|достигнут)\w+ результат.*",
        rf"(?:{_DONE})\w*(?: мероприяти\w+)?",
        r"что сделано.*|исполнено|выполнено",
    ),
    ColumnKind.PLANNED: (
        r"(?:планов\w+ |планируем\w+ |предельн\w+ )?(?:срок|дата|период)\w*\b.*",
        r"план|когда|планов(?:ый|ая|ое|ые)",
    ),
    ColumnKind.EXPECTED: (
        r"(?:ожидаем|планируем|предполагаем|прогнозируем)\w+ (?:результат|эффект|итог).*",
        r"показател\w+ (?:результат|эфф).*",
        r"(?:вид|форма) (?:документа|отч[её]т|завершен).*|индикатор.*",
    ),
    ColumnKind.RESULT: (r"результат.*|итог\w*",),
    ColumnKind.DEFICIENCY: (
        rf"(?:{_OF} |выявленн\w+ |основн\w+ )*(?:недостат|замечан|нарушен|проблем).*",
        r"(?:рекомендаци|предложени).*",
    ),
    ColumnKind.CRITERION: (rf"(?:{_OF} )?(?:критери|показател|направлени|раздел)\w*(?: .*)?",),
    ColumnKind.MEASURE: (
        rf"(?:{_OF})? ?(?:планируем\w+ |планов\w+ |основн\w+ )?(?:мероприят|мер[аы]?\b|действи|работ[аы]?\b).*",
        r"наименование|содержание|что сделать.*",
    ),
}  # fmt: skip
"""Patterns of whole headings in small letters; the first kind that fits is meant."""


def _compiled(*, tight: bool) -> re.Pattern[str]:
    """All patterns as one, each kind a group of its name; tight ones are for headings without any spaces."""
    joined = "|".join(f"(?P<{kind}>{'|'.join(f'(?:{one})' for one in every)})" for kind, every in _HEADINGS.items())
    return re.compile(joined.replace(" ?", "").replace(" ", "") if tight else joined)


_MEANT, _MEANT_TIGHT = _compiled(tight=False), _compiled(tight=True)
_BROKEN_FROM = 8
"""A heading of so many characters may have its words broken by a narrow column."""
_TELLING = frozenset(ColumnKind) - {
    ColumnKind.MEASURE,
    ColumnKind.DEFICIENCY,
    ColumnKind.RESULT,
    ColumnKind.CRITERION,
}
"""Kinds whose headings do not occur as the beginning of a measure or a result."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What every column of a table holds, by its number from 0; None where the heading is not known.

    `ordinal` is the same without the columns that a merged heading only covers. `headings` are as printed, by column.
    """

    kinds: tuple[ColumnKind | None, ...]
    ordinal: tuple[ColumnKind | None, ...]
    headings: tuple[str, ...]

    def kinds_in(self, row: Row) -> tuple[ColumnKind | None, ...]:
        """What each cell of a row holds."""
        width = max(cell.column + cell.span for cell in row.cells)
        if width != len(self.kinds) and len(row.cells) == len(self.ordinal):
            return self.ordinal
        return tuple(self.kinds[cell.column] if cell.column < len(self.kinds) else None for cell in row.cells)

    def heading(self, cell: Cell) -> str:
        """The printed heading over a cell, empty where there is none."""
        return self.headings[cell.column] if cell.column < len(self.headings) else ""


@lru_cache(maxsize=4096)
def meaning(heading: str) -> ColumnKind | None:
    """What a heading means, None when it is not known."""
    plain = _SPACES.sub(" ", heading).strip(" .:*\n").casefold()
    if not plain or len(plain) > LONGEST:
        return None
    found = _MEANT.fullmatch(plain)
    if found is None and len(plain) >= _BROKEN_FROM:
        found = _MEANT_TIGHT.fullmatch(_BREAKS.sub("", plain))
    return ColumnKind(found.lastgroup) if found and found.lastgroup else None


def is_heading(row: Row) -> bool:
    """Whether a row is the first storey of a heading: most of its cells are known headings of different kinds."""
    filled = [cell for cell in row.cells if cell.entries]
    if len(filled) < 2 or filled[0].text[:1].isdigit():
        return False
    kinds: set[ColumnKind] = set()
    known = len(filled)
    for cell in filled:
        kind = meaning(cell.text)
        if kind:
            kinds.add(kind)
            continue
        known -= 1
        if known < _MOSTLY * len(filled):
            return False
    return len(kinds) >= 2 and bool(kinds & _TELLING)


def is_second_storey(upper: Row, lower: Row) -> bool:
    """Whether a row goes on the heading above it: known headings under a merged or an empty cell, none elsewhere."""
    if lower.table != upper.table:
        return False
    open_columns = {column for cell in upper.cells for column in _opened(cell)}
    beyond = max(cell.column + cell.span for cell in upper.cells)
    filled = [cell for cell in lower.cells if cell.entries]
    if len(filled) == 1 and not _is_divided(upper, filled[0]):
        return False
    kinds = [meaning(cell.text) for cell in filled]
    return (
        bool(filled)
        and all(cell.column in open_columns or cell.column >= beyond for cell in filled)
        and all(kind is not None for kind in kinds)
    )


def is_numbering(row: Row) -> bool:
    """Whether a row only numbers the columns: 1, 2, 3, …"""
    filled = [cell for cell in row.cells if cell.entries]
    if not filled or not filled[0].entries[0].startswith("1"):
        return False
    texts = [cell.text.strip(" .") for cell in filled]
    return len(texts) > 2 and texts == [str(number) for number in range(1, len(texts) + 1)]


def layout(upper: Row, lower: Row | None = None) -> Layout:
    """The columns under a heading of one or two storeys."""
    rows = (upper, lower) if lower else (upper,)
    width = max(cell.column + cell.span for row in rows for cell in row.cells)
    below = {cell.column: cell.text for cell in lower.cells if cell.entries} if lower else {}
    above = _covering(upper, width)
    kinds = tuple(_both(above[column], below.get(column, "")) for column in range(width))
    starts = {cell.column for cell in upper.cells} | set(below)
    headings = tuple(" ".join(filter(None, (above[column], below.get(column, "")))) for column in range(width))
    return Layout(kinds, tuple(kinds[column] for column in sorted(starts)), headings)


def guessed(kinds: Sequence[ColumnKind | None]) -> Layout:
    """A layout without a heading."""
    return Layout(tuple(kinds), tuple(kinds), ("",) * len(kinds))


def _is_divided(upper: Row, lone: Cell) -> bool:
    """Whether a lone cell stands under one that the storey below divides, and is no title over the whole table."""
    above = [cell for cell in upper.cells if cell.column <= lone.column < cell.column + cell.span]
    return lone.span == 1 and not any(cell.entries and cell.span == 1 for cell in above)


def _opened(cell: Cell) -> range:
    """Columns under a cell of the upper storey where a second one may stand."""
    return (
        range(cell.column, cell.column + cell.span) if cell.span > 1 or not cell.entries or cell.rows == 1 else range(0)
    )


def _covering(upper: Row, width: int) -> list[str]:
    texts = [""] * width
    for cell in upper.cells:
        texts[cell.column : cell.column + cell.span] = [cell.text] * cell.span
    return texts


def _both(above: str, below: str) -> ColumnKind | None:
    """The kind by both storeys: «срок» over «факт» is read together, else the lower one tells more."""
    if not below:
        return meaning(above)
    return meaning(f"{above} {below}") if meaning(below) is None or _plain_pair(above) else meaning(below)


def _plain_pair(above: str) -> bool:
    """Whether the upper storey is the term itself, divided below into planned and actual."""
    return meaning(above) is ColumnKind.PLANNED
