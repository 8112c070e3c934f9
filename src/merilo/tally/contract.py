"""The contract of every engine: what it is given, what it must return.

The rule of contradictions (an answer given although its filter was not «Да») is the edition's policy
`contradictions`; it is applied here, in the count, by every engine alike:

- `discard`: the answer is not counted in `yes`, `no` or `options`; it is counted in `contradictory`;
- `reject_response`: the whole questionnaire is left out of every count and counted in `rejected`.

A questionnaire without a single answer to a closed question is `empty`: it is nobody's answer and no respondent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from merilo.methodology.model import Question
from merilo.observations import Count

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt


@dataclass(frozen=True, slots=True)
class Relation:
    """Answers as an engine can read them: SQL that stands after FROM, in DuckDB's dialect.

    It must yield the column `organization` (text) and one column for each closed question: BOOLEAN, or the option's
    code as text for a question with options; NULL is «не ответил».
    """

    sql: str


@dataclass(frozen=True, slots=True)
class OrganizationTally:
    """Counts of one organization. `counts` has every closed question, also where nobody answered.

    `by_counts`: they came as ready sums, no questionnaire was counted.
    """

    respondents: int
    counts: Mapping[str, Count]
    empty: int = 0
    rejected: int = 0
    by_counts: bool = False


@dataclass(frozen=True, slots=True)
class Patterns:
    """Distinct answer patterns of one organization after the rule of contradictions, for resampling respondents.

    `answers` is int8 [patterns × closed questions]: 1 «Да», 0 «Нет», -1 no answer; for a question with options the
    index of the option. `multiplicity` is int64 [patterns]: how many respondents gave each pattern.
    """

    answers: "npt.NDArray[np.int8]"
    multiplicity: "npt.NDArray[np.int64]"


class Engine(Protocol):
    """Something that holds or reads answers and can count them."""

    def tally(
        self, relation: Relation, questions: tuple[Question, ...], *, contradictions: str
    ) -> dict[str, OrganizationTally]:
        """Counts per organization id. `questions` are the edition's closed questions, in their order."""
        ...

    def patterns(
        self, relation: Relation, questions: tuple[Question, ...], *, contradictions: str
    ) -> dict[str, Patterns]:
        """Distinct answer patterns per organization id, sorted, so that the same answers give the same draws."""
        ...
