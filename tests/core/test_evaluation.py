"""The head's evaluation sheet: every point with its value, interval, threshold and clause; noise never costs money."""

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest

from merilo.law.clause import Basis, Clause
from merilo.plans.evaluation import LineState, evaluate, number
from merilo.plans.head_facts import FormerResult, HeadFacts, MeasureCounts, OwedPlan, PublicationFact
from merilo.plans.rule_set_files import default
from merilo.plans.rule_sets import (
    Absent,
    BonusScale,
    BonusStep,
    BonusUnit,
    EvaluationBand,
    EvaluationRule,
    RuleKind,
    RuleSet,
    Unsure,
)
from merilo.uncertainty.model import Interval, PlaceInterval

ORDER = Clause("приказ управления от 01.02.2026 № 15", Basis.READ, date(2026, 11, 22))
FACTS = HeadFacts("Школа № 1", "Иванова А. А.", "директор")
SCORE = EvaluationRule(
    "score",
    RuleKind.SCORE,
    "Балл",
    (
        EvaluationBand("ниже 70", Fraction(0)),
        EvaluationBand("от 70", Fraction(5), Fraction(70)),
        EvaluationBand("от 80", Fraction(8), Fraction(80)),
        EvaluationBand("от 90", Fraction(10), Fraction(90)),
    ),
    clause="пункт 2.1",
)
GROWTH = EvaluationRule(
    "growth",
    RuleKind.GROWTH,
    "Рост",
    (
        EvaluationBand("упал", Fraction(-5)),
        EvaluationBand("на месте", Fraction(0), Fraction(0)),
        EvaluationBand("вырос на 3", Fraction(6), Fraction(3)),
    ),
)
PLACE = EvaluationRule(
    "place",
    RuleKind.PLACE,
    "Место",
    (
        EvaluationBand("прочие", Fraction(0)),
        EvaluationBand("до 10", Fraction(4), at_most=Fraction(10)),
        EvaluationBand("до 3", Fraction(10), at_most=Fraction(3)),
    ),
)


def _rules(*rules, bonus=None):
    return RuleSet("uo", "Правила", ORDER, rules, bonus)


def _line(rule, facts):
    return evaluate(_rules(rule), facts).lines[0]


def _brief(line):
    return line.state.value, line.points, line.highest


def test_a_score_far_from_the_edges_counts_with_its_basis():
    line = _line(SCORE, replace(FACTS, total=Fraction("84.5"), interval=Interval(81.2, 87.6)))
    assert _brief(line) == ("counted", 8, 10)
    assert line.basis == (
        "Итоговый балл 84,5, интервал 81,2–87,6.",
        "Ступень «от 80» (от 80): 8.",
        "Основание: пункт 2.1, приказ управления от 01.02.2026 № 15.",
    )
    assert line.warning == ""


@pytest.mark.parametrize(
    ("unsure", "brief"),
    [
        (Unsure.VALUE, ("warned", 5, 10)),
        (Unsure.BEST, ("warned", 8, 10)),
        (Unsure.WARN, ("warned", 5, 7)),
        (Unsure.REFUSE, ("refused", None, 0)),
    ],
)
def test_a_score_whose_interval_crosses_an_edge_is_treated_as_its_rule_says(unsure, brief):
    line = _line(replace(SCORE, unsure=unsure), replace(FACTS, total=Fraction(79), interval=Interval(75.0, 83.0)))
    assert _brief(line) == brief
    assert line.warning == (f"Балл: интервал пересекает границу ступени — от «от 70» до «от 80»; {unsure.label}.")


def test_what_is_common_is_never_a_gain_and_a_loss_by_chance():
    bands = (EvaluationBand("ниже", Fraction(-3)), EvaluationBand("от 50", Fraction(4), Fraction(50)))
    rule = replace(SCORE, unsure=Unsure.WARN, bands=bands)
    facts = replace(FACTS, total=Fraction(50), interval=Interval(48.0, 52.0))
    assert _brief(_line(rule, facts)) == ("warned", 0, 0)
    losing = (EvaluationBand("ниже", Fraction(-3)), EvaluationBand("от 50", Fraction(-1), Fraction(50)))
    assert _brief(_line(replace(rule, bands=losing), facts)) == ("warned", -1, 0)


def test_a_score_without_an_interval_counts_and_says_so():
    line = _line(SCORE, replace(FACTS, total=Fraction(90)))
    assert _brief(line) == ("counted", 10, 10)
    assert line.basis[0] == "Итоговый балл 90; интервал не рассчитан."


@pytest.mark.parametrize(
    ("now", "former", "brief"),
    [
        (Interval(85.0, 91.0), Interval(78.0, 84.0), ("counted", 6, 6)),
        (Interval(83.0, 92.0), Interval(78.0, 84.0), ("counted", 0, 6)),
        (Interval(83.0, 92.0), None, ("counted", 6, 6)),
        (Interval(80.0, 92.0), None, ("counted", 0, 6)),
    ],
)
def test_growth_counts_only_when_the_intervals_stand_apart(now, former, brief):
    before = FormerResult("НОК 2023 года", Fraction(81), former)
    assert _brief(_line(GROWTH, replace(FACTS, total=Fraction(88), interval=now, former=before))) == brief


def test_a_fall_inside_the_noise_takes_nothing_and_a_real_one_does():
    before = FormerResult("НОК 2023 года", Fraction(88), Interval(84.0, 91.0))
    inside = replace(FACTS, total=Fraction(82), interval=Interval(78.0, 85.0), former=before)
    line = _line(GROWTH, inside)
    assert _brief(line) == ("counted", 0, 6)
    assert line.basis[0] == (
        "НОК 2023 года: 88, интервал 84–91; теперь 82, интервал 78–85. Изменение −6 в пределах погрешности и "
        "считается нулём."
    )
    assert _brief(_line(GROWTH, replace(inside, total=Fraction(75), interval=Interval(71.0, 79.0)))) == (
        "counted",
        -5,
        6,
    )


@pytest.mark.parametrize(
    ("facts", "state", "text"),
    [
        ({"total": None}, "absent", "Сравнивать не с чем: нет прежнего или нового итогового балла."),
        ({"interval": None}, "refused", "Интервал нового балла не рассчитан: рост нельзя отличить от случайного."),
        (
            {"former": FormerResult("НОК 2023 года", Fraction(81), None, comparable=False)},
            "refused",
            "НОК 2023 года: методика другая, баллы двух оценок не сравниваются.",
        ),
    ],
)
def test_growth_that_cannot_be_known_leaves_the_sheet(facts, state, text):
    whole = replace(
        FACTS, total=Fraction(88), interval=Interval(85, 91), former=FormerResult("НОК 2023 года", Fraction(81))
    )
    line = _line(GROWTH, replace(whole, **facts))
    assert (*_brief(line), line.basis[0]) == (state, None, 0, text)


@pytest.mark.parametrize(
    ("unsure", "place", "brief"),
    [
        (Unsure.REFUSE, PlaceInterval(1, 3), ("counted", 10, 10)),
        (Unsure.REFUSE, PlaceInterval(1, 9), ("refused", None, 0)),
        (Unsure.WARN, PlaceInterval(1, 9), ("warned", 4, 4)),
        (Unsure.WARN, PlaceInterval(2, 14), ("warned", 0, 0)),
        (Unsure.WARN, None, ("warned", 0, 0)),
    ],
)
def test_points_for_a_place_are_never_given_by_chance(unsure, place, brief):
    facts = replace(FACTS, place=2, place_interval=place, places=20)
    assert _brief(_line(replace(PLACE, unsure=unsure), facts)) == brief


def test_a_place_says_where_it_may_be():
    facts = replace(FACTS, place=2, place_interval=PlaceInterval(1, 9), places=20)
    assert _line(PLACE, facts).basis[0] == "Место 2 из 20, интервал 1–9."
    unknown = replace(facts, place_interval=None)
    assert _line(PLACE, unknown).basis[0] == "Место 2 из 20, интервал не рассчитан и принят наибольшим."
    assert _brief(_line(PLACE, replace(unknown, places=0))) == ("refused", None, 0)
    assert _brief(_line(PLACE, FACTS)) == ("absent", None, 0)


def test_measures_count_from_those_whose_term_has_come():
    bands = (EvaluationBand("мало", Fraction(0)), EvaluationBand("80 %", Fraction(5), Fraction(4, 5)))
    on_time = EvaluationRule("t", RuleKind.ON_TIME, "В срок", bands, weight=Fraction(2))
    done = EvaluationRule("d", RuleKind.EXECUTION, "Выполнено", bands)
    sheet = evaluate(_rules(on_time, done), replace(FACTS, measures=MeasureCounts(due=10, on_time=7, done=8)))
    assert [_brief(line) for line in sheet.lines] == [("counted", 0, 10), ("counted", 5, 5)]
    assert sheet.lines[1].basis[0] == (
        "Из 10 мероприятий с наступившим сроком выполнено, в том числе с опозданием, 8: 80\u00a0%."
    )
    full = evaluate(_rules(on_time), replace(FACTS, measures=MeasureCounts(due=5, on_time=4, done=4))).lines[0]
    assert full.basis[1] == "Ступень «80 %» (от 0,8): 5 × 2 = 10."
    assert _brief(_line(done, replace(FACTS, measures=MeasureCounts(0, 0, 0)))) == ("absent", None, 0)


@pytest.mark.parametrize(
    ("published_on", "on", "value", "text"),
    [
        (date(2026, 3, 1), date(2026, 12, 1), 0, "План опубликован 01.03.2026 при сроке 02.03.2026: в срок."),
        (
            date(2026, 3, 5),
            date(2026, 12, 1),
            3,
            "План опубликован 05.03.2026 при сроке 02.03.2026: опоздание 3\u00a0дня.",
        ),
        (None, date(2026, 3, 7), 5, "План на 07.03.2026 не опубликован при сроке 02.03.2026: опоздание 5\u00a0дней."),
        (None, date(2026, 3, 2), None, "План не опубликован, срок 02.03.2026 не прошёл."),
    ],
)
def test_publication_is_counted_in_days_of_delay(published_on, on, *, value, text):
    bands = (EvaluationBand("поздно", Fraction(0)), EvaluationBand("в срок", Fraction(5), at_most=Fraction(0)))
    rule = EvaluationRule("p", RuleKind.PUBLISHED, "Публикация", bands)
    line = _line(rule, replace(FACTS, publication=PublicationFact(date(2026, 3, 2), published_on, on)))
    assert (line.value, line.basis[0]) == (value, text)


def test_a_rule_that_is_left_out_takes_its_highest_points_with_it():
    bonus = BonusScale(
        BonusUnit.PERCENT,
        (BonusStep("нет", Fraction(0)), BonusStep("полная", Fraction(1), Fraction(75))),
    )
    sheet = evaluate(_rules(SCORE, GROWTH, PLACE, bonus=bonus), replace(FACTS, total=Fraction(85)))
    assert [line.state for line in sheet.lines] == [LineState.COUNTED, LineState.ABSENT, LineState.ABSENT]
    assert (sheet.total, sheet.highest, sheet.percent, sheet.coefficient) == (8, 10, 80, 1)
    assert sheet.basis == (
        "80\u00a0% возможных баллов: ступень «полная» (от 75), коэффициент 1.",
        "Основание: приказ управления от 01.02.2026 № 15.",
    )


OWED = OwedPlan(date(2026, 10, 26), date(2027, 9, 1))
MISSED = "План следовало утвердить до 26.10.2026 включительно; на 01.09.2027 плана нет."
CITED = "Основание: приказ управления от 01.02.2026 № 15."
OF_PLAN = (RuleKind.ON_TIME, RuleKind.EXECUTION, RuleKind.PUBLISHED)


def _of_plan(kind, absent):
    bands = (EvaluationBand("мало", Fraction(0)), EvaluationBand("много", Fraction(5)))
    return EvaluationRule("p", kind, "План", bands, weight=Fraction(2), absent=absent)


@pytest.mark.parametrize("kind", OF_PLAN)
def test_a_plan_that_was_owed_and_is_not_there_costs_the_points_where_the_rule_says_so(kind):
    line = _line(_of_plan(kind, Absent.ZERO), replace(FACTS, owed=OWED))
    assert _brief(line) == ("zeroed", 0, 10)
    assert line.basis == (MISSED, "Данных нет — 0 из 10 по правилу «План».", CITED)


def test_a_title_with_quotation_marks_is_quoted_with_inner_ones():
    rule = replace(_of_plan(RuleKind.PUBLISHED, Absent.ZERO), title="План «на сайте»")
    line = _line(rule, replace(FACTS, owed=OWED))
    assert line.basis[1] == "Данных нет — 0 из 10 по правилу «План „на сайте“»."


@pytest.mark.parametrize("kind", OF_PLAN)
@pytest.mark.parametrize(
    ("absent", "said"),
    [
        (None, "Не учитывается: по умолчанию: набор правил не говорит, что делать без данных."),
        (Absent.LEAVE, "Не учитывается: так велит правило."),
    ],
)
def test_a_plan_that_was_owed_costs_nothing_where_the_rule_does_not_say_so(kind, absent, said):
    line = _line(_of_plan(kind, absent), replace(FACTS, owed=OWED))
    assert (*_brief(line), line.basis) == ("absent", None, 0, (MISSED, said, CITED))


@pytest.mark.parametrize("kind", OF_PLAN)
def test_who_owes_no_plan_loses_nothing_by_any_rule(kind):
    said = "Не учитывается: баллы снимаются, только если план следовало утвердить, а его нет."
    line = _line(_of_plan(kind, Absent.ZERO), FACTS)
    assert (*_brief(line), line.basis[1]) == ("absent", None, 0, said)
    last_day = replace(FACTS, owed=OwedPlan(date(2026, 10, 26), date(2026, 10, 26)))
    line = _line(_of_plan(kind, Absent.ZERO), last_day)
    assert (*_brief(line), line.basis[0]) == (
        "absent",
        None,
        0,
        "План следовало утвердить до 26.10.2026 включительно; на 26.10.2026 срок не прошёл.",
    )


def test_what_is_not_known_of_the_score_costs_points_only_by_the_rule():
    assert _brief(_line(replace(SCORE, absent=Absent.ZERO), FACTS)) == ("zeroed", 0, 10)
    assert _brief(_line(SCORE, replace(FACTS, owed=OWED))) == ("absent", None, 0)
    changed = replace(FACTS, total=Fraction(88), interval=Interval(85, 91))
    changed = replace(changed, former=FormerResult("НОК 2023 года", Fraction(81), comparable=False))
    assert _brief(_line(replace(GROWTH, absent=Absent.ZERO), changed)) == ("refused", None, 0)


def test_by_the_example_rules_a_head_without_a_plan_is_not_better_off():
    facts = replace(FACTS, total=Fraction(95), interval=Interval(93, 97))
    free, owing = evaluate(default(), facts), evaluate(default(), replace(facts, owed=OWED))
    assert (free.total, free.highest, free.percent, free.coefficient) == (25, 25, 100, 1)
    assert (owing.total, owing.highest, owing.coefficient) == (25, 85, 0)
    assert [line.state.value for line in owing.lines] == ["counted", "absent", "zeroed", "zeroed", "zeroed"]


def test_a_bonus_may_be_reckoned_in_points():
    steps = (BonusStep("нет", Fraction(0), Fraction(6)), BonusStep("половина", Fraction(1, 2), Fraction(8)))
    bonus = BonusScale(BonusUnit.POINTS, steps)
    half = evaluate(_rules(SCORE, bonus=bonus), replace(FACTS, total=Fraction(85)))
    assert (half.coefficient, half.basis[0]) == (
        Fraction(1, 2),
        "Сумма баллов 8: ступень «половина» (от 8), коэффициент 0,5.",
    )
    none = evaluate(_rules(SCORE, bonus=bonus), replace(FACTS, total=Fraction(75)))
    assert (none.coefficient, none.basis) == (None, ("Сумма баллов 5: не достигнута ни одна ступень шкалы премии.",))


def test_where_no_rule_applies_there_is_no_coefficient():
    bonus = BonusScale(BonusUnit.PERCENT, (BonusStep("нет", Fraction(0)),))
    sheet = evaluate(_rules(SCORE, bonus=bonus), FACTS)
    assert (sheet.total, sheet.percent, sheet.coefficient, sheet.basis) == (
        0,
        None,
        None,
        ("Ни одно правило не применено.",),
    )


def test_a_value_below_every_step_gives_nothing():
    bands = (EvaluationBand("от 70", Fraction(5), Fraction(70)),)
    line = _line(replace(SCORE, bands=bands), replace(FACTS, total=Fraction(50)))
    assert (*_brief(line), line.basis[1]) == ("counted", 0, 5, "Не достигнута ни одна ступень: 0 баллов.")
    crossing = replace(FACTS, total=Fraction(69), interval=Interval(66, 72))
    assert _line(replace(SCORE, bands=bands), crossing).warning.startswith(
        "Балл: интервал пересекает границу ступени — от «ниже всех ступеней» до «от 70»"
    )


def test_warnings_of_a_sheet_are_those_of_its_lines():
    facts = replace(FACTS, total=Fraction(79), interval=Interval(75, 83), place=2, places=20)
    sheet = evaluate(_rules(SCORE, PLACE), facts)
    assert sheet.warnings == tuple(line.warning for line in sheet.lines)
    assert [bool(warning) for warning in sheet.warnings] == [True, True]


@pytest.mark.parametrize(("value", "text"), [("0", "0"), ("100", "100"), ("-2.5", "−2,5"), ("1/3", "0,33")])
def test_numbers_of_a_sheet_are_short(value, text):
    assert number(Fraction(value)) == text
