"""One year's cycle of the invented municipality, step by step, through the very actions that people use."""

from datetime import date, timedelta
from decimal import Decimal

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.actions import (
    contract,
    instructions,
    letters,
    lifecycle,
    lists,
    populations,
)
from merilo_web.cycles.actions.contract import ContractFacts
from merilo_web.cycles.actions.letters import LetterFacts
from merilo_web.cycles.actions.lifecycle import CycleFacts
from merilo_web.cycles.actions.meetings import PointFacts
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.states import LetterKind, PointKind
from merilo_web.demo import closing, fieldwork, paperwork
from merilo_web.demo.council import decide
from merilo_web.demo.inspections import inspect
from merilo_web.demo.setting import Year
from merilo_web.results.models import ResultVersion

_HALF_WAY = timedelta(days=19)
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
    """A cycle in the middle of its fieldwork: about half of the answers have come."""
    cycle = fieldwork.opened(year, prepared(year))
    fieldwork.answered(year, cycle, until=year.fieldwork_from + _HALF_WAY, share=45)
    inspect(year, cycle, part=12)
    return cycle


def finished(year: Year) -> ResultVersion:
    """A cycle from its list to considered results."""
    cycle = fieldwork.opened(year, prepared(year))
    fieldwork.answered(year, cycle, until=year.fieldwork_until, share=150)
    inspect(year, cycle, part=cycle.listed.count())
    fieldwork.closed(year, cycle)
    version = closing.closed(year, cycle)
    paperwork.finished(year, version.cycle)
    return version


def prepared(year: Year) -> Cycle:
    """A cycle ready for fieldwork: populations are known, the contract signed, everybody informed."""
    cycle = listed(year)
    paperwork.planned(year, cycle)
    specialist, day = year.user(Role.AUTHORITY_SPECIALIST), year.begins_on + timedelta(days=20)
    asked = LetterFacts(LetterKind.POPULATION_REQUEST, answer_by=day + timedelta(days=10), period=f"{day.year - 1} год")
    _send(cycle, asked, by=specialist, on=day)
    for row in cycle.listed.select_related("organization").order_by("pk"):
        number = 90 + int(row.organization.inn[-4:-1]) * 37 % 900
        populations.enter_population(row, by=specialist, on=day + timedelta(days=7), number=number)
    populations.freeze_populations(cycle, by=specialist, on=day + timedelta(days=11))
    cycle = _contracted(year, cycle)
    told = LetterFacts(LetterKind.NOTICE, begins_on=year.fieldwork_from, ends_on=year.fieldwork_until)
    _send(cycle, told, by=specialist, on=year.fieldwork_from - timedelta(days=10))
    paperwork.prepared(year, cycle)
    return cycle


def _send(cycle: Cycle, facts: LetterFacts, *, by: User, on: date) -> None:
    letters.write_letters(cycle, by=by, on=on, facts=facts)
    letters.issue_letters(cycle, by=by, on=on, kind=facts.kind)


def _contracted(year: Year, cycle: Cycle) -> Cycle:
    authority, day = year.user(Role.AUTHORITY_ADMIN), year.fieldwork_from - timedelta(days=15)
    facts = ContractFacts(
        operator=year.place.operator,
        number=f"{cycle.year}-04",
        signed_on=day,
        begins_on=day,
        ends_on=year.fieldwork_until + timedelta(days=30),
        price=Decimal(412_000),
    )
    contract.prepare_contract(cycle, by=authority, on=day - timedelta(days=10))
    contract.issue_terms(cycle, by=authority, on=day - timedelta(days=10))
    contract.sign_contract(cycle, by=authority, on=day, facts=facts)
    instructions.issue_instruction(cycle, by=authority, on=day)
    cycle.refresh_from_db()
    return cycle
