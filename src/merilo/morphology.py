"""Russian words: whether a dictionary knows them, what they are forms of, whether they stand in the nominative.

The dictionary (about 40 MB) is loaded at the first question, once for all.
"""

from __future__ import annotations

from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pymorphy3 import MorphAnalyzer


@cache
def analyzer() -> MorphAnalyzer:
    """The one analyzer of the program."""
    from pymorphy3 import MorphAnalyzer  # noqa: PLC0415 - asking for help must load no dictionaries

    return MorphAnalyzer(lang="ru")


@lru_cache(maxsize=65536)
def known(word: str) -> bool:
    """Whether the dictionary has this form of a word; «е» stands for «ё» too."""
    return bool(analyzer().word_is_known(word.lower()))


@lru_cache(maxsize=4096)
def lemmas(word: str) -> frozenset[str]:
    """The words that this may be a form of, guessed where the dictionary has none."""
    return frozenset(parse.normal_form for parse in analyzer().parse(word))


@lru_cache(maxsize=4096)
def nominative(word: str, *, likely: bool = True) -> bool:
    """Whether the word stands in the nominative by its likeliest reading: «воспитатели», not «культуры».

    An accusative that looks like the nominative counts. With `likely` off any reading will do: «учителя».
    """
    parses = analyzer().parse(word)
    if not any("nomn" in parse.tag for parse in parses):
        return False
    return not likely or bool({"nomn", "accs"} & set(parses[0].tag.grammemes))


@lru_cache(maxsize=4096)
def plural(word: str) -> bool:
    """Whether the word may be a nominative plural of people or of an adjective: «учителя», «классные»."""
    return any(
        {"plur", "nomn"} <= set(parse.tag.grammemes) and ("anim" in parse.tag or parse.tag.POS in {"ADJF", "PRTF"})
        for parse in analyzer().parse(word)
    )


@lru_cache(maxsize=4096)
def surname(word: str) -> bool:
    """Whether the word can be a surname, by the dictionary or by its form."""
    return any("Surn" in parse.tag for parse in analyzer().parse(word))
