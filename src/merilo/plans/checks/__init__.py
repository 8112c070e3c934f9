"""What a plan says wrong: every fault is a coded problem with its place and remedy.

Pure: the day is handed over. Text that fitted nowhere is told by the reader of the file (`plan.unplaced`).
"""

from datetime import date

from merilo.plans.checks.letters import letter_problems
from merilo.plans.checks.marks import mark_problems
from merilo.plans.checks.numbering import numbering_problems
from merilo.plans.checks.places import texts
from merilo.plans.checks.rows import row_problems
from merilo.plans.checks.sections import section_problems
from merilo.plans.checks.spelling import spelling_problems
from merilo.plans.checks.terms import term_problems
from merilo.plans.model import PlanPaper
from merilo.problems import Problem


def check(paper: PlanPaper, *, on: date) -> tuple[Problem, ...]:
    """All faults of a paper as it stands on that day, in the order of its rows; those of the whole paper come first."""
    written = tuple(texts(paper))
    found = (
        *section_problems(paper),
        *mark_problems(paper, on=on),
        *numbering_problems(paper),
        *row_problems(paper, on=on),
        *term_problems(paper, on=on),
        *letter_problems(written),
        *spelling_problems(written),
    )
    return tuple(sorted(found, key=lambda problem: (problem.place.sheet, problem.place.row)))
