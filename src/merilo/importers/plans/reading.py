"""A file with a plan, read: the paper as data, and every problem of reading it."""

from dataclasses import dataclass

from merilo.importers.plans.assembly import assembled, unplaced_problems
from merilo.importers.plans.opening import read_blocks
from merilo.importers.plans.words import with_lost
from merilo.plans.model import PlanPaper, Shape
from merilo.problems import Problem


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A paper and the problems of reading its file; what the paper itself says wrong is `merilo.plans.checks`."""

    paper: PlanPaper
    problems: tuple[Problem, ...]


def read_plan(content: bytes, name: str) -> PlanReading:
    """Read a plan of any kind of file. Never raises for what the content is; `name` only tells places.

    A file that could not be opened gives an empty paper of an unknown shape with the problems that say why.
    """
    opened = read_blocks(content, name)
    if not opened.blocks and opened.problems:
        return PlanReading(PlanPaper(Shape.UNKNOWN), opened.problems)
    paper, problems = assembled(opened.blocks)
    whole = with_lost(opened.blocks, paper)
    found = unplaced_problems(whole.unplaced[len(paper.unplaced) :])
    return PlanReading(whole, (*opened.problems, *problems, *found))
