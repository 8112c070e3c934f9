"""The minutes of a meeting of the public council: attendance, quorum, agenda, votes, decisions, annex."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from merilo.documents.declension import initials_first
from merilo.documents.papers import organization_list
from merilo.documents.papers.blocks import (
    Block,
    Bullets,
    Facing,
    Heading,
    LegalPaper,
    PageBreak,
    Paragraph,
    Signature,
    Signatures,
    Title,
)
from merilo.documents.papers.organization_list import OrganizationList
from merilo.documents.papers.parties import Person, Reference, annex_to
from merilo.documents.typography import NO_BREAK, day, sentence

TO = f"{NO_BREAK}—{NO_BREAK}"


@dataclass(frozen=True, slots=True)
class CouncilMember:
    """A member of the council at a meeting; `note` says why an absent one is absent."""

    person: Person
    role: str = ""
    present: bool = True
    note: str = ""


@dataclass(frozen=True, slots=True)
class Conflict:
    """A member who did not vote, and what binds him or her to the organization."""

    name: str
    reason: str


@dataclass(frozen=True, slots=True)
class Votes:
    """How many voted for, against, and abstained; by name those whom a conflict of interest kept from voting."""

    in_favour: int
    against: int = 0
    abstained: int = 0
    conflicts: tuple[Conflict, ...] = ()


@dataclass(frozen=True, slots=True)
class Point:
    """A point of the agenda: what was heard, the votes, what was decided. `adopted` None: nothing was put to a vote."""

    title: str
    heard: tuple[str, ...] = ()
    votes: Votes | None = None
    decisions: tuple[str, ...] = ()
    adopted: bool | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """One meeting. `quorum` is the least number of members present that makes its decisions valid."""

    council: str
    number: str
    on: date
    place: str
    members: tuple[CouncilMember, ...]
    quorum: int
    points: tuple[Point, ...]
    chair: Person
    secretary: Person
    invited: tuple[str, ...] = ()
    format: str = "очная"
    began_at: str = ""
    ended_at: str = ""
    annex: OrganizationList | None = None
    annex_number: int = 1

    @property
    def present(self) -> tuple[CouncilMember, ...]:
        return tuple(one for one in self.members if one.present)

    @property
    def quorate(self) -> bool:
        """Whether enough members are present."""
        return len(self.present) >= self.quorum


def paper(minutes: Minutes) -> LegalPaper:
    """The minutes with their annex on pages of its own."""
    blocks: list[Block] = [
        Paragraph(minutes.council, align="center", bold=True, keep=True),
        Title(f"ПРОТОКОЛ №\u00a0{minutes.number}", "заседания"),
        Facing((day(minutes.on),), (minutes.place,), ended=True),
        *_attendance(minutes),
        Heading("Повестка дня"),
        *(Paragraph(sentence(point.title), f"{number}.") for number, point in enumerate(minutes.points, 1)),
    ]
    if minutes.quorate:
        for number, point in enumerate(minutes.points, 1):
            blocks += _point(point, number)
    else:
        blocks.append(Paragraph("Кворума нет: вопросы повестки не рассматривались, решения не принимались."))
    blocks.append(
        Signatures(
            (
                Signature("Председатель", initials_first(minutes.chair.name)),
                Signature("Секретарь", initials_first(minutes.secretary.name)),
            )
        )
    )
    if minutes.annex:
        document = f"протоколу {Reference(minutes.number, minutes.on)}"
        blocks += [PageBreak(), annex_to(document, minutes.annex_number).corner]
        blocks += organization_list.contents(minutes.annex)
    return LegalPaper(f"Протокол № {minutes.number} от {day(minutes.on)}: {minutes.council}", minutes.on, tuple(blocks))


def _attendance(minutes: Minutes) -> Iterator[Block]:
    times = " ".join(
        part
        for part in (
            f"Начало: {minutes.began_at}." if minutes.began_at else "",
            f"Окончание: {minutes.ended_at}." if minutes.ended_at else "",
        )
        if part
    )
    yield Paragraph(f"Форма проведения: {minutes.format}. {times}".rstrip(), indented=False)
    yield Paragraph(f"Председатель: {initials_first(minutes.chair.name)}.", indented=False)
    yield Paragraph(f"Секретарь: {initials_first(minutes.secretary.name)}.", indented=False)
    yield Paragraph("Присутствуют члены совета:", indented=False, keep=True)
    yield Bullets(tuple(_member(one) for one in minutes.present))
    if absent := [one for one in minutes.members if not one.present]:
        yield Paragraph("Отсутствуют:", indented=False, keep=True)
        yield Bullets(tuple(_member(one) for one in absent))
    if minutes.invited:
        yield Paragraph("Приглашены:", indented=False, keep=True)
        yield Bullets(minutes.invited)
    yield Paragraph(_quorum(minutes), indented=False)


def _member(one: CouncilMember) -> str:
    words = (one.person.name, one.person.post, one.role, f"({one.note})" if one.note else "")
    name, *rest = (word for word in words if word)
    return ", ".join([name, *(word for word in rest if not word.startswith("("))]) + "".join(
        f" {word}" for word in rest if word.startswith("(")
    )


def _quorum(minutes: Minutes) -> str:
    verdict = "кворум имеется, заседание правомочно" if minutes.quorate else "кворума нет, решения не принимаются"
    return (
        f"Из {len(minutes.members)} членов совета присутствуют {len(minutes.present)}, для кворума нужно не менее "
        f"{minutes.quorum}: {verdict}."
    )


def _point(point: Point, number: int) -> Iterator[Block]:
    yield Heading(f"{number}. {point.title}")
    for text in point.heard:
        yield Paragraph(f"СЛУШАЛИ: {sentence(text)}")
    if point.votes:
        yield Paragraph(_voted(point.votes))
        if point.votes.conflicts:
            yield Paragraph("В голосовании не участвовали из-за конфликта интересов:", keep=True)
            yield Bullets(tuple(f"{one.name} ({one.reason})" for one in point.votes.conflicts))
    if point.adopted is False:
        yield Paragraph("Решение не принято.", bold=True)
    elif point.decisions:
        yield Paragraph("РЕШИЛИ:", bold=True, keep=True)
        several = len(point.decisions) > 1
        for place, text in enumerate(point.decisions, 1):
            yield Paragraph(sentence(text), f"{number}.{place}." if several else "")


def _voted(votes: Votes) -> str:
    return f"ГОЛОСОВАЛИ: за{TO}{votes.in_favour}, против{TO}{votes.against}, воздержались{TO}{votes.abstained}."
