"""The same assessment in other years."""

from dataclasses import dataclass

from merilo_web.registry.access import Access
from merilo_web.results.models import ResultVersion
from merilo_web.results.queries.versions import visible
from merilo_web.results.states import VersionState


@dataclass(frozen=True, slots=True)
class YearLink:
    """The results of a year; `same_edition` is False where the methodology was another than in the version shown."""

    version: ResultVersion
    year: int
    same_edition: bool
    is_current: bool


def years(access: Access, version: ResultVersion) -> tuple[YearLink, ...]:
    """Approved results of the same authority and sector that the person may read, and this one, the newest first."""
    cycle = version.cycle
    related = visible(access).filter(cycle__authority=cycle.authority_id, cycle__sector=cycle.sector)
    found = {one.pk: one for one in related.filter(state=VersionState.APPROVED)} | {version.pk: version}
    ordered = sorted(found.values(), key=lambda one: (-one.cycle.year, one.cycle.title, -one.number))
    return tuple(
        YearLink(one, one.cycle.year, one.edition_digest == version.edition_digest, one.pk == version.pk)
        for one in ordered
    )
