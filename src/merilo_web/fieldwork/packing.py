"""A filled-in questionnaire as one short text: a character for each closed question, in the questionnaire's order.

«1» Да, «0» Нет, «-» no answer; for a question with options the letter of the option, from «a».
"""

from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_lowercase

from merilo.methodology.model import Edition, Question

YES, NO, BLANK = "1", "0", "-"


@dataclass(frozen=True, slots=True)
class Slot:
    """The place of one closed question in a packed text: its character for each answer, its filter's code or none."""

    code: str
    characters: Mapping[str, str]
    filter: str | None


_kept: dict[int, tuple[Edition, tuple[Slot, ...]]] = {}


def slots(edition: Edition) -> tuple[Slot, ...]:
    """The closed questions of an edition as they are packed; worked out once for an edition in memory."""
    known = _kept.get(id(edition))
    if known is None:
        made = tuple(
            Slot(question.code, {"": BLANK, **_characters(question)}, question.filter)
            for question in edition.closed_questions
        )
        known = _kept[id(edition)] = (edition, made)  # the edition is kept, so that its id stays its own
    return known[1]


def packed(edition: Edition, given: Mapping[str, str]) -> str:
    """Answers by question («1», «0», an option's code, empty) as one text. Raises ValueError on an unknown answer."""
    try:
        return "".join(slot.characters[given.get(slot.code, "")] for slot in slots(edition))
    except KeyError as fault:
        raise ValueError(f"unknown answer {fault}") from None


def unpacked(edition: Edition, answers: str) -> dict[str, str]:
    """The text back as answers by question; an empty text where there is no answer."""
    pairs = zip(slots(edition), answers, strict=True)
    return {slot.code: _answer(slot, character) for slot, character in pairs}


def contradicting(edition: Edition, given: Mapping[str, str]) -> dict[str, str]:
    """Questions answered although their filter was not «Да»: code → the filter's code."""
    return {
        slot.code: slot.filter
        for slot in slots(edition)
        if slot.filter and given.get(slot.code) and given.get(slot.filter) != YES
    }


def choices(question: Question) -> tuple[str, ...]:
    """The answers that a closed question takes, as a form sends them."""
    return tuple(option.code for option in question.options) or (YES, NO)


def _characters(question: Question) -> dict[str, str]:
    letters = ascii_lowercase if question.options else YES + NO
    return dict(zip(choices(question), letters, strict=False))


def _answer(slot: Slot, character: str) -> str:
    return next(answer for answer, known in slot.characters.items() if known == character)
