"""A paper for programs: plain dictionaries and lists as `docs/reference/schemas/plan.schema.json` describes them."""

from typing import Any

from merilo.deadlines.terms import Term
from merilo.methodology.numerals import decimal_text
from merilo.plans.model import Mark, PlanPaper, PlanRow, PlanSection, ProsePoint, WrittenDeficiency
from merilo.problems import Place


def paper_json(paper: PlanPaper) -> dict[str, Any]:
    """The whole paper. Marks are decimals as strings, days are ISO dates, what is not there is null or empty."""
    return {
        "shape": paper.shape.value,
        "title": paper.title,
        "organization": paper.organization,
        "years": list(paper.years) if paper.years else None,
        "approval": list(paper.approval),
        "annex": list(paper.annex),
        "sections": [_section(section) for section in paper.sections],
        "points": [_point(point) for point in paper.points],
        "captions": list(paper.captions),
        "notes": list(paper.notes),
        "unplaced": [{"text": one.text, "place": place_json(one.place)} for one in paper.unplaced],
    }


def place_json(place: Place) -> dict[str, Any]:
    """A place; the row is null where it is not known."""
    return {"file": place.file, "sheet": place.sheet, "row": place.row or None, "column": place.column}


def _section(section: PlanSection) -> dict[str, Any]:
    return {
        "number": section.number,
        "title": section.title,
        "criterion": section.criterion or None,
        "mark": _mark(section.mark),
        "rows": [_row(row) for row in section.rows],
    }


def _row(row: PlanRow) -> dict[str, Any]:
    return {
        "place": place_json(row.place),
        "number": row.number,
        "deficiencies": [_deficiency(one) for one in row.deficiencies],
        "measures": list(row.measures),
        "planned": [_term(term) for term in row.planned],
        "assignees": [{"text": one.text, "name": one.name, "post": one.post} for one in row.assignees],
        "expected": list(row.expected),
        "implemented": list(row.implemented),
        "completed": [_term(term) for term in row.completed],
    }


def _deficiency(one: WrittenDeficiency) -> dict[str, Any]:
    return {"text": one.text, "indicator": one.indicator or None, "mark": _mark(one.mark)}


def _mark(mark: Mark | None) -> dict[str, str] | None:
    if mark is None:
        return None
    return {"text": mark.text, "points": decimal_text(mark.points), "highest": decimal_text(mark.highest)}


def _term(term: Term) -> dict[str, Any]:
    span = term.span
    return {
        "text": term.text,
        "kind": term.kind.value,
        "start": term.start.isoformat() if term.start else None,
        "end": term.end.isoformat() if term.end else None,
        "after": {"amount": span.amount, "unit": span.unit.value, "event": span.event} if span else None,
    }


def _point(point: ProsePoint) -> dict[str, Any]:
    return {
        "number": point.number,
        "text": point.text,
        "mentions": [{"kind": one.kind, "text": one.text, "value": one.value} for one in point.mentions],
        "place": place_json(point.place),
    }
