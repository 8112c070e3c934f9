"""Exact means over the organizations of a version: by type, by municipality, and from year to year."""

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from merilo.documents.publication import short_criterion, type_title
from merilo.documents.typography import DASH, decimal
from merilo.scoring import rounding
from merilo.scoring.aggregate import Aggregate, AggregateEntry, Scope, by_group
from merilo.scoring.scorecard import Status
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.registry.access import Access
from merilo_web.registry.natural_order import natural_key
from merilo_web.results.codec import policies_of
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.queries.briefs import exact_criteria, exact_total
from merilo_web.results.queries.years import YearLink, years


@dataclass(frozen=True, slots=True)
class MeanRow:
    """A mean as it is printed: over how many organizations, of the total and of every criterion, who is left out."""

    name: str
    organizations: int
    mean: str
    criteria: tuple[str, ...]
    left_out: int


@dataclass(frozen=True, slots=True)
class YearMean:
    """The mean of a year. `criteria` are dashes where the edition was another: its criteria are not these."""

    link: YearLink
    row: MeanRow


@dataclass(frozen=True, slots=True)
class Means:
    """Means of a version; `headings` are short names of the criteria: code and words. Few rows say nothing: empty."""

    headings: tuple[tuple[str, str], ...]
    by_type: tuple[MeanRow, ...]
    by_municipality: tuple[MeanRow, ...]
    by_year: tuple[YearMean, ...]


def means_of(access: Access, version: ResultVersion, rows: Iterable[OrganizationResult]) -> Means:
    """The means of a version (`rows` are its results) and of the other years that the person may read.

    Two queries whatever the number of organizations and years. Simple means: nobody weighs more for more answers.
    """
    kept, edition = tuple(rows), edition_of(version.cycle)
    codes = tuple(one.code for one in edition.criteria)
    types = _grouped(version, kept, "type", codes=codes)
    return Means(
        headings=tuple((one.code, short_criterion(one)) for one in edition.criteria),
        by_type=_named(types, {one.code: type_title(edition, one.code) for one in edition.organization_types}),
        by_municipality=_named(_grouped(version, kept, "municipality", codes=codes), {}),
        by_year=_years(access, version, codes),
    )


def _grouped(
    version: ResultVersion, rows: Iterable[OrganizationResult], by: str, *, codes: tuple[str, ...]
) -> tuple[MeanRow, ...]:
    """Means by a fact of the brief; none where there is only one group: it would repeat the whole."""
    kept, digits = tuple(rows), _digits(version)
    if len({row.brief[by] for row in kept}) < 2:
        return ()
    found = by_group((_entry(row, row.brief[by]) for row in kept), Scope(by), digits)
    return tuple(_row(one, codes, digits) for one in found) if len(found) > 1 else ()


def _named(rows: tuple[MeanRow, ...], titles: dict[str, str]) -> tuple[MeanRow, ...]:
    named = (
        MeanRow(titles.get(row.name, row.name), row.organizations, row.mean, row.criteria, row.left_out) for row in rows
    )
    return tuple(sorted(named, key=lambda row: natural_key(row.name)))


def _years(access: Access, version: ResultVersion, codes: tuple[str, ...]) -> tuple[YearMean, ...]:
    """The years, the newest first; none where there is only this one."""
    links = years(access, version)
    if len(links) < 2:
        return ()
    found: dict[int, list[OrganizationResult]] = {link.version.pk: [] for link in links}
    for row in OrganizationResult.objects.filter(version__in=found).only("version_id", "status", "brief"):
        found[row.version_id].append(row)
    return tuple(YearMean(link, _year(link, found[link.version.pk], codes)) for link in links)


def _year(link: YearLink, rows: list[OrganizationResult], codes: tuple[str, ...]) -> MeanRow:
    digits, name = _digits(link.version), str(link.year)
    mean = by_group((_entry(row, name) for row in rows), Scope.CYCLE, digits)
    if not mean:
        return MeanRow(name, 0, DASH, (DASH,) * len(codes), 0)
    row = _row(mean[0], codes, digits)
    if link.same_edition:
        return row
    return MeanRow(row.name, row.organizations, row.mean, (DASH,) * len(codes), row.left_out)


def _entry(row: OrganizationResult, group: str) -> AggregateEntry:
    return AggregateEntry(group, Status(row.status), exact_total(row), exact_criteria(row))


def _row(one: Aggregate, codes: tuple[str, ...], digits: int) -> MeanRow:
    return MeanRow(
        name=one.name,
        organizations=one.n,
        mean=decimal(one.shown),
        criteria=tuple(_shown(one.criteria.get(code), digits) for code in codes),
        left_out=sum(one.left_out.values()),
    )


def _shown(mean: Fraction | None, digits: int) -> str:
    return DASH if mean is None else decimal(rounding.shown(mean, digits))


def _digits(version: ResultVersion) -> int:
    return rounding.of(policies_of(version.policies)).shown
