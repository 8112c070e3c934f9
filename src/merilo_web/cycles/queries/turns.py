"""Who is due: every organization's turn under the law, the list of a cycle against it, the years ahead."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merilo import coverage
from merilo.coverage import History, Outlook, Status, Turn
from merilo.deadlines.model import ShareRule
from merilo.deadlines.rules import share
from merilo.problems import Problem, ProblemKind
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.states import CycleState
from merilo_web.registry.models import Organization

BEGUN = (
    CycleState.FIELDWORK,
    CycleState.ACCEPTED,
    CycleState.SCORED,
    CycleState.APPROVED,
    CycleState.HANDED_OVER,
    CycleState.CLOSED,
)
"""States in which the cycle's organizations count as assessed: from the first day of fieldwork on."""
PROMISED = (CycleState.LISTED, CycleState.CONTRACTED)
"""States in which the list is approved and fieldwork has not begun."""


@dataclass(frozen=True, slots=True)
class OrganizationTurn:
    """An organization, whether it is its turn, and its row in the cycle's list."""

    organization: Organization
    turn: Turn
    listed: ListedOrganization | None = None

    @property
    def ground(self) -> str:
        """The ground on which the law puts it on the list; «council» where the law leaves it open."""
        if self.turn.status is Status.NEVER_ASSESSED:
            return ListedOrganization.Ground.NEVER_ASSESSED
        due = self.turn.status in coverage.MUST
        return ListedOrganization.Ground.LAST_YEAR if due else ListedOrganization.Ground.COUNCIL


@dataclass(frozen=True, slots=True)
class CycleCoverage:
    """All organizations of a cycle's authority in order of priority, and what the list makes of them."""

    on: date
    rows: tuple[OrganizationTurn, ...]
    rule: ShareRule
    problems: tuple[Problem, ...]

    @property
    def total(self) -> int:
        return len(self.rows)

    @property
    def chosen(self) -> int:
        return sum(1 for row in self.rows if row.listed)

    @property
    def share(self) -> Fraction:
        """The exact share of the organizations that the list holds."""
        return coverage.covered_share(self.chosen, self.total)

    @property
    def needed(self) -> int:
        """How many organizations make the share of the rule."""
        return coverage.needed(self.total, self.rule.share)

    @property
    def enough(self) -> bool:
        """Whether the list holds the share, compared exactly."""
        return self.share >= self.rule.share

    @property
    def faults(self) -> tuple[tuple[ProblemKind, tuple[str, ...]], ...]:
        """What is wrong with the list: each kind with its particulars."""
        kinds = {problem.kind.code: problem.kind for problem in self.problems}
        return tuple(
            (kind, tuple(problem.detail for problem in self.problems if problem.code == code))
            for code, kind in kinds.items()
        )

    def of(self, organization: Organization) -> OrganizationTurn | None:
        """The row of one organization."""
        return next((row for row in self.rows if row.organization.pk == organization.pk), None)


def first_day(cycle: Cycle) -> date:
    """The first day of fieldwork, real or planned; the last day of the year where none is planned yet."""
    return cycle.fieldwork_from or date(cycle.year, 12, 31)


def cycle_coverage(cycle: Cycle, *, on: date | None = None) -> CycleCoverage:
    """Whose turn it is in a cycle, counted for the first day of its fieldwork (or for `on`).

    While the list is being made, a place on another approved list that waits for its fieldwork counts as an
    assessment too.
    """
    day = on or first_day(cycle)
    registered = _registered(cycle)
    named = {_label(one): one for one in registered}
    listed = {row.organization_id: row for row in cycle.listed.select_related("organization")}
    past = _past(cycle, waiting_on=day if on is None else None)
    order = coverage.turns(_histories(registered, past), day)
    rows = tuple(
        OrganizationTurn(found, turn, listed.get(found.pk)) for turn in order for found in (named[turn.organization],)
    )
    chosen = {_label(row.organization) for row in listed.values()}
    rule = share("yearly_share")
    return CycleCoverage(day, rows, rule, coverage.list_problems(order, chosen, rule))


def drafted(found: CycleCoverage) -> tuple[OrganizationTurn, ...]:
    """The draft list for the council: who must be assessed, then in order of priority up to the share."""
    taken = {turn.organization for turn in coverage.draft([row.turn for row in found.rows], found.needed)}
    return tuple(row for row in found.rows if row.turn.organization in taken)


@dataclass(frozen=True, slots=True)
class OrganizationOutlook:
    """The years ahead of one organization."""

    organization: Organization
    outlook: Outlook


def years_ahead(cycle: Cycle) -> tuple[OrganizationOutlook, ...]:
    """Three years from the cycle's: what its list and the lists of later years bring to every organization."""
    registered = _registered(cycle)
    named = {_label(one): one for one in registered}
    lists: dict[int, set[str]] = defaultdict(set)
    rows = ListedOrganization.objects.filter(
        cycle__authority=cycle.authority_id, cycle__sector=cycle.sector, cycle__year__gte=cycle.year
    ).select_related("organization", "cycle")
    for row in rows:
        if row.cycle_id == cycle.pk or row.cycle.year > cycle.year:
            lists[row.cycle.year].add(_label(row.organization))
    seen = coverage.outlook(_histories(registered, _past(cycle, waiting_on=first_day(cycle))), lists, first=cycle.year)
    return tuple(OrganizationOutlook(named[one.organization], one) for one in seen)


def _registered(cycle: Cycle) -> list[Organization]:
    """Organizations of the cycle's authority and sector that have not closed, and whoever stands on the list."""
    own = Organization.objects.filter(authority=cycle.authority_id, sector=cycle.sector)
    return list((own.filter(closed_on__isnull=True) | own.filter(listed__cycle=cycle)).distinct())


def _histories(registered: Iterable[Organization], past: Mapping[int, list[date]]) -> list[History]:
    return [
        History(_label(one), tuple(filter(None, (one.last_assessed_on, *past.get(one.pk, ()))))) for one in registered
    ]


def _past(cycle: Cycle, *, waiting_on: date | None = None) -> dict[int, list[date]]:
    """First days of fieldwork in other cycles by organization; with `waiting_on`, of approved lists too."""
    states = (*BEGUN, *PROMISED) if waiting_on else BEGUN
    rows = (
        ListedOrganization.objects.filter(
            organization__authority=cycle.authority_id, cycle__sector=cycle.sector, cycle__state__in=states
        )
        .exclude(cycle=cycle.pk)
        .values_list("organization_id", "cycle__state", "cycle__fieldwork_from", "cycle__year")
    )
    past: dict[int, list[date]] = defaultdict(list)
    for organization, state, began, year in rows:
        if state in BEGUN and began:
            past[organization].append(began)
        elif waiting_on and year <= waiting_on.year:
            past[organization].append(min(began or date(year, 12, 31), waiting_on))
    return past


def _label(organization: Organization) -> str:
    """How an organization is told from all others of its authority, in words for people."""
    return f"{organization.short_name} (ИНН {organization.inn})"
