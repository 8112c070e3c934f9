"""The instruction for the operator's specialists."""

from datetime import date

from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions.contract import cycle_of
from merilo_web.cycles.actions.cycle_papers import issue_cycle_paper
from merilo_web.cycles.models import Cycle, CyclePaper
from merilo_web.cycles.queries.own_papers import instruction_paper
from merilo_web.cycles.rules import contract as verbs
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of


@transaction.atomic
def issue_instruction(cycle: Cycle, *, by: User, on: date) -> CyclePaper:
    """Issue the instruction for the specialists, made from the edition and its checklists."""
    kept = cycle_of(cycle)
    access_of(by).require(verbs.ISSUE_INSTRUCTION, kept.scope, state=kept.state)
    paper = issue_cycle_paper(kept, instruction_paper(kept, on=on), kind=DocumentKind.INSTRUCTION, on=on)
    record(verbs.ISSUE_INSTRUCTION.event, kept, by=by, scope=kept.scope, changes={"документ": ("", paper)})
    return paper
