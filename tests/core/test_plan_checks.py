"""Checks of a plan: marks, sections, numbers, rows. Every fault has its code, its place and words that tell it."""

from dataclasses import replace

import pytest
from tests.core.invented_plan_rows import (
    FILE,
    ON,
    TITLES,
    codes_of,
    deficiency,
    faults,
    mark,
    plan,
    row,
    section,
    terms,
)

from merilo.plans.checks import check
from merilo.plans.model import Assignee, PlanPaper, Shape

WRONG_WEIGHT = "Показатель 5.1: записано 19,00/20, но его значимость 0,3 и наибольший вклад 30"


def _marked(line, indicator, written):
    return row(line, deficiencies=(deficiency(f"Доля {indicator}", indicator, mark(*written.split("/"))),))


def _satisfaction(total, **contributions):
    """Section 5 with its mark and contributions: `_51="27,60/30"`."""
    rows = [
        _marked(line, f"{key[1]}.{key[2]}", written)
        for line, (key, written) in enumerate(contributions.items(), start=10)
    ]
    return plan(section("5", *rows, mark=mark(total, "100")))


def test_a_plan_without_a_fault_has_no_problems():
    assert check(plan(), on=ON) == ()


def test_an_empty_paper_has_no_problems():
    assert check(PlanPaper(Shape.UNKNOWN), on=ON) == ()


def test_contributions_that_make_the_mark_of_the_criterion_are_right():
    assert faults(_satisfaction("94,20", _51="27,60/30", _52="19,00/20", _53="47,60/50")) == []


def test_a_contribution_with_a_strange_weight_is_told_with_the_one_that_fits():
    assert faults(_satisfaction("94,20", _51="19,00/20", _52="19,00/20", _53="47,60/50")) == [
        (
            "plan.contribution_arithmetic",
            10,
            "Недостатки",
            f"{WRONG_WEIGHT}; к баллу раздела 94,20 подходит 27,60/30",
        )
    ]


def test_no_fit_is_told_when_an_indicator_is_missing():
    assert [detail for *_, detail in faults(_satisfaction("94,20", _51="19,00/20", _53="47,60/50"))] == [WRONG_WEIGHT]


def test_contributions_that_miss_the_mark_of_the_criterion_are_told():
    assert faults(_satisfaction("94,20", _51="27,60/30", _52="18,00/20", _53="47,60/50")) == [
        ("plan.contribution_arithmetic", 10, "", "Раздел V: сумма вкладов 93,20, балл критерия 94,20")
    ]


def test_the_indicators_that_are_left_out_must_be_able_to_make_up_the_rest():
    assert [detail for *_, detail in faults(_satisfaction("99,90", _51="21,00/30", _52="19,00/20"))] == [
        "Раздел V: сумма вкладов 40,00, балл критерия 99,90, а остальные показатели дают не больше 50"
    ]
    assert faults(_satisfaction("89,90", _51="21,00/30", _52="19,00/20")) == []


def test_rounding_to_the_last_decimal_written_is_no_fault():
    assert faults(_satisfaction("94", _51="27,6/30", _52="19/20", _53="47,6/50")) == []


def test_a_score_out_of_a_hundred_stands_for_its_contribution():
    assert faults(_satisfaction("94,20", _51="92/100", _52="19,00/20", _53="95,2/100")) == []


def test_the_weights_are_those_of_the_sector_that_suits_the_indicators():
    health = section("2", *(_marked(10 + n, f"2.{n}", "27/30") for n in (1, 3)), _marked(12, "2.2", "36/40"))
    school = section("2", *(_marked(10 + n, f"2.{n}", "45/50") for n in (1, 3)))
    assert faults(plan(replace(health, mark=mark("90", "100")))) == []
    assert faults(plan(replace(school, mark=mark("90", "100")))) == []


@pytest.mark.parametrize(("points", "highest"), [("31", "30"), ("31", "0")])
def test_points_beyond_the_highest_are_out_of_bounds(points, highest):
    paper = plan(section("5", _marked(10, "5.1", f"{points}/{highest}")))
    assert ("plan.mark_out_of_bounds", 10, "Недостатки", f"балл – {points}/{highest}") in faults(paper)


def test_the_mark_of_a_criterion_is_out_of_a_hundred():
    paper = plan(section("4", row(10), mark=mark("90", "50")), section("3", row(9), mark=mark("101", "100")))
    assert faults(paper) == [
        ("plan.mark_out_of_bounds", 9, "", "Раздел III: балл – 101/100"),
        ("plan.mark_out_of_bounds", 10, "", "Раздел IV: балл – 90/50"),
    ]


def test_an_indicator_that_is_marked_twice_is_told_and_not_summed():
    paper = plan(section("5", _marked(10, "5.1", "27/30"), _marked(11, "5.1", "26/30"), mark=mark("20", "100")))
    assert faults(paper) == [
        (
            "plan.indicator_repeated",
            11,
            "Недостатки",
            "Показатель 5.1 назван второй раз: балл – 26/30; раньше балл – 27/30",
        )
    ]


def test_the_legal_form_has_five_sections():
    paper = plan()
    paper = replace(paper, sections=(*paper.sections[:2], *paper.sections[3:4], section("", row(7), title="Прочее")))
    assert faults(paper) == [
        (
            "plan.section_missing",
            0,
            "",
            "Нет раздела: «доступность услуг для инвалидов», «удовлетворённость условиями»; не узнано: «Прочее»",
        )
    ]
    assert check(paper, on=ON)[0].place.file == FILE
    assert codes_of(replace(paper, shape=Shape.YEARLY)) == []


def test_a_criterion_that_stands_twice_is_told():
    paper = plan()
    again = section("2", row(900), number="VI")
    assert faults(replace(paper, sections=(*paper.sections, again))) == [
        ("plan.section_repeated", 900, "", "Тот же критерий, что и раздел II: раздел VI")
    ]


@pytest.mark.parametrize(
    ("title", "word"),
    [
        ("Время ожидания услуги", "время ожидания"),
        ("Доброжелательность и компетентность работников", "компетентность"),
    ],
)
def test_sections_of_the_older_scheme_are_told_in_a_later_year(title, word):
    paper = PlanPaper(Shape.YEARLY, years=(2025, 2026), sections=(section("", row(5), title=title),))
    assert faults(paper) == [("plan.older_scheme", 5, "", f"В названии раздела — {word}: «{title}»")]
    assert faults(replace(paper, years=(2017, 2018), sections=(section("", title=title),))) == []


def test_waiting_inside_the_comfort_of_a_hospital_is_not_the_older_scheme():
    title = "Комфортность условий, в том числе время ожидания"
    assert faults(plan(section("2", row(5), title=title))) == []


def _numbered(*numbers):
    rows = [row(line, number=number) for line, number in enumerate(numbers, start=10)]
    return PlanPaper(Shape.MEASURES, sections=(section("", *rows, title="План"),))


@pytest.mark.parametrize(
    "numbers",
    [("1", "2", "3"), ("1.", "2."), ("1", "2", "3", "3.1", "3.2", "4"), ("1.1", "1.2", "2.1"), ("", "а", "1")],
)
def test_numbers_in_their_order_have_no_gap(numbers):
    assert faults(_numbered(*numbers)) == []


@pytest.mark.parametrize(
    ("numbers", "detail"),
    [
        (("1", "5"), "После номера 1 стоит 5"),
        (("1", "1.1", "1.3"), "После номера 1.1 стоит 1.3"),
        (("1", "2", "2"), "Номер 2 стоит второй раз подряд"),
        (("3", "4"), "Раздел начинается с номера 3"),
    ],
)
def test_a_gap_in_the_numbers_is_told(numbers, detail):
    assert faults(_numbered(*numbers)) == [("plan.numbering_gap", 9 + len(numbers) - (numbers[0] == "3"), "№", detail)]


def test_numbers_go_on_in_the_next_section_or_begin_anew():
    first = section("", row(10, number="1"), title="А")
    for number in ("1", "2"):
        second = section("", row(11, number=number), title="Б")
        assert faults(PlanPaper(Shape.MEASURES, sections=(first, second))) == []


def test_a_row_that_stands_twice_is_told():
    paper = plan(section("1", row(10), row(11, deficiencies=row(10).deficiencies, measures=("Установить  стенд 10",))))
    assert faults(paper) == [
        ("plan.row_repeated", 11, "", "Те же недостаток и мероприятие, что у строки 10: «Нет стенда 10»")
    ]


def test_every_deficiency_has_a_measure_with_a_term_and_a_responsible_person():
    bare = row(10, measures=(), planned=(), assignees=())
    half = row(11, planned=(), assignees=())
    assert faults(plan(section("1", bare, half))) == [
        ("plan.deficiency_without_measure", 10, "Мероприятие", "Недостаток без мероприятия: «Нет стенда 10»"),
        ("plan.measure_without_term", 11, "Плановый срок", "Мероприятие без срока: «Установить стенд 11»"),
        (
            "plan.measure_without_assignee",
            11,
            "Ответственный исполнитель",
            "Мероприятие без исполнителя: «Установить стенд 11»",
        ),
    ]


def test_where_nothing_was_found_nothing_has_to_be_done():
    quiet = row(10, deficiencies=(deficiency("Недостатки не выявлены."),), measures=(), planned=(), assignees=())
    assert faults(plan(section("2", quiet))) == []


def test_a_row_that_heads_a_group_needs_no_term():
    heading = row(10, number="1", deficiencies=(), measures=("Создать условия:",), planned=(), assignees=())
    paper = PlanPaper(Shape.MEASURES, sections=(section("", heading, row(11, number="1.1"), title="А"),))
    assert faults(paper) == []
    alone = replace(paper, sections=(section("", heading, row(11, number="2"), title="А"),))
    assert codes_of(alone) == ["plan.measure_without_term", "plan.measure_without_assignee"]


def test_a_yearly_plan_without_the_column_of_persons_needs_none():
    paper = PlanPaper(Shape.YEARLY, sections=(section("1", row(10, assignees=())),))
    assert faults(paper) == []
    mixed = replace(paper, sections=(section("1", row(10, assignees=()), row(11)),))
    assert codes_of(mixed) == ["plan.measure_without_assignee"]


def test_a_person_needs_a_post_and_in_the_legal_form_a_name():
    people = (Assignee("Лосева А.П.", "Лосева А.П.", ""), Assignee("вожатые", "", ""))
    paper = plan(section("1", row(10, assignees=people)))
    column = "Ответственный исполнитель"
    assert faults(paper) == [
        ("plan.person_without_post", 10, column, "Без должности: Лосева А.П."),
        ("plan.assignee_without_name", 10, column, "Без фамилии: «вожатые»"),
    ]
    measures = PlanPaper(Shape.MEASURES, sections=(section("1", row(10, assignees=people[1:])),))
    assert faults(measures) == []


def test_when_the_term_has_come_the_implemented_measures_are_written():
    late = row(10, planned=terms("март 2025 г."))
    begun = row(11, completed=terms("май 2025 г."))
    told = "Срок наступил, а что сделано — не записано"
    assert faults(plan(section("1", late, begun))) == [
        ("plan.implemented_empty", 10, "Реализованные меры", f"{told}: «Установить стенд 10»"),
        ("plan.implemented_empty", 11, "Реализованные меры", f"{told}: «Установить стенд 11»"),
    ]
    done = row(10, planned=terms("март 2025 г."), implemented=("Стенд стоит",), completed=terms("15.03.2025"))
    assert faults(plan(section("1", done))) == []


def test_a_plan_without_a_report_is_not_asked_for_one():
    paper = PlanPaper(Shape.YEARLY, sections=(section("1", row(10, planned=terms("март 2025 г."))),))
    assert faults(paper) == []


def test_what_was_done_has_its_actual_term():
    paper = plan(section("1", row(10, implemented=("Стенд стоит",))))
    assert faults(paper) == [("plan.completed_empty", 10, "Фактический срок", "Без фактического срока: «Стенд стоит»")]


def test_problems_stand_in_the_order_of_rows():
    paper = plan(section("1", row(40, assignees=())), section("2", row(20, planned=())))
    assert [line for _, line, *_ in faults(paper)] == [20, 40]
    assert len(TITLES) == 5
