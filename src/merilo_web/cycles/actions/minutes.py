"""The minutes: wording the points, signing; the decisions go into the register by themselves."""

import re
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.models import Document, DocumentKind
from merilo_web.cycles.actions.issuing import Filed, Issued, issue_paper
from merilo_web.cycles.actions.meetings import check_term, locked
from merilo_web.cycles.models import AgendaPoint, Decision, Meeting, PolicyChoice, Vote
from merilo_web.cycles.queries.meetings import next_number
from merilo_web.cycles.queries.minutes import MinutedPoint, minuted_points, minutes_paper
from merilo_web.cycles.rules import meetings as verbs
from merilo_web.journal.actions import changed, record

_NUMBER = re.compile(r"[A-Za-zА-Яа-яЁё0-9/.-]{1,32}")


@dataclass(frozen=True, slots=True)
class Wording:
    """How a point is told in the minutes. Once votes were given, only `heard` may change."""

    heard: str
    text: str
    assignee: str = ""
    due_on: date | None = None


@transaction.atomic
def word_point(point: AgendaPoint, *, by: User, wording: Wording) -> AgendaPoint:
    """Write down what was heard and what is decided; what was voted on stays as it was voted on."""
    kept = locked(point.meeting, verbs.WORD_POINT, by=by)
    found = kept.points.get(pk=point.pk)
    fields: dict[str, object] = {"heard": wording.heard.strip()}
    decided = {"text": wording.text.strip(), "assignee": wording.assignee.strip(), "due_on": wording.due_on}
    if not decided["text"]:
        raise ValidationError({"text": "Напишите проект решения."})
    check_term(wording.due_on, kept)
    if Vote.objects.filter(ballot__point=found).exists():
        if changed(found, decided):
            raise NotAllowedError("За это решение уже голосуют: его текст, ответственного и срок не меняют.")
    else:
        fields |= decided
    changes = changed(found, fields)
    for name, value in fields.items():
        setattr(found, name, value)
    found.save(update_fields=list(fields))
    record(verbs.WORD_POINT.event, kept, by=by, scope=kept.scope, changes=changes, note=found.title)
    return found


@transaction.atomic
def sign_minutes(meeting: Meeting, *, by: User, on: date, number: str = "") -> Meeting:
    """Sign the minutes under a number of the council's year: they and the adopted decisions are settled from now on."""
    kept = locked(meeting, verbs.SIGN_MINUTES, by=by)
    if on < kept.held_on:
        raise NotAllowedError(f"Заседание назначено на {kept.held_on:%d.%m.%Y}.")
    kept.number = number.strip() or next_number(kept)
    _check_number(kept)
    points = minuted_points(kept)
    issued = _issue(kept)
    kept.minutes_docx, kept.minutes_pdf, kept.state = issued.docx, issued.pdf, verbs.SIGN_MINUTES.to
    kept.save(update_fields=["number", "minutes_docx", "minutes_pdf", "state"])
    decisions = [_decide(kept, one, document=issued.docx) for one in points if one.point.point.adopted]
    changes = {"номер протокола": ("", kept.number), "решения": ("", [str(one) for one in decisions])}
    record(verbs.SIGN_MINUTES.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _check_number(meeting: Meeting) -> None:
    if not _NUMBER.fullmatch(meeting.number):
        fault = "Номер протокола — буквы, цифры и знаки «/», «-», «.», всего не больше 32, например 4 или 12-нок/2026."
        raise ValidationError({"number": fault})
    others = Meeting.objects.filter(
        council=meeting.council_id, held_on__year=meeting.held_on.year, number=meeting.number
    ).exclude(pk=meeting.pk)
    if others.exists():
        raise ValidationError(
            {"number": f"Протокол № {meeting.number} у совета в этом году уже есть: дайте другой номер."}
        )


def _issue(meeting: Meeting) -> Issued:
    title = f"Протокол заседания: {meeting.council}"
    filing = Filed(
        kind=DocumentKind.MINUTES,
        title=title,
        stem=f"Протокол {meeting.held_on:%Y-%m-%d}",
        dated_on=meeting.held_on,
        scope=meeting.scope,
        number=meeting.number,
    )
    return issue_paper(minutes_paper(meeting, number=meeting.number), filing=filing)


def _decide(meeting: Meeting, minuted: MinutedPoint, *, document: Document) -> Decision:
    point = minuted.point.point
    decision = Decision.objects.create(
        cycle=point.cycle,
        number=f"{meeting.number}/{minuted.number}",
        decided_on=meeting.held_on,
        body=meeting.council.name,
        subject=point.title,
        text=minuted.text,
        assignee=point.assignee,
        due_on=point.due_on,
        document=document,
    )
    point.decision = decision
    point.save(update_fields=["decision"])
    for policy, option in point.proposed.items():
        PolicyChoice.objects.create(cycle=point.cycle, policy=policy, option=str(option), decision=decision)
    return decision
