"""Who has told the number of service recipients, what sample follows, who is silent."""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import Http404

from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.own_papers import listed_rows
from merilo_web.registry.access import Access


@dataclass(frozen=True, slots=True)
class CyclePopulation:
    """The numbers of a cycle's list."""

    rows: tuple[ListedOrganization, ...]

    @property
    def silent(self) -> tuple[ListedOrganization, ...]:
        """Organizations that have not told their number."""
        return tuple(row for row in self.rows if row.population is None)

    @property
    def waiting(self) -> tuple[ListedOrganization, ...]:
        """Told, not frozen yet."""
        return tuple(row for row in self.rows if row.population is not None and row.population_frozen_on is None)

    @property
    def frozen(self) -> tuple[ListedOrganization, ...]:
        return tuple(row for row in self.rows if row.population_frozen_on)

    @property
    def told(self) -> int:
        """How many have told."""
        return len(self.rows) - len(self.silent)

    @property
    def total(self) -> int:
        """All recipients told."""
        return sum(row.population or 0 for row in self.rows)

    @property
    def required(self) -> int:
        """All recipients to be asked where the sample is known."""
        return sum(row.required or 0 for row in self.rows)


def cycle_population(cycle: Cycle) -> CyclePopulation:
    """The numbers of the whole list."""
    return CyclePopulation(tuple(listed_rows(cycle)))


def visible(access: Access) -> QuerySet[ListedOrganization]:
    """Rows of lists that the person may read: the cycle's people and the organization's own."""
    held = (
        Q(cycle__authority__in=access.numbers("authority") | access.overseen)
        | Q(cycle__council__in=access.numbers("council"))
        | Q(cycle__operator__in=access.numbers("operator"))
        | Q(organization__in=access.numbers("organization"))
    )
    return ListedOrganization.objects.filter(held).select_related("cycle__authority", "organization")


def seen(access: Access, pk: int) -> ListedOrganization:
    """The row with this number. Raises Http404 when there is none or it is not the person's."""
    row = visible(access).filter(pk=pk).first()
    if row is None:
        raise Http404
    return row


def earlier_population(listed: ListedOrganization) -> int | None:
    """The number of the organization in the newest cycle of an earlier year; None where there was none."""
    found = ListedOrganization.objects.filter(
        organization=listed.organization_id, cycle__year__lt=listed.cycle.year, population__isnull=False
    )
    return found.order_by("-cycle__year", "-id").values_list("population", flat=True).first()
