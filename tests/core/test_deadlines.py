"""Terms of the law: months by the Civil Code, workdays by the production calendar, what is said of the rest."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from merilo.deadlines.due import days_left, deadline, due, is_overdue
from merilo.deadlines.holidays import HOLIDAYS, known_years, year_holidays
from merilo.deadlines.model import DayOff, Unit
from merilo.deadlines.months import add_months, add_years
from merilo.deadlines.own import own, settable, units
from merilo.deadlines.rules import book, rule, share
from merilo.deadlines.words import describe, left, period
from merilo.deadlines.workdays import add_workdays, is_workday, next_workday, workdays_between
from merilo.law.clause import Basis, Clause
from merilo.problems import RefusalError


def test_the_title_of_a_term_says_what_is_to_be_done_not_that_it_was_done():
    codes = ("council_formed", "council_results", "authority_transfer", "proposals_considered", "plan_approved",
             "results_published", "plan_published", "quarterly_report")  # fmt: skip
    first = [rule(code).title.split()[0] for code in codes]
    assert [word for word in first if not word.endswith(("ть", "ться", "сти"))] == []


@pytest.mark.parametrize(
    ("start", "months", "end"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2026, 1, 28), 1, date(2026, 2, 28)),
        (date(2026, 3, 31), 1, date(2026, 4, 30)),
        (date(2026, 2, 28), 1, date(2026, 3, 28)),
        (date(2026, 12, 15), 1, date(2027, 1, 15)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 5, 5), 12, date(2027, 5, 5)),
    ],
)
def test_a_month_ends_on_the_same_day_or_on_the_last_one(start, months, end):
    assert add_months(start, months) == end


def test_a_year_from_29_february_ends_on_28_february():
    assert [add_years(date(2024, 2, 29), years) for years in (1, 3, 4)] == [
        date(2025, 2, 28),
        date(2027, 2, 28),
        date(2028, 2, 29),
    ]


@pytest.mark.parametrize(
    ("code", "start", "due_on"),
    [
        # 31 January + 1 month = 28 February 2026, a Saturday → Monday 2 March
        ("council_results", date(2026, 1, 31), date(2026, 3, 2)),
        ("authority_transfer", date(2026, 2, 2), date(2026, 3, 2)),
        # 9 April + 1 month = 9 May 2026, a Saturday and a holiday; Monday 11 May is the moved day off → Tuesday
        ("proposals_considered", date(2026, 4, 9), date(2026, 5, 12)),
        ("council_formed", date(2026, 8, 31), date(2026, 9, 30)),
        # 21 December + 10 days = 31 December 2026, a moved day off; the holidays last to 10 January 2027, a Sunday
        ("plan_approved", date(2026, 12, 21), date(2027, 1, 11)),
        ("plan_approved", date(2026, 3, 2), date(2026, 3, 12)),
        # five workdays over the May holidays of 2026: 29 and 30 April, 4, 5, 6 May
        ("results_published", date(2026, 4, 28), date(2026, 5, 6)),
        ("plan_published", date(2026, 3, 2), date(2026, 3, 10)),
        ("quarterly_report", date(2026, 3, 31), date(2026, 4, 3)),
        # the 3rd of January is a holiday: to the first workday, 12 January 2026
        ("quarterly_report", date(2025, 10, 1), date(2026, 1, 12)),
        # 3 October 2026 is a Saturday
        ("quarterly_report", date(2026, 8, 15), date(2026, 10, 5)),
        ("council_term", date(2024, 2, 29), date(2027, 2, 28)),
        ("reassessment_not_earlier", date(2025, 3, 15), date(2026, 3, 15)),
        ("reassessment_not_earlier_by_year", date(2025, 3, 15), date(2026, 1, 1)),
        ("reassessment_not_later", date(2023, 3, 15), date(2026, 12, 31)),
        ("reassessment_not_later_by_date", date(2023, 3, 15), date(2026, 3, 15)),
    ],
)
def test_a_term_ends_on_its_day(code, start, due_on):
    assert due(rule(code), start) == due_on


def test_an_authority_may_set_its_own_day_of_the_quarterly_report():
    assert due(replace(rule("quarterly_report"), amount=10), date(2026, 5, 1)) == date(2026, 7, 10)


def test_a_rule_that_stays_is_not_moved_off_a_day_off():
    stays = replace(rule("council_results"), day_off=DayOff.STAYS)
    assert due(stays, date(2026, 1, 31)) == date(2026, 2, 28)


def test_a_day_ends_when_it_ends():
    due_on = date(2026, 3, 12)
    assert [
        (days_left(due_on, on), is_overdue(due_on, on)) for on in (date(2026, 3, 11), due_on, date(2026, 3, 13))
    ] == [
        (1, False),
        (0, False),
        (-1, True),
    ]


@pytest.mark.parametrize(
    ("on", "words"),
    [
        (date(2026, 3, 11), "остался 1 рабочий день"),
        (date(2026, 3, 10), "осталось 2 рабочих дня"),
        (date(2026, 3, 6), "осталось 3 рабочих дня"),
        (date(2026, 3, 4), "осталось 5 рабочих дней"),
        (date(2026, 3, 12), "сегодня последний день"),
        (date(2026, 2, 9), "остался 21 рабочий день"),
        (date(2025, 12, 6), "осталось 96 дней"),
        (date(2026, 3, 13), "просрочено на 1 день"),
        (date(2026, 3, 14), "просрочено на 2 дня"),
        (date(2026, 3, 17), "просрочено на 5 дней"),
        (date(2026, 3, 23), "просрочено на 11 дней"),
        (date(2026, 4, 2), "просрочено на 21 день"),
    ],
)
def test_the_rest_is_told_in_words(on, words):
    assert left(date(2026, 3, 12), on) == words


def test_where_only_days_off_are_left_the_rest_is_told_in_calendar_days():
    assert left(date(2026, 3, 8), date(2026, 3, 6)) == "осталось 2 дня"


def test_a_rule_not_earlier_says_from_which_day_one_may():
    found = deadline(rule("reassessment_not_earlier"), date(2025, 3, 15))
    assert [describe(found, on) for on in (date(2026, 3, 14), date(2026, 3, 15))] == ["можно с 15.03.2026", "можно"]


def test_a_rule_not_later_says_how_much_is_left():
    found = deadline(rule("plan_approved"), date(2026, 3, 2))
    assert (found.start, found.due_on, describe(found, date(2026, 3, 12))) == (
        date(2026, 3, 2),
        date(2026, 3, 12),
        "сегодня последний день",
    )


def test_the_length_of_a_term_is_told_in_words():
    assert {period(found) for found in book().rules.values()} == {
        "1 год",
        "1 месяц",
        "10 календарных дней",
        "3 года",
        "5 рабочих дней",
        "до 3 числа следующего квартала",
        "до 31 декабря, через 3 календарных года",
        "с 1 января, через 1 календарный год",
    }


def test_a_date_is_as_sure_as_the_least_sure_of_what_it_stands_on():
    read = replace(rule("council_results"), counting=rule("council_results").clause)
    assert [deadline(read, start).basis for start in (date(2026, 3, 2), date(2026, 12, 15))] == [
        Basis.READ,
        Basis.DEFAULT,  # 15 January 2027: the transfers of 2027 could not be read
    ]
    assert deadline(rule("council_results"), date(2026, 3, 2)).basis is Basis.PRACTICE
    assert deadline(rule("results_published"), date(2026, 3, 2)).basis is Basis.DEFAULT


def test_a_term_that_is_counted_in_workdays_leans_on_every_year_it_crosses():
    workdays = replace(rule("results_published"), clause=rule("council_results").clause, unit=Unit.WORKDAYS)
    assert [deadline(workdays, start).basis for start in (date(2026, 3, 2), date(2026, 12, 28))] == [
        Basis.PRACTICE,
        Basis.DEFAULT,
    ]


def test_every_rule_says_where_it_stands_and_when_it_was_checked():
    clauses = [clause for found in book().rules.values() for clause in (found.clause, found.counting)]
    clauses += [found.clause for found in book().shares.values()]
    assert [clause for clause in clauses if not clause.text or clause.checked_on < date(2026, 11, 22)] == []


def test_what_the_law_does_not_say_is_marked_as_ours():
    ours = [code for code, found in book().rules.items() if found.clause.basis is Basis.DEFAULT]
    assert ours == ["plan_approved", "results_published", "plan_published", "quarterly_report"]
    assert [one.code for one in settable()] == ours
    assert [code for code, found in book().shares.items() if found.clause.basis is Basis.DEFAULT] == ["yearly_share"]


def test_no_term_stands_on_an_act_of_another_municipality():
    said = [f"{one.act} {one.clause.text}" for one in book().rules.values() if one.clause.basis is Basis.DEFAULT]
    assert [text for text in said if "федеральный срок не найден" not in text or "правило проекта" not in text] == []


@pytest.mark.parametrize(
    ("code", "length", "days"),
    [
        ("plan_approved", (20, Unit.WORKDAYS), (date(2026, 10, 12), date(2026, 11, 10))),
        ("plan_approved", (5, Unit.DAYS), (date(2026, 10, 12), date(2026, 10, 19))),
        ("quarterly_report", (10, Unit.QUARTER_DAY), (date(2026, 5, 1), date(2026, 7, 10))),
    ],
)
def test_an_authoritys_own_term_is_counted_as_every_term_in_its_units(code, length, days):
    order = Clause("приказ № 7", Basis.READ, date(2026, 10, 1))
    (amount, unit), (start, due_on) = length, days
    made = own(rule(code), amount=amount, unit=unit, clause=order)
    assert (due(made, start), made.act, made.clause) == (due_on, "приказ № 7", order)
    assert made.counting in {one.counting for one in book().rules.values() if one.unit is unit}
    assert unit in units(rule(code))


def test_an_unknown_code_is_refused_with_the_codes_there_are():
    for find, known in ((rule, "quarterly_report"), (share, "yearly_share")):
        with pytest.raises(RefusalError) as refusal:
            find("tomorrow")
        problem = refusal.value.problems[0]
        assert (problem.code, problem.detail.endswith(known)) == ("deadlines.unknown_rule", True)


@pytest.mark.parametrize(
    ("year", "workdays", "basis"),
    [
        (2023, 247, Basis.PRACTICE),
        (2024, 248, Basis.READ),
        (2025, 247, Basis.READ),
        (2026, 247, Basis.READ),
        (2027, 249, Basis.DEFAULT),
    ],
)
def test_a_year_has_as_many_workdays_as_its_calendar_says(year, workdays, basis):
    found = year_holidays(year)
    assert (found.workdays, found.clause.basis) == (workdays, basis)


def test_every_file_of_the_calendar_is_tested():
    assert known_years() == (2023, 2024, 2025, 2026, 2027)


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2024, 4, 27), True),  # a working Saturday
        (date(2024, 4, 29), False),
        (date(2024, 12, 28), True),
        (date(2025, 2, 24), True),  # 23 February met a Sunday, but the decree moved that day off to May
        (date(2025, 11, 1), True),
        (date(2025, 11, 3), False),
        (date(2025, 12, 31), False),
        (date(2026, 1, 9), False),
        (date(2026, 1, 12), True),
        (date(2026, 3, 9), False),  # 8 March met a Sunday
        (date(2026, 5, 11), False),  # 9 May met a Saturday
        (date(2026, 12, 31), False),
        (date(2027, 5, 3), False),
        (date(2027, 6, 14), False),
        (date(2023, 11, 6), False),
    ],
)
def test_moved_days_are_known(day, works):
    assert is_workday(day) is works


def test_a_year_without_a_file_has_the_holidays_of_the_law_and_says_so():
    found = year_holidays(2033)
    holidays = {date(2033, month, day) for month, day in HOLIDAYS}
    assert (found.clause.basis, found.transfers, holidays <= found.days_off) == (Basis.DEFAULT, (), True)


def test_workdays_are_counted_from_the_next_day():
    friday = date(2026, 3, 6)
    assert [add_workdays(friday, count) for count in (0, 1, 2)] == [friday, date(2026, 3, 10), date(2026, 3, 11)]
    assert [next_workday(day) for day in (friday, date(2026, 3, 7))] == [friday, date(2026, 3, 10)]
    assert workdays_between(friday, date(2026, 3, 11)) == 2
    assert [workdays_between(friday, friday - timedelta(days=days)) for days in (0, 5)] == [0, 0]
