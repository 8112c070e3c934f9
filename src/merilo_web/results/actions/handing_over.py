"""From the council to the authority: hand-over, the authority's answer to every proposal, the end of consideration."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.cycles.actions import letters, lifecycle
from merilo_web.cycles.actions.days import term_fault
from merilo_web.cycles.actions.decisions import DecisionFacts, register_decision
from merilo_web.cycles.actions.issuing import Issued
from merilo_web.cycles.models import Cycle, Decision, ListedOrganization
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of
from merilo_web.results.actions.documents import archived
from merilo_web.results.models import Recommendation, ResultVersion
from merilo_web.results.queries import papers
from merilo_web.results.queries import written as documents
from merilo_web.results.queries.proposals import unanswered
from merilo_web.results.queries.written import WrittenDocument
from merilo_web.results.rules import ANSWER, CONCLUDE, PASS_ON
from merilo_web.results.states import ANSWERED, RecommendationState, VersionState

_COUNTED = tuple(state for state in RecommendationState if state in ANSWERED)


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """The authority's answer to a proposal: accepted, partly or declined, with words, who and by when."""

    verdict: RecommendationState
    answer: str = ""
    assignee: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class ConclusionFacts:
    """The authority's order that ends the consideration, and what follows from the proposals as a whole."""

    number: str
    decided_on: date
    conclusions: tuple[str, ...] = ()
    assignee: str = ""
    due_on: date | None = None


@transaction.atomic
def hand_over(version: ResultVersion, written: Iterable[WrittenDocument], *, by: User, on: date) -> ResultVersion:
    """Hand results and proposals over with the letter (`queries.written.transmittal`): the authority's month begins.

    The letter, in Word and PDF, is logged as other letters are and may be sent from there.
    """
    kept = _approved(version, PASS_ON, by=by)
    kept.cycle = lifecycle.hand_over(kept.cycle, by=by, on=on)
    made = archived(kept, written, on=on)
    docx, pdf = (one.document for one in made)
    said = papers.transmittal_letter(kept, on, number=docx.number)
    letter = letters.log_hand_over(kept.cycle, said, issued=Issued(docx, pdf), on=on)
    changes = {"переданы": ("", on), "выпущено документов": ("", len(made)), "письмо": ("", letter)}
    record(PASS_ON.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def answer(
    version: ResultVersion, listed: ListedOrganization, *, by: User, on: date, answers: Mapping[int, AnswerFacts]
) -> tuple[Recommendation, ...]:
    """Answer proposals to one organization, by their number; may be changed until the consideration is concluded."""
    kept = _considered(version, ANSWER, by=by)
    found = list(kept.recommendations.select_for_update().filter(listed=listed, pk__in=answers))
    if len(found) != len(answers):
        raise ValidationError("Одного из предложений здесь нет: обновите страницу.")
    changes: dict[str, tuple[object, object]] = {}
    for proposal in found:
        facts = answers[proposal.pk]
        _check(facts, on)
        fields = {
            "state": facts.verdict,
            "answer": facts.answer.strip(),
            "assignee": facts.assignee.strip(),
            "due_on": facts.due_on,
        }
        changes |= {f"{proposal.position}. {name}": pair for name, pair in changed(proposal, fields).items()}
        for name, value in fields.items():
            setattr(proposal, name, value)
        proposal.save(update_fields=list(fields))
    record(ANSWER.event, kept, by=by, scope=listed.scope, changes=changes, note=str(listed))
    return tuple(found)


@transaction.atomic
def accept_rest(version: ResultVersion, *, by: User, on: date) -> int:
    """Accept every proposal that has no answer yet; how many."""
    kept = _considered(version, ANSWER, by=by)
    number = unanswered(kept).update(state=RecommendationState.ACCEPTED)
    if not number:
        raise NotAllowedError("На все предложения уже отвечено.")
    changes = {"принято без замечаний": ("", number), "дата": ("", on)}
    record(ANSWER.event, kept, by=by, scope=kept.scope, changes=changes)
    return number


@transaction.atomic
def conclude(version: ResultVersion, *, by: User, on: date, facts: ConclusionFacts) -> Decision:
    """End the consideration: the analysis is issued, the authority's decision goes into the register of decisions."""
    kept = _considered(version, CONCLUDE, by=by)
    left = unanswered(kept).count()
    if left:
        raise NotAllowedError(f"Решите о каждом предложении: без ответа осталось {left}.", clause=CONCLUDE.clause)
    decision = register_decision(kept.cycle, by=by, on=on, facts=_decision(kept, facts))
    kept.cycle = lifecycle.consider(kept.cycle, by=by, on=on)
    made = archived(kept, documents.analysis(kept, on, conclusions=facts.conclusions), on=on)
    Decision.objects.filter(pk=decision.pk).update(document=made[0].document)
    changes = {"решение": ("", decision), "анализ предложений": ("", made[0].document)}
    record(CONCLUDE.event, kept, by=by, scope=kept.scope, changes=changes)
    return decision


def _decision(version: ResultVersion, facts: ConclusionFacts) -> DecisionFacts:
    states = list(version.recommendations.values_list("state", flat=True))
    counts = ", ".join(f"{RecommendationState(one).label}: {states.count(one)}" for one in _COUNTED)
    return DecisionFacts(
        number=facts.number,
        decided_on=facts.decided_on,
        body=version.cycle.authority.name,
        subject="рассмотрение результатов независимой оценки и предложений общественного совета",
        text="\n".join((f"Предложений {len(states)}; {counts}.", *facts.conclusions)),
        assignee=facts.assignee,
        due_on=facts.due_on,
    )


def _check(facts: AnswerFacts, on: date) -> None:
    faults = {}
    if facts.verdict not in ANSWERED:
        faults["verdict"] = "Выберите решение."
    if facts.verdict != RecommendationState.ACCEPTED and not facts.answer.strip():
        faults["answer"] = "Напишите, почему предложение принято не полностью или отклонено."
    if fault := term_fault(facts.due_on, on, of="сегодняшнего дня"):
        faults["due_on"] = fault
    if faults:
        raise ValidationError(faults)


def _approved(version: ResultVersion, verb: Verb, *, by: User) -> ResultVersion:
    kept = (
        ResultVersion.objects.select_for_update(of=("self",))
        .select_related("cycle__authority", "cycle__council", "decision")
        .get(pk=version.pk)
    )
    kept.cycle = (
        Cycle.objects.select_for_update(of=("self",)).select_related("authority", "council").get(pk=kept.cycle_id)
    )
    access_of(by).require(verb, kept.scope, state=kept.cycle.state)
    if kept.state != VersionState.APPROVED:
        raise NotAllowedError("Передают и рассматривают версию, утверждённую советом.", clause=verb.clause)
    return kept


def _considered(version: ResultVersion, verb: Verb, *, by: User) -> ResultVersion:
    kept = _approved(version, verb, by=by)
    if kept.cycle.considered_on:
        raise NotAllowedError(f"Предложения уже рассмотрены {kept.cycle.considered_on:%d.%m.%Y}.")
    return kept
