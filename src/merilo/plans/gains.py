"""«Что исправить в первую очередь?»: points of the total gained by each deficiency, adding up to the recomputed score.

Conditions are capped and checklists share one norm, so what each deficiency would give alone does not add up. Here
every ticked deficiency gets what it adds to those ticked above it; the sum is the recomputed total less the present
one, exactly, and so is the sum of what is printed.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from merilo.methodology.model import Edition
from merilo.observations import Observation
from merilo.plans.deficiencies import Deficiency
from merilo.plans.mending import Remedy, mended, remedies
from merilo.plans.power import Power, power_of
from merilo.scoring import rounding
from merilo.scoring.figures import Figure
from merilo.scoring.formulas import Seen, figure_of
from merilo.scoring.plan import plan_for
from merilo.scoring.policies import Policies
from merilo.scoring.score import score
from merilo.scoring.storeys import Result, Rules, calculate, refigured

ALL = Fraction(1)
ZERO = Fraction(0)
Path = tuple[int, ...]
"""Where a component stands: indices of criterion, indicator and component."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What one deficiency is worth in points of the total; None where there is no total.

    `alone`: put right alone. `gain`: when ticked, what it adds to the ticked ones above it in the list; when not, what
    it would add to the present choice. `shown`: the same as a difference of printed totals, with a point.
    """

    deficiency: Deficiency
    ticked: bool
    alone: Fraction | None
    gain: Fraction | None
    shown: str
    power: Power | None


@dataclass(frozen=True, slots=True)
class Gains:
    """The present total, the total when all that is ticked is put right, and every deficiency, the dearest first.

    The order does not depend on what is ticked. Gains of the ticked rows add up to `after - before`, their `shown`
    to the printed totals' difference. `beyond`: points below the highest total that remain when everything listed is
    put right. `reason` says why there is no total.
    """

    before: Fraction | None
    after: Fraction | None
    shown_before: str
    shown_after: str
    rows: tuple[Gain, ...]
    beyond: Fraction | None
    assumption: str
    reason: str = ""

    @property
    def gained(self) -> Fraction | None:
        """Points gained by all that is ticked."""
        return None if self.before is None or self.after is None else self.after - self.before


class _Stand(NamedTuple):
    """An observation and its calculation after something was put right; `touched` are the components changed by it."""

    observation: Observation
    result: Result
    touched: frozenset[Path] = frozenset()

    @property
    def total(self) -> Fraction:
        return self.result.figure.value or ZERO


class _Reckoner(NamedTuple):
    """How a calculation is made anew. `figures`: of the components that a remedy changes, when it stands alone."""

    rules: Rules
    remedies: Mapping[str, Remedy]
    figures: Mapping[str, tuple[Figure, ...]]

    def put_right(self, stand: _Stand, key: str) -> _Stand:
        """The stand after it; the same one where the total would fall: what is there is better."""
        remedy = self.remedies.get(key)
        if remedy is None:
            return stand
        after = self._mended(stand, remedy, self.figures[key])
        return after if after.total >= stand.total else stand

    def all_put_right(self, stand: _Stand) -> _Stand:
        """The stand after every remedy."""
        for key, remedy in self.remedies.items():
            stand = self._mended(stand, remedy, self.figures[key])
        return stand

    def _mended(self, stand: _Stand, remedy: Remedy, figures: tuple[Figure, ...]) -> _Stand:
        observation, result = mended(stand.observation, remedy), stand.result
        for (path, plan), alone in zip(remedy.components, figures, strict=True):
            known = path not in stand.touched
            figure = alone if known else figure_of(Seen(plan, observation, self.rules.choices))
            result = refigured(result, path, figure, rules=self.rules)
        touched = stand.touched.union(path for path, _ in remedy.components)
        return _Stand(observation, result, touched)

    def printed(self, before: Fraction, after: Fraction) -> str:
        """The difference of two totals as they are printed."""
        digits = self.rules.rounding.shown
        return rounding.shown(rounding.half_up(after, digits) - rounding.half_up(before, digits), digits)

    def text(self, total: Fraction) -> str:
        return rounding.shown(total, self.rules.rounding.shown)


def plan_of_gains(
    edition: Edition,
    observation: Observation,
    policies: Policies,
    *,
    deficiencies: Iterable[Deficiency],
    ticked: Collection[str],
    share: Fraction = ALL,
) -> Gains:
    """What each deficiency is worth, with those whose keys are `ticked` put right, dearest first.

    `share` (0…1): to what share the satisfied rise when dissatisfaction is put right; one that is higher stays.
    Nothing is gained by a proposal that is tied to no item or question, nor by what the edition does not know.
    """
    found = tuple(deficiencies)
    rules = Rules(policies.choices, rounding.of(policies))
    plan = plan_for(edition, observation.organization.type)
    present = _Stand(observation, calculate(plan, observation, rules))
    reckoner = _reckoner(observation, rules, remedies(plan, observation, found, share=share))
    if present.result.figure.value is None:
        reasons = score(edition, observation, policies).reasons
        return _without_total(found, ticked, assumption=_assumption(share), reason="; ".join(reasons))
    alone = {one.key: reckoner.put_right(present, one.key).total - present.total for one in found}
    ordered = sorted(found, key=lambda one: -alone[one.key])
    chosen, steps = _chain(present, [one.key for one in ordered if one.key in ticked], reckoner)
    rows = []
    for one in ordered:
        before, after = steps.get(one.key) or (chosen.total, reckoner.put_right(chosen, one.key).total)
        shown = reckoner.printed(before, after)
        rows.append(Gain(one, one.key in steps, alone[one.key], after - before, shown, power_of(one)))
    return Gains(
        before=present.total,
        after=chosen.total,
        shown_before=reckoner.text(present.total),
        shown_after=reckoner.text(chosen.total),
        rows=tuple(rows),
        beyond=edition.highest - max(chosen.total, reckoner.all_put_right(chosen).total),
        assumption=_assumption(share),
    )


def _reckoner(observation: Observation, rules: Rules, by_key: Mapping[str, Remedy]) -> _Reckoner:
    figures = {}
    for key, remedy in by_key.items():
        after = mended(observation, remedy)
        figures[key] = tuple(figure_of(Seen(one.plan, after, rules.choices)) for one in remedy.components)
    return _Reckoner(rules, by_key, figures)


def _chain(
    present: _Stand, keys: list[str], reckoner: _Reckoner
) -> tuple[_Stand, dict[str, tuple[Fraction, Fraction]]]:
    """Everything ticked put right one by one: the last stand, and the totals before and after each."""
    steps = {}
    stand = present
    for key in keys:
        before, stand = stand, reckoner.put_right(stand, key)
        steps[key] = (before.total, stand.total)
    return stand, steps


def _without_total(found: tuple[Deficiency, ...], ticked: Collection[str], *, assumption: str, reason: str) -> Gains:
    ordered = sorted(found, key=lambda one: -(one.gain or ZERO))
    rows = tuple(Gain(one, one.key in ticked, None, None, "", power_of(one)) for one in ordered)
    return Gains(None, None, "", "", rows, None, assumption, reason or "итог не посчитан")


def _assumption(share: Fraction) -> str:
    satisfied = "довольны все ответившие" if share >= 1 else f"доля довольных доросла до {_percent(share)}\u00a0%"
    return (
        "Прибавка посчитана так: недостающий пункт появился полностью, способ связи указан и работает, а там, где "
        f"потеряны баллы за мнение, {satisfied}. Мнение нельзя назначить: это наибольшая прибавка, а не обещание."
    )


def _percent(share: Fraction) -> str:
    return rounding.shown(100 * share, 2).rstrip("0").rstrip(".").replace(".", ",")
