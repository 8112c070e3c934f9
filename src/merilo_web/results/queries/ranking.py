"""The ranking of a version as a table: places, totals with intervals, groups that cannot be told apart."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from merilo.documents.publication import type_title
from merilo.documents.typography import DASH, decimal, interval, places
from merilo.methodology.model import Edition
from merilo.scoring.policies import choices_in_words
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.results.codec import intervals_of
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.queries.bars import ScoreBar, score_bar
from merilo_web.results.queries.briefs import TOTAL, exact_criteria, exact_total, is_by_counts, name_of, shown_criteria
from merilo_web.results.queries.ranking_order import RankingOrder, criterion_seats, seat_words

Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RankingFilter:
    """Which organizations are shown; empty: all."""

    type: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One organization of the ranking, in words and numbers as they are printed.

    `bar` and `interval` are of the number that the table is sorted by, `seat` the place by that number alone: empty
    where it is the total. `criteria` stand in the order of the edition.
    """

    listed: int
    name: str
    type: str
    municipality: str
    place: str
    place_in_group: str
    places: str
    seat: str
    total: str
    criteria: tuple[str, ...]
    interval: str
    bar: ScoreBar | None
    respondents: int
    is_by_counts: bool = False
    reasons: tuple[str, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RankingBand:
    """Neighbours in the ranking: `size` of them cannot be told apart, though a page may end among them."""

    rows: tuple[RankingRow, ...]
    size: int

    @property
    def is_alike(self) -> bool:
        """True when the places within are a matter of chance."""
        return self.size > 1


@dataclass(frozen=True, slots=True)
class RankingView:
    """The whole table, and what it can be filtered by, with how many organizations there are of each.

    `shown` of the `ranked` organizations fit the filter; `criterion` is its number the table is sorted by, empty: the
    total. `next` is the organization after which the next page begins, None on the last one.
    """

    bands: tuple[RankingBand, ...]
    unranked: tuple[RankingRow, ...]
    types: tuple[Choice, ...]
    municipalities: tuple[Choice, ...]
    ranked: int
    shown: int
    criterion: str
    next: int | None


@dataclass(frozen=True, slots=True)
class _Table:
    """What every row of one table needs: how many share each place, places by the criterion it is sorted by."""

    edition: Edition
    order: RankingOrder
    tied: Mapping[int | None, int]
    tied_in_group: Mapping[tuple[str, int | None], int]
    seats: Mapping[int, str]


def rows_of(version: ResultVersion) -> tuple[OrganizationResult, ...]:
    """The results of a version without their cards, by place; one query."""
    return tuple(version.organizations.select_related("listed").defer("card").order_by("place", "listed_id"))


def choices_of(
    version: ResultVersion, rows: Iterable[OrganizationResult]
) -> tuple[tuple[Choice, ...], tuple[Choice, ...]]:
    """Types and municipalities of these results, each code with its title and how many organizations there are."""
    kept, edition = tuple(rows), edition_of(version.cycle)
    return (
        _choices((row.brief["type"], type_title(edition, row.brief["type"])) for row in kept),
        _choices((row.brief["municipality"], row.brief["municipality"]) for row in kept),
    )


def ranking_of(
    version: ResultVersion,
    rows: Iterable[OrganizationResult],
    *,
    wanted: RankingFilter | None = None,
    order: RankingOrder | None = None,
) -> RankingView:
    """The ranking of these results (`rows_of`), all or `wanted`, in this order; asks the database nothing."""
    kept, wanted, order = tuple(rows), wanted or RankingFilter(), order or RankingOrder()
    edition = edition_of(version.cycle)
    shown = [row for row in kept if _wanted(row, wanted)]
    ranked = [row for row in shown if row.place is not None]
    table = _Table(
        edition,
        order,
        Counter(row.place for row in kept),
        Counter((row.group, row.place_in_group) for row in kept),
        {} if order.by == TOTAL else seat_words(criterion_seats(version, kept, order.by)),
    )
    bands = _bands(version, ranked) if order.by == TOTAL else [[row] for row in _by_criterion(ranked, order.by)]
    ordered = [band[::-1] for band in bands[::-1]] if order.weakest_first else bands
    paged, following = _page(ordered, order)
    types, municipalities = choices_of(version, kept)
    return RankingView(
        bands=tuple(RankingBand(tuple(_row(table, row) for row in band), size) for band, size in paged),
        unranked=tuple(_row(table, row) for row in sorted(shown, key=name_of) if row.place is None),
        types=types,
        municipalities=municipalities,
        ranked=sum(row.place is not None for row in kept),
        shown=len(ranked),
        criterion="" if order.by == TOTAL else order.by,
        next=following,
    )


def _page(
    bands: list[list[OrganizationResult]], order: RankingOrder
) -> tuple[list[tuple[list[OrganizationResult], int]], int | None]:
    """The bands of one page with their whole sizes, and the organization after which the next page begins."""
    numbers = [row.listed_id for band in bands for row in band]
    first = numbers.index(order.after) + 1 if order.after in numbers else 0
    wanted = set(numbers[first : first + order.most])
    parts = (([row for row in band if row.listed_id in wanted], len(band)) for band in bands)
    last = numbers[first + order.most - 1] if len(numbers) > first + order.most else None
    return [part for part in parts if part[0]], last


def _by_criterion(ranked: Iterable[OrganizationResult], code: str) -> list[OrganizationResult]:
    """The best first by the exact number; those without one stand last."""
    found = [(exact_criteria(row).get(code), row) for row in ranked]
    return [row for _, row in sorted(found, key=lambda pair: (pair[0] is None, -(pair[0] or 0), name_of(pair[1])))]


def _wanted(row: OrganizationResult, wanted: RankingFilter) -> bool:
    kinds = (wanted.type, row.brief["type"]), (wanted.municipality, row.brief["municipality"])
    return all(not asked or asked == found for asked, found in kinds)


def _choices(found: Iterable[Choice]) -> tuple[Choice, ...]:
    counts = Counter(found)
    return tuple((code, f"{title} ({number})") for (code, title), number in sorted(counts.items(), key=_by_title))


def _by_title(entry: tuple[Choice, int]) -> str:
    return entry[0][1]


def _bands(version: ResultVersion, ranked: list[OrganizationResult]) -> list[list[OrganizationResult]]:
    """Neighbours of the same band together; without intervals everybody stands alone."""
    if version.statistics is None:
        return [[row] for row in ranked]
    band_of = {one: number for number, band in enumerate(version.statistics["bands"]) for one in band}
    bands: list[list[OrganizationResult]] = []
    last = None
    for row in ranked:
        band = band_of.get(str(row.listed.organization_id))
        if bands and band is not None and band == last:
            bands[-1].append(row)
        else:
            bands.append([row])
        last = band
    return bands


def _row(table: _Table, row: OrganizationResult) -> RankingRow:
    edition, code = table.edition, table.order.by
    intervals = intervals_of(row.intervals) if row.intervals else None
    bounds = intervals.nodes.get(code) if intervals else None
    exact = exact_total(row) if code == TOTAL else exact_criteria(row).get(code)
    return RankingRow(
        listed=row.listed_id,
        name=name_of(row),
        type=type_title(edition, row.brief["type"]),
        municipality=row.brief["municipality"],
        place=_place(row.place, table.tied[row.place]),
        place_in_group=_place(row.place_in_group, table.tied_in_group[row.group, row.place_in_group]),
        places=places(intervals.place if intervals else None),
        seat=table.seats.get(row.pk, DASH) if table.seats else "",
        total=decimal(row.total or None),
        criteria=tuple(decimal(shown) for shown in shown_criteria(row).values()),
        interval=interval(bounds),
        bar=score_bar(exact, edition.highest, bounds),
        respondents=row.respondents,
        is_by_counts=is_by_counts(row),
        reasons=_reasons(row),
        variants=_variants(edition, row),
    )


def _place(place: int | None, sharing: int) -> str:
    """«3», or «3–4» when two share it."""
    if place is None:
        return DASH
    return f"{place}–{place + sharing - 1}" if sharing > 1 else str(place)


def _reasons(row: OrganizationResult) -> tuple[str, ...]:
    if row.place is not None:
        return ()
    return tuple(row.brief["reasons"]) or (row.brief["reason"],)


def _variants(edition: Edition, row: OrganizationResult) -> tuple[tuple[str, str], ...]:
    return tuple((choices_in_words(edition, dict(way)), decimal(shown)) for way, shown in row.brief["variants"])
