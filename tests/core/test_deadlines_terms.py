"""Terms as people write them in plans: verbatim, with the days they mean."""

from datetime import date

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from merilo.deadlines.model import Unit
from merilo.deadlines.terms import LONGEST, Span, TermKind, parse_term, term_problem
from merilo.problems import Place

# text, kind, first day, last day; the plan's year is 2023
DAYS = [
    # as the papers of Orenburg, Verkhnebureinsky, Kotovsk and Pyatigorsk spell them
    ("1 квартал 2021 г.", "quarter", "2021-01-01", "2021-03-31"),
    ("2-4 квартал 2021 г.", "quarter", "2021-04-01", "2021-12-31"),
    ("4 квартал  2021 г.", "quarter", "2021-10-01", "2021-12-31"),
    ("I квартал  2022 года", "quarter", "2022-01-01", "2022-03-31"),
    ("Декабрь 2021 г.", "month", "2021-12-01", "2021-12-31"),
    ("Август 2013 года", "month", "2013-08-01", "2013-08-31"),
    ("Октябрь 2013 год", "month", "2013-10-01", "2013-10-31"),
    ("Январь 2023 г.", "month", "2023-01-01", "2023-01-31"),
    ("01.02.2023", "date", "2023-02-01", "2023-02-01"),
    ("2014 год", "year", "2014-01-01", "2014-12-31"),
    ("2014-2015 год", "year", "2014-01-01", "2015-12-31"),
    ("2019-2020 учебный год", "school_year", "2019-09-01", "2020-08-31"),
    ("В течение года", "year", "2023-01-01", "2023-12-31"),
    ("Постоянно", "constant", None, None),
    ("постоянно (начиная с 1 сентября 2015 г.)", "constant", "2015-09-01", None),
    ("постоянно (по мере поступления информации от соответствующего общественного совета)", "constant", None, None),
    # other spellings
    ("1 марта 2023 года", "date", "2023-03-01", "2023-03-01"),
    ("1.3.23", "date", "2023-03-01", "2023-03-01"),
    ("2023-02-01", "date", "2023-02-01", "2023-02-01"),
    ("май", "month", "2023-05-01", "2023-05-31"),
    ("в феврале 2024 г.", "month", "2024-02-01", "2024-02-29"),
    ("Ш квартал", "quarter", "2023-07-01", "2023-09-30"),
    ("ІV кв. 2023", "quarter", "2023-10-01", "2023-12-31"),
    ("III – IV кварталы 2024 г.", "quarter", "2024-07-01", "2024-12-31"),
    ("во втором квартале", "quarter", "2023-04-01", "2023-06-30"),
    ("3-й квартал", "quarter", "2023-07-01", "2023-09-30"),
    ("II полугодие 2023 г.", "half_year", "2023-07-01", "2023-12-31"),
    ("первое полугодие", "half_year", "2023-01-01", "2023-06-30"),
    ("1 полугодие учебного года", "half_year", "2023-09-01", "2023-12-31"),
    ("II полугодие 2023-2024 уч. года", "half_year", "2024-01-01", "2024-08-31"),
    ("1 полуг. 2023", "half_year", "2023-01-01", "2023-06-30"),
    ("2 п/г 2023 г.", "half_year", "2023-07-01", "2023-12-31"),
    ("в течение учебного года", "school_year", "2023-09-01", "2024-08-31"),
    ("в течение текущего года", "year", "2023-01-01", "2023-12-31"),
    ("до 01.03.2023", "date", None, "2023-03-01"),
    ("в срок до 1 декабря", "date", None, "2023-12-01"),
    ("не позднее 01.03.2023 г.", "date", None, "2023-03-01"),
    ("до марта", "month", None, "2023-02-28"),
    ("не позднее марта", "month", None, "2023-03-31"),
    ("до конца марта", "month", None, "2023-03-31"),
    ("до конца 2024 года", "year", None, "2024-12-31"),
    ("до 2024 года", "year", None, "2023-12-31"),
    ("с 01.09.2023", "date", "2023-09-01", None),
    ("с сентября 2023", "month", "2023-09-01", None),
    ("с 1 по 15 марта 2024 г.", "period", "2024-03-01", "2024-03-15"),
    ("01.09-15.09.2023", "period", "2023-09-01", "2023-09-15"),
    ("с 01.02.2023 по 15.03.2023", "period", "2023-02-01", "2023-03-15"),
    ("сентябрь – декабрь 2024 г.", "period", "2024-09-01", "2024-12-31"),
    ("ноябрь 2022 – февраль 2023", "period", "2022-11-01", "2023-02-28"),
    ("15 марта-20 апреля", "period", "2023-03-15", "2023-04-20"),
    ("ежеквартально", "recurring", None, None),
    ("до 25 числа ежемесячно", "recurring", None, None),
    ("до 5 числа каждого месяца", "recurring", None, None),
    ("каждый третий понедельник каждого квартала", "recurring", None, None),
    ("не реже 1 раза в год", "recurring", None, None),
    ("по мере необходимости", "as_needed", None, None),
    ("по мере поступления", "as_needed", None, None),
]
SPANS = [
    ("Непозднее 10 дней после получения рекомендаций", Span(10, Unit.DAYS, "после получения рекомендаций")),
    ("в течение месяца со дня поступления информации", Span(1, Unit.MONTHS, "со дня поступления информации")),
    ("в течение 10 рабочих дней со дня получения", Span(10, Unit.WORKDAYS, "со дня получения")),
    ("в течение 10 (десяти) календарных дней с даты утверждения", Span(10, Unit.DAYS, "с даты утверждения")),
    ("в течение трёх месяцев после утверждения", Span(3, Unit.MONTHS, "после утверждения")),
    ("в течение двух недель с момента подписания", Span(14, Unit.DAYS, "с момента подписания")),
    ("в течение квартала после проверки", Span(3, Unit.MONTHS, "после проверки")),
    ("не позднее чем через 2 года после оценки", Span(2, Unit.YEARS, "после оценки")),
]
FLAWED = [
    ("как получится", "deadlines.term_unclear"),
    ("", "deadlines.term_unclear"),
    ("в течение месяца", "deadlines.term_unclear"),
    ("01.02.2023, 15.03.2023", "deadlines.term_unclear"),
    ("2 раза", "deadlines.term_unclear"),
    ("31.02.2023", "deadlines.term_impossible"),
    ("до 13.13.2023", "deadlines.term_impossible"),
    ("5 квартал", "deadlines.term_impossible"),
    ("III полугодие", "deadlines.term_impossible"),
    ("2019-2021 учебный год", "deadlines.term_impossible"),
    ("0000 год", "deadlines.term_impossible"),
    ("до 0001 года", "deadlines.term_impossible"),
    ("IV - II квартал 2023", "deadlines.term_reversed"),
    ("2024-2023 год", "deadlines.term_reversed"),
    ("с 15.03.2023 по 01.03.2023", "deadlines.term_reversed"),
]


def _iso(day):
    return day.isoformat() if day else None


@pytest.mark.parametrize("case", DAYS, ids=lambda case: case[0])
def test_a_term_means_its_days(case):
    text, kind, start, end = case
    term = parse_term(text, 2023)
    assert (term.text, term.kind, _iso(term.start), _iso(term.end), term.flaw) == (text, kind, start, end, None)


@pytest.mark.parametrize(("text", "span"), SPANS)
def test_a_term_after_an_event_keeps_how_long_and_after_what(text, span):
    term = parse_term(text, 2023)
    assert (term.kind, term.span, term.due_on) == (TermKind.AFTER_EVENT, span, None)


@pytest.mark.parametrize(
    ("text", "event_on", "due_on"),
    [
        ("Непозднее 10 дней после получения рекомендаций", date(2026, 12, 21), date(2027, 1, 11)),
        ("в течение месяца со дня поступления информации", date(2026, 1, 31), date(2026, 3, 2)),
        ("в течение 10 рабочих дней со дня получения", date(2026, 4, 28), date(2026, 5, 14)),
        ("не позднее чем через 2 года после оценки", date(2024, 2, 29), date(2026, 3, 2)),
        ("Постоянно", date(2026, 4, 28), None),
    ],
)
def test_when_the_event_has_come_the_day_is_known(text, event_on, due_on):
    assert parse_term(text, 2026).due_after(event_on) == due_on


@pytest.mark.parametrize(("text", "code"), FLAWED)
def test_what_is_not_understood_is_kept_and_named(text, code):
    term = parse_term(text, 2023)
    problem = term_problem(term, Place("план.docx", row=7))
    assert (term.text, term.kind, term.due_on, problem.code) == (text, TermKind.UNCLEAR, None, code)
    assert str(problem).startswith(f"план.docx, строка 7: Срок «{text}».")


def test_an_understood_term_is_no_problem():
    assert term_problem(parse_term("май", 2023), Place()) is None


def test_a_long_text_is_no_term():
    assert parse_term("с 1 " * LONGEST, 2023).kind is TermKind.UNCLEAR


@given(st.text(alphabet="0123456789 .,-–()IVПШячапрелмсдоитгквнюбуй«»", max_size=60), st.integers(2000, 2100))
@example("до 1.1.1", 2023)
@example("с  по ", 2023)
def test_any_text_is_kept_and_its_days_are_in_order(text, year):
    term = parse_term(text, year)
    assert term.text == text
    assert not (term.start and term.end) or term.start <= term.end
    assert (term.kind is TermKind.UNCLEAR) == (term.flaw is not None)
