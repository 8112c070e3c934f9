"""Whose paper it is: a plan taken from the wrong file is told before anything of it is taken."""

import re
from collections.abc import Iterable, Iterator

from merilo.plans import codes
from merilo.plans.checks.places import whole
from merilo.plans.model import PlanPaper
from merilo.problems import Problem

_NUMBER = re.compile(r"\d+")
_QUOTED = re.compile(r"[«\"“„]([^«»\"“”„]+)[»\"”]")
_WORD = re.compile(r"[^\W\d_]{4,}")
_STEM = 4
"""Signs of a word that no case changes."""


def belonging_problems(paper: PlanPaper, *, names: Iterable[str], years: range) -> Iterator[Problem]:
    """A paper of another organization or of other years. `names` are those of the organization that it is taken for.

    Only what is certain is told: other numbers, other words in quotation marks. Cases of Russian grammar do not count.
    """
    known = [name for name in names if name]
    written = paper.organization
    if written and known and all(_other(written, name) for name in known):
        yield Problem(codes.ORGANIZATION_OTHER, whole(paper), f"В бумаге: {written}; план ведёт {known[0]}")
    if paper.years and not set(range(paper.years[0], paper.years[1] + 1)) & set(years):
        spoken = "–".join(str(year) for year in dict.fromkeys(paper.years))
        yield Problem(codes.YEAR_OTHER, whole(paper), f"В бумаге: {spoken}; план — на {years[0]}")


def _other(written: str, name: str) -> bool:
    """Whether both have numbers, or words in quotation marks, and share none of them."""
    return any(
        ours and theirs and not ours & theirs
        for ours, theirs in ((set(_NUMBER.findall(written)), set(_NUMBER.findall(name))), (_own(written), _own(name)))
    )


def _own(name: str) -> set[str]:
    """Beginnings of the words in quotation marks, without those of the kind of organization."""
    quoted = " ".join(_QUOTED.findall(name))
    return {word[:_STEM].casefold().replace("ё", "е") for word in _WORD.findall(quoted)}
