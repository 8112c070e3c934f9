"""The ranking of a version as a table: places, totals with intervals, groups that cannot be told apart."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from merilo.documents.publication import type_title
from merilo.documents.typography import DASH, decimal, interval, places
from merilo.methodology.model import Edition
from merilo.scoring.policies import choices_in_words
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.results.codec import intervals_of
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.queries.bars import ScoreBar, score_bar

TOTAL = "S"
Choice = tuple[str, str]


@dataclass(frozen=True, slots=True)
class RankingFilter:
    """Which organizations are shown; empty: all."""

    type: str = ""
    municipality: str = ""


@dataclass(frozen=True, slots=True)
class RankingRow:
    """One organization of the ranking, in words and numbers as they are printed."""

    listed: int
    name: str
    type: str
    municipality: str
    place: str
    places: str
    total: str
    interval: str
    bar: ScoreBar | None
    respondents: int
    reasons: tuple[str, ...] = ()
    variants: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class RankingBand:
    """Neighbours in the ranking; with more than one row they cannot be told apart."""

    rows: tuple[RankingRow, ...]

    @property
    def is_alike(self) -> bool:
        """True when the places within are a matter of chance."""
        return len(self.rows) > 1


@dataclass(frozen=True, slots=True)
class RankingView:
    """The whole table, and what it can be filtered by, with how many organizations there are of each."""

    bands: tuple[RankingBand, ...]
    unranked: tuple[RankingRow, ...]
    types: tuple[Choice, ...]
    municipalities: tuple[Choice, ...]
    ranked: int


def ranking_of(version: ResultVersion, wanted: RankingFilter | None = None) -> RankingView:
    """The ranking of a version; two queries whatever the number of organizations."""
    edition, wanted = edition_of(version.cycle), wanted or RankingFilter()
    rows = list(version.organizations.select_related("listed").defer("card").order_by("place", "listed_id"))
    shown = [row for row in rows if _wanted(row, wanted)]
    ranked = [row for row in shown if row.place is not None]
    tied = Counter(row.place for row in rows)
    bands = _bands(version, ranked)
    return RankingView(
        bands=tuple(RankingBand(tuple(_row(edition, row, tied) for row in band)) for band in bands),
        unranked=tuple(_row(edition, row, tied) for row in sorted(shown, key=_name) if row.place is None),
        types=_choices((row.brief["type"], type_title(edition, row.brief["type"])) for row in rows),
        municipalities=_choices((row.brief["municipality"], row.brief["municipality"]) for row in rows),
        ranked=sum(row.place is not None for row in rows),
    )


def _wanted(row: OrganizationResult, wanted: RankingFilter) -> bool:
    kinds = (wanted.type, row.brief["type"]), (wanted.municipality, row.brief["municipality"])
    return all(not asked or asked == found for asked, found in kinds)


def _name(row: OrganizationResult) -> str:
    name: str = row.brief["name"]
    return name


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


def _row(edition: Edition, row: OrganizationResult, tied: Mapping[int | None, int]) -> RankingRow:
    intervals = intervals_of(row.intervals) if row.intervals else None
    bounds = intervals.nodes.get(TOTAL) if intervals else None
    exact = row.brief["exact"]
    return RankingRow(
        listed=row.listed_id,
        name=row.brief["name"],
        type=type_title(edition, row.brief["type"]),
        municipality=row.brief["municipality"],
        place=_place(row.place, tied),
        places=places(intervals.place if intervals else None),
        total=decimal(row.total or None),
        interval=interval(bounds),
        bar=score_bar(None if exact is None else Fraction(exact), edition.highest, bounds),
        respondents=row.respondents,
        reasons=_reasons(row),
        variants=_variants(edition, row),
    )


def _place(place: int | None, tied: Mapping[int | None, int]) -> str:
    """«3», or «3–4» when two share it."""
    if place is None:
        return DASH
    sharing = tied[place]
    return f"{place}–{place + sharing - 1}" if sharing > 1 else str(place)


def _reasons(row: OrganizationResult) -> tuple[str, ...]:
    if row.place is not None:
        return ()
    return tuple(row.brief["reasons"]) or (row.brief["reason"],)


def _variants(edition: Edition, row: OrganizationResult) -> tuple[tuple[str, str], ...]:
    return tuple((choices_in_words(edition, dict(way)), decimal(shown)) for way, shown in row.brief["variants"])
