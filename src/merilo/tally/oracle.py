"""The naive second implementation: plain Python over rows, no SQL, no shortcuts. What every engine must equal."""

from collections import Counter
from collections.abc import Mapping, Sequence
from types import MappingProxyType

import numpy as np

from merilo.methodology.model import Question
from merilo.observations import Count
from merilo.tally.contract import OrganizationTally, Patterns
from merilo.tally.query import DISCARD, REJECT_RESPONSE

Answer = bool | str | None
Response = Mapping[str, Answer]
"""One questionnaire: `organization` and the answer to each closed question; a missing key is no answer."""


def tally(
    responses: Sequence[Response], questions: tuple[Question, ...], *, contradictions: str
) -> dict[str, OrganizationTally]:
    """Counts per organization id, response by response."""
    return {
        organization: _tally(own, questions, contradictions)
        for organization, own in _by_organization(responses, questions).items()
    }


def patterns(
    responses: Sequence[Response], questions: tuple[Question, ...], *, contradictions: str
) -> dict[str, Patterns]:
    """Distinct answer patterns per organization id."""
    found = {}
    for organization, own in _by_organization(responses, questions).items():
        kept = [
            response for response in own if _answered(response) and not _rejected(response, questions, contradictions)
        ]
        shapes = Counter(tuple(_code(response, question) for question in questions) for response in kept)
        if shapes:
            ordered = sorted(shapes)
            answers = np.array(ordered, dtype=np.int8).reshape(len(ordered), len(questions))
            found[organization] = Patterns(answers, np.array([shapes[shape] for shape in ordered], dtype=np.int64))
    return found


def _by_organization(
    responses: Sequence[Response], questions: tuple[Question, ...]
) -> dict[str, list[dict[str, Answer]]]:
    found: dict[str, list[dict[str, Answer]]] = {}
    for response in responses:
        organization = response["organization"]
        if organization is not None:
            read = {question.code: _read(response.get(question.code), question) for question in questions}
            found.setdefault(str(organization), []).append(read)
    return dict(sorted(found.items()))


def _read(answer: Answer, question: Question) -> Answer:
    if not question.options:
        return answer
    return answer if answer in {option.code for option in question.options} else None


def _tally(own: list[dict[str, Answer]], questions: tuple[Question, ...], contradictions: str) -> OrganizationTally:
    kept = [response for response in own if not _rejected(response, questions, contradictions)]
    respondents = sum(_answered(response) for response in kept)
    return OrganizationTally(
        respondents=respondents,
        counts=MappingProxyType({question.code: _count(kept, question) for question in questions}),
        empty=len(kept) - respondents,
        rejected=len(own) - len(kept),
    )


def _count(responses: list[dict[str, Answer]], question: Question) -> Count:
    given = [response for response in responses if response[question.code] is not None]
    contradictory = [response for response in given if _contradicts(response, question)]
    valid = [response[question.code] for response in given if not _contradicts(response, question)]
    out = [
        response
        for response in responses
        if question.filter and response[question.filter] is False and response[question.code] is None
    ]
    return Count(
        yes=sum(answer is True for answer in valid),
        no=sum(answer is False for answer in valid),
        filtered_out=len(out),
        contradictory=len(contradictory),
        options=MappingProxyType({option.code: valid.count(option.code) for option in question.options}),
    )


def _answered(response: dict[str, Answer]) -> bool:
    return any(answer is not None for answer in response.values())


def _contradicts(response: dict[str, Answer], question: Question) -> bool:
    return bool(question.filter) and response[question.code] is not None and response[str(question.filter)] is not True


def _rejected(response: dict[str, Answer], questions: tuple[Question, ...], contradictions: str) -> bool:
    if contradictions == DISCARD:
        return False
    if contradictions != REJECT_RESPONSE:
        raise ValueError(f"unknown rule of contradictions: {contradictions}")
    return any(_contradicts(response, question) for question in questions)


def _code(response: dict[str, Answer], question: Question) -> int:
    answer = response[question.code]
    if answer is None or _contradicts(response, question):
        return -1
    if question.options:
        return [option.code for option in question.options].index(str(answer))
    return int(answer is True)
