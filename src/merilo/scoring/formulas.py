"""The closed set of formula kinds: one function for each. What was seen and answered in, a figure out."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import NamedTuple

from merilo.methodology.model import Formula
from merilo.observations import Count, Observation
from merilo.scoring.figures import FULL, ZERO, Figure, decided
from merilo.scoring.inspected import needless, read, unseen_in_words, ways_met
from merilo.scoring.plan import ComponentPlan, Norm
from merilo.scoring.rounding import half_up
from merilo.scoring.scorecard import Input, State

PERCENT = "percent"
"""Code of the input that holds a share or a mean after it was rounded to a whole (older scheme)."""
MET, NORM, EACH = "met", "norm", "each"
"""Codes of the inputs that sum a checklist up; they follow its items and have no clause of their own."""
_NOBODY = Count()
_NOBODY_ANSWERED = "на вопрос не ответил никто"


class Seen(NamedTuple):
    """One component of one organization: what to compute, from what, under which choices."""

    plan: ComponentPlan
    observation: Observation
    choices: Mapping[str, str]


def figure_of(seen: Seen) -> Figure:
    """The component's figure, by its formula kind."""
    return _BY_KIND[seen.plan.component.formula](seen)


def _norm_share(seen: Seen) -> Figure:
    """Σ values of items ÷ number of items in the norm × 100; «не применимо» leaves the norm or stays as a zero."""
    norm = _norm(seen)
    found = read(norm, seen.observation.items)
    if found.unseen:
        return Figure(State.BLOCKED, note=unseen_in_words(norm, found.unseen), inputs=found.inputs)
    kept = len(norm.items) if _counts_as_missing(seen) else found.applicable
    inputs = (*found.inputs, Input(MET, "сумма значений", found.total), Input(NORM, "пунктов в норме", Fraction(kept)))
    if not kept:
        return _empty(seen, inputs, f"{norm.title}: в норме не осталось ни одного пункта")
    return Figure(State.VALUED, FULL * found.total / kept, inputs=inputs)


def _conditions(seen: Seen) -> Figure:
    """Points for each condition met, a full score from a certain number on; «не применимо» is a condition not met."""
    norm, items = _norm(seen), seen.observation.items
    found = read(norm, items)
    idle = needless(norm, items)
    if unseen := tuple(item for item in found.unseen if item.code not in idle):
        return Figure(State.BLOCKED, note=unseen_in_words(norm, unseen), inputs=found.inputs)
    met = ways_met(norm, items) if norm.ways else found.total
    component = seen.plan.component
    each = component.points_each or ZERO
    inputs = (*found.inputs, Input(MET, "выполнено условий", met), Input(EACH, "баллов за условие", each))
    if component.full_from is not None and met >= component.full_from:
        return Figure(State.VALUED, FULL, note=f"{component.full_from} и больше — {FULL} баллов", inputs=inputs)
    return Figure(State.VALUED, min(FULL, each * met), inputs=inputs)


def _scale(seen: Seen) -> Figure:
    """Points of the band that the inspector recorded; the item's value is those points ÷ 100."""
    norm = _norm(seen)
    found = read(norm, seen.observation.items)
    if found.unseen:
        return Figure(State.BLOCKED, note=unseen_in_words(norm, found.unseen), inputs=found.inputs)
    if not found.applicable:
        if norm.items and _counts_as_missing(seen):
            return Figure(State.VALUED, ZERO, inputs=found.inputs)
        return _empty(seen, found.inputs, f"{norm.title}: не применимо")
    points = FULL * found.total
    band = next((band for band in seen.plan.bands if band.points == points), None)
    if band is None:
        note = f"{norm.title}: значение не совпадает ни с одной ступенью шкалы"
        return Figure(State.BLOCKED, note=note, inputs=found.inputs)
    return Figure(State.VALUED, points, note=band.title, inputs=found.inputs)


def _satisfaction(seen: Seen) -> Figure:
    """«Да» ÷ ответившие на этот вопрос × 100."""
    count = _count(seen)
    inputs = _answer_inputs(seen, count)
    if not count.answered or not seen.observation.respondents:
        return _unanswered(seen, inputs)
    return Figure(State.VALUED, Fraction(100 * count.yes, count.answered), inputs=inputs)


def _whole_share(seen: Seen) -> Figure:
    """«Да» ÷ ответившие × 100, rounded half-up to a whole per cent."""
    figure = _satisfaction(seen)
    return figure if figure.value is None else figure._replace(value=half_up(figure.value, 0))


def _banded_share(seen: Seen) -> Figure:
    """The share rounded half-up to a whole per cent, then the points of the band it reaches."""
    return _banded(seen, _whole_share(seen))


def _banded_mean(seen: Seen) -> Figure:
    """The mean of the options' numbers rounded half-up to a whole, then the points of the band it reaches."""
    count = _count(seen)
    question = seen.plan.question
    options = question.options if question else ()
    chosen = [(option, count.options.get(option.code, 0)) for option in options]
    inputs = tuple(Input(option.code, option.text, Fraction(times), note="ответили") for option, times in chosen)
    answered = sum(times for _, times in chosen)
    if not answered or not seen.observation.respondents:
        return _banded(seen, _unanswered(seen, inputs))
    mean = sum(((option.number or ZERO) * times for option, times in chosen), ZERO) / answered
    return _banded(seen, Figure(State.VALUED, half_up(mean, 0), inputs=inputs))


_BY_KIND: Mapping[Formula, Callable[[Seen], Figure]] = {
    Formula.NORM_SHARE: _norm_share,
    Formula.CONDITIONS: _conditions,
    Formula.SCALE: _scale,
    Formula.SATISFACTION: _satisfaction,
    Formula.WHOLE_SHARE: _whole_share,
    Formula.BANDED_SHARE: _banded_share,
    Formula.BANDED_MEAN: _banded_mean,
}


def _banded(seen: Seen, figure: Figure) -> Figure:
    """Points of the last band that is reached; a zero given by policy stays a zero."""
    if figure.value is None:
        return figure
    note = "среднее, округлённое до целого" if seen.plan.component.formula is Formula.BANDED_MEAN else "целый процент"
    inputs = (*figure.inputs, Input(PERCENT, "по нему выбрана ступень", figure.value, note=note))
    if figure.policy:
        return figure._replace(inputs=inputs)
    reached = next((band for band in reversed(seen.plan.bands) if band.reached_by(figure.value)), None)
    if reached is None:
        return figure._replace(value=ZERO, note="не достигнута ни одна ступень шкалы", inputs=inputs)
    return figure._replace(value=reached.points, note=reached.title, inputs=inputs)


def _count(seen: Seen) -> Count:
    return seen.observation.counts.get(seen.plan.component.source, _NOBODY)


def _answer_inputs(seen: Seen, count: Count) -> tuple[Input, ...]:
    code = seen.plan.component.source
    text = seen.plan.question.text if seen.plan.question else code
    note = "ответили"
    if count.filtered_out:
        note += f"; не касалось: {count.filtered_out}"
    if count.contradictory:
        note += f"; противоречивых ответов: {count.contradictory}"
    return (Input(code, text, Fraction(count.yes), note="«Да»"), Input(code, text, Fraction(count.answered), note=note))


def _unanswered(seen: Seen, inputs: tuple[Input, ...]) -> Figure:
    if not seen.observation.respondents:
        policy = Figure(State.UNDECIDED, policy="no_respondents", note="нет ни одной анкеты", inputs=inputs)
        return decided(policy, {"no_respondents": seen.choices.get("no_respondents", "not_assessed")})
    opened = _opened(seen)
    note = f"на вопрос не ответил никто, хотя его открыли ответом «Да» {opened}" if opened else _NOBODY_ANSWERED
    return _empty(seen, inputs, note)


def _opened(seen: Seen) -> int:
    """How many said «Да» at the filter of this question."""
    question = seen.plan.question
    found = seen.observation.counts.get(question.filter) if question and question.filter else None
    return found.yes if found else 0


def _empty(seen: Seen, inputs: tuple[Input, ...], note: str) -> Figure:
    policy = seen.plan.component.when_empty
    if policy is None or policy not in seen.choices:
        return Figure(State.BLOCKED, note=f"{note}; редакция не говорит, как быть", inputs=inputs)
    return decided(Figure(State.UNDECIDED, policy=policy, note=note, inputs=inputs), seen.choices)


def _counts_as_missing(seen: Seen) -> bool:
    return seen.choices.get("not_applicable") == "missing"


def _norm(seen: Seen) -> Norm:
    if seen.plan.norm is None:
        raise LookupError(f"the edition has no checklist «{seen.plan.component.source}»")
    return seen.plan.norm
