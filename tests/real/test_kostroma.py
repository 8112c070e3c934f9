"""Kostroma region, healthcare, 2016: every published percentage and every published point, from the counts."""

import csv
from fractions import Fraction
from itertools import groupby
from pathlib import Path

import pytest

from merilo.methodology import catalogue
from merilo.observations import Count, Observation, Organization
from merilo.scoring.formulas import PERCENT
from merilo.scoring.policies import Policies
from merilo.scoring.score import score
from merilo.scoring.scorecard import Status

COUNTS = Path(__file__).resolve().parents[2].parent / "shared/real/kostroma2016_counts.csv"
pytestmark = pytest.mark.skipif(not COUNTS.exists(), reason="no folder shared/real beside this checkout")

DAYS = ("14", "13", "12", "10", "7", "5")


@pytest.fixture(scope="module")
def edition():
    return catalogue.get("2014-kostroma", "healthcare")


@pytest.fixture(scope="module")
def published():
    """Rows by organization id."""
    with COUNTS.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    return {id_: list(group) for id_, group in groupby(rows, key=lambda row: row["organization_id"])}


@pytest.fixture(scope="module")
def cards(edition, published):
    policies = Policies.of(edition)
    return {id_: score(edition, _observation(edition, rows), policies) for id_, rows in published.items()}


def _indicator(row):
    """«1.4», and «2.5_q_inv» and «2.2 (срок, дн; …)» by their number alone."""
    return row["indicator"][:3]


def _observation(edition, rows):
    questions = {question.indicator: question for question in edition.questions if question.closed}
    counts = {questions[_indicator(row)].code: _count(questions[_indicator(row)], row) for row in rows}
    head = rows[0]
    return Observation(
        Organization(head["organization_id"], head["organization"]), int(head["questionnaires"]), counts, {}
    )


def _count(question, row):
    if not question.options:
        return Count(yes=int(row["yes"]), no=int(row["no"]))
    by_days = dict(zip(DAYS, map(int, row["yes"].split("/")), strict=True))
    return Count(options={option.code: by_days[str(option.number)] for option in question.options})


def _percent(node):
    """The whole per cent, or whole days, as published before the scale was applied."""
    component = node.children[0]
    banded = [entry.value for entry in component.inputs if entry.code == PERCENT]
    return banded[0] if banded else component.exact


def test_every_published_percentage_and_point_is_reproduced(published, cards):
    figures = [
        (id_, _indicator(row), Fraction(row["published_percent"]), row["published_points"])
        for id_, rows in published.items()
        for row in rows
    ]
    computed = [
        (id_, code, _percent(cards[id_].indicators[code]), points and cards[id_].indicators[code].shown)
        for id_, code, _, points in figures
    ]
    assert computed == [(id_, code, percent, points and f"{int(points)}.00") for id_, code, percent, points in figures]
    assert len(figures) == 310


def test_the_total_is_the_sum_of_the_published_points(published, cards):
    sums = {
        id_: sum((Fraction(row["published_points"]) for row in rows if row["published_points"]), Fraction(0))
        for id_, rows in published.items()
    }
    assert {id_: card.trace.exact for id_, card in cards.items()} == sums


def test_an_organization_without_questionnaires_was_published_with_zeros(cards):
    assert (cards["13"].respondents, cards["13"].status, cards["13"].trace.shown) == (0, Status.SCORED, "0.00")
