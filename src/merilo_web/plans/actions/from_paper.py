"""A plan begins with a paper that somebody has written already: its rows become measures, nothing of it is lost."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeVar

from django.db import transaction
from django.db.models import Max

from merilo.deadlines.terms import Term
from merilo.plans.model import Assignee, PlanPaper, PlanRow, PlanSection, WrittenDeficiency
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.models import Evidence
from merilo_web.plans.actions.locking import plan_locked, plan_moved
from merilo_web.plans.actions.saying import LONGEST
from merilo_web.plans.models import Deficiency, ImprovementPlan, Measure
from merilo_web.plans.rules.plan import EDIT_PLAN
from merilo_web.plans.states import DeficiencySource, DeficiencyState
from merilo_web.registry.actions.filing import file_evidence

_TERM, _NAME, _POST, _OTHERS = 300, 255, 500, 1000
_JOINT = "; "
_Entry = TypeVar("_Entry")


@dataclass(frozen=True, slots=True)
class _Person:
    name: str
    post: str
    others: str


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
    rest = [{"text": one.text, "place": str(one.place)} for one in paper.unplaced]
    rest += [{"text": text, "place": ""} for text in (*paper.approval, *paper.annex, *paper.notes)]
    rest += [{"text": one.text, "place": str(one.place)} for one in paper.points]
    taken = 0
    for section in paper.sections:
        for row in section.rows:
            made, left = _take(kept, section, row, by=by)
            taken += made
            rest += [{"text": text, "place": str(row.place)} for text in left]
    if evidence is not None:
        file_evidence(evidence, scope=kept.scope)
    fields = {"paper": evidence, "unplaced": rest}
    note = f"{on:%d.%m.%Y}: мероприятий {taken}, не размещено {len(rest)}"
    return plan_moved(kept, EDIT_PLAN, by=by, fields=fields, note=note)


def _take(plan: ImprovementPlan, section: PlanSection, row: PlanRow, *, by: User) -> tuple[int, list[str]]:
    """Measures made of a row, and what of it fits no field."""
    found = [each for one in row.deficiencies for each in _deficiencies(plan, section, one)]
    left = [*row.implemented, *(term.text for term in row.completed)]
    texts = [text for text in row.measures if text.strip()]
    if not texts:
        return 0, [*left, *(term.text for term in row.planned), *(one.text for one in row.assignees), *row.expected]
    terms = _each(row.planned, texts)
    persons = _each(row.assignees, texts)
    expected = _each(row.expected, texts)
    last = plan.measures.aggregate(last=Max("position"))["last"] or 0
    for place, text in enumerate(texts):
        person = _person(persons[place])
        made = Measure.objects.create(
            plan=plan,
            position=last + place + 1,
            author=by,
            text=text[:LONGEST],
            term=_term(terms[place]),
            due_on=_due(terms[place]),
            assignee_name=person.name,
            assignee_post=person.post,
            co_assignees=person.others,
            expected=_JOINT.join(expected[place])[:LONGEST],
        )
        made.deficiencies.set(found)
        left += _cut(text, LONGEST) + _cut(_JOINT.join(one.text for one in terms[place]), _TERM)
    return len(texts), left


def _deficiencies(plan: ImprovementPlan, section: PlanSection, one: WrittenDeficiency) -> list[Deficiency]:
    """The deficiency of the results in the same words; else one in the paper's own words, and beside it the only
    one of its indicator that the results found.
    """
    known = list(plan.listed.deficiencies.exclude(state=DeficiencyState.WITHDRAWN))
    words = " ".join(one.text.split())
    alike = [each for each in known if " ".join(each.text.split()).casefold() == words.casefold()]
    if alike:
        return alike[:1]
    meant = [each for each in known if each.indicator == one.indicator and each.source != DeficiencySource.PAPER]
    last = plan.listed.deficiencies.aggregate(last=Max("position"))["last"] or 0
    made = Deficiency.objects.create(
        listed=plan.listed,
        results=plan.results,
        key=f"paper.{last + 1}",
        indicator=one.indicator or section.criterion,
        source=DeficiencySource.PAPER,
        title=words[:LONGEST],
        text=words[:LONGEST],
        position=last + 1,
    )
    return [made, *(meant if one.indicator and len(meant) == 1 else ())]


def _each(entries: Sequence[_Entry], texts: Sequence[str]) -> list[list[_Entry]]:
    """What belongs to each measure: one by one where there are as many, else all of them to each."""
    if len(entries) == len(texts):
        return [[one] for one in entries]
    return [list(entries) for _ in texts]


def _term(terms: Iterable[Term]) -> str:
    return _JOINT.join(one.text for one in terms)[:_TERM]


def _due(terms: Iterable[Term]) -> date | None:
    return max((one.due_on for one in terms if one.due_on), default=None)


def _person(persons: Sequence[Assignee]) -> _Person:
    if not persons:
        return _Person("", "", "")
    first, *others = persons
    return _Person(first.name[:_NAME], first.post[:_POST], _JOINT.join(one.text for one in others)[:_OTHERS])


def _cut(text: str, longest: int) -> list[str]:
    return [text[longest:]] if len(text) > longest else []
