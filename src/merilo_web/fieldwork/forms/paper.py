"""Forms of the keyboard entry: a batch, and a blank typed on one screen."""

from collections.abc import Mapping
from dataclasses import dataclass

from django import forms

from merilo.methodology.model import Edition, Question
from merilo_web.fieldwork.forms.questionnaire import Questionnaire, numbers
from merilo_web.fieldwork.languages import translations
from merilo_web.forms import Form

_KEYS = {"1": "1", "+": "1", "да": "1", "д": "1", "0": "0", "-": "0", "нет": "0", "н": "0"}


class BatchForm(Form):
    """A pile of blanks."""

    title = forms.CharField(label="Название пачки", max_length=100, help_text="Как подписана пачка, например «5 А».")
    nth = forms.IntegerField(label="Вторично вводить каждый, бланк", initial=10, min_value=2, max_value=100)


@dataclass(frozen=True, slots=True)
class KeyField:
    """One question on the keyboard's screen: its number on the blank and what was typed."""

    code: str
    number: int
    text: str
    typed: str
    keys: str
    error: str


class SheetForm:
    """A blank as it was keyed in: «1» Да, «0» Нет, empty no answer; the number of an option, from 1."""

    def __init__(self, edition: Edition, typed: Mapping[str, str]) -> None:
        self.edition, self.typed = edition, typed
        given = {question.code: self._meant(question) for question in edition.questions}
        phrases = translations(edition.id, edition.sector)["ru"].phrases
        self.questionnaire = Questionnaire(edition, given, phrases)

    @property
    def number(self) -> int:
        """The blank's number; 0 when it is not a number."""
        written = self.typed.get("number", "").strip()
        return int(written) if written.isascii() and written.isdigit() and len(written) <= 7 else 0

    def fields(self, *, with_errors: bool) -> tuple[KeyField, ...]:
        """The questions in the blank's order."""
        errors = self.questionnaire.errors if with_errors else {}
        place = numbers(self.edition)
        return tuple(
            KeyField(
                one.code, place[one.code], one.text, self.typed.get(one.code, ""), _keys(one), errors.get(one.code, "")
            )
            for one in self.edition.questions
        )

    def _meant(self, question: Question) -> str:
        written = self.typed.get(question.code, "").strip()
        by_number = {str(place): one.code for place, one in enumerate(question.options, 1)}
        if written in by_number:
            return by_number[written]
        return _KEYS.get(written.lower(), written) if question.closed and not question.options else written


def _keys(question: Question) -> str:
    if question.options:
        return ", ".join(f"{place} — {one.text}" for place, one in enumerate(question.options, 1))
    return "1 — да, 0 — нет" if question.closed else ""
