"""The end of an invented year: data accepted, scored, approved by the council, handed over, considered."""

from datetime import timedelta

from merilo_web.accounts.roles import Role
from merilo_web.cycles.actions import letters
from merilo_web.cycles.actions.meetings import PointFacts
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.states import LetterKind, PointKind
from merilo_web.demo.council import decide
from merilo_web.demo.setting import Year
from merilo_web.fieldwork.actions import handovers
from merilo_web.results.actions import approval, documents, handing_over, scoring
from merilo_web.results.actions.handing_over import ConclusionFacts
from merilo_web.results.actions.letters import write_letters
from merilo_web.results.models import ResultVersion
from merilo_web.results.queries import intervals, written


def closed(year: Year, cycle: Cycle) -> ResultVersion:
    """Everything that follows fieldwork; the approved results."""
    version = _scored(year, _accepted(year, cycle))
    version = _approved(year, version)
    _considered(year, version)
    return version


def _accepted(year: Year, cycle: Cycle) -> Cycle:
    day = year.fieldwork_until + timedelta(days=3)
    note = "Осмотрены все организации; ответить на осмотр успела одна."
    handover = handovers.hand_over(cycle, by=year.user(Role.OPERATOR_MANAGER), on=day, note=note)
    handovers.accept(handover, by=year.user(Role.AUTHORITY_ADMIN), on=day + timedelta(days=2))
    cycle.refresh_from_db()
    return cycle


def _scored(year: Year, cycle: Cycle) -> ResultVersion:
    manager, day = year.user(Role.OPERATOR_MANAGER), year.fieldwork_until + timedelta(days=6)
    version = scoring.score(cycle, by=manager, on=day)
    return scoring.keep_intervals(version, intervals.estimated(version), by=manager, on=day)


def _approved(year: Year, version: ResultVersion) -> ResultVersion:
    secretary, day = year.user(Role.COUNCIL_SECRETARY), year.fieldwork_until + timedelta(days=20)
    version = approval.submit(version, by=secretary, on=day - timedelta(days=8))
    decisions = decide(version.cycle, [PointFacts(PointKind.RESULTS, version.cycle)], people=year.people, on=day)
    day += timedelta(days=1)
    version = approval.approve(version, by=secretary, on=day, decision=decisions[PointKind.RESULTS])
    documents.issue_documents(version, written.of_cycle(version), by=secretary, on=day)
    documents.issue_sheets(version, written.sheets(version), by=secretary, on=day)
    return version


def _considered(year: Year, version: ResultVersion) -> None:
    day = year.fieldwork_until + timedelta(days=25)
    secretary, authority = year.user(Role.COUNCIL_SECRETARY), year.user(Role.AUTHORITY_ADMIN)
    letter = written.transmittal(version, day, number="12")
    version = handing_over.hand_over(version, letter, by=secretary, on=day)
    for council_letter in version.cycle.letters.filter(kind=LetterKind.HAND_OVER):
        letters.hand_letter(council_letter, by=secretary, on=day, how="под подпись в приёмной")
    write_letters(version, by=authority, on=day)
    letters.issue_letters(version.cycle, by=authority, on=day, kind=LetterKind.TRANSMITTAL)
    day += timedelta(days=14)
    handing_over.accept_rest(version, by=authority, on=day)
    facts = ConclusionFacts(number="218", decided_on=day, conclusions=("Организациям — составить планы.",))
    handing_over.conclude(version, by=authority, on=day, facts=facts)
