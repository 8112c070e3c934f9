"""A filled-in questionnaire as one short text: a character for each closed question, in the questionnaire's order.

«1» Да, «0» Нет, «-» no answer; for a question with options the letter of the option, from «a».
"""

from collections.abc import Mapping
from string import ascii_lowercase

from merilo.methodology.model import Edition, Question

YES, NO, BLANK = "1", "0", "-"


def packed(edition: Edition, given: Mapping[str, str]) -> str:
    """Answers by question («1», «0», an option's code, empty) as one text. Raises ValueError on an unknown answer."""
    return "".join(_character(question, given.get(question.code, "")) for question in edition.closed_questions)


def unpacked(edition: Edition, answers: str) -> dict[str, str]:
    """The text back as answers by question; an empty text where there is no answer."""
    pairs = zip(edition.closed_questions, answers, strict=True)
    return {question.code: _answer(question, character) for question, character in pairs}


def contradicting(edition: Edition, given: Mapping[str, str]) -> dict[str, Question]:
    """Questions answered although their filter was not «Да»: code → the filter's question."""
    filters = {question.code: question for question in edition.closed_questions}
    return {
        question.code: filters[question.filter]
        for question in edition.closed_questions
        if question.filter and given.get(question.code) and given.get(question.filter) != YES
    }


def choices(question: Question) -> tuple[str, ...]:
    """The answers that a closed question takes, as a form sends them."""
    return tuple(option.code for option in question.options) or (YES, NO)


def _character(question: Question, answer: str) -> str:
    if not answer:
        return BLANK
    if answer not in choices(question):
        raise ValueError(f"{question.code}: unknown answer {answer!r}")
    return ascii_lowercase[choices(question).index(answer)] if question.options else answer


def _answer(question: Question, character: str) -> str:
    if character == BLANK:
        return ""
    return question.options[ascii_lowercase.index(character)].code if question.options else character
