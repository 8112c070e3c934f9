"""How many recipients must be asked: 40 %, at most 600."""

from fractions import Fraction

import pytest
from tests.core.small_edition import CLAUSE

from merilo.methodology import catalogue
from merilo.methodology.model import SamplingRule
from merilo.sampling import required, shortfall

RULE = SamplingRule(Fraction(2, 5), 600, CLAUSE)


@pytest.mark.parametrize(
    ("population", "people"),
    [(0, 0), (1, 1), (5, 2), (6, 3), (250, 100), (251, 101), (1499, 600), (1500, 600), (1501, 600), (40_000, 600)],
)
def test_the_share_is_rounded_up_to_a_person_and_capped(population, people):
    assert required(population, RULE) == people


def test_a_shortfall_is_never_negative():
    assert [shortfall(250, respondents, RULE) for respondents in (0, 99, 100, 180)] == [100, 1, 0, 0]


def test_the_rule_of_the_edition_in_force():
    rule = catalogue.get("2024-344n-408n", "education").sampling
    assert (rule.share, rule.cap) == (Fraction(2, 5), 600)
