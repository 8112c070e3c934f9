"""What really raised the score elsewhere: outcomes of measures in earlier cycles, with how far they can be trusted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from types import MappingProxyType

from merilo.plurals import plural
from merilo.scoring import rounding

LEAST = 5
"""With fewer cases nothing is said."""
_CASES = ("случаю", "случаям", "случаям")
_DIGITS = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """One organization took a measure against a deficiency: its indicator's score in that cycle and in the next one."""

    measure: str
    deficiency: str
    before: Fraction
    after: Fraction


@dataclass(frozen=True, slots=True)
class Effect:
    """What followed a measure: change of the indicator in points. `low` and `high` are the extremes seen."""

    cases: int
    risen: int
    median: Fraction
    low: Fraction
    high: Fraction

    @property
    def sentence(self) -> str:
        """In words, with how far it can be trusted."""
        cases = f"{self.cases}\u00a0{plural(self.cases, _CASES)}"
        return (
            f"По {cases}: показатель вырос в {self.risen} из них; изменился на величину от {_signed(self.low)} до "
            f"{_signed(self.high)} балла, посередине (медиана) {_signed(self.median)}. Это наблюдение, а не "
            "доказательство: вместе с мероприятием менялось и другое, а низкий балл часто растёт и сам."
        )


def effect(history: Iterable[Outcome]) -> Mapping[tuple[str, str], Effect]:
    """What followed each measure against each deficiency, by their keys; only where there are five cases and more."""
    changes: dict[tuple[str, str], list[Fraction]] = {}
    for one in history:
        changes.setdefault((one.measure, one.deficiency), []).append(one.after - one.before)
    return MappingProxyType({keys: _effect(sorted(found)) for keys, found in changes.items() if len(found) >= LEAST})


def _effect(changes: list[Fraction]) -> Effect:
    """From changes in ascending order."""
    cases = len(changes)
    median = (changes[(cases - 1) // 2] + changes[cases // 2]) / 2
    return Effect(cases, sum(1 for change in changes if change > 0), median, changes[0], changes[-1])


def _signed(points: Fraction) -> str:
    text = rounding.shown(rounding.half_up(abs(points), _DIGITS), _DIGITS).replace(".", ",")
    if points == 0 or text.strip("0,") == "":
        return "0"
    return f"{'+' if points > 0 else '−'}{text}"
