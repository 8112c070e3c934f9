"""A file with plans, read: each paper as data, and every problem of reading it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from merilo.importers.plans.assembly import assembled, last_layout, unplaced_problems
from merilo.importers.plans.assembly_codes import SEVERAL_PLANS
from merilo.importers.plans.assembly_papers import papers
from merilo.importers.plans.blocks import Block
from merilo.importers.plans.columns import Layout
from merilo.importers.plans.opening import read_blocks
from merilo.importers.plans.words import with_lost
from merilo.plans.model import PlanPaper, Shape
from merilo.problems import Place, Problem

_MOST_NAMED = 20
"""So many plans of a file are named one by one."""


@dataclass(frozen=True, slots=True)
class PlanReading:
    """A paper and the problems of reading its file; what the paper itself says wrong is `merilo.plans.checks`."""

    paper: PlanPaper
    problems: tuple[Problem, ...]


def read_plans(content: bytes, name: str) -> tuple[PlanReading, ...]:
    """Read every plan of a file of any kind, in order; at least one paper. Never raises for what the content is.

    `name` only tells places. Problems of the file as a whole stand with the first paper. A file that could not be
    opened gives an empty paper of an unknown shape with the problems that say why.
    """
    opened = read_blocks(content, name)
    if not opened.blocks and opened.problems:
        return (PlanReading(PlanPaper(Shape.UNKNOWN), opened.problems),)
    first, *others = _readings(papers(opened.blocks))
    return (replace(first, problems=(*opened.problems, *first.problems)), *others)


def read_plan(content: bytes, name: str) -> PlanReading:
    """Read the one plan of a file, as `read_plans` does.

    A file with several gives an empty paper of an unknown shape and a problem that names each: which of them is meant,
    only a person can say.
    """
    found = read_plans(content, name)
    if len(found) == 1:
        return found[0]
    called = "; ".join(_called(number, one.paper) for number, one in enumerate(found[:_MOST_NAMED], 1))
    rest = f"; и ещё {len(found) - _MOST_NAMED}" if len(found) > _MOST_NAMED else ""
    several = Problem(SEVERAL_PLANS, Place(name), f"Планов: {len(found)} — {called}{rest}")
    return PlanReading(PlanPaper(Shape.UNKNOWN), (several,))


def _readings(parts: Sequence[Sequence[Block]]) -> Iterator[PlanReading]:
    """Each plan in order; columns of a plan without a heading are those of the plan above it."""
    above: Layout | None = None
    for blocks in parts:
        yield _reading(blocks, above)
        above = (last_layout(blocks) or above) if len(parts) > 1 else None


def _reading(blocks: Sequence[Block], above: Layout | None) -> PlanReading:
    paper, problems = assembled(blocks, above)
    whole = with_lost(blocks, paper)
    return PlanReading(whole, (*problems, *unplaced_problems(whole.unplaced[len(paper.unplaced) :])))


def _called(number: int, paper: PlanPaper) -> str:
    """A plan by its organization and years, without a name by who approves it, for a message."""
    years = f", {'–'.join(dict.fromkeys(map(str, paper.years)))}" if paper.years else ""
    return f"{number}) {paper.organization or paper.title or ' '.join(paper.approval)}{years}"
