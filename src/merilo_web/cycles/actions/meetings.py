"""A council's meeting: planned, changed, given an agenda."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date, time

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.problems import RefusalError
from merilo.quotation import in_quotes
from merilo.scoring.policies import UNDECIDED, Policies
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.cycles.actions.days import meeting_fault, term_fault
from merilo_web.cycles.models import AgendaPoint, Cycle, Meeting, PolicyChoice
from merilo_web.cycles.queries.policies import BEFORE_SCORING, chosen_values, edition_of
from merilo_web.cycles.rules import meetings as verbs
from merilo_web.cycles.states import ABOUT_ORGANIZATIONS, CycleState, MeetingFormat, PointKind
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Organization

TIMELY: Mapping[str, frozenset[CycleState]] = {
    PointKind.LIST: frozenset({CycleState.DRAFT}),
    PointKind.POLICIES: BEFORE_SCORING,
    PointKind.RESULTS: frozenset({CycleState.SCORED}),
    PointKind.RECOMMENDATIONS: frozenset({CycleState.SCORED, CycleState.APPROVED}),
}
"""Where the cycle must stand when the council decides; other points may be decided at any time."""


@dataclass(frozen=True, slots=True)
class MeetingFacts:
    """When, where and how the council meets; `invited` has one person a line."""

    held_on: date
    place: str
    begins_at: time | None = None
    format: str = MeetingFormat.IN_PERSON
    invited: str = ""


@dataclass(frozen=True, slots=True)
class PointFacts:
    """A point of the agenda. An empty title or text is filled in by its kind; `proposed` is policy → option."""

    kind: str
    cycle: Cycle
    title: str = ""
    heard: str = ""
    text: str = ""
    assignee: str = ""
    due_on: date | None = None
    proposed: Mapping[str, str] = field(default_factory=dict)
    organizations: Collection[Organization] = ()


@transaction.atomic
def plan_meeting(cycle: Cycle, *, by: User, on: date, facts: MeetingFacts) -> Meeting:
    """Plan a meeting of the cycle's council, not earlier than today."""
    meeting = Meeting(council=cycle.council, **_fields(facts))
    access_of(by).require(verbs.PLAN_MEETING, meeting.scope)
    _check_day(facts, on)
    meeting.save()
    changes = {"дата": ("", meeting.held_on), "место": ("", meeting.place)}
    record(verbs.PLAN_MEETING.event, meeting, by=by, scope=meeting.scope, changes=changes)
    return meeting


@transaction.atomic
def change_meeting(meeting: Meeting, *, by: User, on: date, facts: MeetingFacts) -> Meeting:
    """Move a planned meeting or change its particulars; a day already past may stay as it was."""
    kept = locked(meeting, verbs.EDIT_AGENDA, by=by)
    if facts.held_on != kept.held_on:
        _check_day(facts, on)
        _check_terms(kept, facts.held_on)
    fields = _fields(facts)
    changes = changed(kept, fields)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(fields))
    record(verbs.EDIT_AGENDA.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def add_point(meeting: Meeting, *, by: User, point: PointFacts) -> AgendaPoint:
    """Put a point on the agenda of a planned meeting."""
    kept = locked(meeting, verbs.EDIT_AGENDA, by=by)
    if point.cycle.council_id != kept.council_id:
        raise ValidationError({"cycle": "Вопрос относится к циклу этого совета."})
    _check_left_behind(point)
    _check_proposed(point)
    check_term(point.due_on, kept)
    title = point.title.strip() or _TITLES.get(point.kind, "").replace("{cycle}", point.cycle.title)
    usual = policies_text(point.cycle, point.proposed) if point.proposed else _TEXTS.get(point.kind, "")
    text = point.text.strip() or usual
    faults = {name: "Заполните это поле." for name, value in (("title", title), ("text", text)) if not value}
    if faults:
        raise ValidationError(faults)
    last = kept.points.order_by("-position").first()
    added = AgendaPoint.objects.create(
        meeting=kept,
        cycle=point.cycle,
        position=last.position + 1 if last else 1,
        kind=point.kind,
        title=title,
        heard=point.heard.strip(),
        text=text,
        assignee=point.assignee.strip(),
        due_on=point.due_on,
        proposed=dict(point.proposed),
    )
    added.organizations.set(point.organizations if point.kind not in ABOUT_ORGANIZATIONS else ())
    record(verbs.EDIT_AGENDA.event, kept, by=by, scope=kept.scope, changes={"вопрос внесён": ("", added.title)})
    return added


@transaction.atomic
def remove_point(point: AgendaPoint, *, by: User) -> None:
    """Take a point off the agenda of a planned meeting; the others move up."""
    kept = locked(point.meeting, verbs.EDIT_AGENDA, by=by)
    gone = kept.points.filter(pk=point.pk).first()
    if gone is None:
        raise ValidationError("Этого вопроса в повестке уже нет.")
    title = gone.title
    gone.delete()
    for position, other in enumerate(kept.points.order_by("position", "id"), 1):
        AgendaPoint.objects.filter(pk=other.pk).update(position=position)
    record(verbs.EDIT_AGENDA.event, kept, by=by, scope=kept.scope, changes={"вопрос снят": (title, "")})


def locked(meeting: Meeting, verb: Verb, *, by: User) -> Meeting:
    """The meeting as it stands now, locked, after asking whether the person may do this."""
    rows = Meeting.objects.select_for_update(of=("self",)).select_related("council__authority")
    kept = rows.get(pk=meeting.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept


def check_timely(point: AgendaPoint) -> None:
    """Refuse a point that the cycle is not ready for, or has left behind."""
    states, cycle = TIMELY.get(point.kind), point.cycle
    if states and cycle.state not in states:
        raise NotAllowedError(
            f"Вопрос {in_quotes(point.title)} сейчас не решают: {cycle.title} — {cycle.get_state_display()}. "
            "Снимите его с повестки."
        )
    if point.kind in ABOUT_ORGANIZATIONS and not cycle.listed.exists():
        raise NotAllowedError(f"Вопрос {in_quotes(point.title)}: в перечне нет ни одной организации.")
    if repeated := set(point.proposed) & set(cycle.policies.values_list("policy", flat=True)):
        titles = ", ".join(_named(cycle, code) for code in sorted(repeated))
        raise NotAllowedError(f"Совет уже решил в этом цикле: {titles}. Снимите вопрос с повестки.")


def policies_text(cycle: Cycle, proposed: Mapping[str, str]) -> str:
    """Proposed policies as lines of a decision: the question, and how it is decided."""
    edition = edition_of(cycle)
    lines = []
    for code, option in proposed.items():
        rule = edition.policies.get(code)
        chosen = rule.option(option) if rule else None
        lines.append(f"{_named(cycle, code)}: {chosen.title if chosen else option}.")
    return "\n".join(lines)


def _fields(facts: MeetingFacts) -> dict[str, object]:
    if not facts.place.strip():
        raise ValidationError({"place": "Напишите, где пройдёт заседание."})
    return {
        "held_on": facts.held_on,
        "place": facts.place.strip(),
        "begins_at": facts.begins_at,
        "format": facts.format,
        "invited": facts.invited.strip(),
    }


def check_term(due_on: date | None, meeting: Meeting) -> None:
    """Raise ValidationError when a decision would be due before its meeting, or not in any sensible time."""
    if fault := term_fault(due_on, meeting.held_on, of="дня заседания"):
        raise ValidationError({"due_on": fault})


def _check_day(facts: MeetingFacts, on: date) -> None:
    if fault := meeting_fault(facts.held_on, on=on):
        raise ValidationError({"held_on": fault})


def _check_terms(meeting: Meeting, held_on: date) -> None:
    """A meeting is not moved past the terms of its own decisions."""
    early = meeting.points.filter(due_on__lt=held_on).order_by("due_on").first()
    if early:
        fault = f"Срок исполнения по вопросу {early.position} — {early.due_on:%d.%m.%Y}: сначала исправьте его."
        raise ValidationError({"held_on": fault})


def _check_left_behind(point: PointFacts) -> None:
    """A cycle may grow into a point until the meeting, but never comes back to one that it has left behind."""
    states, stages = TIMELY.get(point.kind), list(CycleState)
    if not states or stages.index(CycleState(point.cycle.state)) <= max(map(stages.index, states)):
        return
    kind = PointKind(point.kind).label
    raise ValidationError(
        {"kind": f"Вопрос «{kind}» в этом цикле уже позади: {point.cycle} — {point.cycle.get_state_display()}."}
    )


def _check_proposed(point: PointFacts) -> None:
    if point.kind != PointKind.POLICIES:
        return
    if not point.proposed or UNDECIDED in point.proposed.values():
        raise ValidationError({"proposed": "Выберите хотя бы один вопрос методики и решение по нему."})
    if point.cycle.state not in BEFORE_SCORING:
        raise NotAllowedError("Вопросы методики совет решает до расчёта баллов: баллы этого цикла уже рассчитаны.")
    if PolicyChoice.objects.filter(cycle=point.cycle, policy__in=point.proposed).exists():
        raise ValidationError({"proposed": "По одному из этих вопросов совет в этом цикле уже решил."})
    try:
        Policies.of(edition_of(point.cycle), chosen_values(edition_of(point.cycle), point.proposed))
    except RefusalError as refusal:
        raise ValidationError({"proposed": str(refusal)}) from None


def _named(cycle: Cycle, code: str) -> str:
    edition = edition_of(cycle)
    named = edition.policies.get(code) or edition.thresholds.get(code)
    return named.title if named else code


_TITLES: Mapping[str, str] = {
    PointKind.LIST: "О перечне организаций: {cycle}",
    PointKind.POLICIES: "О вопросах методики, которые закон оставляет открытыми: {cycle}",
    PointKind.OPERATOR: "О предложениях к техническому заданию и выбору оператора: {cycle}",
    PointKind.RESULTS: "О результатах независимой оценки: {cycle}",
    PointKind.RECOMMENDATIONS: "О предложениях об улучшении деятельности организаций: {cycle}",
}
_TEXTS: Mapping[str, str] = {
    PointKind.LIST: "Утвердить перечень организаций, в отношении которых проводится независимая оценка.",
    PointKind.OPERATOR: "Предложения к техническому заданию поддержать и направить органу власти.",
    PointKind.RESULTS: "Утвердить результаты независимой оценки и передать их органу власти.",
    PointKind.RECOMMENDATIONS: "Утвердить предложения об улучшении деятельности организаций.",
}
