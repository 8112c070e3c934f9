"""Text outside the table of a plan: title, organization, corner block, annex, captions, notes, and the rest."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from merilo.importers.plans.assembly_entries import begins_small
from merilo.importers.plans.assembly_repeats import is_on_new_page
from merilo.importers.plans.assembly_terms import PlanYears, years_of
from merilo.problems import Place

_APPROVAL = re.compile(
    r"[«\"]?(?:утверждаю|утвержд[её]н[оаы]?|согласован[оаы]?|принят[оаы]?|рассмотрен[оаы]?)\b[»\"]?\s*"
    r"(?:$|[:.,_]|приказ|постановл|распоряж|решени|протокол|на\s|директор|глав|председат|заведу|начальн|первый|замест|"
    r"и\.?\s?о\b)",
    re.IGNORECASE,
)
_APPROVED = re.compile(rf"(?=[«\"]?утвержд){_APPROVAL.pattern}", re.IGNORECASE)
_ANNEX = re.compile(r"приложени[ея]\b", re.IGNORECASE)
_TITLE = re.compile(
    r"(?:проект\s+)?(?:план\w{0,2}\b|отч[её]т\w{0,2}\b|(?:информаци|сведени)[яюей]\s+об?\b|дорожная карта|"
    r"мероприятия\s|комплекс\w*\s+мер|перечень\s+мероприятий|(?:исполнени|выполнени)е\s+план|ответы?\s+на\b)",
    re.IGNORECASE,
)
_REPORT = re.compile(r"(?:информаци|сведени|отч[её]т|исполнени|выполнени|результат)|.*\bотч[её]т об? ", re.IGNORECASE)
_NOTE = re.compile(
    r"[¹²³⁴⁵]|\[\w{1,2}\]|\*+\s|примечани|сноска|\d{0,2}\s*разделы плана формируются|исполнитель\s*:|исп\.|"
    r"тел(?:ефон|\.)|м\.\s?п\.|\(?подпись",
    re.IGNORECASE,
)
_SIGNATURE = re.compile(
    r"(?:директор|заведующ|руководител|начальник|председател|глав[аы]\b|главн\w+\s|заместител|бухгалтер|специалист|"
    r"методист|секретар|врио|и\.?\s?о\.).*"
    r"(?:_{2,}|[А-ЯЁ]\.\s?[А-ЯЁ]\.)",
    re.IGNORECASE | re.DOTALL,
)
_CAPTION = re.compile(r"\([^()]{3,160}\)\.?")
_NAME_CAPTION = re.compile(r"\(.*(?:наименовани|название).*\)\.?", re.IGNORECASE)
_BLANK = re.compile(r"[\s_]+")
_PAGE = re.compile(r"[-–—]?\s*\d{1,3}\s*[-–—]?|(?:стр(?:аница|\.)|лист)\s*\d+(?:\s*из\s*\d+)?", re.IGNORECASE)
_YEARS = re.compile(r"(?:на|за|в)\s+(?:19|20)\d\d.{0,40}|\(?(?:19|20)\d\d.{0,30}(?:год|г\.).{0,12}", re.IGNORECASE)
_KIND = r"(?:муниципальн|государственн|федеральн|краев|областн|частн|бюджетн|казенн|казённ|автономн|негосударственн)\w+"
_ABBREVIATION = r"(?!\w*ОУО\b)[МГКОФЧНР]?[А-ЯЁ]{0,3}(?:ОУ|БУ|КУ|АУ)[А-ЯЁ]{0,3}\b"
_ORGANIZATION = re.compile(
    rf"(?:{_KIND}\s+(?:\S+\s+){{0,4}}(?:учреждени|организаци)|(?-i:{_ABBREVIATION})|[«\"]?(?:средн|основн|начальн)\w+\s"
    r"общеобразоват|(?:школ|гимнази|лице[йя]|детск\w+ сад|центр|колледж|техникум|дом)\w*\b)",
    re.IGNORECASE,
)
_OWN_KIND = rf"{_KIND}\s+(?:бюджетн|казенн|казённ|автономн)\w+\s+(?:\S+\s+){{0,4}}учрежден\w+"
_PART_OF_YEAR = r"(?:[IVXІ\d]+|(?i:перв|втор|трет|четв[её]рт)\w+)[-–\w]*\s+(?i:квартал|полугоди|кв\b|полуг)\w*\.?"
_INLINE = re.compile(
    rf"(?<!\w)((?:{_ABBREVIATION}|(?i:{_OWN_KIND}))\s+.+?)"
    rf"(?=\s+(?:на|за|в)\s+(?:(?:19|20)\d\d|{_PART_OF_YEAR})|\s*[,;(]|\s*$)"
)
_ON = re.compile(r"(?:по|о|об|на|за)\s", re.IGNORECASE)
"""How the title goes on after the name of the organization."""
_LONGEST_TITLE, _LONGEST_APPROVAL = 500, 250


class LinePart(StrEnum):
    """What a line outside the table belongs to."""

    TITLE = "title"
    APPROVAL = "approval"
    ANNEX = "annex"
    CAPTION = "caption"
    NOTE = "note"
    LETTERHEAD = "letterhead"
    """The name of the organization above the title."""
    REST = "rest"


_OPENING = frozenset((LinePart.APPROVAL, LinePart.ANNEX, LinePart.LETTERHEAD, LinePart.TITLE))
_BEGINS = ((LinePart.APPROVAL, _APPROVAL), (LinePart.ANNEX, _ANNEX), (LinePart.TITLE, _TITLE))


@dataclass(frozen=True, slots=True)
class PlainLine:
    """A line outside the table. Lines between two tables are of one `run`."""

    text: str
    place: Place
    run: int


@dataclass(frozen=True, slots=True)
class LinesRead:
    """The lines outside the table, each where it belongs; `rest` fitted nowhere."""

    title: str
    organization: str
    years: PlanYears
    approval: tuple[str, ...]
    annex: tuple[str, ...]
    captions: tuple[str, ...]
    notes: tuple[str, ...]
    rest: tuple[PlainLine, ...]

    @property
    def is_report(self) -> bool:
        """Whether the title is that of a report on a plan."""
        return bool(_REPORT.match(self.title))


def is_outside(text: str) -> bool:
    """Whether a text standing alone in a row belongs around the table: a note, a signature, a corner block."""
    return any(pattern.match(text) for pattern in (_APPROVAL, _ANNEX, _NOTE, _SIGNATURE))


def begins_corner(text: str) -> bool:
    """Whether a text opens the block of approval."""
    return bool(_APPROVAL.match(text))


def read_lines(lines: Iterable[PlainLine]) -> LinesRead:
    """Sort the lines outside the table."""
    parted = _with_letterhead(tuple(_parted(lines)))
    title, organization = _title_and_organization(parted)
    of = {part: tuple(line.text for found, line in parted if found is part) for part in LinePart}
    years = years_of(f"{title} {organization}")
    return LinesRead(
        title,
        " ".join((*of[LinePart.LETTERHEAD], *filter(None, [organization]))) or _named_inside(title),
        years,
        of[LinePart.APPROVAL],
        of[LinePart.ANNEX],
        of[LinePart.CAPTION],
        of[LinePart.NOTE],
        tuple(line for found, line in parted if found is LinePart.REST),
    )


def opening(lines: Iterable[PlainLine]) -> int | None:
    """The number of the line at which a paper begins: what stands above its title belongs to it.

    A paper without a title begins where somebody approves it; None when nothing begins.
    """
    parted = _with_letterhead(tuple(_parted(lines)))
    if any(part is LinePart.TITLE for part, _ in parted):
        return next(number for number, (part, _) in enumerate(parted) if part in _OPENING)
    return next((number for number, (_, line) in enumerate(parted) if _APPROVED.match(line.text)), None)


def _with_letterhead(parted: tuple[tuple[LinePart, PlainLine], ...]) -> tuple[tuple[LinePart, PlainLine], ...]:
    """Lines right above the title, from the name of an organization on, are its letterhead."""
    titled = next((number for number, (part, _) in enumerate(parted) if part is LinePart.TITLE), 0)
    start = titled
    while start and parted[start - 1][0] is LinePart.REST and parted[start - 1][1].run == parted[titled][1].run:
        start -= 1
    start = next((number for number in range(start, titled) if _ORGANIZATION.match(parted[number][1].text)), titled)
    return (
        *parted[:start],
        *((LinePart.LETTERHEAD, line) for _, line in parted[start:titled]),
        *parted[titled:],
    )


def _parted(lines: Iterable[PlainLine]) -> Iterator[tuple[LinePart, PlainLine]]:
    part, run, is_titled = LinePart.REST, 0, False
    for line in lines:
        if line.run != run:
            part, run = LinePart.REST, line.run
        found = _part(line.text, part, is_titled=is_titled)
        is_titled = is_titled or found is LinePart.TITLE
        yield found, line
        if found is not LinePart.CAPTION:
            part = found


def _part(text: str, part: LinePart, *, is_titled: bool) -> LinePart:
    """What a line belongs to when the line before it belongs to `part`."""
    begun = next((begins for begins, pattern in _BEGINS if pattern.match(text)), None)
    if begun and not (begun is LinePart.TITLE and is_titled):
        return begun
    if part is LinePart.APPROVAL and len(text) <= _LONGEST_APPROVAL and not _is_footnote(text):
        return part
    if is_on_new_page(text) or any(pattern.fullmatch(text) for pattern in (_CAPTION, _PAGE, _BLANK)):
        return LinePart.CAPTION
    if _NOTE.match(text) or _SIGNATURE.match(text):
        return LinePart.NOTE
    return _following(text, part)


def _is_footnote(text: str) -> bool:
    return text[0] in "¹²³⁴⁵*"


def _following(text: str, part: LinePart) -> LinePart:
    """A line without a sign of its own: it goes on the part before it, or on nothing."""
    match part:
        case LinePart.TITLE:
            is_prose = len(text) > _LONGEST_TITLE or (
                text.endswith(".") and not begins_small(text) and not _dated(text)
            )
            return LinePart.REST if is_prose else part
        case LinePart.ANNEX:
            return part if len(text) <= _LONGEST_APPROVAL else LinePart.REST
        case LinePart.NOTE:
            return part if begins_small(text) else LinePart.REST
        case _:
            return LinePart.REST


def _dated(text: str) -> bool:
    return bool(_YEARS.fullmatch(text))


def _title_and_organization(parted: Sequence[tuple[LinePart, PlainLine]]) -> tuple[str, str]:
    lines = [line.text for part, line in parted if part is LinePart.TITLE]
    before_caption = _titles_before_name_caption(parted)
    end = before_caption or len(lines)
    own = [number for number in range(1, end) if _ORGANIZATION.match(lines[number])]
    last = before_caption - 1
    start = own[0] if own else last if last > 0 and not _ON.match(lines[last]) else end
    stop = end if before_caption else next((at for at in range(start, end) if _ON.match(lines[at])), end)
    named = [number for number in range(start, stop) if not _dated(lines[number])]
    title = [text for number, text in enumerate(lines) if number not in named]
    return " ".join(title), " ".join(lines[number] for number in named)


def _titles_before_name_caption(parted: Sequence[tuple[LinePart, PlainLine]]) -> int:
    """How many lines of the title stand before «(наименование организации)»; 0 without such a caption."""
    for number, (part, line) in enumerate(parted):
        if part is LinePart.CAPTION and _NAME_CAPTION.fullmatch(line.text):
            return sum(1 for found, _ in parted[:number] if found is LinePart.TITLE)
    return 0


def _named_inside(title: str) -> str:
    found = _INLINE.search(title)
    return found[1] if found else ""
