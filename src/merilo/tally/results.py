"""Rows that an engine returned, as the contract's types."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from types import MappingProxyType
from typing import Any

import numpy as np

from merilo.methodology.model import Question
from merilo.observations import Count
from merilo.tally.contract import OrganizationTally, Patterns
from merilo.tally.query import CONTRADICTORY, FILTERED_OUT, NO, YES, chosen, counted, tally_columns

Row = Sequence[Any]


def tallies(rows: Iterable[Row], questions: tuple[Question, ...]) -> dict[str, OrganizationTally]:
    """Counts by organization id, in the order of ids; rows of nobody are left out."""
    names = tally_columns(questions)
    named = (dict(zip(names, row, strict=True)) for row in rows if row[0] is not None)
    found = {str(row["organization"]): _tally(row, questions) for row in named}
    return dict(sorted(found.items()))


def patterns(rows: Iterable[Row], questions: tuple[Question, ...]) -> dict[str, Patterns]:
    """Patterns by organization id, in the order of ids; the rows come in order, rows of nobody are left out."""
    owned = (row for row in rows if row[0] is not None)
    found = {
        str(organization): _patterns([row[1:] for row in own], len(questions))
        for organization, own in groupby(owned, key=lambda row: row[0])
    }
    return dict(sorted(found.items()))


def _tally(row: dict[str, Any], questions: tuple[Question, ...]) -> OrganizationTally:
    return OrganizationTally(
        respondents=int(row["respondents"]),
        counts=MappingProxyType({question.code: _count(row, question) for question in questions}),
        empty=int(row["empty"]),
        rejected=int(row["rejected"]),
    )


def _count(row: dict[str, Any], question: Question) -> Count:
    def figure(name: str) -> int:
        return int(row.get(counted(question, name), 0))

    return Count(
        yes=figure(YES),
        no=figure(NO),
        filtered_out=figure(FILTERED_OUT),
        contradictory=figure(CONTRADICTORY),
        options=MappingProxyType({option.code: figure(chosen(option.code)) for option in question.options}),
    )


def _patterns(rows: list[Row], width: int) -> Patterns:
    table = np.array(rows, dtype=np.int64).reshape(len(rows), width + 1)
    return Patterns(answers=table[:, :width].astype(np.int8), multiplicity=table[:, width])
