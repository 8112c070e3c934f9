"""What prose mentions and can be looked up: acts, dates, numbers with their noun, shares, persons, links."""

import re
from collections.abc import Callable, Iterator
from fractions import Fraction

from merilo.deadlines.calendar_words import CalendarError, days_of, normal
from merilo.plans.model import Mention
from merilo.plans.person_names import names_in

_MONTH = "(?:январ|феврал|март|апрел|ма[йяе]|июн|июл|август|сентябр|октябр|ноябр|декабр)[а-я]{0,2}"
_G = r"(?:\s?(?:гг?\.|год(?:а|у|е|ы|ах)?\b))"
_DAY = rf"(?:\d{{1,2}}\.\d{{1,2}}\.\d{{4}}|\d{{1,2}}\s{_MONTH}\s\d{{4}}){_G}?"
_DATE = re.compile(
    rf"(?<![\w.,/-])(?:{_DAY}|{_MONTH}\s\d{{4}}{_G}?|(?:[IVX]{{1,3}}|[1-4](?:\s?[-–]\s?[1-4])?)\sквартал[а-я]{{0,2}}\s\d{{4}}{_G}?"
    rf"|\d{{4}}\s?[-/–]\s?\d{{2,4}}\sучебн[а-я]{{2,3}}\sгод[а-я]?|(?:19|20)\d\d(?:\s?[-–]\s?(?:19|20)\d\d)?{_G})(?!\w)",
    re.IGNORECASE,
)
_ACT_WORD = (
    r"\b(?:приказ(?:а|у|ом|е|ы|ов|ами|ах)?|(?:распоряжени|постановлени|решени|соглашени)(?:е|я|ю|ем|и|й|ями|ях)|"
    r"(?:протокол|закон|договор|контракт)(?:а|у|ом|е|ы|ов|ами|ах)?|письм(?:о|а|у|ом|е))\b"
)
_NUMBER = r"(?:№|\bN)\s?(?P<{0}>[\w/.-]{{0,30}}\w)"
_ACT = re.compile(
    rf"{_ACT_WORD}(?:(?!{_ACT_WORD})[^\n]){{0,300}}?\s(?:от\s(?P<day>{_DAY})(?:\s?,?\s?{_NUMBER.format('number')})?"
    rf"|{_NUMBER.format('before')}(?:\sот\s(?P<later>{_DAY}))?)",
    re.IGNORECASE,
)
_LINK = re.compile(
    r"https?://[^\s<>«»\"')\]]+|(?<![\w@./-])(?:[\w-]{1,60}\.){1,5}(?:ru|рф|su|org|com|net|info|gov)(?!\w)(?:/[^\s<>«»\"')\]]*)?",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?<![\w.,/])(?:(?P<percent>\d{1,3}(?:[.,]\d{1,4})?)\s?(?:%|процент[а-я]{0,3})"
    r"|(?P<part>\d{1,3})/(?P<whole>\d{1,3})(?=\s[а-яё])|(?<=дол[яиею]\s)(?P<share>[01][.,]\d{1,4}))(?![\d/])",
    re.IGNORECASE,
)
_ADJECTIVE = r"[а-яё-]{2,40}(?:ых|их|ыми|ими|ым|им|ые|ие|ого|его|ая|ую|ой|ый|(?<![цнт])ий)"
"""«организаций», «учреждений», «предприятий» end as an adjective does and are none."""
_COUNT = re.compile(
    rf"(?<![\w.,№/-])(?<!№\s)(?<!N\s)(?P<number>\d{{1,3}}(?:[ \xa0]\d{{3}}){{1,3}}(?!\d)|\d{{1,9}})\s"
    rf"(?:{_ADJECTIVE}\s){{0,3}}?"
    rf"(?!{_ADJECTIVE}\s[а-яё])(?:(?!год|балл|квартал|для\b|при\b|или\b|под\b|над\b|без\b|{_MONTH})[а-яё]{{3,40}})(?!\w)"
)


def mentions(text: str) -> tuple[Mention, ...]:
    """What the text mentions, in its order; pieces do not overlap.

    `value` by kind: act — «2021-12-08 № 1341»; date — a day «2021-12-08», or both ends of a longer time «…/…»;
    number — digits; share — an exact fraction «1/5»; person — the name with single spaces; link — an address to open.
    An impossible date has an empty value.
    """
    found: dict[int, Mention] = {}
    taken = bytearray(len(text))
    for finder in (_acts, _links, _dates, _shares, _persons, _numbers):
        for start, mention in finder(text):
            end = start + len(mention.text)
            if 1 not in taken[start:end]:
                taken[start:end] = b"\x01" * len(mention.text)
                found[start] = mention
    return tuple(found[start] for start in sorted(found))


Found = Iterator[tuple[int, Mention]]
Finder = Callable[[str], Found]


def _acts(text: str) -> Found:
    for match in _ACT.finditer(text):
        day = match["day"] or match["later"]
        number = match["number"] or match["before"]
        parts = (_days(day) if day else "", f"№ {number}" if number else "")
        yield match.start(), Mention("act", match[0], " ".join(filter(None, parts)))


def _dates(text: str) -> Found:
    for match in _DATE.finditer(text):
        yield match.start(), Mention("date", match[0], _days(match[0]))


def _days(text: str) -> str:
    try:
        days = days_of(normal(text), 0)
    except CalendarError:
        return ""
    if days is None:
        return ""
    ends = (days.start.isoformat(), days.end.isoformat())
    return "/".join(dict.fromkeys(ends))


def _links(text: str) -> Found:
    for match in _LINK.finditer(text):
        address = match[0].rstrip(".,;:!?")
        yield match.start(), Mention("link", address, address if "://" in address else f"https://{address}")


def _shares(text: str) -> Found:
    for match in _SHARE.finditer(text):
        share = _share(match)
        if share is not None:
            yield match.start(), Mention("share", match[0], str(share))


def _share(match: re.Match[str]) -> Fraction | None:
    if match["percent"]:
        return Fraction(match["percent"].replace(",", ".")) / 100
    if match["share"]:
        return Fraction(match["share"].replace(",", "."))
    part, whole = int(match["part"]), int(match["whole"])
    return Fraction(part, whole) if 0 < part < whole else None


def _persons(text: str) -> Found:
    for start, end in names_in(text):
        yield start, Mention("person", text[start:end], " ".join(text[start:end].split()))


def _numbers(text: str) -> Found:
    for match in _COUNT.finditer(text):
        yield match.start(), Mention("number", match[0], re.sub(r"\D", "", match["number"]))
