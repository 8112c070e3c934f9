"""Scans of a cycle that a person may open, at the things that they belong to."""

from collections.abc import Iterable

from merilo_web.cycles.models import Cycle, Scan
from merilo_web.registry.access import Access
from merilo_web.registry.queries.documents import openable_evidence


def scans_of(access: Access, cycle: Cycle) -> tuple[Scan, ...]:
    """Every scan of the cycle that the person may open; two queries."""
    found = tuple(cycle.scans.select_related("evidence__file"))
    may = openable_evidence(access, (scan.evidence_id for scan in found))
    return tuple(scan for scan in found if scan.evidence_id in may)


def by_number(scans: Iterable[Scan], field: str) -> dict[int, list[Scan]]:
    """Scans by the number of what they belong to: `field` is «contract_id», «event_id» or «measure_id»."""
    grouped: dict[int, list[Scan]] = {}
    for scan in scans:
        number = getattr(scan, field)
        if number is not None:
            grouped.setdefault(number, []).append(scan)
    return grouped
