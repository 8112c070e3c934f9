"""One year's cycle of the invented municipality, step by step, through the very actions that people use."""

from datetime import timedelta

from merilo_web.accounts.roles import Role
from merilo_web.cycles.actions import lifecycle, lists
from merilo_web.cycles.actions.lifecycle import CycleFacts
from merilo_web.cycles.actions.meetings import PointFacts
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.states import PointKind
from merilo_web.demo.council import decide
from merilo_web.demo.setting import Year

POLICIES = {
    "no_answers": "renormalize",
    "no_disabled": "renormalize",
    "no_information_users": "other_half",
    "no_norm": "other_half",
    "no_remote_users": "renormalize",
}


def listed(year: Year) -> Cycle:
    """A cycle with its list approved and the open questions of the methodology decided."""
    authority, secretary = year.user(Role.AUTHORITY_ADMIN), year.user(Role.COUNCIL_SECRETARY)
    facts = CycleFacts(
        council=year.place.council,
        year=year.begins_on.year,
        title=f"Независимая оценка {year.begins_on.year}",
        sector="education",
        fieldwork_from=year.fieldwork_from,
        fieldwork_until=year.fieldwork_until,
    )
    cycle = lifecycle.open_cycle(year.place.authority, by=authority, on=year.begins_on, facts=facts)
    lists.draft_list(cycle, by=authority)
    points = [
        PointFacts(PointKind.LIST, cycle, heard="Рябинина О. П. представила проект перечня."),
        PointFacts(PointKind.POLICIES, cycle, proposed=POLICIES),
    ]
    met_on = year.begins_on + timedelta(days=14)
    decisions = decide(cycle, points, people=year.people, on=met_on)
    return lifecycle.approve_list(
        cycle, by=secretary, on=met_on + timedelta(days=1), decision=decisions[PointKind.LIST]
    )


def in_fieldwork(year: Year) -> Cycle:
    """A cycle in the middle of its fieldwork."""
    return listed(year)


def finished(year: Year) -> Cycle:
    """A cycle from its list to considered results."""
    return listed(year)
