"""The ready-made plan of an assessment: its terms follow the day on which the work begins."""

from datetime import date

import pytest

from merilo.documents.papers.usual_measures import PlanAssignees, usual_plan


@pytest.mark.parametrize(
    ("begins", "expected"),
    [
        (None, ("I квартал", "II квартал", "II–IV квартал", "IV квартал")),
        (date(2025, 11, 20), ("I квартал", "II квартал", "II–IV квартал", "IV квартал")),
        (date(2026, 3, 31), ("I квартал", "II квартал", "II–IV квартал", "IV квартал")),
        (date(2026, 4, 1), ("II квартал", "II квартал", "II–IV квартал", "IV квартал")),
        (date(2026, 9, 8), ("III квартал", "III квартал", "III–IV квартал", "IV квартал")),
        (date(2026, 12, 31), ("IV квартал", "IV квартал", "IV квартал", "IV квартал")),
        (date(2027, 1, 11), ("IV квартал", "IV квартал", "IV квартал", "IV квартал")),
    ],
)
def test_no_term_is_over_before_the_work_begins(begins: date | None, expected: tuple[str, ...]) -> None:
    sections = usual_plan(2026, PlanAssignees(), begins=begins)
    terms = {one.number: one.term for section in sections for one in section.measures}
    assert tuple(terms[number] for number in ("1", "2.2", "6", "7")) == tuple(f"{one} 2026 г." for one in expected)
    assert (terms["11"], terms["13"]) == ("I квартал 2027 г.", "постоянно")
