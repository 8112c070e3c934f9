"""Likely slips of the keyboard: a word that no dictionary knows, one letter away from a word that is sure.

A word is sure when the dictionary knows it, when it stands in the paper more often, or in a short list of names.
Forms of one word never count as slips of each other; names of persons are left out.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from merilo.morphology import known, lemmas
from merilo.plans import codes
from merilo.plans.checks.places import ASSIGNEE, Written
from merilo.plans.person_names import names_in
from merilo.problems import Place, Problem

NAMES = {
    "дневник", "госуслуги", "госвеб", "госвэб", "сферум", "вконтакте", "одноклассники", "телеграм", "рособрнадзор",
    "роспотребнадзор", "минпросвещения", "минобрнауки", "яндекс",
}  # fmt: skip
SITES = {"bus.gov.ru", "gosuslugi.ru", "sferum.ru", "yandex.ru", "minobrnauki.gov.ru", "edu.gov.ru"}
_RARE = 2
"""A word that stands oftener is no slip."""
_MOST = 200
"""A paper with more words that no dictionary knows is not in Russian; the rest of them is left in peace."""
_NEIGHBOURS = 20
_ENDING = 3
JOINED = {
    "непозднее": "не позднее", "неранее": "не ранее", "неменее": "не менее", "неболее": "не более",
    "втечение": "в течение", "втечении": "в течение", "вцелях": "в целях", "всоответствии": "в соответствии",
}  # fmt: skip
"""Words typed without their space; the dictionary knows some of them as forms of other words."""
SHORTEST = 6
"""Shorter words have too many neighbours."""
_WORD = re.compile(
    rf"(?<![^\W\d_])(?<![А-ЯЁ]\.)(?<![А-ЯЁ]\.\s)[А-Яа-яЁё]{{{SHORTEST},40}}(?![^\W\d_]|\s[А-ЯЁ]\.)"
    r"|(?<![\w.])[A-Za-z][A-Za-z0-9-]{0,40}(?:\.[A-Za-z0-9-]{1,40})+"
)
"""A word with no initials beside it, or the address of a site."""
_ALIKE = 5
"""Two neighbours with as many first letters in common may be one word."""
_AROUND = ".,;:!?)»"


def spelling_problems(texts: Sequence[Written]) -> Iterator[Problem]:
    """Each slip once, at its first place, with the word that was probably meant."""
    times = Counter(_without_names(place, text) for place, text in texts)
    forms: Counter[str] = Counter()
    for text, repeats in times.items():
        forms.update(_WORD.findall(text) * repeats)
    often: Counter[str] = Counter()
    written: dict[str, str] = {}
    for form, count in forms.items():
        word = form.lower().replace("ё", "е").removeprefix("www.")
        often[word] += count
        written.setdefault(word, form)
    joined = [(word, meant) for word, meant in JOINED.items() if word in often]
    proper = frozenset(word for word, form in written.items() if form[0].isupper())
    for word, meant in (*joined, *_slips(often, proper)):
        form = written[word]
        place = next(place for place, text in texts if form in text)
        yield Problem(codes.TYPING_FAULT, place, f"«{form}» — вероятно, «{written.get(meant, meant)}»")
    yield from _doubled(texts)


def _without_names(place: Place, text: str) -> str:
    """A cell of responsible persons without their names; elsewhere initials give a name away."""
    if place.column != ASSIGNEE:
        return text
    for start, end in reversed(names_in(text)):
        text = f"{text[:start]} {text[end:]}"
    return text


def _doubled(texts: Sequence[Written]) -> Iterator[Problem]:
    """«учреждения учреждении»: one word typed twice, perhaps in two forms."""
    twice = {text: pair for text in dict.fromkeys(text for _, text in texts) if (pair := _twice(text))}
    for place, text in texts if twice else ():
        if text in twice:
            yield Problem(codes.TYPING_FAULT, place, f"«{twice[text]}» — слово набрано дважды")


def _twice(text: str) -> str:
    """The first two words in a row that are one word; empty when there are none."""
    for first, second in pairwise(text.split()):
        if first[1:_ALIKE] == second[1:_ALIKE] and len(first) >= _ALIKE and first.isalpha():
            last = second.rstrip(_AROUND)
            if last.isalpha() and _one_word(first.lower(), last.lower()):
                return f"{first} {last}"
    return ""


def _one_word(first: str, second: str) -> bool:
    """The same word, or two forms of a word that the dictionary knows."""
    return first == second or (known(first) and known(second) and bool(lemmas(first) & lemmas(second)))


def _slips(often: Counter[str], proper: frozenset[str]) -> Iterator[tuple[str, str]]:
    """(slip, word meant), in the order in which the slips stand."""
    words = [*often, *sorted((NAMES | SITES) - often.keys())]
    strange = (word for word, times in often.items() if times <= _RARE and not _sure(word))
    for word in islice(strange, _MOST):
        close = process.extract(word, words, scorer=OSA.distance, score_cutoff=1, limit=_NEIGHBOURS)
        alike = [other for other, *_ in close if other != word] or _near_names(word, proper)
        meant = [other for other in alike if _meant(word, other, often)]
        if meant:
            yield word, max(meant, key=lambda other: often[other])


def _near_names(word: str, proper: frozenset[str]) -> list[str]:
    """Long names that differ from a name in two letters at most, neither near the beginning nor in the ending."""
    if word not in proper or len(word) <= _ALIKE + _ENDING:
        return []
    start, end = word[:_ALIKE], word[-_ENDING:]
    similar = sorted(other for other in proper if other != word and other.startswith(start) and other.endswith(end))
    return [other for other in similar[:_NEIGHBOURS] if OSA.distance(word, other) <= 2]


def _sure(word: str) -> bool:
    return word in NAMES or word in SITES or ("." not in word and known(word))


def _meant(word: str, other: str, often: Counter[str]) -> bool:
    """Whether the other of two words that look alike is the surer one, and no other form of the same word."""
    if "." in word or "." in other:
        return other in SITES
    sure = _sure(other)
    if not sure and often[other] <= often[word]:
        return False
    guessed = not known(other) or other not in often
    return not (guessed and _differ_in_ending(word, other)) and not lemmas(word) & lemmas(other)


def _differ_in_ending(first: str, second: str) -> bool:
    return _common_start(first, second) > max(len(first), len(second)) - _ENDING


def _common_start(first: str, second: str) -> int:
    pairs = enumerate(zip(first, second, strict=False))
    return next((place for place, (one, other) in pairs if one != other), min(len(first), len(second)))
