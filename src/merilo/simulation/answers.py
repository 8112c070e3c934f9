"""Invented questionnaires: independent people answering by the truth, who skip what their filter closed."""

from collections.abc import Iterator

import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Question
from merilo.simulation.order import Order, Whole
from merilo.simulation.truth import BLANK, CERTAIN, Truth

NONE = -1
"""The code of no answer; «Да» is 1, «Нет» 0, an option its index."""

Codes = npt.NDArray[np.int8]
_ANSWERS_AT_ONCE = 500_000


def batches(order: Order, truth: Truth) -> Iterator[tuple[Whole, dict[str, Codes]]]:
    """Questionnaires in the order of organizations: to whom each belongs (its row) and codes by question.

    A batch is whole organizations, about half a million questionnaires; memory does not grow with the cycle.
    """
    for start, end in _spans(order.responses):
        generator = np.random.default_rng([order.seed, 3, start])
        owners = np.repeat(np.arange(start, end), order.responses[start:end])
        answers: dict[str, Codes] = {}
        for question in order.edition.closed_questions:
            codes = _answered(question, owners, truth=truth, generator=generator)
            if question.filter:
                codes[answers[question.filter] != 1] = NONE
            answers[question.code] = codes
        yield owners, answers


def _spans(responses: Whole) -> Iterator[tuple[int, int]]:
    ends = np.cumsum(responses)
    start = 0
    while start < len(responses):
        before = ends[start - 1] if start else 0
        end = max(start + 1, int(np.searchsorted(ends, before + _ANSWERS_AT_ONCE, side="right")))
        yield start, end
        start = end


def _answered(question: Question, owners: Whole, *, truth: Truth, generator: np.random.Generator) -> Codes:
    draws = generator.integers(0, CERTAIN, len(owners), dtype=np.uint16)
    if question.options:
        steps = np.cumsum(truth.options[question.code], axis=1)[owners]
        codes: Codes = (draws[:, None] >= steps).sum(axis=1).astype(np.int8)
    else:
        codes = (draws < truth.yes[question.code].astype(np.uint16)[owners]).astype(np.int8)
    codes[generator.integers(0, CERTAIN, len(owners), dtype=np.uint16) < BLANK] = NONE
    return codes
