"""Writing a plan for a year: its measures added, changed, taken out, put in order."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.journal.actions import record
from merilo_web.plans.actions.saying import said
from merilo_web.plans.actions.yearly_locking import yearly_locked, yearly_measure_locked
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.yearly import days_of, term_of
from merilo_web.plans.queries.yearly_order import NumberedRow, next_number, placed, raised
from merilo_web.plans.rules.yearly import EDIT_YEARLY, LONGEST
from merilo_web.registry.actions.writing import written


@dataclass(frozen=True, slots=True)
class YearlyMeasureFacts:
    """What a measure says; without a number it gets the next one of its section. See the model."""

    text: str
    section: str = ""
    number: str = ""
    term: str = ""
    assignee_name: str = ""
    assignee_post: str = ""
    co_assignees: str = ""
    expected: str = ""


_FIELDS = (*YearlyMeasureFacts.__dataclass_fields__, "starts_on", "due_on")


@transaction.atomic
def add(plan: YearlyPlan, *, by: User, facts: YearlyMeasureFacts) -> YearlyMeasure:
    """Write a new measure at the end of its section, or under its head."""
    kept = yearly_locked(plan, EDIT_YEARLY, by=by)
    rows = numbered(kept)
    given = _facts(kept, facts, rows=rows)
    place = placed(rows, str(given["section"]), str(given["number"]))
    made = YearlyMeasure(plan=kept, position=len(rows) + 1)
    changes = written(made, given, fields=_FIELDS)
    row = NumberedRow(made.pk, made.section, made.number)
    _arrange(kept, [*rows[:place], row, *rows[place:]])
    record(EDIT_YEARLY.event, made, by=by, scope=kept.scope, changes=changes)
    return made


@transaction.atomic
def change(measure: YearlyMeasure, *, by: User, facts: YearlyMeasureFacts) -> YearlyMeasure:
    """Change how a measure is written; in another section it goes to its end."""
    kept = yearly_measure_locked(measure, EDIT_YEARLY, by=by)
    rows = [row for row in numbered(kept.plan) if row.pk != kept.pk]
    section = kept.section
    changes = written(kept, _facts(kept.plan, facts, rows=rows), fields=_FIELDS)
    if kept.section != section:
        place = placed(rows, kept.section, kept.number)
        _arrange(kept.plan, [*rows[:place], NumberedRow(kept.pk, kept.section, kept.number), *rows[place:]])
    record(EDIT_YEARLY.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def remove(measure: YearlyMeasure, *, by: User) -> None:
    """Take a measure out; the journal keeps its words."""
    kept = yearly_measure_locked(measure, EDIT_YEARLY, by=by)
    record(
        EDIT_YEARLY.event, kept, by=by, scope=kept.scope, changes={"мероприятие": (f"{kept.number}. {kept.text}", "")}
    )
    kept.delete()


@transaction.atomic
def raise_up(measure: YearlyMeasure, *, by: User) -> YearlyMeasure:
    """Put a measure above its neighbour of the same section and head; the first stays where it is."""
    kept = yearly_measure_locked(measure, EDIT_YEARLY, by=by)
    rows = numbered(kept.plan)
    ordered = raised(rows, kept.pk)
    if ordered == rows:
        return kept
    _arrange(kept.plan, ordered)
    former = kept.number
    kept.refresh_from_db(fields=["position", "number"])
    record(EDIT_YEARLY.event, kept, by=by, scope=kept.scope, changes={"номер": (former, kept.number)})
    return kept


def numbered(plan: YearlyPlan) -> tuple[NumberedRow, ...]:
    """The measures of a plan as their order is told from."""
    rows = plan.measures.order_by("position", "id").values_list("pk", "section", "number")
    return tuple(NumberedRow(*row) for row in rows)


def _arrange(plan: YearlyPlan, rows: Sequence[NumberedRow]) -> None:
    """Write the order and the numbers; a part of the event that changes them."""
    known = {one.pk: one for one in plan.measures.all()}
    for position, row in enumerate(rows, 1):
        known[row.pk].position, known[row.pk].number = position, row.number
    YearlyMeasure.objects.bulk_update(known.values(), ["position", "number"])


def _facts(plan: YearlyPlan, facts: YearlyMeasureFacts, *, rows: Sequence[NumberedRow]) -> dict[str, object]:
    given = {name: " ".join(value.split()) for name, value in asdict(facts).items()}
    given["expected"] = facts.expected.strip()
    given["text"] = said(facts.text, field="text", ask="Напишите, что будет сделано.", longest=LONGEST)
    given["number"] = given["number"].rstrip(".") or next_number(rows, given["section"])
    if any((row.section, row.number.rstrip(".")) == (given["section"], given["number"]) for row in rows):
        raise ValidationError({"number": f"Мероприятие № {given['number']} в этом разделе уже есть."})
    starts_on, due_on = days_of(term_of(plan, given["term"]))
    return {**given, "starts_on": starts_on, "due_on": due_on}
