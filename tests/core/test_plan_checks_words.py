"""Checks of a plan's terms and of its words: vague, early and late terms, strange letters, slips of the keyboard."""

from dataclasses import replace
from datetime import date

import pytest
from tests.core.invented_plan_rows import YEAR, codes_of, faults, plan, row, section, terms

from merilo.plans.model import Assignee, PlanPaper, ProsePoint, Shape
from merilo.problems import Place

DONE = {"implemented": ("Стенд стоит",)}


def _planned(*texts):
    return plan(section("1", row(10, planned=terms(*texts))))


def _completed(*texts):
    return plan(section("1", row(10, completed=terms(*texts), **DONE)))


def test_a_planned_term_without_a_last_day_is_vague():
    assert faults(_planned("Постоянно", "сентябрь 2025 г.", "Постоянно")) == [
        ("plan.planned_vague", 10, "Плановый срок", "Плановый срок «Постоянно»")
    ]
    assert codes_of(_planned("по мере необходимости")) == ["plan.planned_vague"]


@pytest.mark.parametrize("text", ["в течение 2025 года", "ежеквартально", "до 1 декабря 2025 г.", "IV квартал 2025 г."])
def test_a_planned_term_with_days_is_not_vague(text):
    assert faults(_planned(text)) == []


@pytest.mark.parametrize("text", ["Постоянно", "ежемесячно", "2025 год", "I полугодие 2025 г.", "по мере поступления"])
def test_an_actual_term_is_a_day_a_month_or_a_quarter(text):
    assert faults(_completed(text)) == [("plan.completed_vague", 10, "Фактический срок", f"Фактический срок «{text}»")]


def test_an_actual_term_has_come():
    assert faults(_completed("декабрь 2025 г.")) == [
        (
            "plan.completed_in_future",
            10,
            "Фактический срок",
            "Фактический срок «декабрь 2025 г.» ещё не наступил на 01.06.2025",
        )
    ]
    assert faults(_completed("июнь 2025 г.")) == []
    assert faults(_completed("декабрь 2025 г."), on=date(2026, 1, 10))[0][0] != "plan.completed_in_future"


@pytest.mark.parametrize("text", ["I квартал 2026 г.", "декабрь 2024 г.", "с 1 февраля 2026 г."])
def test_a_planned_term_lies_in_the_years_of_the_plan(text):
    found = faults(_planned(text), on=date(2024, 1, 1))
    assert found == [("plan.planned_outside_year", 10, "Плановый срок", f"Срок «{text}», а план — на 2025 год")]


def test_a_plan_of_two_years_names_both():
    paper = replace(_planned("март 2027 г."), years=(YEAR, YEAR + 1))
    assert [detail for *_, detail in faults(paper)] == ["Срок «март 2027 г.», а план — на 2025–2026 год"]
    assert faults(replace(_planned("март 2026 г."), years=(YEAR, YEAR + 1))) == []
    assert faults(replace(_planned("март 2027 г."), years=None)) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("как получится", "deadlines.term_unclear"),
        ("31.06.2025", "deadlines.term_impossible"),
        ("май – март 2025 г.", "deadlines.term_reversed"),
    ],
)
def test_a_term_that_no_calendar_has_is_told_in_both_columns(text, code):
    assert faults(_planned(text)) == [(code, 10, "Плановый срок", f"Срок «{text}»")]
    assert faults(_completed(text)) == [(code, 10, "Фактический срок", f"Срок «{text}»")]


def _measures(*texts, **changed):
    return plan(section("1", row(10, measures=texts), **changed))


@pytest.mark.parametrize(
    ("word", "detail"),
    [
        ("сте夫нд", "В слове «сте夫нд» чужие буквы: «夫»; вероятно, «стенд»"),
        ("cтенд", "В слове «cтенд» чужие буквы: «c»; вероятно, «стенд»"),
        ("шкóла", "В слове «шкóла» чужие буквы: «ó»; вероятно, «школа»"),
        ("gоv", "В слове «gоv» чужие буквы: «о»; вероятно, «gov»"),
        ("полωса", "В слове «полωса» чужие буквы: «ω»"),
    ],
)
def test_a_strange_letter_in_a_word_is_told_with_the_word_that_was_meant(word, detail):
    assert faults(_measures(f"Новый стенд: {word}")) == [("plan.foreign_letters", 10, "Мероприятие", detail)]


def test_a_strange_letter_in_the_heading_is_told_of_the_whole_paper():
    assert faults(replace(plan(), organization="Шкoла № 9")) == [
        ("plan.foreign_letters", 0, "", "В слове «Шкoла» чужие буквы: «o»; вероятно, «Школа»")
    ]


@pytest.mark.parametrize("text", ["IT-класс", "QR-код", "Wi-Fi и 5А", "ГОСТ² и школа¹", "әни белән", "SMSка, 10µ"])
def test_words_that_are_mixed_on_purpose_are_left_in_peace(text):
    assert faults(_measures(text)) == []


@pytest.mark.parametrize(
    ("texts", "detail"),
    [
        (("Объявление в «Дневникс.ру»", "Запись в «Дневник.ру»"), "«Дневникс» — вероятно, «Дневник»"),
        (("Обьявление о собрании", "Объявление о собрании"), "«Обьявление» — вероятно, «Объявление»"),
        (("Собарние родителей", "Собрание учителей"), "«Собарние» — вероятно, «Собрание»"),
        (("Чат «Сверум»",), "«Сверум» — вероятно, «сферум»"),
        (("Отзывы на bus.gow.ru",), "«bus.gow.ru» — вероятно, «bus.gov.ru»"),
        (("Газета Верхнесосьвинского района", "Верхнесосвенского"), ""),
        (("Сделать непозднее весны",), "«непозднее» — вероятно, «не позднее»"),
        (("Стенд учреждения учреждении.",), "«учреждения учреждении» — слово набрано дважды"),
    ],
)
def test_a_likely_slip_is_told_with_the_word_that_was_meant(texts, detail):
    found = [(code, told) for code, _, _, told in faults(_measures(*texts))]
    assert found == ([("plan.typing_fault", detail)] if detail else [])


@pytest.mark.parametrize(
    "texts",
    [
        ("Школа открыта", "Двери школы", "Ученики школ", "В школе", "Школу красят"),
        ("Госвеб готов", "Перенос в Госвэб"),
        ("Сообщает И.О. Лосевай", "Сказал Лосева А.П."),
        ("Сайт открыт", "Сайта нет", "www.bus.gov.ru и bus.gov.ru"),
        ("Работа в Сферуме", "Чаты Сферума"),
        ("Конкурс школьной организации организаторов",),
        ("Обновление и обновления", "Проведение проверки"),
    ],
)
def test_forms_of_a_word_and_names_are_no_slips(texts):
    assert faults(_measures(*texts)) == []


def test_names_of_responsible_persons_are_no_slips():
    people = tuple(
        Assignee(f"{name} Анна Петровна, завуч", f"{name} Анна Петровна", "завуч") for name in ("Лосева", "Росева")
    )
    assert faults(plan(section("1", row(10, assignees=people)))) == []


def test_prose_is_checked_for_letters_and_slips_alone():
    point = ProsePoint("1", "Управление провело oпрос, 15 % школ", (), Place("ответ.docx", row=3))
    assert faults(PlanPaper(Shape.ANSWERS, points=(point,))) == [
        ("plan.foreign_letters", 3, "", "В слове «oпрос» чужие буквы: «o»; вероятно, «опрос»")
    ]
