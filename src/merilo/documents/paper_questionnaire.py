"""The questionnaire on paper: the edition's questions with boxes to tick, and the way past those that do not apply."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from merilo.documents.printing.glyphs import breakable
from merilo.documents.survey_wording import one_line
from merilo.documents.typography import day
from merilo.documents.writers.typesetting import typeset
from merilo.methodology.model import Edition, Question, Role


@dataclass(frozen=True, slots=True)
class Phrases:
    """What the blank itself says around the questions; `{…}` is filled in where it stands."""

    title: str = "Анкета об условиях оказания услуг"
    intro: str = "На каждый вопрос отметьте один ответ: поставьте в квадрате крестик или галочку."
    anonymous: str = "Анкета анонимна: имя, телефон и адрес писать не нужно."
    yes: str = "Да"
    no: str = "Нет"
    skip: str = "Если «{no}», переходите к вопросу {number}"
    skip_to_end: str = "Если «{no}», на этом всё"
    only_after_yes: str = "Если на вопрос {number} Вы ответили «{yes}»:"
    until: str = "Анкеты принимают по {day}"
    organization_code: str = "Код организации"
    blank_number: str = "Номер анкеты"
    blank_number_note: str = "заполнит оператор"
    page: str = "Страница {page} из {pages}"
    thanks: str = "Спасибо! Отдайте анкету тому, кто её выдал, или опустите в ящик для анкет."


RUSSIAN = Phrases()


@dataclass(frozen=True, slots=True)
class PaperQuestionnaire:
    """A blank for one organization.

    `code` is its short code, for the person who types the paper in; `until` the last day, `on` the date of the file.
    `texts` translates: a question's code → its text, «question=option» → the text of an option; what is missing is
    printed as the edition has it. `language` is the BCP 47 code of the translation.
    """

    edition: Edition
    organization: str
    code: str
    until: date
    on: date
    texts: Mapping[str, str] = field(default_factory=dict)
    phrases: Phrases = RUSSIAN
    language: str = "ru"


def paper_questionnaire(one: PaperQuestionnaire) -> bytes:
    """The blank as tagged PDF, two sides of A4 for the editions there are."""
    return typeset("paper_questionnaire", contents(one), on=one.on)


def question_numbers(edition: Edition) -> dict[str, int]:
    """The number printed before each question, by its code."""
    return {question.code: number for number, question in enumerate(edition.questions, 1)}


def contents(one: PaperQuestionnaire) -> dict[str, object]:
    """All that the blank says, as words."""
    name, phrases = one_line(one.organization), one.phrases
    before, _, after = phrases.page.partition("{page}")
    between, _, end = after.partition("{pages}")
    return {
        "title": f"{phrases.title}: {name}",
        "language": one.language,
        "heading": phrases.title,
        "name": breakable(name),
        "code": one_line(one.code),
        "code_label": phrases.organization_code,
        "number_label": phrases.blank_number,
        "number_note": phrases.blank_number_note,
        "intro": [phrases.intro, phrases.anonymous, f"{phrases.until.replace('{day}', day(one.until))}."],
        "thanks": phrases.thanks,
        "page": [before, between, end],
        "questions": [_asked(one, question) for question in one.edition.questions],
    }


def _asked(one: PaperQuestionnaire, question: Question) -> dict[str, object]:
    numbers = question_numbers(one.edition)
    return {
        "number": str(numbers[question.code]),
        "text": breakable(one.texts.get(question.code, question.text)),
        "kind": _kind(question),
        "options": _options(one, question),
        "before": _before(one, question),
        "skip": _skip(one, question),
        "inner": question.filter is not None,
    }


def _kind(question: Question) -> str:
    """How it is answered: one of two boxes, one of several, a few words on a line, or sentences."""
    if question.options:
        return "options"
    if question.closed:
        return "choice"
    return "lines" if question.role is Role.OPEN else "word"


def _options(one: PaperQuestionnaire, question: Question) -> list[str]:
    if question.options:
        return [one.texts.get(f"{question.code}={option.code}", option.text) for option in question.options]
    return [one.phrases.yes, one.phrases.no] if question.closed else []


def _before(one: PaperQuestionnaire, question: Question) -> str:
    """The condition of a question that the way past its filter does not lead by."""
    numbers, asked = question_numbers(one.edition), one.edition.questions
    if question.filter is None or numbers[question.code] <= _after(asked, question.filter):
        return ""
    number = str(numbers[question.filter])
    return one.phrases.only_after_yes.replace("{number}", number).replace("{yes}", one.phrases.yes)


def _skip(one: PaperQuestionnaire, question: Question) -> str:
    """Where «Нет» leads, for a filter with questions right behind it."""
    questions, numbers = one.edition.questions, question_numbers(one.edition)
    last = _after(questions, question.code)
    if last == numbers[question.code]:
        return ""
    phrase = one.phrases.skip if last < len(questions) else one.phrases.skip_to_end
    return phrase.replace("{no}", one.phrases.no).replace("{number}", str(last + 1))


def _after(questions: Sequence[Question], code: str) -> int:
    """The number of the last question of the unbroken row behind a question that depends on it, or its own."""
    last = next(number for number, question in enumerate(questions, 1) if question.code == code)
    row = {code}
    for question in questions[last:]:
        if question.filter not in row:
            break
        row.add(question.code)
        last += 1
    return last
