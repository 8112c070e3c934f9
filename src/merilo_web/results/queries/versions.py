"""Which versions a person may read.

Until the council has approved a version it is a working paper: the people of the cycle alone see it (authority,
council, operator), because figures that may still change must not be told as results. From the approval on everybody
of the authority's subtree sees it, and each organization sees its own figures and the proposals made to it — and no
others', which the authority publishes by itself. A superseded version is a working paper again.
"""

from django.db.models import Q, QuerySet
from django.http import Http404

from merilo_web.accounts.roles import AUTHORITY, COUNCIL, OPERATOR, ORGANIZATION
from merilo_web.cycles.states import CycleState
from merilo_web.registry.access import Access
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.states import VersionState

TOLD = frozenset({CycleState.APPROVED, CycleState.HANDED_OVER, CycleState.CLOSED})
"""States of a cycle in which its results are told to those outside it; taken back to be counted anew they are not."""
_RELATED = ("cycle__authority", "cycle__council", "cycle__operator", "decision")


def at_work(access: Access) -> Q:
    """Versions of the cycles in which the person takes part."""
    return (
        Q(cycle__authority__in=access.numbers("authority", AUTHORITY))
        | Q(cycle__council__in=access.numbers("council", COUNCIL))
        | Q(cycle__operator__in=access.numbers("operator", OPERATOR))
    )


def visible(access: Access) -> QuerySet[ResultVersion]:
    """Versions that the person may read whole, the newest first."""
    told = Q(state=VersionState.APPROVED, cycle__state__in=TOLD, cycle__authority__in=access.overseen)
    return ResultVersion.objects.filter(at_work(access) | told).select_related(*_RELATED)


def seen(access: Access, pk: int) -> ResultVersion:
    """The version with this number. Raises Http404 when there is none or it is not the person's."""
    version = visible(access).filter(pk=pk).first()
    if version is None:
        raise Http404
    return version


def newest(access: Access, cycle_pk: int) -> ResultVersion | None:
    """The newest version of a cycle that the person may read."""
    return visible(access).filter(cycle=cycle_pk).order_by("-number").first()


def results(access: Access) -> QuerySet[OrganizationResult]:
    """Results of single organizations that the person may read: own ones, and those of versions read whole."""
    whole = Q(version__in=visible(access).values("pk"))
    return OrganizationResult.objects.filter(whole | _own(access))


def own_results(access: Access) -> QuerySet[OrganizationResult]:
    """Told results of the organizations that the person heads, the newest first."""
    found = OrganizationResult.objects.filter(_own(access)).select_related("version__cycle", "listed__organization")
    return found.order_by("-version__cycle__year", "listed__organization__short_name", "-version")


def seen_result(access: Access, version: int, listed: int) -> OrganizationResult:
    """One organization's result in a version. Raises Http404 when there is none or it is not the person's."""
    related = ("version__cycle__authority", "version__cycle__council", "version__decision", "listed__organization")
    found = results(access).filter(version=version, listed=listed).select_related(*related).first()
    if found is None:
        raise Http404
    return found


def _own(access: Access) -> Q:
    """Told results of the person's own organizations."""
    own = access.numbers("organization", ORGANIZATION)
    return Q(version__state=VersionState.APPROVED, version__cycle__state__in=TOLD, listed__organization__in=own)
