"""An authority's answer on the execution of a cycle's plans, corrected by a clerk before it is issued."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.documents.clerk_templates.fields import TemplateKind
from merilo.documents.clerk_templates.values import of_letter
from merilo.documents.papers.execution_letter import SUBJECT
from merilo.documents.papers.letters import Letter, paper
from merilo.documents.papers.parties import Person
from merilo_web.accounts.models import User
from merilo_web.archive.models import Document, DocumentKind
from merilo_web.cycles.actions.issuing import Filed, issue_paper
from merilo_web.cycles.models import Cycle
from merilo_web.journal.actions import Scope, record
from merilo_web.plans.actions.saying import said
from merilo_web.plans.queries.execution_answer import AnswerAddressee, answer_envelope
from merilo_web.plans.rules.supervision import ISSUE_ANSWER
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.clerk_templates import word_by_template

LONGEST = 20_000


@dataclass(frozen=True, slots=True)
class AnswerFacts:
    """To whom and by what number the answer goes, and its text: a paragraph between empty lines."""

    organization: str
    post: str
    recipient: str
    number: str
    text: str


@transaction.atomic
def issue_answer(cycle: Cycle, *, by: User, on: date, facts: AnswerFacts) -> Document:
    """Issue the letter in Word and PDF; the authority may open it."""
    rows = Cycle.objects.select_for_update(of=("self",)).select_related("authority", "council")
    kept = rows.get(pk=cycle.pk)
    access_of(by).require(ISSUE_ANSWER, kept.scope, state=kept.state)
    words = said(facts.text, field="text", ask="Напишите, что сообщает орган власти.", longest=LONGEST)
    if not facts.organization.strip():
        raise ValidationError({"organization": "Укажите, кому адресован ответ."})
    filing = Filed(
        DocumentKind.LETTER,
        f"{SUBJECT}: {kept.title}"[:500],
        f"Ответ об исполнении планов {kept.year}",
        on,
        Scope(authority=kept.authority_id),
        number=facts.number.strip(),
    )
    recipient = Person(facts.recipient.strip(), facts.post.strip())
    to = AnswerAddressee(facts.organization.strip(), recipient, filing.number)
    envelope = answer_envelope(kept, on, to)
    paragraphs = tuple(" ".join(one.split()) for one in words.replace("\r\n", "\n").split("\n\n") if one.strip())
    letter = Letter(envelope, SUBJECT, paragraphs)
    word = word_by_template(kept.authority_id, TemplateKind.LETTER, of_letter(letter))
    issued = issue_paper(paper(letter), filing=filing, word=word)
    changes = {"кому": ("", to.organization), "номер": ("", filing.number), "дата": ("", on)}
    record(ISSUE_ANSWER.event, issued.docx, by=by, scope=filing.scope, changes=changes, note=kept.title)
    return issued.docx
