"""Findings: problems gathered while reading, each with its place, never cut silently."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from merilo.problems import Place, Problem, ProblemKind

MOST = 50
"""How many problems of one kind in one column are listed one by one; the rest are counted in one more line."""


MOST_IN_FILE = 500
"""The same for one kind in all columns of a file together."""
MOST_SPELLINGS = 1_000
"""How many spellings that a person has to confirm are looked up and remembered."""


class UnreadableFileError(Exception):
    """A file cannot be read at all; carries the one problem that says why. Never leaves the package."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(slots=True)
class _Rest:
    """What was left out of a listing: how many and the last place."""

    count: int
    last: Place


@dataclass(slots=True)
class Findings:
    """Gathers problems; iterating gives them in the order found, each over-long series closed by its count."""

    problems: list[Problem] = field(default_factory=list)
    unresolved: dict[str, None] = field(default_factory=dict)
    """Spellings of organizations that a person has to confirm, in the order met."""
    unclear: dict[str, None] = field(default_factory=dict)
    """Spellings of answers that a person has to explain, in the order met."""
    _series: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _files: dict[tuple[str, str, str], int] = field(default_factory=dict)
    _rest: dict[tuple[str, str, str], _Rest] = field(default_factory=dict)
    _kinds: dict[tuple[str, str, str], ProblemKind] = field(default_factory=dict)

    def add(self, kind: ProblemKind, place: Place, detail: str) -> None:
        """Record one problem; past MOST of its series it is only counted."""
        series, whole = (kind.code, place.file, place.column), (kind.code, place.file, "")
        seen, seen_in_file = self._series.get(series, 0), self._files.get(whole, 0)
        self._series[series] = seen + 1
        if seen < MOST and seen_in_file < MOST_IN_FILE:
            self._files[whole] = seen_in_file + 1
            self.problems.append(Problem(kind, place, detail))
            return
        series = series if seen_in_file < MOST_IN_FILE else whole
        self._kinds[series] = kind
        rest = self._rest.setdefault(series, _Rest(0, place))
        rest.count += 1
        rest.last = place

    def extend(self, problems: tuple[Problem, ...]) -> None:
        """Take over problems that were found elsewhere, as they are."""
        self.problems.extend(problems)

    def __iter__(self) -> Iterator[Problem]:
        yield from self.problems
        for series, rest in self._rest.items():
            yield Problem(self._kinds[series], rest.last, f"И ещё {rest.count} таких же; место последней указано")

    @property
    def blocking(self) -> bool:
        """Whether any of them stops the calculation."""
        return any(problem.blocking for problem in self)
