"""The measures of a plan as they stand on a day: done, under way, overdue."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from merilo.deadlines.due import is_overdue
from merilo.deadlines.words import left
from merilo_web.cycles.models import AssessmentPlan, PlannedMeasure, Scan


@dataclass(frozen=True, slots=True)
class MeasureRow:
    """A measure on a day. A head only gathers the measures under it; `words` say how much time is left."""

    measure: PlannedMeasure
    is_head: bool
    is_overdue: bool
    words: str
    opens_section: bool
    scans: tuple[Scan, ...] = ()

    @property
    def is_done(self) -> bool:
        return self.measure.completed_on is not None

    @property
    def is_part(self) -> bool:
        """Whether it stands under another measure."""
        return "." in self.measure.number.strip(".")


def measure_rows(
    plan: AssessmentPlan, *, on: date, scans: Mapping[int, Sequence[Scan]] | None = None
) -> tuple[MeasureRow, ...]:
    """Every measure of the plan in its order; `scans` by number of the measure."""
    measures = list(plan.measures.all())
    heads = {one.number.strip(".").rpartition(".")[0] for one in measures}
    rows, section = [], ""
    for one in measures:
        is_head = one.number.strip(".") in heads
        waits = one.completed_on is None and one.due_on is not None and not is_head
        rows.append(
            MeasureRow(
                one,
                is_head,
                waits and is_overdue(one.due_on, on),  # type: ignore[arg-type]  # it waits: it has a day
                left(one.due_on, on) if waits and one.due_on else "",
                bool(one.section) and one.section != section,
                tuple((scans or {}).get(one.pk, ())),
            )
        )
        section = one.section
    return tuple(rows)
