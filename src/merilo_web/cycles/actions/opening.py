"""Opening a meeting: attendance and quorum. Without a quorum it is closed at once, with minutes and no decisions."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.cycles.actions.meetings import check_timely, locked
from merilo_web.cycles.models import AgendaPoint, Attendance, Ballot, Meeting
from merilo_web.cycles.queries import meetings as queries
from merilo_web.cycles.rules import meetings as verbs
from merilo_web.journal.actions import record
from merilo_web.registry.models import CouncilMember


@dataclass(frozen=True, slots=True)
class Presence:
    """Who is present, why the others are not, who chairs and who keeps the minutes: numbers of members."""

    present: frozenset[int]
    chair: int
    secretary: int
    notes: Mapping[int, str] = field(default_factory=dict)


class QuorumError(NotAllowedError):
    """Too few members are present: the meeting may be moved, or closed without decisions."""


@transaction.atomic
def open_meeting(meeting: Meeting, *, by: User, on: date, presence: Presence) -> Meeting:
    """Open the meeting: attendance, quorum, and for every point the ballots that conflicts of interest make."""
    kept, members = _begun(meeting, verbs.OPEN_MEETING, by=by, on=on)
    here = _here(members, presence)
    least = queries.quorum(kept.council, len(members))
    if len(here) < least:
        raise QuorumError(
            f"Кворума нет: присутствуют {len(here)} из {len(members)}, нужно не меньше {least}. Решения принимать "
            "нельзя: перенесите заседание или закройте его без решений.",
            clause=queries.quorum_in_words(kept.council),
        )
    _seat(kept, here, presence)
    points = list(kept.points.select_related("cycle"))
    if not points:
        raise NotAllowedError("В повестке нет вопросов: внесите хотя бы один.")
    for point in points:
        check_timely(point)
    _attend(kept, members, presence)
    found = queries.conflicts(members, kept.held_on)
    for point in points:
        _make_ballots(point, found)
    return _settle(kept, verbs.OPEN_MEETING, by=by, here=here, fields={"quorum": least})


@transaction.atomic
def close_without_quorum(meeting: Meeting, *, by: User, on: date, presence: Presence) -> Meeting:
    """Close a meeting to which too few came: attendance and minutes remain, nothing is put to a vote."""
    kept, members = _begun(meeting, verbs.CLOSE_WITHOUT_QUORUM, by=by, on=on)
    here = _here(members, presence)
    least = queries.quorum(kept.council, len(members))
    if len(here) >= least:
        raise NotAllowedError(
            f"Кворум есть: присутствуют {len(here)} из {len(members)}. Откройте заседание.",
            clause=queries.quorum_in_words(kept.council),
        )
    if not here:
        raise NotAllowedError("Никто не пришёл: подписать протокол некому. Перенесите заседание.")
    _seat(kept, here, presence, alone=len(here) == 1)
    _attend(kept, members, presence)
    fields = {"quorum": least, "lacks_quorum": True}
    return _settle(kept, verbs.CLOSE_WITHOUT_QUORUM, by=by, here=here, fields=fields)


def _begun(meeting: Meeting, verb: Verb, *, by: User, on: date) -> tuple[Meeting, list[CouncilMember]]:
    """The meeting, locked on its day or later, and the members in office."""
    kept = locked(meeting, verb, by=by)
    if on < kept.held_on:
        raise NotAllowedError(f"Заседание назначено на {kept.held_on:%d.%m.%Y}: откройте его в этот день.")
    return kept, list(queries.in_office(kept.council, kept.held_on))


def _here(members: list[CouncilMember], presence: Presence) -> list[CouncilMember]:
    return [member for member in members if member.pk in presence.present]


def _seat(meeting: Meeting, here: list[CouncilMember], presence: Presence, *, alone: bool = False) -> None:
    """Who chairs and who keeps the minutes: two of those present, or the only one who came."""
    meeting.chair = next((member for member in here if member.pk == presence.chair), here[0] if alone else None)
    meeting.secretary = next((member for member in here if member.pk == presence.secretary), here[0] if alone else None)
    faults = {}
    if meeting.chair is None:
        faults["chair"] = "Председательствует один из присутствующих."
    if meeting.secretary is None:
        faults["secretary"] = "Протокол ведёт один из присутствующих."
    if not faults and not alone and meeting.chair == meeting.secretary:
        faults["secretary"] = "Председательствует и ведёт протокол не один и тот же человек."
    if faults:
        raise ValidationError(faults)


def _attend(meeting: Meeting, members: list[CouncilMember], presence: Presence) -> None:
    for member in members:
        came = member.pk in presence.present
        note = "" if came else presence.notes.get(member.pk, "").strip()
        Attendance.objects.create(meeting=meeting, member=member, present=came, note=note)


def _settle(
    meeting: Meeting, verb: Verb, *, by: User, here: list[CouncilMember], fields: Mapping[str, object]
) -> Meeting:
    for name, value in {**fields, "state": verb.to}.items():
        setattr(meeting, name, value)
    meeting.save(update_fields=[*fields, "chair", "secretary", "state"])
    changes = {"присутствуют": ("", [member.full_name for member in here]), "кворум": ("", meeting.quorum)}
    record(verb.event, meeting, by=by, scope=meeting.scope, changes=changes)
    return meeting


def _make_ballots(point: AgendaPoint, found: Mapping[int, Mapping[int, str]]) -> None:
    split = queries.groups(queries.concerned(point), found) or [()]
    for position, organizations in enumerate(split, 1):
        Ballot.objects.create(point=point, position=position).organizations.set(organizations)
