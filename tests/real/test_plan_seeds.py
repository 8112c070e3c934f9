"""Real plans of municipalities: the mistakes that a person finds in them are named, and nothing else."""

from datetime import date
from pathlib import Path

import pytest

from merilo.importers.plans.reading import read_plan
from merilo.plans.checks import check

SEEDS = Path(__file__).resolve().parents[2].parent / "shared/real/seeds"
pytestmark = pytest.mark.skipif(not SEEDS.exists(), reason="no folder shared/real/seeds beside this checkout")


def _found(number, on):
    path = next(SEEDS.glob(f"{number}_*.txt"))
    paper = read_plan(path.read_bytes(), path.name).paper
    return [(problem.code, problem.place.column, problem.detail) for problem in check(paper, on=on)]


def _count(found):
    return {code: sum(one[0] == code for one in found) for code in sorted({one[0] for one in found})}


@pytest.fixture(scope="module")
def legal_form():
    return _found("000", date(2023, 6, 1))


def test_the_legal_form_has_its_mistakes_named_and_no_others(legal_form):
    assert _count(legal_form) == {
        "plan.assignee_without_name": 1,
        "plan.completed_in_future": 3,
        "plan.completed_vague": 3,
        "plan.contribution_arithmetic": 1,
        "plan.foreign_letters": 1,
        "plan.implemented_empty": 2,
        "plan.planned_vague": 4,
        "plan.typing_fault": 1,
    }


def test_the_contribution_that_fits_is_told(legal_form):
    (detail,) = [detail for code, _, detail in legal_form if code == "plan.contribution_arithmetic"]
    assert detail.startswith("Показатель 5.1: записано 19,40/20")
    assert detail.endswith("к баллу раздела 97,20 подходит 28,80/30")


def test_the_strange_letter_and_the_slip_are_told(legal_form):
    words = [detail for code, _, detail in legal_form if code in {"plan.foreign_letters", "plan.typing_fault"}]
    assert words == [
        "В слове «Кото夫ска» чужие буквы: «夫»; вероятно, «Котовска»",
        "«Дневникс» — вероятно, «Дневник»",
    ]


def test_after_the_year_no_actual_term_lies_in_the_future():
    assert "plan.completed_in_future" not in _count(_found("000", date(2024, 1, 15)))


@pytest.mark.parametrize(
    ("number", "on", "codes"),
    [
        ("001", date(2019, 9, 1), {"plan.numbering_gap": 1, "plan.older_scheme": 2, "plan.typing_fault": 1}),
        ("002", date(2022, 3, 1), {}),
        ("003", date(2015, 10, 1), {"plan.planned_vague": 7, "plan.typing_fault": 1}),
        ("004", date(2021, 2, 8), {"plan.planned_outside_year": 2, "plan.planned_vague": 2, "plan.typing_fault": 2}),
    ],
)
def test_the_other_papers_have_their_mistakes_named_and_no_others(number, on, codes):
    assert _count(_found(number, on)) == codes
