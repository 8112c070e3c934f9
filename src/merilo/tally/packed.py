"""Counts of packed answers: patterns that were counted while they came in, as the contract's tallies and patterns.

A packed questionnaire has one character for each closed question, in the questionnaire's order: «1» Да, «0» Нет,
«-» no answer, for a question with options the letter of the option from «a». The web system keeps how many
questionnaires have each pattern; from there to the counts is a matter of milliseconds, whatever the number of answers.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import groupby
from types import MappingProxyType

import numpy as np
import numpy.typing as npt

from merilo.methodology.model import Question
from merilo.observations import Count
from merilo.tally.contract import OrganizationTally, Patterns
from merilo.tally.query import DISCARD, REJECT_RESPONSE

Matrix = npt.NDArray[np.int8]
Numbers = npt.NDArray[np.int64]
Row = tuple[str, str, int]
"""Organization id, packed answers, how many questionnaires have them."""

_BLANK = -1
_CODES = np.full(256, _BLANK, dtype=np.int8)
_CODES[ord("0")], _CODES[ord("1")] = 0, 1
_CODES[ord("a") : ord("z") + 1] = np.arange(26)


def counted(
    rows: Iterable[Row], questions: tuple[Question, ...], *, contradictions: str
) -> tuple[dict[str, OrganizationTally], dict[str, Patterns]]:
    """Tallies and patterns per organization id, equal to what the engines count from the questionnaires themselves.

    Raises ValueError on an unknown rule of contradictions or a pattern of another length than the questions.
    """
    if contradictions not in (DISCARD, REJECT_RESPONSE):
        raise ValueError(f"unknown rule of contradictions: {contradictions}")
    ordered = sorted(rows)
    tallies: dict[str, OrganizationTally] = {}
    patterns: dict[str, Patterns] = {}
    for organization, own in groupby(ordered, key=lambda row: row[0]):
        answers, numbers = _read(list(own), len(questions))
        against = _contradicting(answers, questions)
        rejected = against.any(axis=1) & (contradictions == REJECT_RESPONSE)
        kept = np.flatnonzero(~rejected)
        kept_counts = _tally(answers[kept], numbers[kept], questions, against=against[kept])
        tallies[organization] = replace(kept_counts, rejected=int(numbers[rejected].sum()))
        found = _patterns(np.where(against, _BLANK, answers)[kept], answers[kept], numbers[kept])
        if found is not None:
            patterns[organization] = found
    return tallies, patterns


def _read(rows: Sequence[Row], width: int) -> tuple[Matrix, Numbers]:
    if any(len(answers) != width for _, answers, _ in rows):
        raise ValueError(f"a packed questionnaire of this edition has {width} characters")
    text = "".join(answers for _, answers, _ in rows).encode("ascii")
    matrix = _CODES[np.frombuffer(text, dtype=np.uint8)].reshape(len(rows), width)
    return matrix, np.array([number for _, _, number in rows], dtype=np.int64)


def _contradicting(answers: Matrix, questions: tuple[Question, ...]) -> npt.NDArray[np.bool_]:
    place = {question.code: column for column, question in enumerate(questions)}
    against = np.zeros(answers.shape, dtype=bool)
    for column, question in enumerate(questions):
        if question.filter:
            against[:, column] = (answers[:, column] != _BLANK) & (answers[:, place[question.filter]] != 1)
    return against


def _tally(
    answers: Matrix,
    numbers: Numbers,
    questions: tuple[Question, ...],
    *,
    against: npt.NDArray[np.bool_],
) -> OrganizationTally:
    respondents = int(numbers[(answers != _BLANK).any(axis=1)].sum())
    place = {question.code: column for column, question in enumerate(questions)}

    def times(condition: npt.NDArray[np.bool_]) -> int:
        return int(numbers[condition].sum())

    def count(question: Question) -> Count:
        column = place[question.code]
        given, aside = answers[:, column], against[:, column]
        out = (given == _BLANK) & (answers[:, place[question.filter]] == 0) if question.filter else aside
        options = {option.code: times((given == index) & ~aside) for index, option in enumerate(question.options)}
        return Count(
            yes=0 if options else times((given == 1) & ~aside),
            no=0 if options else times((given == 0) & ~aside),
            filtered_out=times(out) if question.filter else 0,
            contradictory=times(aside),
            options=MappingProxyType(options),
        )

    return OrganizationTally(
        respondents=respondents,
        counts=MappingProxyType({question.code: count(question) for question in questions}),
        empty=int(numbers.sum()) - respondents,
    )


def _patterns(valid: Matrix, given: Matrix, numbers: Numbers) -> Patterns | None:
    """Distinct patterns in order; None when nobody answered anything."""
    answered = (given != _BLANK).any(axis=1)
    if not answered.any():
        return None
    distinct, where = np.unique(valid[answered], axis=0, return_inverse=True)
    multiplicity = np.zeros(len(distinct), dtype=np.int64)
    np.add.at(multiplicity, where.reshape(-1), numbers[answered])
    return Patterns(answers=distinct, multiplicity=multiplicity)
