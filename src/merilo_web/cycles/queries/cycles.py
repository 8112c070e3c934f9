"""Which cycles a person may read."""

from django.db.models import Count, Q, QuerySet
from django.http import Http404

from merilo_web.cycles.models import Cycle
from merilo_web.cycles.states import CycleState
from merilo_web.registry.access import Access


def visible(access: Access) -> QuerySet[Cycle]:
    """The cycles of the person's authorities with their subtrees, councils and operators, the newest first."""
    held = (
        Q(authority__in=access.numbers("authority") | access.overseen)
        | Q(council__in=access.numbers("council"))
        | Q(operator__in=access.numbers("operator"))
    )
    rows = Cycle.objects.filter(held).select_related("authority", "council", "operator")
    return rows.order_by("-year", "title", "pk")


def running(access: Access) -> tuple[Cycle, ...]:
    """Those of them that are not closed; one query. Each is told how many organizations are on its list
    (`listed_number`) and how many of these have told a number of recipients that is not frozen yet (`told_number`).
    """
    told = Q(listed__population__isnull=False, listed__population_frozen_on__isnull=True)
    rows = visible(access).exclude(state=CycleState.CLOSED)
    return tuple(rows.annotate(listed_number=Count("listed"), told_number=Count("listed", filter=told)))


def seen(access: Access, pk: int) -> Cycle:
    """The cycle with this number. Raises Http404 when there is none or it is not the person's."""
    cycle = visible(access).filter(pk=pk).first()
    if cycle is None:
        raise Http404
    return cycle
