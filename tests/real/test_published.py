"""Results that organizations published in the five-criteria scheme: the total is the mean of the criteria."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from merilo.methodology import catalogue
from merilo.scoring.policies import Policies
from merilo.scoring.score import criterion_of, total_of

PUBLISHED = Path(__file__).resolve().parents[2].parent / "shared/real/published_2018.jsonl"
pytestmark = pytest.mark.skipif(not PUBLISHED.exists(), reason="no folder shared/real beside this checkout")

CRITERIA = {f"K{code}": str(code) for code in range(1, 6)}
SECTORS = {"культура": "culture", "образование": "education"}
PRINTED_WHOLE = "Детский сад № 9"
"""Printed its criteria rounded to whole points; no total follows from them."""


@pytest.fixture(scope="module")
def rows():
    return [json.loads(line) for line in PUBLISHED.read_text(encoding="utf-8").splitlines()]


def _edition(row):
    return catalogue.get("2018-344n", SECTORS[row["sector"].split()[0]])


def _total(row):
    edition = _edition(row)
    values = {code: Fraction(row["criteria"][name]) for name, code in CRITERIA.items()}
    return total_of(edition, values, Policies.of(edition)).exact


def test_every_published_total_with_all_its_criteria_is_their_mean(rows):
    whole = [row for row in rows if row["total"] and all(row["criteria"].get(name) for name in CRITERIA)]
    totals = {row["organization"]: (_total(row), Fraction(row["total"])) for row in whole}
    apart = {name: found - printed for name, (found, printed) in totals.items() if found != printed}
    assert [(PRINTED_WHOLE in name, difference) for name, difference in apart.items()] == [(True, Fraction(24, 100))]
    assert len(totals) == 2


def test_the_published_contributions_of_a_school_make_its_fourth_criterion(rows):
    (row,) = [row for row in rows if "4.1×0.4" in row["indicators"]]
    edition = _edition(row)
    weights = {"4.1": "0.4", "4.2": "0.4", "4.3": "0.2"}
    values = {
        code: Fraction(row["indicators"][f"{code}×{weight}"]) / Fraction(weight) for code, weight in weights.items()
    }
    criterion = criterion_of(edition, "4", indicators=values, policies=Policies.of(edition))
    assert criterion.exact == Fraction(row["criteria"]["K4"])
