"""Rule sets are data: read strictly, written back, checked, and a default that says it is only an example."""

import json
from dataclasses import replace
from fractions import Fraction

import pytest

from merilo.law.clause import Basis
from merilo.plans.rule_set_checks import faults
from merilo.plans.rule_set_files import as_dict, as_json, default, parsed
from merilo.plans.rule_sets import Absent, BonusUnit, RuleKind, Unsure
from merilo.problems import RefusalError

TEXT = """\
code: uo
title: "Правила"
clauses:
  order: {text: "приказ № 15", basis: read, checked_on: 2026-11-22}
order: order
rules:
  - code: score
    kind: score
    title: "Балл"
    clause: "пункт 2.1"
    weight: "1.5"
    unsure: best
    bands:
      - {title: "мало", points: 0}
      - {title: "много", points: 10, at_least: 80}
  - code: place
    kind: place
    title: "Место"
    unsure: warn
    absent: zero
    bands:
      - {title: "прочие", points: -1}
      - {title: "до 3", points: 5, at_most: 3}
bonus:
  unit: percent
  steps:
    - {title: "нет", coefficient: 0}
    - {title: "полная", coefficient: 1, at_least: 80}
"""


def test_a_rule_set_is_read_whole():
    found = parsed(TEXT, "правила.yaml")
    score, place = found.rules
    assert (found.code, found.order.text, found.bonus.unit) == ("uo", "приказ № 15", BonusUnit.PERCENT)
    assert (score.kind, score.weight, score.unsure, score.clause) == (
        RuleKind.SCORE,
        Fraction(3, 2),
        Unsure.BEST,
        "пункт 2.1",
    )
    assert (place.weight, place.clause, place.bands[1].at_most) == (1, "", 3)
    assert (score.absent, place.absent) == (None, Absent.ZERO)
    assert faults(found) == ()


def test_what_is_written_is_read_back():
    for rules in (parsed(TEXT, "правила.yaml"), default(), replace(default(), bonus=None)):
        assert parsed(as_json(rules), "хранилище") == rules
        assert json.loads(as_json(rules)) == as_dict(rules)


def test_the_default_is_an_example_without_faults_and_without_places():
    assert default().order.basis is Basis.DEFAULT
    assert faults(default()) == ()
    assert [rule.kind for rule in default().rules] == [kind for kind in RuleKind if kind is not RuleKind.PLACE]
    assert {rule.absent for rule in default().rules if rule.kind.of_plan} == {Absent.ZERO}
    assert {rule.absent for rule in default().rules if not rule.kind.of_plan} == {None}
    assert sum(rule.highest for rule in default().rules) == 100


@pytest.mark.parametrize(
    ("before", "after", "code", "row"),
    [
        ("kind: score", "kind: mood", "law.unknown_word", 8),
        ("points: 10", "points: 0.5", "law.binary_float", 15),
        ("absent: zero", "absent: nothing", "law.unknown_word", 20),
        ("weight:", "wieght:", "law.unknown_key", 11),
        ("points: 10", f'points: "1/{"9" * 5000}"', "law.bad_number", 15),
        ("code: place", "code: score", "law.duplicate_code", 16),
        ("order: order", "order: other", "law.unknown_clause", 5),
        ('weight: "1.5"', "weight: 0", "evaluation.bad_weight", 7),
        ("unsure: warn", "unsure: best", "evaluation.place_by_chance", 16),
        ("unsure: warn", "unsure: value", "evaluation.place_by_chance", 16),
        ("at_least: 80}\n  - code", "at_most: 80}\n  - code", "evaluation.wrong_bound", 7),
        ("at_most: 3", "at_least: 3", "evaluation.wrong_bound", 16),
        ("points: 10", "points: -10", "evaluation.band_order", 7),
        ("at_most: 3", "at_most: 0", "evaluation.out_of_range", 16),
        ("at_least: 80}\n  - code", "at_least: 180}\n  - code", "evaluation.out_of_range", 7),
        ("coefficient: 1", 'coefficient: "-1"', "evaluation.bonus_order", 1),
    ],
)
def test_faults_are_named_with_their_line(before, after, *, code, row):
    assert TEXT.count(before) == 1
    with pytest.raises(RefusalError) as refusal:
        parsed(TEXT.replace(before, after), "правила.yaml")
    assert (code, row) in {(problem.code, problem.place.row) for problem in refusal.value.problems}


def test_text_that_is_no_table_is_refused():
    for text in ("{", "просто слова", "- список"):
        with pytest.raises(RefusalError) as refusal:
            parsed(text, "хранилище")
        assert [problem.code for problem in refusal.value.problems] == ["law.unreadable"]


def _codes(rules):
    return [problem.code for problem in faults(rules)]


def test_faults_of_a_rule_set_made_on_a_screen_are_named():
    rules = default()
    score = rules.rules[0]
    assert _codes(replace(rules, rules=())) == ["evaluation.no_rules"]
    assert _codes(replace(rules, rules=(replace(score, bands=()),))) == ["evaluation.no_rules"]
    assert _codes(replace(rules, rules=(score, score))) == ["evaluation.duplicate_rule"]
    assert _codes(replace(rules, rules=(replace(score, bands=score.bands[::-1]),))) == ["evaluation.band_order"]
    loose = (replace(score.bands[1], at_least=None), replace(score.bands[2], at_least=None))
    assert _codes(replace(rules, rules=(replace(score, bands=loose),))) == ["evaluation.band_order"]


def test_a_bonus_in_points_warns_of_rules_that_may_be_left_out():
    rules = default()
    refusing = tuple(replace(rule, unsure=Unsure.REFUSE) for rule in rules.rules)
    in_points = replace(rules, rules=refusing, bonus=replace(rules.bonus, unit=BonusUnit.POINTS))
    assert _codes(in_points) == ["evaluation.refusal_costs"]
    assert [problem.blocking for problem in faults(in_points)] == [False]
    assert parsed(as_json(in_points), "хранилище") == in_points


def test_a_rule_set_without_an_act_is_warned_of():
    rules = default()
    nameless = replace(rules, order=replace(rules.order, text=""))
    assert _codes(nameless) == ["evaluation.no_order"]


def test_a_bonus_scale_rises():
    rules = default()
    turned = replace(rules, bonus=replace(rules.bonus, steps=rules.bonus.steps[::-1]))
    empty = replace(rules, bonus=replace(rules.bonus, steps=()))
    assert _codes(turned) == _codes(empty) == ["evaluation.bonus_order"]
