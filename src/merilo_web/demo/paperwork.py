"""What goes beside an invented year: its plan carried out, deliverables, events, letters handed over."""

from collections.abc import Collection
from datetime import date, timedelta

from merilo_web.accounts.roles import Role
from merilo_web.cycles.actions import assessment_plans, contract, letters, public_events
from merilo_web.cycles.actions.assessment_plans import Approver, Execution
from merilo_web.cycles.actions.public_events import EventFacts
from merilo_web.cycles.models import AssessmentPlan, Cycle
from merilo_web.cycles.states import LetterKind, LetterState, PublicEventKind
from merilo_web.demo.setting import Year

_PREPARED = {
    "1": "Перечень утверждён советом",
    "2.1": "Предложения совета учтены в техническом задании",
    "2.2": "Контракт заключён",
    "2.3": "Совет решил вопросы методики",
    "3": "Инструкция выпущена, специалисты обучены",
    "4": "Письма вручены всем организациям",
    "5": "Численность сообщили все организации",
}
_FINISHED = {
    "6": "Опрошены получатели услуг, осмотрены все организации",
    "7": "Отчёт и рейтинг рассмотрены на заседании",
    "8": "Предложения утверждены по каждой организации",
    "9": "Результаты и предложения переданы учредителю",
    "10": "Результаты размещены на сайте управления",
    "11": "Предложения рассмотрены, приняты все",
    "12": "Планы составлены и утверждены",
    "14": "Решение внесено в реестр",
}
"""Number of a measure of the usual plan → what came of it."""


def planned(year: Year, cycle: Cycle) -> None:
    """The plan of the assessment is made and approved after the council has approved the list."""
    authority = year.user(Role.AUTHORITY_ADMIN)
    plan = assessment_plans.make_plan(cycle, by=authority)
    approver = Approver(authority.full_name, authority.post)
    assessment_plans.approve_plan(plan, by=authority, on=year.begins_on + timedelta(days=16), approver=approver)


def prepared(year: Year, cycle: Cycle) -> None:
    """Everything that comes before fieldwork is done and told of."""
    day = year.fieldwork_from - timedelta(days=8)
    _handed(year, cycle, {LetterKind.POPULATION_REQUEST, LetterKind.NOTICE})
    _carried_out(year, cycle, _PREPARED, on=day)
    _delivered(year, cycle, count=1, on=day)
    event = EventFacts(
        PublicEventKind.SEMINAR,
        day,
        "Семинар для руководителей: как пройдут опрос и осмотр",
        place="зал заседаний управления образования",
        participants=f"руководители {cycle.listed.count()} организаций",
    )
    public_events.add_event(cycle, by=year.user(Role.AUTHORITY_ADMIN), facts=event)


def finished(year: Year, cycle: Cycle) -> None:
    """Everything is delivered, accepted, handed over, reported."""
    authority, day = year.user(Role.AUTHORITY_ADMIN), year.fieldwork_until + timedelta(days=29)
    _delivered(year, cycle, count=cycle.contract.deliverables.count(), on=day)
    _handed(year, cycle, {LetterKind.TRANSMITTAL})
    link = f"{year.place.authority.website}/nok/{cycle.year}"
    event = EventFacts(PublicEventKind.WEBSITE, day, f"Итоги: {cycle.title}", link=link)
    public_events.add_event(cycle, by=authority, facts=event)
    day += timedelta(days=30)
    _carried_out(year, cycle, _FINISHED, on=day)
    assessment_plans.issue_plan_report(AssessmentPlan.objects.get(cycle=cycle), by=authority, on=day)


def _carried_out(year: Year, cycle: Cycle, outcomes: dict[str, str], *, on: date) -> None:
    authority = year.user(Role.AUTHORITY_ADMIN)
    for measure in AssessmentPlan.objects.get(cycle=cycle).measures.filter(number__in=outcomes):
        facts = Execution(outcomes[measure.number], completed_on=on)
        assessment_plans.record_execution(measure, by=authority, on=on, facts=facts)


def _delivered(year: Year, cycle: Cycle, *, count: int, on: date) -> None:
    """The first deliverables of the contract are handed in by the operator and accepted the next day."""
    for one in cycle.contract.deliverables.filter(accepted_on__isnull=True).order_by("position")[:count]:
        contract.hand_in(one, by=year.user(Role.OPERATOR_MANAGER), on=on)
        contract.accept_deliverable(one, by=year.user(Role.AUTHORITY_ADMIN), on=on + timedelta(days=1))


def _handed(year: Year, cycle: Cycle, kinds: Collection[LetterKind]) -> None:
    specialist = year.user(Role.AUTHORITY_SPECIALIST)
    for letter in cycle.letters.filter(kind__in=kinds, state=LetterState.ISSUED).order_by("pk"):
        day = (letter.dated_on or year.begins_on) + timedelta(days=1)
        letters.hand_letter(letter, by=specialist, on=day, how="руководителю под подпись")
