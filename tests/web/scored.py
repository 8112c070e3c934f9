"""Cycles that tests score: what inspectors saw and respondents answered, invented so that points are lost."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

from tests.web.territory import Municipality

from merilo.methodology.model import Edition
from merilo.observations import Count, ItemState, ItemValue, Observation, Organization
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import AgendaPoint, Cycle, Decision, Meeting
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.states import CycleState, MeetingState, PointKind
from merilo_web.fieldwork.queries.answers import organizations
from merilo_web.results.actions.approval import approve, submit
from merilo_web.results.actions.scoring import freeze
from merilo_web.results.models import ResultVersion

SCORED_ON = date(2026, 10, 1)
APPROVED_ON = date(2026, 10, 8)


def seen(cycle: Cycle, **respondents: int) -> tuple[Observation, ...]:
    """Observations of every listed organization: the first is better than the second, and so on.

    `respondents` may give another number of questionnaires by place in the list («n0», «n1», …).
    """
    edition = edition_of(cycle)
    return tuple(
        _observation(edition, organization, place=place, respondents=respondents.get(f"n{place}", 60))
        for place, organization in enumerate(organizations(cycle))
    )


def _observation(edition: Edition, organization: Organization, *, place: int, respondents: int) -> Observation:
    no = min(respondents, 2 + 3 * place)
    counts = {question.code: Count(yes=respondents - no, no=no) for question in edition.closed_questions}
    items = {
        item.code: ItemValue(ItemState.OBSERVED, Fraction(int(number % 7 > place)))
        for checklist in edition.checklists
        for number, item in enumerate(checklist.items)
    }
    return Observation(organization, respondents, counts, items)


def accepted(home: Municipality) -> Cycle:
    """The municipality's cycle with its data accepted."""
    home.cycle.state = CycleState.ACCEPTED
    home.cycle.save()
    return home.cycle


def scored(home: Municipality, *, reason: str = "", **respondents: int) -> ResultVersion:
    """A fresh version of the municipality's cycle."""
    cycle = home.cycle if home.cycle.state == CycleState.SCORED else accepted(home)
    by = home.people[Role.OPERATOR_MANAGER]
    version = freeze(cycle, seen(cycle, **respondents), by=by, on=SCORED_ON, reason=reason)
    home.cycle.refresh_from_db()
    return version


def considered(home: Municipality) -> ResultVersion:
    """A version before the council, with its proposals drafted."""
    return submit(scored(home), by=home.people[Role.AUTHORITY_SPECIALIST], on=SCORED_ON)


def decided(home: Municipality, kind: PointKind = PointKind.RESULTS) -> Decision:
    """A decision of signed minutes about the cycle."""
    meeting = Meeting.objects.create(
        council=home.council, held_on=APPROVED_ON, place="актовый зал", state=MeetingState.MINUTED, number="4"
    )
    decision = Decision.objects.create(
        cycle=home.cycle,
        number="4.1",
        decided_on=APPROVED_ON,
        body=home.council.name,
        subject="результаты",
        text="Утвердить результаты и предложения",
    )
    AgendaPoint.objects.create(
        meeting=meeting,
        cycle=home.cycle,
        position=1,
        kind=kind,
        title="О результатах",
        text="Утвердить",
        adopted=True,
        decision=decision,
    )
    return decision


def approved(home: Municipality) -> ResultVersion:
    """A version that the council has approved."""
    version = considered(home)
    chair = home.people[Role.COUNCIL_CHAIR]
    version = approve(version, by=chair, on=APPROVED_ON, decision=decided(home))
    home.cycle.refresh_from_db()
    return version


def without(observation: Observation, code: str) -> Observation:
    """The same with one item not looked at."""
    return replace(observation, items={name: one for name, one in observation.items.items() if name != code})
