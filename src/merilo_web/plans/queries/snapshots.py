"""A whole plan as a page, a document and a report read it: alive, or frozen when it was approved, closed, reported."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, fields
from datetime import date
from typing import Any

from django.db.models import Prefetch

from merilo.documents.publication import short_criterion
from merilo.documents.typography import decimal
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.plans.models import Deficiency, Extension, ImprovementPlan, Measure, Proof
from merilo_web.plans.states import (
    AWAITED,
    DeficiencySource,
    DeficiencyState,
    ExtensionState,
    ImprovementPlanState,
    MeasureState,
)
from merilo_web.results.models import OrganizationResult

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class ProofLine:
    """A proof in force: `digest` is SHA-256 of its file, empty for a link."""

    pk: int
    kind: str
    title: str
    url: str
    evidence: int | None
    file_name: str
    digest: str
    number: int
    added_on: date


@dataclass(frozen=True, slots=True)
class MeasureLine:
    """A measure with its progress. `extended`: how many times its term was extended."""

    pk: int
    position: int
    text: str
    term: str
    due_on: date | None
    assignee_name: str
    assignee_post: str
    co_assignees: str
    expected: str
    library_key: str
    state: str
    implemented: str
    completed_on: date | None
    reported_on: date | None
    confirmed_on: date | None
    confirmed_by: str
    remark: str
    extended: int
    proofs: tuple[ProofLine, ...]

    @property
    def state_title(self) -> str:
        """The state in Russian."""
        return str(MeasureState(self.state).label)

    @property
    def assignee(self) -> str:
        """«И.О. Фамилия, должность», the others after a semicolon."""
        first = ", ".join(part for part in (self.assignee_name, self.assignee_post) if part)
        return "; ".join(part for part in (first, self.co_assignees) if part)

    def is_overdue(self, on: date) -> bool:
        """The organization has it to do and its term is over."""
        return self.state in AWAITED and self.due_on is not None and on > self.due_on


@dataclass(frozen=True, slots=True)
class DeficiencyLine:
    """A deficiency; `gain` is exact («p/q»), empty where nobody may know."""

    pk: int
    key: str
    kind: str
    indicator: str
    source: str
    title: str
    text: str
    remedy: str
    gain: str
    repeated: bool
    state: str
    note: str

    @property
    def state_title(self) -> str:
        """The state in Russian."""
        return str(DeficiencyState(self.state).label)

    @property
    def source_title(self) -> str:
        """Where it comes from, in Russian."""
        return str(DeficiencySource(self.source).label)


@dataclass(frozen=True, slots=True)
class PlanLine:
    """A row of the plan: deficiencies that the same measures answer. Without measures there are notes instead."""

    deficiencies: tuple[DeficiencyLine, ...]
    measures: tuple[MeasureLine, ...]


@dataclass(frozen=True, slots=True)
class SectionLines:
    """A section: the criterion's code and name, its score as printed («97,20», a dash where there is none)."""

    criterion: str
    title: str
    score: str
    rows: tuple[PlanLine, ...]


@dataclass(frozen=True, slots=True)
class PlanSnapshot:
    """A plan as it stood. `loose` are measures that answer no deficiency of the assessment."""

    number: int
    year: int
    state: str
    organization: str
    cycle: str
    due_on: date | None
    approved_on: date | None
    approver_name: str
    approver_post: str
    approval_act: str
    published_on: date | None
    published_url: str
    sections: tuple[SectionLines, ...]
    loose: tuple[MeasureLine, ...]
    organization_genitive: str = ""

    @property
    def state_title(self) -> str:
        """The state in Russian."""
        return str(ImprovementPlanState(self.state).label)

    @property
    def measures(self) -> tuple[MeasureLine, ...]:
        """Every measure once, in the order of the plan."""
        found = {one.pk: one for section in self.sections for row in section.rows for one in row.measures}
        found |= {one.pk: one for one in self.loose}
        return tuple(sorted(found.values(), key=lambda one: (one.position, one.pk)))

    @property
    def deficiencies(self) -> tuple[DeficiencyLine, ...]:
        """Every deficiency, in the order of sections."""
        return tuple(one for section in self.sections for row in section.rows for one in row.deficiencies)


def snapshot(plan: ImprovementPlan) -> PlanSnapshot:
    """The plan as it stands now. The number of queries does not depend on its length."""
    extensions = Extension.objects.filter(state=ExtensionState.GRANTED)
    proofs = Proof.objects.filter(withdrawn_on__isnull=True, superseded_by__isnull=True)
    measures = plan.measures.select_related("confirmed_by").prefetch_related(
        "deficiencies",
        Prefetch("proofs", proofs.select_related("evidence__file"), to_attr="in_use"),
        Prefetch("extensions", extensions, to_attr="granted"),
    )
    lines = [(_measure(one), frozenset(each.pk for each in one.deficiencies.all())) for one in measures]
    found = Deficiency.objects.filter(listed=plan.listed_id).exclude(state=DeficiencyState.WITHDRAWN)
    return PlanSnapshot(
        number=plan.number,
        year=plan.year,
        state=plan.state,
        organization=plan.listed.organization.full_name,
        cycle=plan.listed.cycle.title,
        due_on=plan.due_on,
        approved_on=plan.approved_on,
        approver_name=plan.approver_name,
        approver_post=plan.approver_post,
        approval_act=plan.approval_act,
        published_on=plan.published_on,
        published_url=plan.published_url,
        sections=tuple(_sections(plan, found, lines)),
        loose=tuple(line for line, numbers in lines if not numbers),
        organization_genitive=plan.listed.organization.full_name_genitive,
    )


def as_json(frozen: PlanSnapshot) -> Json:
    """A snapshot as JSON; days in ISO form."""
    kept: Json = _plain(asdict(frozen))
    return kept


def snapshot_of(body: Json) -> PlanSnapshot:
    """The snapshot that was written."""
    sections = tuple(
        SectionLines(one["criterion"], one["title"], one["score"], tuple(_row_of(row) for row in one["rows"]))
        for one in body["sections"]
    )
    loose = tuple(_measure_of(one) for one in body["loose"])
    return PlanSnapshot(**{**_dated(PlanSnapshot, body), "sections": sections, "loose": loose})


def _sections(
    plan: ImprovementPlan, found: Iterable[Deficiency], lines: Sequence[tuple[MeasureLine, frozenset[int]]]
) -> Iterator[SectionLines]:
    row = OrganizationResult.objects.filter(version=plan.results_id, listed=plan.listed_id).only("brief").first()
    scores = {code: shown for code, shown, _ in row.brief["criteria"]} if row else {}
    by_criterion: dict[str, list[Deficiency]] = {}
    for one in found:
        by_criterion.setdefault(one.indicator.partition(".")[0], []).append(one)
    for criterion in edition_of(plan.listed.cycle).criteria:
        kept = by_criterion.pop(criterion.code, [])
        score = decimal(scores.get(criterion.code))
        yield SectionLines(criterion.code, short_criterion(criterion), score, tuple(_rows(kept, lines)))
    if others := [one for several in by_criterion.values() for one in several]:
        yield SectionLines("", "Прочее", decimal(None), tuple(_rows(others, lines)))


def _rows(found: Iterable[Deficiency], lines: Sequence[tuple[MeasureLine, frozenset[int]]]) -> Iterator[PlanLine]:
    """Deficiencies that the same measures answer stand in one row; each without a measure stands alone."""
    groups: dict[tuple[int, ...], list[DeficiencyLine]] = {}
    measures = {line.pk: line for line, _ in lines}
    for one in found:
        answers = tuple(line.pk for line, numbers in lines if one.pk in numbers)
        groups.setdefault(answers or (-one.pk,), []).append(_deficiency(one))
    for answers, several in groups.items():
        yield PlanLine(tuple(several), tuple(measures[pk] for pk in answers if pk > 0))


def _deficiency(one: Deficiency) -> DeficiencyLine:
    return DeficiencyLine(**{each.name: getattr(one, each.name) for each in fields(DeficiencyLine)})


def _measure(one: Measure) -> MeasureLine:
    own = {"confirmed_by", "extended", "proofs"}
    plain = {each.name: getattr(one, each.name) for each in fields(MeasureLine) if each.name not in own}
    return MeasureLine(
        **plain,
        confirmed_by=one.confirmed_by.full_name if one.confirmed_by else "",
        extended=len(one.granted),  # type: ignore[attr-defined]  # prefetched above
        proofs=tuple(_proof(each) for each in one.in_use),  # type: ignore[attr-defined]  # prefetched above
    )


def _proof(one: Proof) -> ProofLine:
    return ProofLine(
        pk=one.pk,
        kind=one.kind,
        title=one.title,
        url=one.url,
        evidence=one.evidence_id,
        file_name=one.evidence.file_name if one.evidence else "",
        digest=one.digest,
        number=one.number,
        added_on=one.added_on,
    )


def _row_of(body: Json) -> PlanLine:
    deficiencies = tuple(DeficiencyLine(**one) for one in body["deficiencies"])
    return PlanLine(deficiencies, tuple(_measure_of(one) for one in body["measures"]))


def _measure_of(body: Json) -> MeasureLine:
    proofs = tuple(ProofLine(**_dated(ProofLine, one)) for one in body["proofs"])
    return MeasureLine(**{**_dated(MeasureLine, body), "proofs": proofs})


def _dated(kind: type, body: Mapping[str, Any]) -> Json:
    """Fields whose names end in `_on` are days; those that were not yet kept when it was written are left out."""
    return {
        one.name: date.fromisoformat(body[one.name]) if one.name.endswith("_on") and body[one.name] else body[one.name]
        for one in fields(kind)
        if one.name in body
    }


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON has no narrower type
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value.isoformat() if isinstance(value, date) else value
