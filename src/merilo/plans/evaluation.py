"""The head's evaluation sheet: points by an authority's rule set, each with what it stands on.

Noise never costs money: growth counts only when the intervals stand apart; a value whose interval crosses the edge of
a band is treated as its rule says; a rule that chance would decide leaves the sheet with its highest points, and so
does one without a value unless it says that this costs the points.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from types import MappingProxyType

from merilo.plans.head_facts import HeadFacts
from merilo.plans.rule_sets import Absent, BonusStep, BonusUnit, EvaluationRule, RuleKind, RuleSet, Unsure
from merilo.plurals import plural
from merilo.quotation import in_quotes
from merilo.scoring import rounding
from merilo.uncertainty.model import Interval, PlaceInterval

ZERO = Fraction(0)
_DAYS = ("день", "дня", "дней")


class LineState(StrEnum):
    """Whether a rule counts."""

    COUNTED = "counted"
    WARNED = "warned"
    REFUSED = "refused"
    """Chance or another methodology would decide: neither points nor the highest points count."""
    ABSENT = "absent"
    """There is nothing to apply it to, and that costs nothing."""
    ZEROED = "zeroed"
    """There is nothing to apply it to, and by the rule that costs its points."""

    @property
    def label(self) -> str:
        return _STATES[self]


_STATES = {
    LineState.COUNTED: "учтено",
    LineState.WARNED: "учтено с предупреждением",
    LineState.REFUSED: "не применено",
    LineState.ABSENT: "нет данных",
    LineState.ZEROED: "нет данных, 0 баллов",
}


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One rule applied. `points` and `highest` are weighted; None and 0 when the rule does not count.

    `basis`: sentences — the value with its interval, the band with its bound, the clause. `warning` is empty when there
    is nothing to warn of.
    """

    rule: EvaluationRule
    state: LineState
    value: Fraction | None
    points: Fraction | None
    highest: Fraction
    basis: tuple[str, ...]
    warning: str = ""


@dataclass(frozen=True, slots=True)
class EvaluationSheet:
    """A head's sheet. `percent` is of the highest points of the rules that count; None when none does.

    `step` and `coefficient` are None without a bonus scale, or when nothing counts.
    """

    rule_set: RuleSet
    facts: HeadFacts
    lines: tuple[SheetLine, ...]
    total: Fraction
    highest: Fraction
    percent: Fraction | None
    step: BonusStep | None
    basis: tuple[str, ...]

    @property
    def coefficient(self) -> Fraction | None:
        return self.step.coefficient if self.step else None

    @property
    def warnings(self) -> tuple[str, ...]:
        """Every warning of the lines, in their order."""
        return tuple(line.warning for line in self.lines if line.warning)


@dataclass(frozen=True, slots=True)
class _Look:
    """What a rule saw: a value with the bounds between which it may lie, or why there is none."""

    text: str
    value: Fraction | None = None
    low: Fraction | None = None
    high: Fraction | None = None
    refused: bool = False


def evaluate(rules: RuleSet, facts: HeadFacts) -> EvaluationSheet:
    """The sheet of one head. The same facts and rules always give the same sheet."""
    lines = tuple(_line(rules, rule, facts) for rule in rules.rules)
    total = sum((line.points for line in lines if line.points is not None), ZERO)
    highest = sum((line.highest for line in lines), ZERO)
    counted = any(line.points is not None for line in lines)
    percent = 100 * total / highest if counted and highest > 0 else None
    step, basis = _bonus(rules, total, percent) if counted else (None, ("Ни одно правило не применено.",))
    return EvaluationSheet(rules, facts, lines, total, highest, percent, step, basis)


def number(value: Fraction) -> str:
    """A number of the sheet: at most two decimals, a comma."""
    text = rounding.shown(value, 2)
    return text.rstrip("0").rstrip(".").replace(".", ",").replace("-", "−")


def _bonus(rules: RuleSet, total: Fraction, percent: Fraction | None) -> tuple[BonusStep | None, tuple[str, ...]]:
    if rules.bonus is None:
        return None, ()
    value = total if rules.bonus.unit is BonusUnit.POINTS else percent
    if value is None:
        return None, ("Шкала премии в процентах, а наибольшая сумма баллов равна нулю.",)
    points = rules.bonus.unit is BonusUnit.POINTS
    said = f"Сумма баллов {number(value)}" if points else f"{number(value)}\u00a0% возможных баллов"
    step = rules.bonus.step_of(value)
    if step is None:
        return None, (f"{said}: не достигнута ни одна ступень шкалы премии.",)
    bound = f"от {number(step.at_least)}" if step.at_least is not None else "нижняя ступень"
    coefficient = number(step.coefficient)
    return step, (
        f"{said}: ступень «{step.title}» ({bound}), коэффициент {coefficient}.",
        f"Основание: {rules.order.printed}.",
    )


def _line(rules: RuleSet, rule: EvaluationRule, facts: HeadFacts) -> SheetLine:
    look = _LOOKS[rule.kind](facts)
    clause = ", ".join(part for part in (rule.clause, rules.order.printed) if part)
    cited = f"Основание: {clause}."
    if look.value is None and look.refused:
        return SheetLine(rule, LineState.REFUSED, None, None, ZERO, (look.text, cited))
    if look.value is None:
        return _absent(rule, look, is_owed=facts.owed is not None and facts.owed.is_late, cited=cited)
    low = look.value if look.low is None else look.low
    high = look.value if look.high is None else look.high
    ends = {rule.band_of(low), rule.band_of(high), rule.band_of(look.value)}
    if len(ends) == 1:
        band = rule.band_of(look.value)
        return SheetLine(
            rule,
            LineState.COUNTED,
            look.value,
            _points(rule, band),
            rule.highest,
            (look.text, _said(rule, band), cited),
        )
    return _unsure(rule, look, ends=ends, cited=cited)


def _absent(rule: EvaluationRule, look: _Look, *, is_owed: bool, cited: str) -> SheetLine:
    """A line without a value: it costs the points only where its rule says so and, of a plan, one was owed."""
    if rule.absent is Absent.ZERO and (is_owed or not rule.kind.of_plan):
        said = f"Данных нет — 0 из {number(rule.highest)} по правилу {in_quotes(rule.title)}."
        return SheetLine(rule, LineState.ZEROED, None, ZERO, rule.highest, (look.text, said, cited))
    why = {
        None: "по умолчанию: набор правил не говорит, что делать без данных",
        Absent.LEAVE: "так велит правило",
        Absent.ZERO: "баллы снимаются, только если план следовало утвердить, а его нет",
    }[rule.absent]
    return SheetLine(rule, LineState.ABSENT, None, None, ZERO, (look.text, f"Не учитывается: {why}.", cited))


def _unsure(rule: EvaluationRule, look: _Look, *, ends: set[int | None], cited: str) -> SheetLine:
    """A line whose value may fall into several bands, by the rule's own choice."""
    indices = sorted(-1 if index is None else index for index in ends)
    worst, best = (None if index < 0 else index for index in (indices[0], indices[-1]))
    warning = (
        f"{rule.title}: интервал пересекает границу ступени — от «{_named(rule, worst)}» до «{_named(rule, best)}»; "
        f"{rule.unsure.label}."
    )
    if rule.unsure is Unsure.REFUSE or look.value is None:
        return SheetLine(rule, LineState.REFUSED, look.value, None, ZERO, (look.text, cited), warning)
    highest = rule.highest
    if rule.unsure is Unsure.WARN:
        points = _common(_points(rule, worst), _points(rule, best))
        disputed = _points(rule, best) - points
        highest -= disputed
        said = f"Общее для ступеней интервала: {number(points)}; спорное: {number(disputed)}."
    else:
        band = best if rule.unsure is Unsure.BEST else rule.band_of(look.value)
        points, said = _points(rule, band), _said(rule, band)
    return SheetLine(rule, LineState.WARNED, look.value, points, highest, (look.text, said, cited), warning)


def _common(worst: Fraction, best: Fraction) -> Fraction:
    """What both ends give for sure: the lesser gain, the lesser loss, nothing when one gives and the other takes."""
    if worst > 0:
        return worst
    return best if best < 0 else ZERO


def _points(rule: EvaluationRule, band: int | None) -> Fraction:
    return ZERO if band is None else rule.weight * rule.bands[band].points


def _named(rule: EvaluationRule, band: int | None) -> str:
    return "ниже всех ступеней" if band is None else rule.bands[band].title


def _said(rule: EvaluationRule, band: int | None) -> str:
    if band is None:
        return "Не достигнута ни одна ступень: 0 баллов."
    reached = rule.bands[band]
    bound = (
        f" (от {number(reached.at_least)})"
        if reached.at_least is not None
        else f" (до {number(reached.at_most)})"
        if reached.at_most is not None
        else ""
    )
    weight = "" if rule.weight == 1 else f" × {number(rule.weight)} = {number(rule.weight * reached.points)}"
    return f"Ступень «{reached.title}»{bound}: {number(reached.points)}{weight}."


def _score(facts: HeadFacts) -> _Look:
    if facts.total is None:
        return _Look("Итогового балла нет.")
    bounds = facts.interval
    if bounds is None:
        return _Look(f"Итоговый балл {number(facts.total)}; интервал не рассчитан.", facts.total)
    low, high = _ends(bounds)
    return _Look(f"Итоговый балл {number(facts.total)}, интервал {_span(low, high)}.", facts.total, low, high)


def _growth(facts: HeadFacts) -> _Look:
    former, now = facts.former, facts.interval
    if former is None or facts.total is None:
        return _Look("Сравнивать не с чем: нет прежнего или нового итогового балла.")
    if not former.comparable:
        text = f"{former.title}: методика другая, баллы двух оценок не сравниваются."
        return _Look(text, refused=True)
    if now is None:
        return _Look("Интервал нового балла не рассчитан: рост нельзя отличить от случайного.", refused=True)
    low, high = _ends(former.interval) if former.interval else (former.total, former.total)
    apart = now.low > high or now.high < low
    change = facts.total - former.total
    grown = f"{'+' if change > 0 else ''}{number(change)}"
    old = f", интервал {_span(low, high)}" if former.interval else ""
    text = (
        f"{former.title}: {number(former.total)}{old}; теперь {number(facts.total)}, интервал "
        f"{_span(*_ends(now))}. Изменение {grown} "
        f"{'больше погрешности' if apart else 'в пределах погрешности и считается нулём'}."
    )
    return _Look(text, change if apart else ZERO)


def _on_time(facts: HeadFacts) -> _Look:
    counts = facts.measures
    return _share(facts, counts.on_time if counts else 0, "выполнено в срок")


def _execution(facts: HeadFacts) -> _Look:
    counts = facts.measures
    return _share(facts, counts.done if counts else 0, "выполнено, в том числе с опозданием,")


def _share(facts: HeadFacts, done: int, verb: str) -> _Look:
    counts = facts.measures
    if counts is None or not counts.due:
        return _Look(facts.owed.printed if facts.owed else "Нет мероприятий, срок которых наступил.")
    share = Fraction(done, counts.due)
    return _Look(
        f"Из {counts.due} мероприятий с наступившим сроком {verb} {done}: {number(100 * share)}\u00a0%.", share
    )


def _published(facts: HeadFacts) -> _Look:
    fact = facts.publication
    if fact is None:
        return _Look(facts.owed.printed if facts.owed else "Сведений о публикации плана нет.")
    due = f"{fact.due_on:%d.%m.%Y}"
    if fact.published_on is None and fact.on <= fact.due_on:
        return _Look(f"План не опубликован, срок {due} не прошёл.")
    late = max(0, ((fact.published_on or fact.on) - fact.due_on).days)
    day = f"опубликован {fact.published_on:%d.%m.%Y}" if fact.published_on else f"на {fact.on:%d.%m.%Y} не опубликован"
    delay = f"опоздание {late}\u00a0{plural(late, _DAYS)}" if late else "в срок"
    return _Look(f"План {day} при сроке {due}: {delay}.", Fraction(late))


def _place(facts: HeadFacts) -> _Look:
    if facts.place is None:
        return _Look("Места в рейтинге нет.")
    known = facts.place_interval
    if known is None and not facts.places:
        return _Look(f"Место {facts.place}; интервал места не рассчитан.", refused=True)
    bounds = known or PlaceInterval(1, max(facts.places, facts.place))
    of = f" из {facts.places}" if facts.places else ""
    text = f"интервал {bounds.best}–{bounds.worst}" if known else "интервал не рассчитан и принят наибольшим"
    return _Look(
        f"Место {facts.place}{of}, {text}.", Fraction(facts.place), Fraction(bounds.worst), Fraction(bounds.best)
    )


_LOOKS: Mapping[RuleKind, Callable[[HeadFacts], _Look]] = MappingProxyType(
    {
        RuleKind.SCORE: _score,
        RuleKind.GROWTH: _growth,
        RuleKind.ON_TIME: _on_time,
        RuleKind.EXECUTION: _execution,
        RuleKind.PUBLISHED: _published,
        RuleKind.PLACE: _place,
    }
)


def _ends(bounds: Interval) -> tuple[Fraction, Fraction]:
    return Fraction(bounds.low), Fraction(bounds.high)


def _span(low: Fraction, high: Fraction) -> str:
    return f"{number(low)}–{number(high)}"
