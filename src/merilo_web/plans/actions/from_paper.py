"""A plan begins with a paper that somebody has written already: its rows become measures, nothing of it is lost."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import TypeVar

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.deadlines.terms import Term
from merilo.plans.model import Assignee, PlanPaper, PlanRow, PlanSection, WrittenDeficiency
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.models import Evidence
from merilo_web.plans.actions.locking import plan_locked, plan_moved
from merilo_web.plans.actions.paper_rows import (
    JOINT,
    LONGEST_NAME,
    LONGEST_TERM,
    joined_term,
    last_due,
    left,
    person_of,
)
from merilo_web.plans.actions.saying import LONGEST
from merilo_web.plans.models import Deficiency, ImprovementPlan, Measure
from merilo_web.plans.rules.plan import EDIT_PLAN
from merilo_web.plans.states import DeficiencySource, DeficiencyState
from merilo_web.registry.actions.filing import file_evidence

MOST = 1000
"""Measures that a paper may have."""
_Entry = TypeVar("_Entry")


@transaction.atomic
def start_from_paper(
    plan: ImprovementPlan, paper: PlanPaper, *, by: User, on: date, evidence: Evidence | None = None
) -> ImprovementPlan:
    """Take the rows of a paper into a plan that has no measures yet.

    Each measure of a row stands alone, with every term and person of the row where they cannot be told apart. A
    deficiency of the paper that no deficiency of the results repeats is kept as the paper's own. What fits no field is
    kept with the plan, and shown.
    """
    kept = plan_locked(plan, EDIT_PLAN, by=by)
    if kept.measures.exists():
        raise NotAllowedError("В плане уже есть мероприятия: бумажный план берут в пустой черновик.")
    if sum(len(row.measures) for row in paper.rows) > MOST:
        raise ValidationError(f"В файле больше {MOST} мероприятий: это не план одной организации.")
    intake = _Intake(kept, by, list(kept.listed.deficiencies.exclude(state=DeficiencyState.WITHDRAWN)))
    intake.leave("", *paper.approval, *paper.annex, *paper.notes)
    for unplaced in paper.unplaced:
        intake.leave(str(unplaced.place), unplaced.text)
    for point in paper.points:
        intake.leave(str(point.place), point.text)
    for section in paper.sections:
        for row in section.rows:
            intake.take(section, row)
    if evidence is not None:
        file_evidence(evidence, scope=kept.scope)
    fields = {"paper": evidence, "unplaced": intake.left}
    note = f"{on:%d.%m.%Y}: мероприятий {intake.taken}, не размещено {len(intake.left)}"
    return plan_moved(kept, EDIT_PLAN, by=by, fields=fields, note=note)


@dataclass(slots=True)
class _Intake:
    """What is taken from a paper into a plan, row by row; `left` is what fits no field."""

    plan: ImprovementPlan
    by: User
    known: list[Deficiency]
    left: list[dict[str, str]] = field(default_factory=list)
    taken: int = 0

    def leave(self, place: str, *texts: str) -> None:
        """Keep texts that fit no field."""
        self.left += left(place, *texts)

    def take(self, section: PlanSection, row: PlanRow) -> None:
        """Make measures of a row."""
        place = str(row.place)
        found = [each for one in row.deficiencies for each in self._deficiencies(section, one)]
        self.leave(place, *row.implemented, *(term.text for term in row.completed))
        texts = [text for text in row.measures if text.strip()]
        if not texts:
            self.leave(place, *(term.text for term in row.planned), *(one.text for one in row.assignees), *row.expected)
            return
        terms, persons = _each(row.planned, texts), _each(row.assignees, texts)
        expected = _each(row.expected, texts)
        for number, text in enumerate(texts):
            made = self._measure(text, terms[number], persons[number])
            made.expected = JOINT.join(expected[number])[:LONGEST]
            made.save()
            made.deficiencies.set(found)
            self.leave(place, text[LONGEST:], JOINT.join(one.text for one in terms[number])[LONGEST_TERM:])
            self.leave(place, JOINT.join(expected[number])[LONGEST:])
            self.leave(place, *(one.text for one in persons[number] if len(one.text) > LONGEST_NAME))

    def _measure(self, text: str, terms: Sequence[Term], persons: Sequence[Assignee]) -> Measure:
        self.taken += 1
        person = person_of(persons)
        return Measure(
            plan=self.plan,
            position=self.taken,
            author=self.by,
            text=text[:LONGEST],
            term=joined_term(terms),
            due_on=last_due(terms),
            assignee_name=person.name,
            assignee_post=person.post,
            co_assignees=person.others,
        )

    def _deficiencies(self, section: PlanSection, one: WrittenDeficiency) -> list[Deficiency]:
        """The deficiency of the results in the same words; else one in the paper's own words, and beside it the only
        one of its indicator that the results found.
        """
        words = " ".join(one.text.split())
        alike = [each for each in self.known if " ".join(each.text.split()).casefold() == words.casefold()]
        if alike:
            return alike[:1]
        own = DeficiencySource.PAPER
        meant = [each for each in self.known if each.indicator == one.indicator and each.source != own]
        last = max((each.position for each in self.known), default=0)
        made = Deficiency.objects.create(
            listed=self.plan.listed,
            results=self.plan.results,
            key=f"paper.{sha256(words.casefold().encode()).hexdigest()[:12]}",
            indicator=one.indicator or section.criterion,
            source=own,
            title=words[:LONGEST],
            text=words[:LONGEST],
            position=last + 1,
        )
        self.known.append(made)
        return [made, *(meant if one.indicator and len(meant) == 1 else ())]


def _each(entries: Sequence[_Entry], texts: Sequence[str]) -> list[list[_Entry]]:
    """What belongs to each measure: one by one where there are as many, else all of them to each."""
    if len(entries) == len(texts):
        return [[one] for one in entries]
    return [list(entries) for _ in texts]
