"""Letters: written for the whole list at once, corrected, issued under numbers, put into the queue, handed over."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone

from merilo.documents.papers import letters as papers
from merilo.documents.papers.letters import AssessmentNotice, PopulationRequest, Reminder, Transmittal, looked_at
from merilo.documents.papers.parties import Person
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions.issuing import Filed, Issued, issue_paper
from merilo_web.cycles.models import Cycle, Letter, ListedOrganization
from merilo_web.cycles.queries import letters as queries
from merilo_web.cycles.queries.letters import PARTING, Addressee
from merilo_web.cycles.queries.own_papers import head_of, letterhead
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.rules import letters as verbs
from merilo_web.cycles.states import LetterKind, LetterState
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Authority

WRITING: dict[str, Verb] = {
    LetterKind.NOTICE: verbs.WRITE_NOTICES,
    LetterKind.POPULATION_REQUEST: verbs.WRITE_REQUESTS,
    LetterKind.REMINDER: verbs.WRITE_REMINDERS,
    LetterKind.TRANSMITTAL: verbs.WRITE_TRANSMITTALS,
}
_ONCE = frozenset({LetterKind.NOTICE, LetterKind.POPULATION_REQUEST})
"""Letters that an organization gets once in a cycle."""


@dataclass(frozen=True, slots=True)
class LetterFacts:
    """What the letters say. Days of fieldwork are the cycle's own unless given; `only` and the keys of
    `questionnaires` (addresses of questionnaires) are numbers of organizations.
    """

    kind: LetterKind
    answer_by: date | None = None
    period: str = ""
    about: str = ""
    contact: str = ""
    begins_on: date | None = None
    ends_on: date | None = None
    only: frozenset[int] | None = None
    questionnaires: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class LetterText:
    """A letter as a person corrects it."""

    subject: str
    text: str
    recipient_name: str = ""
    name_dative: str = ""
    post_dative: str = ""
    email: str = ""


@transaction.atomic
def write_letters(cycle: Cycle, *, by: User, on: date, facts: LetterFacts) -> int:
    """Write a draft to every organization of the list that has none of this kind yet. Returns how many were written.

    Reminders go to those who have not told their population.
    """
    kept = _cycle(cycle, WRITING[facts.kind], by=by)
    _check(kept, facts)
    wanted = facts.only
    if facts.kind == LetterKind.REMINDER and wanted is None:
        wanted = frozenset(kept.listed.filter(population__isnull=True).values_list("organization_id", flat=True))
    return _write(
        kept, facts.kind, only=wanted, by=by, on=on, made=lambda one: _said(kept, one, facts), answer_by=facts.answer_by
    )


@transaction.atomic
def write_transmittals(cycle: Cycle, *, by: User, on: date, handed: Mapping[int, Transmittal]) -> int:
    """Write letters with results, as the stage of results gives them: number of the organization → what it is told."""
    kept = _cycle(cycle, verbs.WRITE_TRANSMITTALS, by=by)

    def said(one: Addressee, envelope: papers.Envelope) -> papers.Letter:
        return papers.transmittal(envelope, handed[one.listed.organization_id])

    return _write(
        kept,
        LetterKind.TRANSMITTAL,
        only=frozenset(handed),
        by=by,
        on=on,
        made=lambda one: said(one, _envelope(kept, one, on)),
    )


def log_hand_over(cycle: Cycle, letter: papers.Letter, *, issued: Issued, on: date) -> Letter:
    """Log the council's letter to the authority, issued already, so that it is sent and followed as other letters are.

    Part of the event that hands results over: runs inside its transaction, which tells the journal of it.
    """
    authority = cycle.authority
    return Letter.objects.create(
        cycle=cycle,
        kind=LetterKind.HAND_OVER,
        state=LetterState.ISSUED,
        subject=letter.subject,
        text=PARTING.join(letter.paragraphs),
        recipient_name=authority.head_name,
        email=authority.email,
        written_on=on,
        number=issued.docx.number,
        dated_on=on,
        docx=issued.docx,
        pdf=issued.pdf,
    )


@transaction.atomic
def edit_letter(letter: Letter, *, by: User, facts: LetterText) -> Letter:
    """Correct a draft."""
    kept = _locked(letter, verbs.EDIT_LETTER, by=by)
    faults = {}
    if not facts.subject.strip():
        faults["subject"] = "Напишите тему письма."
    if not queries.paragraphs(facts.text):
        faults["text"] = "Напишите текст письма."
    if faults:
        raise ValidationError(faults)
    fields = {name: str(getattr(facts, name)).strip() for name in LetterText.__slots__}
    fields["text"] = PARTING.join(queries.paragraphs(facts.text))
    return _store(kept, verbs.EDIT_LETTER, fields, by=by)


@transaction.atomic
def discard_letter(letter: Letter, *, by: User) -> None:
    """Throw a draft away."""
    kept = _locked(letter, verbs.DISCARD_LETTER, by=by)
    record(verbs.DISCARD_LETTER.event, kept, by=by, scope=kept.scope)
    kept.delete()


@transaction.atomic
def issue_letter(letter: Letter, *, by: User, on: date, number: str = "") -> Letter:
    """Issue a letter under a number of the authority's year, in both forms; those who may read it may open it."""
    authority = Authority.objects.select_for_update().get(pk=letter.cycle.authority_id)
    kept = _locked(letter, verbs.ISSUE_LETTER, by=by)
    if not authority.head_name:
        raise NotAllowedError("В реестре не указан руководитель органа власти: письмо некому подписать.")
    kept.number = number.strip() or queries.next_number(kept.cycle, on.year)
    kept.dated_on = on
    _check_number(kept)
    paper = queries.letter_paper(kept, on=on)
    filing = Filed(
        kind=DocumentKind.LETTER,
        title=f"{kept.subject}: {kept.listed}"[:500],
        stem=f"Письмо {kept.number.replace('/', '-')} {kept.listed}"[:200],
        dated_on=on,
        scope=kept.scope,
        number=kept.number,
    )
    own = queries.letter_word(kept, on=on)
    issued = issue_paper(paper, filing=filing, word=own.content if own else None)
    files = {"docx": issued.docx, "pdf": issued.pdf, "template": own.template if own else None}
    fields = {"number": kept.number, "dated_on": on, **files}
    if kept.kind == LetterKind.POPULATION_REQUEST and kept.listed:
        ListedOrganization.objects.filter(pk=kept.listed.pk).update(population_requested_on=on)
    return _store(kept, verbs.ISSUE_LETTER, {**fields, "state": LetterState.ISSUED}, by=by)


def issue_letters(cycle: Cycle, *, by: User, on: date, kind: str, first_number: str = "") -> int:
    """Issue every draft of one kind with numbers in a row, each letter an event of its own. Returns how many."""
    number, count = first_number.strip(), 0
    for letter in queries.of_kind(cycle, kind):
        if letter.state != LetterState.DRAFT:
            continue
        issued = issue_letter(letter, by=by, on=on, number=number)
        number, count = queries.following(issued.number), count + 1
    return count


@transaction.atomic
def queue_letter(letter: Letter, *, by: User) -> Letter:
    """Put an issued letter into the queue of e-mail, or a failed one again."""
    verb = verbs.verb_of(verbs.QUEUE_LETTER, letter.kind)
    kept = _locked(letter, verb, by=by)
    if not kept.email:
        raise NotAllowedError("У письма нет адреса электронной почты: впишите его или вручите письмо на бумаге.")
    fields = {"state": LetterState.QUEUED, "attempts": 0, "tried_at": None, "error": ""}
    return _store(kept, verb, fields, by=by)


def queue_letters(cycle: Cycle, *, by: User, kind: str) -> int:
    """Queue every issued letter of one kind that has an address. Returns how many."""
    ready = [one for one in queries.of_kind(cycle, kind) if one.state == LetterState.ISSUED and one.email]
    for letter in ready:
        queue_letter(letter, by=by)
    return len(ready)


@transaction.atomic
def readdress_letter(letter: Letter, *, by: User, email: str) -> Letter:
    """Change the address that a letter will be sent to."""
    verb = verbs.verb_of(verbs.READDRESS_LETTER, letter.kind)
    return _store(_locked(letter, verb, by=by), verb, {"email": email.strip()}, by=by)


@transaction.atomic
def hand_letter(letter: Letter, *, by: User, on: date, how: str) -> Letter:
    """Say that the letter was handed over on paper or otherwise."""
    verb = verbs.verb_of(verbs.HAND_LETTER, letter.kind)
    kept = _locked(letter, verb, by=by)
    if not how.strip():
        raise ValidationError({"how": "Напишите, как и кому вручено письмо."})
    if kept.dated_on and on < kept.dated_on:
        raise ValidationError({"on": f"Письмо выпущено {kept.dated_on:%d.%m.%Y}: вручить его раньше нельзя."})
    noon = timezone.make_aware(datetime.combine(on, time(12)))
    fields = {"state": LetterState.SENT, "sent_at": noon, "handed_to": how.strip(), "error": ""}
    return _store(kept, verb, fields, by=by)


def _cycle(cycle: Cycle, verb: Verb, *, by: User) -> Cycle:
    found = Cycle.objects.select_for_update(of=("self",)).select_related("authority", "operator")
    kept = found.get(pk=cycle.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept


def _locked(letter: Letter, verb: Verb, *, by: User) -> Letter:
    found = Letter.objects.select_for_update(of=("self",))
    kept = found.select_related("cycle__authority", "listed__organization", "listed__cycle").get(pk=letter.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept


def _store(kept: Letter, verb: Verb, fields: Mapping[str, object], *, by: User) -> Letter:
    changes = changed(kept, fields) if verb is not verbs.ISSUE_LETTER else {"номер": ("", fields["number"])}
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(fields))
    record(verb.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _write(
    cycle: Cycle,
    kind: LetterKind,
    *,
    only: frozenset[int] | None,
    by: User,
    on: date,
    made: Callable[[Addressee], papers.Letter],
    answer_by: date | None = None,
) -> int:
    waiting = cycle.letters.filter(kind=kind)
    written = waiting if kind in _ONCE else waiting.filter(state=LetterState.DRAFT)
    have = set(written.values_list("listed_id", flat=True))
    wanted = [one for one in queries.addressees(cycle, only) if one.listed.pk not in have]
    if not wanted:
        raise NotAllowedError("Новых писем этого вида составлять некому: у всех организаций они уже есть.")
    rows = [_draft(cycle, kind, one, letter=made(one), on=on) for one in wanted]
    for row in rows:
        row.answer_by = answer_by
    Letter.objects.bulk_create(rows)
    changes = {"составлены письма": ("", _named(rows))}
    record(WRITING[kind].event, cycle, by=by, scope=cycle.scope, changes=changes)
    return len(rows)


def _draft(cycle: Cycle, kind: LetterKind, one: Addressee, *, letter: papers.Letter, on: date) -> Letter:
    return Letter(
        cycle=cycle,
        listed=one.listed,
        kind=kind,
        subject=letter.subject,
        text=PARTING.join(letter.paragraphs),
        recipient_name=one.name,
        name_dative=one.name_dative,
        post_dative=one.post_dative,
        email=one.email,
        written_on=on,
    )


def _named(rows: Iterable[Letter]) -> list[str]:
    return [str(row.listed) for row in rows]


def _envelope(cycle: Cycle, one: Addressee, on: date) -> papers.Envelope:
    recipient = Person(one.name, one.listed.organization.head_post, name_dative=one.name_dative)
    authority = cycle.authority
    return papers.Envelope(
        letterhead(authority), one.listed.organization.full_name, recipient, head_of(authority), issued_on=on
    )


def _said(cycle: Cycle, one: Addressee, facts: LetterFacts) -> papers.Letter:
    """What the letter of this kind says to one organization."""
    envelope = _envelope(cycle, one, facts.answer_by or cycle.opened_on)
    due = facts.answer_by or cycle.opened_on
    if facts.kind == LetterKind.NOTICE:
        begins, ends = _days(cycle, facts)
        told = AssessmentNotice(
            cycle.title,
            cycle.operator.name if cycle.operator else "",
            begins,
            ends,
            questionnaire=facts.questionnaires.get(one.listed.organization_id, ""),
            looked_at=looked_at(edition_of(cycle), one.listed.organization.type),
            contract=_contract(cycle),
            contact=facts.contact.strip(),
        )
        return papers.notice(envelope, told)
    if facts.kind == LetterKind.POPULATION_REQUEST:
        asked = PopulationRequest(
            cycle.title,
            facts.period.strip() or f"за {cycle.year - 1} год",
            due,
            answer_to=cycle.authority.email,
            sampling=edition_of(cycle).sampling,
        )
        return papers.population_request(envelope, asked)
    return papers.reminder(envelope, Reminder(cycle.title, facts.about.strip(), due))


def _contract(cycle: Cycle) -> str:
    contract = getattr(cycle, "contract", None)
    if contract is None or contract.signed_on is None:
        return ""
    return f"контракт от {contract.signed_on:%d.%m.%Y} № {contract.number}"


def _days(cycle: Cycle, facts: LetterFacts) -> tuple[date, date]:
    begins, ends = facts.begins_on or cycle.fieldwork_from, facts.ends_on or cycle.fieldwork_until
    if begins is None or ends is None:
        raise ValidationError({"begins_on": "Укажите первый и последний день сбора информации."})
    return begins, ends


def _check(cycle: Cycle, facts: LetterFacts) -> None:
    faults = {}
    if facts.kind == LetterKind.TRANSMITTAL:
        raise NotAllowedError("Письма с результатами составляются на странице результатов.")
    if facts.kind == LetterKind.NOTICE:
        begins, ends = _days(cycle, facts)
        if ends < begins:
            faults["ends_on"] = "Сбор не может кончиться раньше, чем начался."
    elif facts.answer_by is None:
        faults["answer_by"] = "Укажите, до какого дня нужен ответ."
    if facts.kind == LetterKind.REMINDER and not facts.about.strip():
        faults["about"] = "Напишите, о чём напоминаете."
    if faults:
        raise ValidationError(faults)


def _check_number(letter: Letter) -> None:
    if letter.dated_on is None:
        return
    others = Letter.objects.filter(
        cycle__authority=letter.cycle.authority_id, dated_on__year=letter.dated_on.year, number=letter.number
    ).exclude(pk=letter.pk)
    if others.exists():
        raise ValidationError({"first_number": f"Письмо № {letter.number} в этом году уже есть: дайте другой номер."})
