"""The truth as a table: true shares of every organization and the true scores made of them by the edition."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from merilo.scoring.bulk import Crowd, Points, scored
from merilo.scoring.policies import Policies
from merilo.scoring.vectorised import VALUED, plan_of
from merilo.simulation.order import Order
from merilo.simulation.register import FIRST_ID
from merilo.simulation.truth import CERTAIN, Truth

Columns = dict[str, npt.NDArray[Any]]


def truth_columns(order: Order, truth: Truth, points: Mapping[str, Points]) -> Columns:
    """One row an organization: `organization`, the true share of «Да» by question, of each option, true scores.

    Shares are from 0 to 1, scores are printed numbers; a score is empty where even the truth leaves it undecided.
    """
    columns: Columns = {"organization": (np.arange(order.organizations) + FIRST_ID).astype(str).astype(object)}
    columns |= {code: shares / CERTAIN for code, shares in truth.yes.items()}
    for question in order.edition.closed_questions:
        for index, option in enumerate(question.options):
            columns[f"{question.code}={option.code}"] = truth.options[question.code][:, index] / CERTAIN
    return columns | _scores(order, truth, points)


def _scores(order: Order, truth: Truth, points: Mapping[str, Points]) -> Columns:
    """Scores as if ten thousand people had answered each question exactly by the truth."""
    everybody = np.full(order.organizations, CERTAIN, dtype=np.int64)
    options = {
        f"{question.code}={option.code}": truth.options[question.code][:, index]
        for question in order.edition.closed_questions
        for index, option in enumerate(question.options)
    }
    codes = [question.code for question in order.edition.closed_questions]
    crowd = Crowd(
        respondents=everybody,
        groups=np.zeros_like(everybody),
        yes={code: truth.yes[code] for code in codes if code in truth.yes},
        answered=dict.fromkeys(codes, everybody),
        options=options,
        points=points,
    )
    result = scored(plan_of(order.edition, Policies.of(order.edition)), crowd)
    return {
        f"true {code}": np.ma.masked_array(units / 10**result.digits, mask=result.states[code] != VALUED)
        for code, units in result.units.items()
    }
