"""«Что исправить в первую очередь?»: what each deficiency of an organization is worth, by its frozen observation."""

from collections.abc import Collection
from fractions import Fraction

from django.http import Http404

from merilo.plans.gains import Gains, plan_of_gains
from merilo.plans.power import Power
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.plans.queries.drawing import bar_of, drawn
from merilo_web.registry.access import Access
from merilo_web.results.codec import card_of, observation_of
from merilo_web.results.models import OrganizationResult
from merilo_web.results.queries import versions
from merilo_web.results.states import VersionState

_ALL = Fraction(1)


def seen_row(access: Access, listed: int) -> OrganizationResult:
    """The organization's approved result that the person may read. Raises Http404."""
    found = versions.results(access).filter(listed=listed, version__state=VersionState.APPROVED)
    related = ("version__cycle__authority", "listed__organization", "listed__cycle")
    row = found.select_related(*related).order_by("-version__number").first()
    if row is None:
        raise Http404
    return row


def gains_of(row: OrganizationResult, ticked: Collection[str] | None = None) -> Gains:
    """The present total, the total with what is ticked put right, every deficiency. None: what is in own power."""
    cycle = row.version.cycle
    edition, card = edition_of(cycle), card_of(row.card["scorecard"])
    observation, share = observation_of(row.card["observation"]), bar_of(cycle) or _ALL
    found = drawn(row)

    def reckoned(keys: Collection[str]) -> Gains:
        return plan_of_gains(edition, observation, card.policies, deficiencies=found, ticked=keys, share=share)

    if ticked is not None:
        return reckoned(ticked)
    return reckoned({one.deficiency.key for one in reckoned(()).rows if one.power is Power.OWN})
