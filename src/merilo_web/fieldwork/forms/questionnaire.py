"""A filled-in questionnaire as it comes from a page or from a keyboard: checked, nothing typed is lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from django.core.exceptions import TooManyFieldsSent
from django.http import HttpRequest

from merilo.methodology.model import Edition, Question, Role
from merilo_web.fieldwork.languages import RUSSIAN
from merilo_web.fieldwork.packing import choices, contradicting, packed, slots
from merilo_web.forms import hidden_mark

_LONGEST_SUGGESTION = 2000
_BLANK = " \t\r\n"
_MOST = 200
"""Fields that a questionnaire may send."""
_AGES = frozenset(str(age) for age in range(121))


@dataclass(frozen=True, slots=True)
class Choice:
    """One answer that can be chosen."""

    value: str
    text: str
    is_chosen: bool


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """One question as the page shows it."""

    code: str
    number: int
    text: str
    language: str
    """The language of the text when the page's own lacks a translation, otherwise empty."""
    choices: tuple[Choice, ...]
    kind: str
    """`closed`, `text` or `number`."""
    typed: str
    opened_by: str
    hint: str
    error: str


class Questionnaire:
    """Answers by question code as they were typed, checked against the edition.

    `errors` maps a question's code to a sentence; "" stands for the questionnaire as a whole.
    """

    def __init__(self, edition: Edition, given: Mapping[str, str], phrases: Mapping[str, str]) -> None:
        self.edition = edition
        self.phrases = phrases
        self.given = {question.code: given.get(question.code, "").strip(_BLANK) for question in edition.questions}

    @cached_property
    def errors(self) -> dict[str, str]:
        """What has to be mended, by question."""
        closed = slots(self.edition)
        unknown = self.phrases["unknown_answer"]
        found = {slot.code: unknown for slot in closed if self.given[slot.code] not in slot.characters}
        for code, opens in contradicting(self.edition, self.given).items():
            sentence = "contradiction" if self.given[opens] else "filter_first"
            found[code] = self.phrases[sentence].format(number=numbers(self.edition)[opens])
        if not any(self.given[slot.code] for slot in closed):
            found[""] = self.phrases["nothing_answered"]
        for question in self.edition.questions:
            if not question.closed and (sentence := self._typed_fault(question)):
                found[question.code] = self.phrases[sentence]
        return found

    def _typed_fault(self, question: Question) -> str:
        typed = self.given[question.code]
        if question.options and typed not in ("", *choices(question)):
            return "unknown_answer"
        if question.role is Role.OPEN and hidden_mark(typed):
            return "hidden_mark"
        if question.role is Role.OPEN and len(typed) > _LONGEST_SUGGESTION:
            return "too_long"
        if _is_number(question) and typed and typed not in _AGES:
            return "not_a_number"
        return ""

    @property
    def answers(self) -> str:
        """The closed answers, packed. Only of a questionnaire without errors."""
        return packed(self.edition, self.given)

    def typed(self, code: str) -> str:
        """What was typed at an open or demographic question; empty where the edition does not ask it."""
        return self.given.get(code, "")

    def asked(self, texts: Mapping[str, str], *, language: str, with_errors: bool = False) -> tuple[AskedQuestion, ...]:
        """The questions as the page shows them, with translations where there are any."""
        place = numbers(self.edition)
        errors = self.errors if with_errors else {}
        return tuple(
            self._asked(question, place, texts, lacking="" if language == RUSSIAN else RUSSIAN, errors=errors)
            for question in self.edition.questions
        )

    def _asked(
        self,
        question: Question,
        place: Mapping[str, int],
        texts: Mapping[str, str],
        *,
        lacking: str,
        errors: Mapping[str, str],
    ) -> AskedQuestion:
        given = self.given[question.code]
        opened_by = question.filter or ""
        hint = self.phrases["only_if"].format(number=place[opened_by]) if opened_by else ""
        return AskedQuestion(
            code=question.code,
            number=place[question.code],
            text=texts.get(question.code, question.text),
            language="" if question.code in texts else lacking,
            choices=self._choices(question, texts),
            kind=_kind(question),
            typed=given,
            opened_by=opened_by,
            hint=hint,
            error=errors.get(question.code, ""),
        )

    def _choices(self, question: Question, texts: Mapping[str, str]) -> tuple[Choice, ...]:
        given = self.given[question.code]
        words = {option.code: texts.get(f"{question.code}={option.code}", option.text) for option in question.options}
        if not words and question.closed:
            words = {"1": self.phrases["yes"], "0": self.phrases["no"]}
        if question.filter:
            words[""] = self.phrases["skip"]
        return tuple(Choice(value, text, bool(value) and value == given) for value, text in words.items())


def fields_of(request: HttpRequest) -> dict[str, str]:
    """The fields of a sent questionnaire; of a field that came twice, the last.

    A form as every browser sends it is read at once: the framework's general reader takes ten times as long.
    """
    if request.content_type != "application/x-www-form-urlencoded":
        return request.POST.dict()
    pairs = request.body.decode(errors="replace").replace("+", " ").split("&")
    if len(pairs) > _MOST:
        raise TooManyFieldsSent
    named = (pair.partition("=") for pair in pairs if pair)
    return {_unquoted(name): _unquoted(value) for name, _, value in named}


def _unquoted(sent: str) -> str:
    """A name or a value as it was typed; most have nothing that was written otherwise."""
    return unquote(sent) if "%" in sent else sent


def numbers(edition: Edition) -> dict[str, int]:
    """The number that is printed before each question."""
    return {question.code: number for number, question in enumerate(edition.questions, 1)}


def _kind(question: Question) -> str:
    if question.closed or question.options:
        return "closed"
    return "number" if _is_number(question) else "text"


def _is_number(question: Question) -> bool:
    return question.code == "age"
