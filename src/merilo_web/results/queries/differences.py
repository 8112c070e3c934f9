"""What a recalculation changed: a version beside the one before it."""

from dataclasses import dataclass

from merilo.documents.typography import DASH, decimal
from merilo.scoring.policies import in_words
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.registry.natural_order import natural_key
from merilo_web.results.codec import policies_of
from merilo_web.results.models import OrganizationResult, ResultVersion


@dataclass(frozen=True, slots=True)
class DifferenceRow:
    """One organization before and after; `kind` is added, removed, changed, or empty when nothing changed."""

    name: str
    kind: str
    total: tuple[str, str]
    place: tuple[str, str]
    respondents: tuple[str, str]
    criteria: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class VersionDifference:
    """Everything in which two versions differ. `policies` are sentences (before, after)."""

    former: ResultVersion
    rows: tuple[DifferenceRow, ...]
    unchanged: int
    policies: tuple[tuple[str, str], ...]
    same_edition: bool
    same_observations: bool


def former_of(version: ResultVersion) -> ResultVersion | None:
    """The version before this one in its cycle."""
    return (
        ResultVersion.objects.filter(cycle=version.cycle_id, number__lt=version.number)
        .select_related("cycle")
        .order_by("-number")
        .first()
    )


def difference(former: ResultVersion, version: ResultVersion) -> VersionDifference:
    """Before and after, organization by organization; four queries whatever their number."""
    before, after = _by_listed(former), _by_listed(version)
    found = [_row(before.get(listed), after.get(listed)) for listed in {**before, **after}]
    rows = tuple(sorted((row for row in found if row.kind), key=lambda row: natural_key(row.name)))
    return VersionDifference(
        former=former,
        rows=rows,
        unchanged=len(found) - len(rows),
        policies=_policies(former, version),
        same_edition=former.edition_digest == version.edition_digest,
        same_observations=former.observed_digest == version.observed_digest,
    )


def _by_listed(version: ResultVersion) -> dict[int, OrganizationResult]:
    return {row.listed_id: row for row in version.organizations.defer("card", "intervals")}


def _row(before: OrganizationResult | None, after: OrganizationResult | None) -> DifferenceRow:
    one = after or before
    name = one.brief["name"] if one else ""
    then, now = _facts(before), _facts(after)
    kind = "added" if before is None else "removed" if after is None else "changed" if then != now else ""
    total, place, respondents = zip(then[:3], now[:3], strict=True)
    return DifferenceRow(name, kind, total, place, respondents, _criteria(before, after))


def _facts(row: OrganizationResult | None) -> tuple[str, str, str, str]:
    if row is None:
        return DASH, DASH, DASH, ""
    place = str(row.place) if row.place else DASH
    return decimal(row.total or None), place, str(row.respondents), f"{row.status} {row.brief['criteria']}"


def _criteria(before: OrganizationResult | None, after: OrganizationResult | None) -> tuple[str, ...]:
    if before is None or after is None:
        return ()
    then = {code: shown for code, shown, _ in before.brief["criteria"]}
    return tuple(
        f"К{code}: {decimal(then.get(code))} → {decimal(shown)}"
        for code, shown, _ in after.brief["criteria"]
        if then.get(code) != shown
    )


def _policies(former: ResultVersion, version: ResultVersion) -> tuple[tuple[str, str], ...]:
    if former.edition_id != version.edition_id:
        return ()
    edition = edition_of(version.cycle)
    then, now = (in_words(edition, policies_of(one.policies)) for one in (former, version))
    return tuple((old, new) for old, new in zip(then, now, strict=True) if old != new)
