"""What a list of results reads of an organization without opening its whole card: exact numbers, kind, place."""

from fractions import Fraction

from merilo_web.results.models import OrganizationResult

TOTAL = "S"


def exact_total(row: OrganizationResult) -> Fraction | None:
    """The total before it is rounded for print; None where there is none."""
    exact = row.brief["exact"]
    return None if exact is None else Fraction(exact)


def exact_criteria(row: OrganizationResult) -> dict[str, Fraction]:
    """Criteria by code before they are rounded for print; only those that have a number."""
    return {code: Fraction(exact) for code, exact in row.brief["exact_criteria"]}


def shown_criteria(row: OrganizationResult) -> dict[str, str | None]:
    """Criteria by code as they are printed, in the order of the edition."""
    return {code: shown for code, shown, _ in row.brief["criteria"]}


def name_of(row: OrganizationResult) -> str:
    """The name by which it is listed."""
    name: str = row.brief["name"]
    return name


def is_by_counts(row: OrganizationResult) -> bool:
    """Whether ready sums stand behind the result, no questionnaires."""
    return bool(row.brief.get("by_counts"))
