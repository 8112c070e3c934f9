"""Whose turn it is: at most once a year, at least once in three years, never assessed before all others."""

from datetime import date
from fractions import Fraction

import pytest

from merilo.coverage import (
    Frequency,
    History,
    Status,
    Turn,
    YearCell,
    YearMark,
    covered_share,
    draft,
    list_problems,
    needed,
    outlook,
    turns,
)
from merilo.deadlines.rules import rule, share

ON = date(2026, 3, 1)
BY_YEAR = Frequency(rule("reassessment_not_earlier_by_year"), rule("reassessment_not_later"))
BY_DATE = Frequency(rule("reassessment_not_earlier"), rule("reassessment_not_later_by_date"))


def _turn(*assessed, on=ON, counted=None):
    return turns([History("школа", assessed)], on, counted=counted)[0]


def _status(*assessed, on=ON, counted=None):
    return _turn(*assessed, on=on, counted=counted).status


def test_an_organization_without_a_history_was_never_assessed():
    assert _turn() == Turn("школа", Status.NEVER_ASSESSED, None, None, None)


def test_a_second_assessment_within_a_year_is_forbidden_until_the_same_day_of_the_next_year():
    last = date(2025, 9, 10)
    assert [_status(last, on=on) for on in (date(2025, 9, 11), date(2026, 9, 9), date(2026, 9, 10))] == [
        Status.FORBIDDEN,
        Status.FORBIDDEN,
        Status.MAY,
    ]
    assert _turn(last) == Turn("школа", Status.FORBIDDEN, last, date(2026, 9, 10), 2028)


def test_by_calendar_years_the_next_year_is_open_from_its_first_day():
    last = date(2025, 9, 10)
    found = [_status(last, on=on, counted=BY_YEAR) for on in (date(2025, 12, 31), date(2026, 1, 1))]
    assert found == [Status.FORBIDDEN, Status.MAY]


@pytest.mark.parametrize(
    ("year", "status"),
    [(2022, "overdue"), (2023, "due_this_year"), (2024, "may"), (2025, "may"), (2026, "forbidden")],
)
def test_three_calendar_years_after_the_last_assessment_is_the_last_chance(year, status):
    assert _status(year) == status
    if year < 2025:
        assert _status(date(year, 12, 30)) == status


def test_from_date_to_date_the_last_chance_ends_on_the_day():
    last = date(2023, 3, 1)
    found = [_status(last, on=on, counted=BY_DATE) for on in (date(2025, 12, 31), ON, date(2026, 3, 2))]
    assert found == [Status.MAY, Status.DUE_THIS_YEAR, Status.OVERDUE]


def test_only_the_last_assessment_counts_and_what_lies_ahead_does_not():
    assert _turn(date(2022, 5, 1), 2024, 2019, date(2026, 10, 1), 2027).last == 2024


def test_of_a_year_and_a_day_in_it_the_day_is_taken():
    assert _turn(2024, date(2024, 5, 1)).last == date(2024, 5, 1)


def _municipality():
    return [
        History("сад", (date(2025, 9, 1),)),
        History("новая"),
        History("старая", (2021,)),
        History("лицей", (2023,)),
        History("гимназия", (date(2024, 4, 1), 2020)),
        History("вторая новая"),
        History("школа", (2023,)),
    ]


def test_never_assessed_ones_come_first_then_the_longest_ago_then_the_order_given():
    assert [(turn.organization, turn.status) for turn in turns(_municipality(), ON)] == [
        ("новая", "never_assessed"),
        ("вторая новая", "never_assessed"),
        ("старая", "overdue"),
        ("лицей", "due_this_year"),
        ("школа", "due_this_year"),
        ("гимназия", "may"),
        ("сад", "forbidden"),
    ]


@pytest.mark.parametrize(
    ("count", "names"),
    [
        (0, ["старая", "лицей", "школа"]),
        (4, ["новая", "старая", "лицей", "школа"]),
        (5, ["новая", "вторая новая", "старая", "лицей", "школа"]),
        (7, ["новая", "вторая новая", "старая", "лицей", "школа", "гимназия"]),
    ],
)
def test_the_draft_keeps_seats_for_last_chances_and_leaves_the_forbidden_out(count, names):
    assert [turn.organization for turn in draft(turns(_municipality(), ON), count)] == names


def test_the_share_is_exact():
    assert [covered_share(15, 75), covered_share(25, 75), covered_share(0, 0)] == [
        Fraction(1, 5),
        Fraction(1, 3),
        Fraction(0),
    ]


@pytest.mark.parametrize(("total", "count"), [(0, 0), (1, 1), (3, 1), (75, 25), (76, 26), (100, 33), (101, 34)])
def test_33_per_cent_is_rounded_up_to_an_organization(total, count):
    assert needed(total, share("yearly_share").share) == count


def test_33_per_cent_of_100_a_year_do_not_cover_all_in_three_years():
    assert 3 * needed(100, share("yearly_share").share) == 99


def test_a_good_list_has_no_problems():
    chosen = ["новая", "старая", "лицей", "школа"]
    assert list_problems(turns(_municipality(), ON), chosen, share("yearly_share")) == ()


def test_a_list_is_refused_for_strangers_and_for_a_second_assessment_within_a_year():
    chosen = ["старая", "лицей", "школа", "сад", "клуб"]
    problems = list_problems(turns(_municipality(), ON), chosen, share("yearly_share"))
    assert [(problem.code, problem.blocking, problem.detail) for problem in problems] == [
        ("coverage.unknown_organization", True, "Организация «клуб»"),
        (
            "coverage.too_often",
            True,
            "Организация «сад»: прошлая оценка — 01.09.2025, новая — не раньше 01.09.2026",
        ),
    ]


def test_a_list_is_warned_of_missed_last_chances_and_of_a_small_share():
    problems = list_problems(turns(_municipality(), ON), ["новая", "лицей"], share("yearly_share"))
    assert [(problem.code, problem.blocking, problem.detail) for problem in problems] == [
        ("coverage.last_chance_missed", False, "Организация «старая»: последний год — 2024"),
        ("coverage.last_chance_missed", False, "Организация «школа»: последний год — 2026"),
        ("coverage.share_below", False, "В перечне 2 из 7, нужно не меньше 3"),
    ]


def test_a_year_without_a_day_is_told_as_a_year():
    problem = list_problems(turns([History("сад", (2026,))], ON), ["сад"], share("yearly_share"))[0]
    assert problem.detail == "Организация «сад»: прошлая оценка — 2026 год, новая — не раньше 01.01.2027"


def _marks(history, lists, first=2026):
    return [cell.mark.value for cell in outlook([history], lists, first=first)[0].cells]


def test_without_lists_the_calendar_shows_the_last_chance():
    assert _marks(History("школа", (2024,)), {}) == ["may", "last_chance", "too_late"]
    assert _marks(History("школа"), {}) == ["may", "may", "last_chance"]
    assert _marks(History("школа", (2020,)), {}) == ["too_late", "too_late", "too_late"]


def test_a_list_that_leaves_the_last_chance_out_breaks_the_law_in_that_year():
    lists = {2026: [], 2027: [], 2028: ["школа"]}
    assert _marks(History("школа", (2024,)), lists) == ["may", "too_late", "assessed"]


def test_an_organization_that_was_never_assessed_must_be_in_one_of_the_lists():
    assert _marks(History("школа"), {2026: [], 2027: [], 2028: []}) == ["may", "may", "too_late"]


def test_after_its_year_an_organization_may_rest():
    assert _marks(History("школа", (2023,)), {2026: ["школа"], 2027: [], 2028: []}) == ["assessed", "may", "may"]


def test_a_second_list_within_the_year_of_an_assessment_is_too_often():
    found = outlook([History("школа", (date(2026, 2, 1),))], {2026: ["школа"]}, first=2026)[0]
    assert found.breaches == (YearCell(2026, YearMark.TOO_OFTEN),)


def test_an_assessment_of_the_first_year_stands_in_the_calendar():
    assert _marks(History("школа", (date(2026, 2, 1),)), {2026: []}) == ["assessed", "may", "may"]


def test_a_year_that_opens_late_says_from_which_day():
    cells = outlook([History("школа", (date(2025, 9, 10),))], {2026: ["школа"], 2027: ["школа"]}, first=2026)[0].cells
    assert cells == (
        YearCell(2026, YearMark.ASSESSED, date(2026, 9, 10)),
        YearCell(2027, YearMark.ASSESSED),
        YearCell(2028, YearMark.MAY),
    )


def test_a_pace_of_15_of_75_a_year_breaks_the_law_for_30_organizations():
    register = [History(f"школа {number}") for number in range(75)]
    lists = {2024 + year: [f"школа {number}" for number in range(15 * year, 15 * year + 15)] for year in range(3)}
    late = [found.organization for found in outlook(register, lists, first=2024) if found.breaches]
    assert late == [f"школа {number}" for number in range(45, 75)]
