"""Sections of a plan: the five criteria, each once, and what is left of the scheme before them."""

import re
from collections.abc import Iterator

from merilo.plans import codes
from merilo.plans.checks.places import called, head, whole
from merilo.plans.model import PlanPaper, Shape
from merilo.problems import Problem

CRITERIA = {
    "1": "открытость и доступность информации",
    "2": "комфортность условий",
    "3": "доступность услуг для инвалидов",
    "4": "доброжелательность и вежливость работников",
    "5": "удовлетворённость условиями",
}
FIVE_CRITERIA_SINCE = 2019
"""The first whole year of the five criteria of order 344н."""
_WAITING = re.compile(r"врем\w+ ожидани", re.IGNORECASE)
_COMFORT = re.compile(r"комфортн", re.IGNORECASE)
_COMPETENCE = re.compile(r"компетентн", re.IGNORECASE)


def section_problems(paper: PlanPaper) -> Iterator[Problem]:
    """Criteria that are missing, stand twice, or belong to the older scheme."""
    if paper.shape is Shape.IMPROVEMENT:
        yield from _missing(paper)
    seen: dict[str, str] = {}
    for section in paper.sections:
        if section.criterion and section.criterion in seen:
            detail = f"Тот же критерий, что и {seen[section.criterion]}: {called(section)}"
            yield Problem(codes.SECTION_REPEATED, head(paper, section), detail)
        seen.setdefault(section.criterion, called(section))
    if paper.years and paper.years[0] >= FIVE_CRITERIA_SINCE:
        yield from _older(paper)


def _missing(paper: PlanPaper) -> Iterator[Problem]:
    written = {section.criterion for section in paper.sections}
    missing = [f"«{name}»" for code, name in CRITERIA.items() if code not in written]
    if missing:
        unknown = [f"«{section.title}»" for section in paper.sections if section.title and not section.criterion]
        rest = f"; не узнано: {', '.join(unknown)}" if unknown else ""
        yield Problem(codes.SECTION_MISSING, whole(paper), f"Нет раздела: {', '.join(missing)}{rest}")


def _older(paper: PlanPaper) -> Iterator[Problem]:
    for section in paper.sections:
        waiting = _WAITING.search(section.title) and not _COMFORT.search(section.title)
        word = "время ожидания" if waiting else "компетентность" if _COMPETENCE.search(section.title) else ""
        if word:
            yield Problem(codes.OLDER_SCHEME, head(paper, section), f"В названии раздела — {word}: «{section.title}»")
