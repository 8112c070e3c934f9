"""Questionnaires on paper: keyed in sheet by sheet, every nth once more by another person, differences settled."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.methodology.model import Edition
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.actions.correction import correct
from merilo_web.fieldwork.actions.intake import Receipt, Submission, receive
from merilo_web.fieldwork.models import PaperBatch, PaperSheet, Survey
from merilo_web.fieldwork.packing import contradicting, packed
from merilo_web.fieldwork.queries.imports import FiledAnswers
from merilo_web.fieldwork.queries.paper import FIRST, SECOND, differences, entries, waiting
from merilo_web.fieldwork.rules.lock import require_collecting
from merilo_web.fieldwork.rules.paper import CLOSE_BATCH, INTERVIEW, KEY_SHEET, OPEN_BATCH, SETTLE_SHEET
from merilo_web.fieldwork.states import BatchState, Channel, SurveyState
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of

MOST_NUMBER = 1_000_000
_BESIDE = ("sex", "age", "suggestions", "second_sex", "second_age", "second_suggestions")


@dataclass(frozen=True, slots=True)
class KeyedSheet:
    """What was typed from one blank: closed answers packed, the rest as text.

    `goes_on`: the person who keyed the blank in adds to it or puts it right.
    """

    number: int
    answers: str
    sex: str = ""
    age: str = ""
    suggestions: str = ""
    goes_on: bool = False


@transaction.atomic
def open_batch(survey: Survey, *, by: User, on: date, title: str, nth: int) -> PaperBatch:
    """Begin a pile of blanks; every `nth` of them is to be keyed in twice."""
    survey = _open_survey(survey, OPEN_BATCH, by=by)
    title = title.strip()
    if not title or PaperBatch.objects.filter(survey=survey, title=title).exists():
        raise ValidationError({"title": "Дайте пачке своё название: так её найдут на полке."})
    if not 2 <= nth <= 100:
        raise ValidationError({"nth": "Вторично вводится каждый бланк от второго до сотого: число от 2 до 100."})
    batch = PaperBatch.objects.create(survey=survey, title=title[:100], nth=nth, opened_on=on, keyed_by=by)
    record(OPEN_BATCH.event, batch, by=by, scope=batch.scope, changes={"вторично вводится каждый": (None, nth)})
    return batch


@transaction.atomic
def key_sheet(batch: PaperBatch, sheet: KeyedSheet, *, by: User, on: date) -> PaperSheet:
    """Key a blank in. A number that is there already is the second entry of that blank, by another person.

    A blank is keyed in while its survey is open; its second entry may come later. Whoever keyed it in may go on with it
    until somebody else has keyed it in the second time.
    """
    batch = _open_batch(batch, KEY_SHEET, by=by)
    if not 1 <= sheet.number <= MOST_NUMBER:
        raise ValidationError({"number": "Номер бланка — целое число от 1."})
    kept = PaperSheet.objects.select_for_update(of=("self",)).filter(batch=batch, number=sheet.number).first()
    if sheet.goes_on:
        return _further(batch, kept, sheet, by=by)
    if kept is not None:
        return _second(batch, kept, sheet, by=by)
    if by.pk != batch.keyed_by_id:
        raise ValidationError({"number": "Этого бланка ещё нет: впервые бланки вводит тот, кто начал пачку."})
    if batch.survey.state != SurveyState.OPEN:
        raise NotAllowedError("Опрос этой организации закрыт: новые бланки больше не вводятся.")
    key = uuid4()
    receive(
        Submission(
            survey_id=batch.survey_id,
            key=key,
            channel=Channel.PAPER,
            received_on=on,
            answers=sheet.answers,
            sex=sheet.sex,
            age=sheet.age,
            suggestions=sheet.suggestions,
        )
    )
    return PaperSheet.objects.create(
        batch=batch,
        number=sheet.number,
        key=key,
        answers=sheet.answers,
        sex=sheet.sex,
        age=sheet.age,
        suggestions=sheet.suggestions,
    )


@transaction.atomic
def settle_sheet(sheet: PaperSheet, *, by: User, right: Mapping[str, str]) -> PaperSheet:
    """Say what stands on the blank, for each question that two entries answer otherwise: code → «first» or «second».

    The answer is corrected where the first entry was wrong.
    """
    batch = _open_batch(sheet.batch, SETTLE_SHEET, by=by)
    kept = PaperSheet.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
    edition = edition_of(batch.survey.listed.cycle)
    found = differences(kept, edition)
    if not found:
        raise ValidationError("По этому бланку расхождения нет.")
    lacking = [str(one.number) for one in found if right.get(one.code) not in (FIRST, SECOND)]
    if lacking:
        raise ValidationError(f"Выберите, какой ввод верен, у вопросов: {', '.join(lacking)}.")
    meant = _meant(kept, edition, {code for code, entry in right.items() if entry == SECOND})
    if kept.key is not None:
        correct(batch.survey_id, kept.key, meant)
    kept.settled_answers = meant.answers
    kept.save(update_fields=["settled_answers"])
    changes = {str(kept): ("два ввода различаются", "разобрано")}
    record(SETTLE_SHEET.event, batch, by=by, scope=batch.scope, changes=changes)
    return kept


@transaction.atomic
def close_batch(batch: PaperBatch, *, by: User) -> PaperBatch:
    """Close a batch whose sample was keyed in twice without open differences; keys to the answers are forgotten."""
    batch = _open_batch(batch, CLOSE_BATCH, by=by)
    sheets = list(batch.sheets.all())
    if lacking := waiting(batch, sheets):
        named = ", ".join(str(one) for one in lacking[:10])
        raise ValidationError(f"Сначала другой человек вводит вторично бланки: {named}.")
    if any(one.differs for one in sheets):
        raise ValidationError("Сначала решите расхождения двух вводов.")
    batch.sheets.update(key=None, **dict.fromkeys(_BESIDE, ""))
    batch.state = BatchState.CLOSED
    batch.save(update_fields=["state"])
    differed = sum(bool(one.settled_answers) for one in sheets)
    checked = sum(bool(one.second_answers) for one in sheets)
    changes = {"бланков": (None, len(sheets)), "введено вторично": (None, checked), "разошлось": (None, differed)}
    record(CLOSE_BATCH.event, batch, by=by, scope=batch.scope, changes=changes)
    return batch


@transaction.atomic
def interview(survey: Survey, submission: Submission, *, by: User) -> Receipt:
    """Keep what a person said by telephone or on the spot. Leaves no entry: an answer is nobody's event."""
    survey = _open_survey(survey, INTERVIEW, by=by)
    if submission.channel not in (Channel.PHONE, Channel.INTERVIEWER):
        raise ValidationError({"channel": "Так записывают опрос по телефону или на месте."})
    return receive(replace(submission, survey_id=survey.pk))


def _further(batch: PaperBatch, kept: PaperSheet | None, sheet: KeyedSheet, *, by: User) -> PaperSheet:
    """The first entry with what has been added to it; the answer and the counters follow."""
    if kept is None or kept.key is None or by.pk != batch.keyed_by_id:
        raise ValidationError({"number": "Продолжить может тот, кто ввёл этот бланк."})
    if kept.second_answers:
        raise ValidationError({"number": f"Бланк № {sheet.number} уже введён вторично: различия решает руководитель."})
    correct(batch.survey_id, kept.key, FiledAnswers(sheet.answers, sheet.sex, sheet.age, sheet.suggestions))
    kept.answers, kept.sex, kept.age, kept.suggestions = sheet.answers, sheet.sex, sheet.age, sheet.suggestions
    kept.save(update_fields=["answers", "sex", "age", "suggestions"])
    changes = {f"бланк {kept}": ("введён", "ввод продолжен")}
    record(KEY_SHEET.event, batch, by=by, scope=batch.scope, changes=changes)
    return kept


def _second(batch: PaperBatch, kept: PaperSheet, sheet: KeyedSheet, *, by: User) -> PaperSheet:
    if by.pk == batch.keyed_by_id:
        raise ValidationError({"number": f"Бланк № {sheet.number} вы уже ввели: вторично вводит другой человек."})
    if kept.second_answers:
        raise ValidationError({"number": f"Бланк № {sheet.number} уже введён вторично."})
    kept.second_answers, kept.second_by = sheet.answers, by
    kept.second_sex, kept.second_age, kept.second_suggestions = sheet.sex, sheet.age, sheet.suggestions
    kept.save(update_fields=["second_answers", "second_by", "second_sex", "second_age", "second_suggestions"])
    return kept


def _meant(kept: PaperSheet, edition: Edition, seconds: set[str]) -> FiledAnswers:
    """The blank with the second entry's answers where they are right. Raises ValidationError when they contradict."""
    first, second = entries(kept, edition)
    given = {code: second.get(code, "") if code in seconds else answer for code, answer in first.items()}
    if against := contradicting(edition, given):
        place = {one.code: number for number, one in enumerate(edition.questions, 1)}
        named = ", ".join(str(place[code]) for code in sorted(against, key=place.__getitem__))
        raise ValidationError(
            f"Ответы противоречат друг другу: на вопросы {named} отвечают после «Да» на вопрос перед ними."
        )
    suggestions = kept.second_suggestions if "suggestions" in seconds else kept.suggestions
    return FiledAnswers(packed(edition, given), given["sex"], given["age"], suggestions)


def _open_survey(survey: Survey, verb: Verb, *, by: User) -> Survey:
    related = ("listed__cycle", "listed__organization")
    kept = Survey.objects.select_related(*related).get(pk=survey.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    require_collecting(kept.listed.cycle)
    return kept


def _open_batch(batch: PaperBatch, verb: Verb, *, by: User) -> PaperBatch:
    related = ("survey__listed__cycle", "survey__listed__organization")
    kept = PaperBatch.objects.select_for_update(of=("self",)).select_related(*related).get(pk=batch.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    require_collecting(kept.survey.listed.cycle)
    return kept
