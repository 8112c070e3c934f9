"""Two entries of one blank: where they differ, in words."""

from collections.abc import Mapping
from dataclasses import dataclass

from merilo.methodology.model import Edition, Question
from merilo_web.fieldwork.models import PaperBatch, PaperSheet
from merilo_web.fieldwork.packing import NO, YES, unpacked

FIRST, SECOND = "first", "second"
_WORDS = {YES: "Да", NO: "Нет", "": "без ответа"}


@dataclass(frozen=True, slots=True)
class EntryDifference:
    """One question that the two entries of a blank answer otherwise: its number on the blank, both answers in words."""

    code: str
    number: int
    text: str
    first: str
    second: str


def waiting(batch: PaperBatch, sheets: list[PaperSheet]) -> list[PaperSheet]:
    """Blanks of the sample that nobody has keyed in the second time."""
    return [one for place, one in enumerate(sheets, 1) if place % batch.nth == 0 and not one.second_answers]


def entries(sheet: PaperSheet, edition: Edition) -> tuple[dict[str, str], dict[str, str]]:
    """Both entries as answers by question, texts with single spaces."""
    first = {"sex": sheet.sex, "age": sheet.age, "suggestions": " ".join(sheet.suggestions.split())}
    second = {
        "sex": sheet.second_sex,
        "age": sheet.second_age,
        "suggestions": " ".join(sheet.second_suggestions.split()),
    }
    return unpacked(edition, sheet.answers) | first, unpacked(edition, sheet.second_answers) | second


def differences(sheet: PaperSheet, edition: Edition) -> tuple[EntryDifference, ...]:
    """Where the two entries of a blank differ, in the blank's order; none when they agree or it was settled."""
    if not sheet.differs:
        return ()
    first, second = entries(sheet, edition)
    return tuple(
        EntryDifference(one.code, place, one.text, _shown(one, first), _shown(one, second))
        for place, one in enumerate(edition.questions, 1)
        if first.get(one.code, "") != second.get(one.code, "")
    )


def typed(sheet: PaperSheet, edition: Edition) -> dict[str, str]:
    """The first entry as it would be typed again: numbers for options, «1» and «0» for «Да» and «Нет»."""
    first = unpacked(edition, sheet.answers) | {"sex": sheet.sex, "age": sheet.age}
    places = {one.code: {option.code: str(n) for n, option in enumerate(one.options, 1)} for one in edition.questions}
    said = {code: places.get(code, {}).get(answer, answer) for code, answer in first.items()}
    return said | {"suggestions": sheet.suggestions, "number": str(sheet.number)}


def _shown(question: Question, given: Mapping[str, str]) -> str:
    answer = given.get(question.code, "")
    if question.options:
        return {option.code: option.text for option in question.options}.get(answer, _WORDS[""])
    return _WORDS.get(answer, answer) if question.closed or not answer else answer
