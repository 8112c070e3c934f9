"""Headings: which column means what, how sure we are, and what must be asked."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from merilo.importers import codes
from merilo.importers.clues import service
from merilo.importers.findings import Findings
from merilo.importers.spelling import folded, heading, shortened
from merilo.importers.tables import Table
from merilo.problems import Place

CERTAIN = 100
ACCEPTED = 90
ASKED = 60
MARGIN = 5
IGNORE = "-"
_SHORTEST = 8


@dataclass(frozen=True, slots=True)
class Target:
    """Something a column may mean: its code and the texts by which it is known. `required` columns must be found.

    A column that is not `counted` needs no certainty.
    """

    code: str
    texts: tuple[str, ...] = ()
    required: bool = False
    counted: bool = True


@dataclass(frozen=True, slots=True)
class Match:
    """What a column was taken for. `code` is empty for a column that is not read; `confidence` is in per cent."""

    file: str
    column: int
    heading: str
    code: str
    confidence: int
    how: str


@dataclass(frozen=True, slots=True)
class Meaning:
    """What is known of the table's columns before they are looked at.

    `mapping` is the person's own (heading → code); `clue` finds a code by stems of the heading; `by_values` looks into
    the column itself and gives a code with its confidence; `same` knows texts by rules of its own; `fits` tells which
    codes a heading may mean at all.
    """

    targets: tuple[Target, ...]
    mapping: Mapping[str, str]
    clue: Callable[[str], str | None] = lambda _: None
    by_values: Callable[[Table, int], tuple[str, int] | None] = lambda _table, _column: None
    fits: Callable[[str, str], bool] = lambda _heading, _code: True
    same: Callable[[str], str | None] = lambda _: None

    def known(self, text: str) -> bool:
        """Whether a title is familiar for certain: by the mapping, by code or by its very text."""
        return self.exact(text) is not None

    def exact(self, text: str) -> tuple[str, str] | None:
        """The code that the title means for certain, and how we know."""
        plain, short = folded(text), heading(text)
        for written, code in self.mapping.items():
            if heading(written) == short:
                return (code if any(code == target.code for target in self.targets) else ""), "cycle.yaml"
        for target in self.targets:
            if plain == target.code:
                return target.code, "код"
        found = {target.code for target in self.targets if short in map(heading, target.texts) and short}
        named = self.same(text) if not found else None
        found |= {named} if named else set()
        return (found.pop(), "текст") if len(found) == 1 else None


def match(table: Table, meaning: Meaning, findings: Findings) -> tuple[Match, ...]:
    """What each column means; everything doubtful goes to `findings`."""
    _check_mapping(table, meaning, findings)
    certain = [_certain(table, column, meaning) for column in range(len(table.heading))]
    taken = {found.code for found in certain if found is not None and found.code}
    matches = tuple(found or _guessed(table, column, meaning, taken=taken) for column, found in enumerate(certain))
    _report(table, meaning, matches, findings=findings)
    return matches


def columns(matches: tuple[Match, ...]) -> dict[str, int]:
    """Code → column, for the columns that were accepted."""
    found: dict[str, int] = {}
    for one in matches:
        if one.code and one.confidence >= ACCEPTED:
            found.setdefault(one.code, one.column)
    return found


def _certain(table: Table, column: int, meaning: Meaning) -> Match | None:
    title = table.heading[column]
    if not title:
        return Match(table.file, column, "", "", CERTAIN, "без заголовка")
    found = meaning.exact(title)
    if found is not None:
        return Match(table.file, column, title, found[0], CERTAIN, found[1])
    return Match(table.file, column, title, "", CERTAIN, "служебный") if service(title) else None


def _guessed(table: Table, column: int, meaning: Meaning, *, taken: set[str]) -> Match:
    title = table.heading[column]
    seen = meaning.by_values(table, column) if not taken & {"organization"} else None
    if seen is not None:
        return Match(table.file, column, title, seen[0], seen[1], "по значениям")
    clue = meaning.clue(title)
    best, second = _alike(title, meaning)
    if clue is not None and clue not in taken and (best[1] < ACCEPTED or best[0] == clue):
        return Match(table.file, column, title, clue, max(ACCEPTED, best[1]), "ключевые слова")
    if best[1] >= ASKED and best[0] not in taken:
        sure = best[1] if best[1] - second >= MARGIN else min(best[1], ACCEPTED - 1)
        return Match(table.file, column, title, best[0], sure, "похоже")
    return Match(table.file, column, title, "", 0, "не опознан")


def _alike(title: str, meaning: Meaning) -> tuple[tuple[str, int], int]:
    """The likest target with its likeness in per cent, and the likeness of the next one."""
    plain = heading(title)
    if len(plain) < _SHORTEST:
        return ("", 0), 0
    likeness: dict[str, int] = {}
    for target in meaning.targets:
        texts = [heading(text) for text in target.texts if meaning.fits(title, target.code)]
        found = process.extractOne(plain, texts, scorer=fuzz.token_sort_ratio) if texts else None
        likeness[target.code] = int(found[1]) if found else 0
    ranked = sorted(likeness.items(), key=lambda pair: -pair[1]) or [("", 0)]
    return ranked[0], ranked[1][1] if len(ranked) > 1 else 0


def _check_mapping(table: Table, meaning: Meaning, findings: Findings) -> None:
    known = {target.code for target in meaning.targets} | {IGNORE, ""}
    titles = {heading(title) for title in table.heading}
    for written, code in meaning.mapping.items():
        place = Place("cycle.yaml", column=shortened(written))
        if code not in known:
            findings.add(codes.COLUMN_UNKNOWN_CODE, place, f"«{shortened(written)}» → «{code}»")
        elif heading(written) not in titles:
            findings.add(codes.COLUMN_UNUSED_MAPPING, place, f"В {table.file} нет столбца «{shortened(written)}»")


def _report(table: Table, meaning: Meaning, matches: tuple[Match, ...], *, findings: Findings) -> None:
    named: dict[str, Match] = {}
    texts = {target.code: target.texts for target in meaning.targets}
    counted = {target.code for target in meaning.targets if target.counted}
    for one in matches:
        place = table.place(table.heading_row, one.column)
        if one.code and one.confidence < ACCEPTED and one.code in counted:
            text = shortened(next(iter(texts.get(one.code, ())), ""))
            detail = f"Похоже на {one.code} («{text}»), уверенность {one.confidence} %"
            findings.add(codes.COLUMN_UNSURE, place, detail)
        elif one.code and one.code in named and one.code not in counted:
            findings.add(codes.COLUMN_IGNORED, place, f"Столбец «{shortened(one.heading)}» не прочитан: такой уже есть")
        elif one.code and one.code in named:
            detail = f"{one.code} — ещё и столбец «{table.title(named[one.code].column)}»"
            findings.add(codes.COLUMN_DOUBLED, place, detail)
        elif one.how == "не опознан" or one.confidence < ACCEPTED:
            findings.add(codes.COLUMN_IGNORED, place, f"Столбец «{shortened(one.heading)}» не прочитан")
        elif one.code:
            named[one.code] = one
    unsure = {one.code for one in matches if one.code}
    for target in meaning.targets:
        if target.required and target.code not in unsure:
            findings.add(codes.COLUMN_MISSING, table.place(table.heading_row), f"Нет столбца {target.code}")
