"""Results of a report stand at their measures: by number and words, never by position; the rest has its problem."""

from dataclasses import replace
from datetime import date

import pytest

from merilo.deadlines.terms import parse_term
from merilo.plans.model import PlanPaper, PlanRow, PlanSection, Shape
from merilo.plans.reported_results import KnownMeasure, ToldResult, results_of, told_by
from merilo.problems import Place

SINCE, ON = date(2026, 1, 1), date(2027, 7, 1)
LONGEST = 12
STAND = KnownMeasure(7, "I. Открытость", "1", "Обновить стенд у входа")
JOURNAL = KnownMeasure(8, "I. Открытость", "1.1", "Вести журнал обращений")
PLAN = (STAND, JOURNAL)


def _row(number, text, done="", *, day="", line=1):
    days = (parse_term(day, 2027),) if day else ()
    return PlanRow(Place(row=line), number, measures=(text,), implemented=(done,) if done else (), completed=days)


def _found(*rows, measures=PLAN, section=("I", "Открытость"), longest=4000):
    paper = PlanPaper(Shape.EXECUTION, "Отчёт", sections=(PlanSection(*section, rows=rows),))
    return results_of(paper, measures, since=SINCE, on=ON, longest=longest)


def _brief(found):
    return [(one.key, one.told.outcome, one.is_new) for one in found.brought], [
        (one.problem.code, one.problem.place.row) for one in found.lost
    ]


def test_results_in_another_order_stand_at_their_own_measures():
    rows = (_row("1.1.", "Вести журнал обращений.", "Ведётся"), _row("1", "обновить  СТЕНД у входа", "Обновлён"))
    assert _brief(_found(*rows)) == ([(8, "Ведётся", True), (7, "Обновлён", True)], [])
    assert _brief(_found(*rows[::-1], measures=PLAN[::-1])) == ([(7, "Обновлён", True), (8, "Ведётся", True)], [])


def test_a_slip_in_words_under_the_same_number_is_the_same_measure_and_the_same_words_under_another_number_are_too():
    assert _brief(_found(_row("1", "Обновить стэнд у входа", "Обновлён")))[0] == [(7, "Обновлён", True)]
    assert _brief(_found(_row("4", "Обновить стенд у входа", "Обновлён")))[0] == [(7, "Обновлён", True)]
    assert _brief(_found(_row("4", "Обновить стэнд у входа", "Обновлён")))[0] == []


TRAINED = tuple(
    KnownMeasure(number, "I. Открытость", str(number), f"Обучение сотрудников, {number - 1} квартал")
    for number in (3, 4)
)


@pytest.mark.parametrize(
    ("row", "measures", "expected"),
    [
        (_row("3", TRAINED[0].text, "Обучены"), TRAINED, ([(3, "Обучены", True)], [])),
        (_row("3", TRAINED[1].text, "Обучены"), TRAINED, ([], [("plan.result_ambiguous", 1)])),
        (_row("3", TRAINED[1].text, "Обучены"), TRAINED[:1], ([], [("plan.result_other_words", 1)])),
        (_row("3", "Обучение сатрудников, 2 квартал", "Обучены"), TRAINED, ([(3, "Обучены", True)], [])),
        (_row("9", TRAINED[1].text, "Обучены"), TRAINED, ([(4, "Обучены", True)], [])),
        (_row("1", TRAINED[1].text, "Обучены"), (STAND, *TRAINED), ([(4, "Обучены", True)], [])),
    ],
)
def test_exact_words_and_numbers_in_them_come_before_likeness(row, measures, expected):
    assert _brief(_found(row, measures=measures)) == expected


@pytest.mark.parametrize(
    ("own", "told"),
    [
        ("Первый этап ремонта крыльца и пандуса у входа", "Второй этап ремонта крыльца и пандуса у входа"),
        ("Обучение сотрудников, I квартал", "Обучение сотрудников, II квартал"),
        ("Обучение сотрудников, пятнадцатая неделя", "Обучение сотрудников, шестнадцатая неделя"),
        ("Дежурство у входа в корпус № 1", "Дежурство у входа в корпус № 11"),
        ("Поставить две скамьи у входа в школу", "Поставить три скамьи у входа в школу"),
        ("Провести семь уроков для родителей", "Провести восемь уроков для родителей"),
        ("Назначить одного ответственного за сайт", "Назначить двух ответственных за сайт"),
    ],
)
def test_texts_with_other_numbers_are_never_alike(own, told):
    found = _found(_row("1", told, "Сделано"), measures=(replace(STAND, text=own),))
    assert _brief(found) == ([], [("plan.result_other_words", 1)])


def test_a_number_in_another_case_is_the_same():
    measure = replace(STAND, text="Обучение двух сотрудников школы, отвечающих за стенд")
    row = _row("1", "Обучение двум сотрудников школы, отвечающих за стенд", "Сделано")
    assert _brief(_found(row, measures=(measure,))) == ([(7, "Сделано", True)], [])


def test_a_day_joins_the_same_words_and_never_replaces_another():
    row = _row("1", STAND.text, "Обновлён", day="01.03.2027")
    assert _brief(_found(row, measures=(replace(STAND, outcome="Обновлён"),))) == ([(7, "Обновлён", True)], [])
    other = replace(STAND, outcome="Обновлён", completed_on=date(2027, 3, 2))
    assert _brief(_found(row, measures=(other,))) == ([], [("plan.result_other", 1)])


def test_words_longer_than_the_plan_keeps_are_the_same_as_their_beginning():
    words = "Обновлён и дополнен"
    kept = replace(STAND, outcome=words[:LONGEST])
    row = _row("1", STAND.text, words)
    assert _brief(_found(row, measures=(kept,), longest=LONGEST)) == ([(7, words, False)], [])
    assert _brief(_found(row, measures=(kept,)))[1] == [("plan.result_other", 1)]


@pytest.mark.parametrize(
    ("row", "measures", "code"),
    [
        (_row("5", "Купить лампы", "Куплены"), PLAN, "plan.result_without_measure"),
        (_row("1", "Купить лампы", "Куплены"), PLAN, "plan.result_other_words"),
        (_row("1", "", "Куплены"), PLAN, "plan.result_other_words"),
        (_row("", "", "Куплены"), PLAN, "plan.result_without_measure"),
        (
            _row("2", STAND.text, "Обновлён"),
            (replace(STAND, section="II"), replace(STAND, key=9, section="III")),
            "plan.result_ambiguous",
        ),
        (_row("1", STAND.text, "Обновлён"), (replace(STAND, is_cancelled=True),), "plan.result_of_cancelled"),
        (_row("1", STAND.text, "Обновлён"), (replace(STAND, outcome="Другое"),), "plan.result_other"),
        (_row("1", STAND.text, day="01.03.2027"), PLAN, "plan.result_without_words"),
    ],
)
def test_what_is_brought_to_no_measure_is_kept_and_says_why(row, measures, code):
    found = _found(row, measures=measures)
    assert _brief(found) == ([], [(code, 1)])
    kept = " ".join(found.lost[0].texts)
    assert [text in kept for text in (row.number, *row.measures, *row.implemented)] == [True] * (
        2 + bool(row.implemented)
    )


def test_two_results_of_one_measure_are_both_asked_about():
    rows = (_row("1", STAND.text, "Обновлён"), _row("1", STAND.text, "Не обновлён", line=2))
    assert _brief(_found(*rows)) == ([], [("plan.result_twice", 1), ("plan.result_twice", 2)])


def test_measures_of_one_number_are_told_apart_by_their_sections():
    other = replace(STAND, key=9, section="II. Комфортность")
    found = _found(_row("1", STAND.text, "Обновлён"), measures=(STAND, other), section=("II", "Комфортность"))
    assert _brief(found) == ([(9, "Обновлён", True)], [])


def test_what_the_plan_says_already_is_no_news():
    same = replace(STAND, outcome="Обновлён", completed_on=date(2027, 3, 1))
    assert _brief(_found(_row("1", STAND.text, "Обновлён", day="01.03.2027"), measures=(same,))) == (
        [(7, "Обновлён", False)],
        [],
    )


@pytest.mark.parametrize("day", ["март 2027 г.", "02.07.2027", "31.12.2025", "постоянно"])
def test_a_result_without_a_day_of_its_own_is_brought_and_its_term_is_asked_about(day):
    found = _found(_row("1", STAND.text, "Обновлён", day=day))
    assert found.brought[0].told == ToldResult("Обновлён", None, (day,))
    assert _brief(found)[1] == [("plan.result_without_day", 1)]
    assert found.lost[0].texts == (day,)


def test_a_day_is_read_and_rows_without_results_are_passed_over():
    assert told_by(_row("1", "", "Сделано", day="01.07.2027"), since=SINCE, on=ON) == ToldResult("Сделано", ON)
    assert _brief(_found(_row("1", STAND.text), _row("8", "Купить лампы"))) == ([], [])
