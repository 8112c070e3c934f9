"""Figures: what a formula or a storey of the calculation yields, before it takes its place in the trace."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import NamedTuple

from merilo.methodology.model import Combine
from merilo.scoring.scorecard import Input, State

ZERO = Fraction(0)
FULL = Fraction(100)
OTHER_HALF = "other_half"

_OUTRANKS = (State.NOT_ASSESSED, State.BLOCKED, State.UNDECIDED)
_EMPTY_BY_OPTION = {
    "undecided": (State.UNDECIDED, None),
    "renormalize": (State.ABSENT, None),
    OTHER_HALF: (State.ABSENT, None),
    "not_assessed": (State.NOT_ASSESSED, None),
    "zero": (State.VALUED, ZERO),
    "full": (State.VALUED, FULL),
}


class Figure(NamedTuple):
    """A number or the reason why there is none. `policy` decided it, or is waited for."""

    state: State
    value: Fraction | None = None
    policy: str | None = None
    note: str = ""
    inputs: tuple[Input, ...] = ()


class Whole(NamedTuple):
    """What parts make together: the figure, and the share of each part in effect (None when it is left out)."""

    figure: Figure
    shares: tuple[Fraction | None, ...]


def decided(figure: Figure, choices: Mapping[str, str]) -> Figure:
    """A figure with an empty denominator, settled by the option chosen for its policy."""
    option = choices[figure.policy] if figure.policy else "undecided"
    state, value = _EMPTY_BY_OPTION[option]
    return figure._replace(state=state, value=value)


def combined(
    kind: Combine, parts: Sequence[Figure], weights: tuple[Fraction, ...], *, choices: Mapping[str, str]
) -> Whole:
    """Parts of one storey as a whole, by legal weight.

    A part left out by a policy gives its weight to its siblings in proportion; when nothing is left the whole is left
    out too, save under `other_half`, which has no other half to take and stays open. «Не оценено» outranks
    «не проверено», that outranks «ждёт решения». A part without weight is published, never counted.
    """
    counted = [part for part, weight in zip(parts, weights, strict=True) if weight]
    states = {part.state for part in counted}
    for state in _OUTRANKS:
        if state in states:
            first = next(part for part in counted if part.state is state)
            return Whole(Figure(state, policy=first.policy), weights)
    if State.VALUED not in states:
        return Whole(_nothing_left(counted, choices), (None,) * len(parts))
    shares = weights if State.ABSENT not in states else _renormalized(kind, parts, weights)
    return Whole(Figure(State.VALUED, _sum(parts, shares)), shares)


def _nothing_left(parts: Sequence[Figure], choices: Mapping[str, str]) -> Figure:
    halves = (part for part in parts if part.policy and choices.get(part.policy) == OTHER_HALF)
    open_half = next(halves, None)
    if open_half is not None:
        return Figure(State.UNDECIDED, policy=open_half.policy, note="другой половины нет: пусты обе")
    return Figure(State.ABSENT, policy=parts[0].policy if parts else None)


def _renormalized(kind: Combine, parts: Sequence[Figure], weights: tuple[Fraction, ...]) -> tuple[Fraction | None, ...]:
    present = [part.state is not State.ABSENT for part in parts]
    whole = sum((weight for weight, here in zip(weights, present, strict=True) if here), ZERO)
    if kind is Combine.SUM:
        whole = Fraction(1)
    return tuple(weight / whole if here else None for weight, here in zip(weights, present, strict=True))


def _sum(parts: Sequence[Figure], shares: Sequence[Fraction | None]) -> Fraction:
    """Σ share · value, brought to one denominator at the end."""
    numerator, denominator = 0, 1
    for part, share in zip(parts, shares, strict=True):
        if share and part.value is not None:
            top = share.numerator * part.value.numerator
            bottom = share.denominator * part.value.denominator
            numerator, denominator = numerator * bottom + top * denominator, denominator * bottom
    return Fraction(numerator, denominator)
