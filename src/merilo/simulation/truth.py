"""The truth of an invented cycle: how every organization would be answered about if everybody were asked.

Probabilities are whole ten-thousandths, so that the true shares, and the true scores made of them, are exact.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Question, Role
from merilo.simulation.order import Order, Whole

CERTAIN = 10_000
"""The probability of one, in the units of every probability here."""
BLANK = 200
"""How often a question that was asked stays without an answer."""

_RARE_FILTERS = {"disability": 800}
_USUAL_FILTER = 6_500
_USUAL_ANSWER = 8_800
_BETWEEN_ORGANIZATIONS = 0.8
_WITHIN_ORGANIZATION = 0.4


@dataclass(frozen=True, slots=True)
class Truth:
    """`yes`: probability of «Да» among the asked, by question. `options`: of each option, [organizations × options].

    `quality` is how good the organization is as a whole, a standard normal number; inspectors see it too.
    """

    quality: npt.NDArray[np.float64]
    yes: Mapping[str, Whole]
    options: Mapping[str, Whole]


def truth_of(order: Order) -> Truth:
    """The truth of every organization, the same for the same seed."""
    generator = np.random.default_rng([order.seed, 2])
    quality = generator.standard_normal(order.organizations)
    yes: dict[str, Whole] = {}
    options: dict[str, Whole] = {}
    for question in order.edition.closed_questions:
        if question.options:
            options[question.code] = _split(generator, (order.organizations, len(question.options)))
        else:
            yes[question.code] = _probabilities(question, quality, generator)
    return Truth(quality, yes, options)


def _probabilities(question: Question, quality: npt.NDArray[np.float64], generator: np.random.Generator) -> Whole:
    noise = _WITHIN_ORGANIZATION * generator.standard_normal(len(quality))
    if question.role is Role.FILTER:
        usual, shift = _RARE_FILTERS.get(question.code, _USUAL_FILTER), noise
    else:
        usual, shift = _USUAL_ANSWER, noise + _BETWEEN_ORGANIZATIONS * quality
    odds = usual / (CERTAIN - usual) * np.exp(shift)
    return np.clip(np.rint(CERTAIN * odds / (1 + odds)), 1, CERTAIN - 1).astype(np.int64)


def _split(generator: np.random.Generator, shape: tuple[int, int]) -> Whole:
    """Rows of whole ten-thousandths that sum to one."""
    weights = generator.integers(1, 100, shape)
    parts: Whole = CERTAIN * weights // weights.sum(axis=1, keepdims=True)
    parts[:, 0] += CERTAIN - parts.sum(axis=1)
    return parts
