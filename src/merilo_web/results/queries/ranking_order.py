"""In what order the ranking is shown: by the total or by one criterion, the best or the weakest first.

Sorting changes the order of rows only. The place of an organization is by the total; by a criterion it has a place of
its own, shared by those whose printed numbers are equal, exactly as places by the total are shared.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from merilo.documents.publication import short_criterion
from merilo.methodology.model import Edition
from merilo.scoring import rounding
from merilo.scoring.ranking import Seat, seats
from merilo_web.registry.queries.pages import PAGE
from merilo_web.results.codec import policies_of
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.queries.briefs import TOTAL, exact_criteria

_WEAKEST = "-"


@dataclass(frozen=True, slots=True)
class RankingOrder:
    """The number that the rows are sorted by («S» is the total, else a criterion) and from which end.

    `after` is the number in the list of the organization after which the page begins; None: from the first. A page has
    at most `most` organizations.
    """

    by: str = TOTAL
    weakest_first: bool = False
    after: int | None = None
    most: int = PAGE


@dataclass(frozen=True, slots=True)
class RankingColumn:
    """A heading that sorts: what a press asks for, and how the table stands by it now (`aria-sort`)."""

    title: str
    words: str
    query: str
    direction: str


def order_of(asked: str, edition: Edition, after: int | None = None) -> RankingOrder:
    """The order that an address asks for: «2» the best by criterion 2, «-2» the weakest; anything else: by place."""
    code = asked.removeprefix(_WEAKEST)
    known = {TOTAL, *(one.code for one in edition.criteria)}
    return RankingOrder(code, asked.startswith(_WEAKEST), after) if code in known else RankingOrder(after=after)


def asked_of(order: RankingOrder) -> str:
    """The order as an address asks for it; empty for that of places."""
    if order.by == TOTAL and not order.weakest_first:
        return ""
    return f"{_WEAKEST if order.weakest_first else ''}{order.by}"


def columns(edition: Edition, order: RankingOrder, kept: Mapping[str, str]) -> tuple[RankingColumn, ...]:
    """Headings of the total and of every criterion; `kept` are the filters that a press must not lose."""
    named = ((TOTAL, "Итог", "итог"), *((one.code, f"К{one.code}", short_criterion(one)) for one in edition.criteria))
    return tuple(_column(code, title, words, order=order, kept=kept) for code, title, words in named)


def criterion_seats(version: ResultVersion, rows: Iterable[OrganizationResult], code: str) -> dict[str, Seat]:
    """Places by one criterion among the organizations that hold a place, by number of the result."""
    policies = policies_of(version.policies)
    exact = {str(row.pk): exact_criteria(row).get(code) for row in rows if row.place is not None}
    found = {number: value for number, value in exact.items() if value is not None}
    if policies.choices.get("ties", "shown") != "exact":
        digits = rounding.of(policies).shown
        found = {number: rounding.half_up(value, digits) for number, value in found.items()}
    return seats(found)


def seat_words(found: Mapping[str, Seat]) -> dict[int, str]:
    """«3», or «3–4» when two share it, by number of the result."""
    return {
        int(number): f"{seat.place}–{seat.place + len(seat.sharing) - 1}" if len(seat.sharing) > 1 else str(seat.place)
        for number, seat in found.items()
    }


def _column(code: str, title: str, words: str, *, order: RankingOrder, kept: Mapping[str, str]) -> RankingColumn:
    current = order.by == code
    turned = current and not order.weakest_first
    asked = {**kept, "sort": f"{_WEAKEST if turned else ''}{code}"}
    direction = ("ascending" if order.weakest_first else "descending") if current else ""
    return RankingColumn(title, words, urlencode({name: value for name, value in asked.items() if value}), direction)
