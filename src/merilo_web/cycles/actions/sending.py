"""Sending queued letters: each claimed in a short transaction, sent outside of any, never sent twice by itself.

A letter whose sending broke off after the mail server was reached stays «отправляется»: a person looks whether it came
and either queues it again or marks it delivered.
"""

import smtplib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.db.models import F, Q

from merilo_web.archive import actions as archive
from merilo_web.cycles.models import Letter
from merilo_web.cycles.queries.letters import letter_paper
from merilo_web.cycles.rules import letters as verbs
from merilo_web.cycles.states import LetterState
from merilo_web.journal.actions import record

MOST_ATTEMPTS = 5
PAUSE = timedelta(minutes=10)
"""How long a letter that was refused for a time waits before the next attempt."""
_PERMANENT = 500
_REFUSALS = (smtplib.SMTPResponseException, smtplib.SMTPRecipientsRefused)
"""What a mail server says when it surely has not taken the letter."""


@dataclass(frozen=True, slots=True)
class Sending:
    """What one run came to. `fault` is why nothing could be sent at all."""

    sent: int = 0
    failed: int = 0
    waiting: int = 0
    fault: str = ""


def send_queued(*, now: datetime) -> Sending:
    """Send every queued letter whose turn it is. May run in two places at once: a letter is claimed by one of them."""
    ready = Letter.objects.filter(Q(tried_at__isnull=True) | Q(tried_at__lte=now - PAUSE), state=LetterState.QUEUED)
    numbers = list(ready.order_by("id").values_list("pk", flat=True))
    if not numbers:
        return Sending(waiting=_waiting())
    connection = get_connection()
    try:
        connection.open()
    except (OSError, smtplib.SMTPException) as fault:
        Letter.objects.filter(pk__in=numbers).update(error=f"Почтовый сервер недоступен: {fault}"[:500])
        return Sending(waiting=_waiting(), fault=str(fault))
    sent = failed = 0
    try:
        for pk in numbers:
            if not _claim(pk, now):
                continue
            outcome = _deliver(pk, connection)
            sent, failed = sent + (outcome == LetterState.SENT), failed + (outcome == LetterState.FAILED)
    finally:
        connection.close()
    return Sending(sent, failed, _waiting())


def _waiting() -> int:
    return Letter.objects.filter(state=LetterState.QUEUED).count()


def _claim(pk: int, now: datetime) -> bool:
    """Take a letter out of the queue before it is sent; False when another run has taken it."""
    claimed = Letter.objects.filter(pk=pk, state=LetterState.QUEUED).update(
        state=LetterState.SENDING, attempts=F("attempts") + 1, tried_at=now, error=""
    )
    return claimed == 1


def _deliver(pk: int, connection: BaseEmailBackend) -> str:
    """Send one claimed letter and write down what came of it. Returns the state it ends in."""
    related = ("cycle__authority", "listed__organization", "listed__cycle", "docx__file", "pdf__file")
    letter = Letter.objects.select_related(*related).get(pk=pk)
    try:
        message(letter, connection).send()
    except _REFUSALS as refusal:
        return _refused(letter, refusal)
    except (OSError, smtplib.SMTPException) as fault:
        words = f"Связь прервалась, неизвестно, ушло ли письмо: {fault}"
        Letter.objects.filter(pk=pk, state=LetterState.SENDING).update(error=words[:500])
        return LetterState.SENDING
    return _settle(letter, LetterState.SENT, "")


def message(letter: Letter, connection: BaseEmailBackend | None = None) -> EmailMessage:
    """The letter as e-mail: its text, the issued PDF attached; by an own template the Word file too.

    Only the Word file has the authority's own letterhead.
    """
    if letter.pdf is None or letter.docx is None or letter.dated_on is None:
        raise ValueError("only an issued letter is sent")
    mail = EmailMessage(
        subject=" ".join(letter.subject.split()),
        body=_body(letter, letter.dated_on),
        to=[letter.email],
        reply_to=[letter.cycle.authority.email] if letter.cycle.authority.email and letter.listed else None,
        headers={"Message-ID": f"<letter-{letter.pk}-{letter.pdf_id}@{urlsplit(settings.PUBLIC_URL).hostname}>"},
        connection=connection,
    )
    for document in (letter.pdf, *((letter.docx,) if letter.template_id else ())):
        mail.attach(document.file_name, archive.read(document.file).read_bytes(), document.file.media_type)
    return mail


def _body(letter: Letter, dated_on: date) -> str:
    """The whole letter as text; of the council's the paragraphs: its letterhead and signature stand in the PDF."""
    from merilo.documents.writers.legal_text import text  # noqa: PLC0415 - loaded when first needed

    return text(letter_paper(letter, on=dated_on)) if letter.listed else letter.text


def _refused(letter: Letter, refusal: Exception) -> str:
    """The server surely has not taken it: try again later, or give up for good."""
    code = refusal.smtp_code if isinstance(refusal, smtplib.SMTPResponseException) else _code_of(refusal)
    words = f"Почтовый сервер не принял письмо: {refusal}"
    if code >= _PERMANENT or letter.attempts >= MOST_ATTEMPTS:
        return _settle(letter, LetterState.FAILED, words)
    Letter.objects.filter(pk=letter.pk, state=LetterState.SENDING).update(state=LetterState.QUEUED, error=words[:500])
    return LetterState.QUEUED


def _code_of(refusal: Exception) -> int:
    """The gravest code that the server gave for the recipients."""
    given = refusal.recipients.values() if isinstance(refusal, smtplib.SMTPRecipientsRefused) else ()
    return max((code for code, _ in given), default=_PERMANENT)


@transaction.atomic
def _settle(letter: Letter, state: LetterState, words: str) -> str:
    kept = Letter.objects.select_for_update(of=("self",)).select_related("listed__cycle", "cycle").get(pk=letter.pk)
    kept.state, kept.error = state, words[:500]
    kept.sent_at = kept.tried_at if state == LetterState.SENT else None
    kept.save(update_fields=["state", "error", "sent_at"])
    event = verbs.LETTER_SENT if state == LetterState.SENT else verbs.LETTER_FAILED
    record(event, kept, by=None, scope=kept.scope, changes={"адрес": ("", kept.email)}, note=words)
    return state
