"""Letters of a cycle: whom they reach, what they say, where each stands."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.http import Http404

from merilo.documents.clerk_templates.fields import TemplateKind
from merilo.documents.clerk_templates.values import of_letter
from merilo.documents.declension import Case, decline_name, decline_post
from merilo.documents.papers import letters
from merilo.documents.papers.blocks import LegalPaper, PageBreak
from merilo.documents.papers.parties import Person
from merilo_web.cycles.models import Cycle, Letter, ListedOrganization
from merilo_web.cycles.queries.own_papers import head_of, letterhead, listed_rows
from merilo_web.cycles.states import LetterState
from merilo_web.registry.access import Access
from merilo_web.registry.queries.clerk_templates import OwnWord, own_word

_RUNNING = re.compile(r"(\d+)(\D*)$")
PARTING = "\n\n"
"""What stands between two paragraphs of a letter's text."""


@dataclass(frozen=True, slots=True)
class Addressee:
    """Whom a letter to an organization reaches, and what is missing for it."""

    listed: ListedOrganization
    name: str
    name_dative: str
    post_dative: str
    email: str

    @property
    def faults(self) -> tuple[str, ...]:
        """What is missing in the register; the letter is made all the same, but cannot be sent by itself."""
        missing = (
            ("руководитель не указан: письмо будет без имени", self.name),
            ("должность руководителя не указана", self.post_dative),
            ("нет адреса электронной почты: письмо придётся вручить на бумаге", self.email),
        )
        return tuple(words for words, value in missing if not value)


def addressee(listed: ListedOrganization) -> Addressee:
    """The head of the organization in the dative; what a person wrote in the register wins."""
    one = listed.organization
    return Addressee(
        listed,
        one.head_name,
        decline_name(one.head_name, Case.DATIVE, one.head_name_dative) if one.head_name else "",
        decline_post(one.head_post, Case.DATIVE, one.head_post_dative) if one.head_post else "",
        one.email,
    )


def addressees(cycle: Cycle, only: frozenset[int] | None = None) -> tuple[Addressee, ...]:
    """Everybody on the list, or the organizations with these numbers."""
    return tuple(addressee(row) for row in listed_rows(cycle) if only is None or row.organization_id in only)


def visible(access: Access) -> QuerySet[Letter]:
    """Letters that the person may read: the cycle's people all, the organization's own people those issued to it."""
    held = (
        Q(cycle__authority__in=access.numbers("authority") | access.overseen)
        | Q(cycle__council__in=access.numbers("council"))
        | Q(cycle__operator__in=access.numbers("operator"))
        | Q(listed__organization__in=access.numbers("organization"), docx__isnull=False)
    )
    related = ("cycle__authority", "listed__organization", "listed__cycle", "docx", "pdf", "template")
    return Letter.objects.filter(held).select_related(*related)


def seen(access: Access, pk: int) -> Letter:
    """The letter with this number. Raises Http404 when there is none or it is not the person's."""
    letter = visible(access).filter(pk=pk).first()
    if letter is None:
        raise Http404
    return letter


def of_kind(cycle: Cycle, kind: str) -> list[Letter]:
    """The letters of one kind of a cycle, by the names of the organizations."""
    found = cycle.letters.filter(kind=kind).select_related(
        "cycle__authority", "listed__organization", "listed__cycle", "docx", "pdf"
    )
    return list(found.order_by("listed__organization__sort_key", "id"))


def paragraphs(text: str) -> tuple[str, ...]:
    """The paragraphs of a letter's text: parted by empty lines, lines inside joined."""
    found = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return tuple(" ".join(one.split()) for one in found if one.strip())


def letter_paper(letter: Letter, *, on: date) -> LegalPaper:
    """The letter as it is printed; without a number there are blanks to fill by hand. Raises as `letter_form`."""
    return letters.paper(letter_form(letter, on=on))


def letter_word(letter: Letter, *, on: date) -> OwnWord | None:
    """The letter as a Word file by the authority's own template; None where it has none that fits."""
    return own_word(letter.cycle.authority_id, TemplateKind.LETTER, of_letter(letter_form(letter, on=on)))


def letter_form(letter: Letter, *, on: date) -> letters.Letter:
    """What the letter says, before it is set as a paper.

    Raises ValueError for the council's letter: the stage of results writes it.
    """
    if letter.listed is None:
        raise ValueError("the council's letter to the authority is written with the results")
    organization, authority = letter.listed.organization, letter.cycle.authority
    posted = letter.post_dative
    recipient = Person(letter.recipient_name, posted, name_dative=letter.name_dative, post_dative=posted)
    envelope = letters.Envelope(
        letterhead(authority),
        organization.full_name,
        recipient,
        head_of(authority),
        letter.dated_on or on,
        number=letter.number,
        on=letter.dated_on,
        organization_genitive=organization.full_name_genitive,
    )
    return letters.Letter(envelope, letter.subject, paragraphs(letter.text))


def together(found: Iterable[Letter], *, on: date, title: str) -> LegalPaper:
    """Many letters as one paper, each from a new page."""
    blocks: list[object] = []
    for letter in found:
        blocks += [*([PageBreak()] if blocks else []), *letter_paper(letter, on=on).blocks]
    return LegalPaper(title, on, tuple(blocks))  # type: ignore[arg-type]  # blocks of papers joined


def next_number(cycle: Cycle, year: int) -> str:
    """The number after the newest issued letter of the authority in the year: its last figures grow by one."""
    issued = Letter.objects.filter(cycle__authority=cycle.authority_id, dated_on__year=year, listed__isnull=False)
    issued = issued.exclude(number="")
    newest = issued.order_by("-docx_id").values_list("number", flat=True).first()
    return following(newest) if newest else "1"


def following(number: str) -> str:
    """«01-15/9» → «01-15/10»."""
    found = _RUNNING.search(number)
    if found is None:
        return f"{number}-2"
    return f"{number[: found.start()]}{int(found[1]) + 1:0{len(found[1])}d}{found[2]}"


def deliveries(cycle: Cycle) -> list[Letter]:
    """Letters that left or were to leave, the newest first: the log of delivery."""
    related = ("listed__organization", "cycle__authority", "docx", "pdf")
    found = cycle.letters.exclude(state=LetterState.DRAFT).select_related(*related)
    return list(found.order_by("-tried_at", "-id"))
