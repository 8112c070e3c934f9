"""What a register read from a file would change in the one that is kept. Rows are joined by identity only."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

from merilo.importers import register_codes
from merilo.importers.findings import Findings
from merilo.importers.names import plain_name
from merilo.importers.register import RegisterFile
from merilo.importers.spelling import shortened, squeezed
from merilo.problems import Problem
from merilo.register import Fact, RegisterRow, stale


@dataclass(frozen=True, slots=True)
class KeptOrganization:
    """An organization as it is kept: its number and all its facts by code of column, empty ones left out."""

    number: int
    facts: Mapping[str, Fact]

    @property
    def name(self) -> str:
        return str(self.facts["short_name"])

    @property
    def inn(self) -> str:
        return str(self.facts["inn"])


@dataclass(frozen=True, slots=True)
class FactChange:
    """One fact before and after; None where nothing was kept."""

    code: str
    before: Fact | None
    after: Fact


@dataclass(frozen=True, slots=True)
class ChangedOrganization:
    """A kept organization that the file tells otherwise."""

    kept: KeptOrganization
    row: RegisterRow
    changes: tuple[FactChange, ...]


@dataclass(frozen=True, slots=True)
class RegisterDiff:
    """What would be added and changed, what the file does not name (and what stays as it is), how many are the same."""

    added: tuple[RegisterRow, ...]
    changed: tuple[ChangedOrganization, ...]
    missing: tuple[KeptOrganization, ...]
    same: int
    problems: tuple[Problem, ...]

    @property
    def blocking(self) -> bool:
        """Whether nothing may be applied until a person mends the file."""
        return any(problem.blocking for problem in self.problems)

    @property
    def empty(self) -> bool:
        """Whether applying it would change nothing."""
        return not self.added and not self.changed


def compare(file: RegisterFile, kept: Iterable[KeptOrganization]) -> RegisterDiff:
    """The file against the kept register of the same authority.

    An organization is known by INN and short name together; one that was renamed by its INN, when exactly one row and
    one kept organization with it are left. Blank cells and absent columns change nothing, but a new full name takes
    with it the genitive that was written for the former one.
    """
    findings = Findings()
    known = tuple(kept)
    joined, added, left = _joined(file.rows, known)
    pairs = [(replace(row, facts={**row.facts, **stale(row.facts, one.facts)}), one) for row, one in joined]
    changed = tuple(
        ChangedOrganization(one, row, changes) for row, one in pairs if (changes := tuple(_changes(row, one)))
    )
    _check_added(added, left, findings)
    _check_heads(file.rows, known, findings)
    problems = (*file.problems, *findings)
    return RegisterDiff(tuple(added), changed, tuple(left), len(pairs) - len(changed), problems)


One = TypeVar("One", RegisterRow, "KeptOrganization")
Pairs = list[tuple[RegisterRow, KeptOrganization]]


def _joined(
    rows: Iterable[RegisterRow], kept: Iterable[KeptOrganization]
) -> tuple[Pairs, list[RegisterRow], list[KeptOrganization]]:
    """Pairs, rows without a kept organization, kept organizations without a row; each in its own order."""
    pairs: Pairs = []
    loose, left = list(rows), list(kept)
    steps: tuple[Callable[[RegisterRow | KeptOrganization], Hashable], ...] = (
        lambda one: (one.inn, one.name),
        lambda one: (one.inn, plain_name(one.name)),
        lambda one: one.inn,
    )
    for key in steps:
        by_row, by_kept = _single(loose, key), _single(left, key)
        met = by_row.keys() & by_kept.keys()
        pairs += [(by_row[found], by_kept[found]) for found in by_row if found in met]
        loose = [one for one in loose if key(one) not in met]
        left = [one for one in left if key(one) not in met]
    return pairs, loose, left


def _single(several: Iterable[One], key: Callable[[One], Hashable]) -> dict[Hashable, One]:
    found: dict[Hashable, list[One]] = defaultdict(list)
    for one in several:
        found[key(one)].append(one)
    return {word: ones[0] for word, ones in found.items() if len(ones) == 1}


def _changes(row: RegisterRow, kept: KeptOrganization) -> Iterable[FactChange]:
    for code, after in row.facts.items():
        before = kept.facts.get(code)
        if (squeezed(before) if isinstance(before, str) else before) != after:
            yield FactChange(code, before, after)


def _check_added(added: Iterable[RegisterRow], left: Iterable[KeptOrganization], findings: Findings) -> None:
    names = {plain_name(one.name): one for one in left if "closed_on" not in one.facts}
    numbers = {one.inn: one for one in left}
    for row in added:
        if "type" not in row.facts:
            findings.add(register_codes.TYPE, row.place, f"Новая организация «{shortened(row.name)}» без типа")
        if row.inn in numbers:
            other = numbers[row.inn]
            detail = f"«{shortened(row.name)}»: с ИНН {row.inn} в реестре осталась «{shortened(other.name)}»"
            findings.add(register_codes.OTHER_NAME, row.place, detail)
        elif namesake := names.get(plain_name(row.name)):
            detail = f"«{shortened(row.name)}»: в файле ИНН {row.inn}, в реестре {namesake.inn}"
            findings.add(register_codes.OTHER_INN, row.place, detail)


def _check_heads(rows: Sequence[RegisterRow], kept: Iterable[KeptOrganization], findings: Findings) -> None:
    told = {one.name: "head_office" in one.facts for one in kept}
    for row in rows:
        told[row.name] = "head_office" in row.facts or told.get(row.name, False)
    for row in rows:
        head = str(row.facts.get("head_office", ""))
        if head and (told.get(head, True) or head == row.name):
            place = replace(row.place, column="head_office")
            findings.add(register_codes.HEAD_OFFICE, place, f"Головная организация «{shortened(head)}»")
