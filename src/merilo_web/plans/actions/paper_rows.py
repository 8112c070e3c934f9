"""What the rows of a paper that was read give to the rows of a plan: terms, persons, what fits no field."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from merilo.deadlines.terms import Term
from merilo.plans.model import Assignee

LONGEST_TERM, LONGEST_NAME, LONGEST_POST, LONGEST_OTHERS = 300, 255, 500, 1000
JOINT = "; "


class PaperPerson(NamedTuple):
    """Who is responsible by the paper: the first person or body, and the others verbatim."""

    name: str
    post: str
    others: str


def left(place: str, *texts: str) -> list[dict[str, str]]:
    """Texts that fit no field, as a plan keeps them."""
    return [{"text": text, "place": place} for text in texts if text.strip()]


def joined_term(terms: Iterable[Term]) -> str:
    """The terms of a row as one, verbatim."""
    return JOINT.join(one.text for one in terms)[:LONGEST_TERM]


def last_due(terms: Iterable[Term]) -> date | None:
    """The last of the days that the terms mean."""
    return max((one.due_on for one in terms if one.due_on), default=None)


def person_of(persons: Sequence[Assignee]) -> PaperPerson:
    """The first responsible person of a row; a body without a name stands where the post does."""
    if not persons:
        return PaperPerson("", "", "")
    first, *others = persons
    post = first.post or ("" if first.name else first.text)
    joined = JOINT.join(one.text for one in others)
    return PaperPerson(first.name[:LONGEST_NAME], post[:LONGEST_POST], joined[:LONGEST_OTHERS])
