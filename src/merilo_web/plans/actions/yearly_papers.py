"""A plan for a year that exists as a paper: kept beside an empty draft, then its rows taken, nothing of it lost."""

from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.plans.model import PlanPaper, PlanRow, PlanSection
from merilo.plans.reported_results import ToldResult, told_by
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.actions import attach
from merilo_web.archive.uploads import Upload
from merilo_web.plans.actions.from_paper import MOST
from merilo_web.plans.actions.paper_rows import (
    JOINT,
    LONGEST_NAME,
    LONGEST_OTHERS,
    LONGEST_TERM,
    joined_term,
    left,
    person_of,
)
from merilo_web.plans.actions.yearly_execution import state_of
from merilo_web.plans.actions.yearly_locking import yearly_locked, yearly_moved
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.yearly import days_of, first_result_day, term_of
from merilo_web.plans.queries.yearly_order import NumberedRow, next_number
from merilo_web.plans.rules.yearly import EDIT_YEARLY, LONGEST
from merilo_web.registry.actions.filing import file_evidence

_LONGEST_SECTION, _LONGEST_NUMBER = 500, 16
_Left = list[dict[str, str]]


@transaction.atomic
def keep_paper(plan: YearlyPlan, upload: Upload, *, by: User) -> YearlyPlan:
    """Keep the paper; nothing of it is in the plan yet."""
    kept = _empty(plan, by=by)
    evidence = attach(upload.content, file_name=upload.file_name, media_type=upload.media_type, by=by)
    file_evidence(evidence, scope=kept.scope)
    return yearly_moved(kept, EDIT_YEARLY, by=by, fields={"paper": evidence})


@transaction.atomic
def drop_paper(plan: YearlyPlan, *, by: User) -> YearlyPlan:
    """Put the paper aside; it stays in the archive."""
    return yearly_moved(_empty(plan, by=by), EDIT_YEARLY, by=by, fields={"paper": None})


@transaction.atomic
def take_paper(plan: YearlyPlan, paper: PlanPaper, *, by: User, on: date) -> YearlyPlan:
    """Take the rows of a paper into an empty draft, each as one measure in its section; the rest is kept and shown.

    What a row says to be done already stands at its measure; without a day of its own the measure goes on.
    """
    kept = _empty(plan, by=by)
    if len(paper.rows) > MOST:
        raise ValidationError(f"В файле больше {MOST} мероприятий: это не план на год.")
    rest, rows = beside(paper), list[NumberedRow]()
    for section in paper.sections:
        title = _heading(section)
        rest += left("", title[_LONGEST_SECTION:])
        for row in section.rows:
            if not any(text.strip() for text in row.measures):
                rest += left(str(row.place), *_texts(row))
                continue
            measure = _measure(kept, row, section=title[:_LONGEST_SECTION], rows=rows)
            told = told_by(row, since=first_result_day(kept), on=on)
            measure.outcome, measure.completed_on = told.outcome[:LONGEST], told.completed_on
            measure.state = state_of(measure.outcome, measure.completed_on)
            rest += _unfitting(row, told)
            measure.position = len(rows) + 1
            measure.save()
            rows.append(NumberedRow(measure.pk, measure.section, measure.number))
    note = f"{on:%d.%m.%Y}: мероприятий {len(rows)}, не размещено {len(rest)}"
    return yearly_moved(kept, EDIT_YEARLY, by=by, fields={"unplaced": rest}, note=note)


def _measure(plan: YearlyPlan, row: PlanRow, *, section: str, rows: list[NumberedRow]) -> YearlyMeasure:
    term, person = joined_term(row.planned), person_of(row.assignees)
    starts_on, due_on = days_of(term_of(plan, term))
    number = row.number.strip().rstrip(".")[:_LONGEST_NUMBER]
    taken = {each.number for each in rows if each.section == section}
    return YearlyMeasure(
        plan=plan,
        section=section,
        number=number if number and number not in taken else next_number(rows, section),
        text="\n".join(row.measures)[:LONGEST],
        term=term,
        starts_on=starts_on,
        due_on=due_on,
        assignee_name=person.name,
        assignee_post=person.post,
        co_assignees=person.others,
        expected="\n".join(row.expected)[:LONGEST],
    )


def beside(paper: PlanPaper) -> list[dict[str, str]]:
    """What a paper says outside its rows, as a plan keeps it."""
    found = left("", paper.title, paper.organization, *paper.approval, *paper.annex, *paper.notes)
    for unplaced in paper.unplaced:
        found += left(str(unplaced.place), unplaced.text)
    for point in paper.points:
        found += left(str(point.place), f"{point.number} {point.text}")
    return found


def _unfitting(row: PlanRow, told: ToldResult) -> _Left:
    """What a row says beyond the fields of a measure."""
    people = JOINT.join(one.text for one in row.assignees[1:])
    found = left(str(row.place), *(one.text for one in row.deficiencies), *told.rest)
    found += left(str(row.place), told.outcome[LONGEST:], "\n".join(row.measures)[LONGEST:])
    found += left(str(row.place), "\n".join(row.expected)[LONGEST:], people[LONGEST_OTHERS:])
    found += left(str(row.place), JOINT.join(one.text for one in row.planned)[LONGEST_TERM:])
    return found + left(str(row.place), *(one.text for one in row.assignees[:1] if len(one.text) > LONGEST_NAME))


def _texts(row: PlanRow) -> Iterator[str]:
    yield from (row.number, *(one.text for one in row.deficiencies), *row.expected, *row.implemented)
    yield from (one.text for one in (*row.planned, *row.completed))
    yield from (one.text for one in row.assignees)


def _heading(section: PlanSection) -> str:
    return ". ".join(part for part in (section.number.rstrip("."), section.title) if part)


def _empty(plan: YearlyPlan, *, by: User) -> YearlyPlan:
    kept = yearly_locked(plan, EDIT_YEARLY, by=by)
    if kept.measures.exists():
        raise NotAllowedError("В плане уже есть мероприятия: готовый план берут в пустой черновик.")
    return kept
