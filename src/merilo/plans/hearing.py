"""Whose heads are heard and whose are interviewed: by places, with ties and with places that cannot be told apart."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from merilo.uncertainty.model import PlaceInterval


@dataclass(frozen=True, slots=True)
class Candidate:
    """An organization with its place in the ranking, 1 is the highest; ties share a place. `code` names it."""

    code: str
    place: int
    interval: PlaceInterval | None = None


@dataclass(frozen=True, slots=True)
class ChosenHead:
    """An organization whose head is chosen, and on what ground: «место 1», «делит место 3», «от места 3 неотличимо»."""

    code: str
    ground: str


@dataclass(frozen=True, slots=True)
class Hearing:
    """Whose heads tell how at the council, best first, and whose are interviewed and helped, lowest first.

    Nobody stands in both. A place decides before an interval; who is added by the interval alone and could be added to
    both is in neither.
    """

    heard: tuple[ChosenHead, ...]
    interviewed: tuple[ChosenHead, ...]


def hearing(candidates: Iterable[Candidate], *, highest: int = 3, lowest: int = 3) -> Hearing:
    """The so many highest and lowest; all who share the last such place; all whose interval of places reaches it."""
    ordered = sorted(candidates, key=lambda one: (one.place, one.code))
    if not ordered:
        return Hearing((), ())
    top = ordered[min(highest, len(ordered)) - 1].place if highest else 0
    bottom = ordered[-min(lowest, len(ordered))].place if lowest else ordered[-1].place + 1
    best = [one for one in ordered if one.place <= top]
    worst = [one for one in reversed(ordered) if one.place >= bottom and one not in best]
    between = [one for one in ordered if one not in best and one not in worst]
    up = {one.code for one in between if highest and _best(one) <= top}
    down = {one.code for one in between if lowest and _worst(one, ordered) >= bottom}
    heard = [_by_place(one, ordered) for one in best]
    interviewed = [_by_place(one, ordered) for one in worst]
    return Hearing(
        (*heard, *(_by_interval(one, top) for one in between if one.code in up - down)),
        (*interviewed, *(_by_interval(one, bottom) for one in reversed(between) if one.code in down - up)),
    )


def _best(one: Candidate) -> int:
    return min(one.place, one.interval.best) if one.interval else one.place


def _worst(one: Candidate, ordered: Sequence[Candidate]) -> int:
    """The lowest place that it may hold, as it is printed there: the worst of ten, two of whom share 9, is 9."""
    if one.interval is None:
        return one.place
    at = min(max(one.interval.worst, 1), len(ordered))
    return max(one.place, ordered[at - 1].place)


def _by_place(one: Candidate, ordered: Sequence[Candidate]) -> ChosenHead:
    tied = sum(other.place == one.place for other in ordered) > 1
    return ChosenHead(one.code, f"{'делит место' if tied else 'место'} {one.place}")


def _by_interval(one: Candidate, at: int) -> ChosenHead:
    return ChosenHead(one.code, f"место {one.place}, от места {at} неотличимо")
