"""The list of organizations: drafting, adding with a ground, removing, settling after the vote, issuing."""

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.coverage import MUST, Status
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions.cycle_papers import issue_cycle_paper
from merilo_web.cycles.models import AgendaPoint, Cycle, CyclePaper, Decision, ListedOrganization
from merilo_web.cycles.queries.papers import list_paper
from merilo_web.cycles.queries.turns import OrganizationTurn, cycle_coverage, drafted
from merilo_web.cycles.rules import cycle as verbs
from merilo_web.cycles.states import MeetingState, PointKind
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Organization


@transaction.atomic
def draft_list(cycle: Cycle, *, by: User) -> int:
    """Put the draft on the list: whoever must be assessed, then in order of priority up to the share. How many came."""
    kept = _editable(cycle, by=by)
    rows = [row for row in drafted(cycle_coverage(kept)) if row.listed is None]
    for row in rows:
        ListedOrganization.objects.create(cycle=kept, organization=row.organization, ground=row.ground)
    if rows:
        changes = {"внесены": ("", [str(row.organization) for row in rows])}
        record(verbs.EDIT_LIST.event, kept, by=by, scope=kept.scope, changes=changes)
    return len(rows)


@transaction.atomic
def add_organization(cycle: Cycle, organization: Organization, *, by: User, note: str = "") -> ListedOrganization:
    """Put an organization on the list. The ground follows from its history; where the law leaves it open, say why."""
    kept = _editable(cycle, by=by)
    row = cycle_coverage(kept).of(organization)
    if row is None or organization.closed_on:
        raise ValidationError({"organization": "В перечень входят действующие организации этого органа власти."})
    if row.listed:
        raise ValidationError({"organization": f"{organization}: уже в перечне."})
    _refuse_second(row)
    if row.ground == ListedOrganization.Ground.COUNCIL and not note.strip():
        raise ValidationError({"note": "Срок этой организации ещё не истекает: напишите, почему её оценивают сейчас."})
    listed = ListedOrganization.objects.create(
        cycle=kept, organization=organization, ground=row.ground, note=note.strip()
    )
    changes = {"внесена": ("", organization), "основание": ("", listed.get_ground_display())}
    record(verbs.EDIT_LIST.event, kept, by=by, scope=kept.scope, changes=changes, note=note.strip())
    return listed


@transaction.atomic
def remove_organization(listed: ListedOrganization, *, by: User, reason: str = "") -> None:
    """Take an organization off the list; with a reason when this is the last chance to assess it in time."""
    kept = _editable(listed.cycle, by=by)
    row = cycle_coverage(kept).of(listed.organization)
    if row is None or row.listed is None:
        raise ValidationError({"organization": "Этой организации в перечне уже нет."})
    if row.turn.status in MUST and not reason.strip():
        raise ValidationError(
            {"reason": "В этом году истекают три года с прошлой оценки: напишите, почему организации не будет."}
        )
    row.listed.delete()
    changes = {"исключена": (row.organization, "")}
    record(verbs.EDIT_LIST.event, kept, by=by, scope=kept.scope, changes=changes, note=reason.strip())


def settle_list(cycle: Cycle, point: AgendaPoint) -> None:
    """Make the list what the council adopted: organizations whose ballot was lost leave it.

    Part of `approve_list`. Raises NotAllowedError when the list has changed since the vote or nothing would be left.
    """
    ballots = point.ballots.prefetch_related("organizations")
    voted = {one.pk: ballot.adopted for ballot in ballots for one in ballot.organizations.all()}
    listed = {row.organization_id: row for row in cycle.listed.all()}
    if voted.keys() != listed.keys():
        raise NotAllowedError(
            "После голосования перечень изменился: вынесите его на заседание ещё раз.", clause=verbs.COUNCIL_DECIDES
        )
    if not any(voted.values()):
        raise NotAllowedError("Совет не утвердил ни одной организации.", clause=verbs.COUNCIL_DECIDES)
    for number, adopted in voted.items():
        if not adopted:
            listed[number].delete()


def issue_list(cycle: Cycle, decision: Decision) -> CyclePaper:
    """Issue the approved list. Part of `approve_list`."""
    paper, kind = list_paper(cycle, decision=decision), DocumentKind.ORGANIZATION_LIST
    return issue_cycle_paper(cycle, paper, kind=kind, on=decision.decided_on, number=decision.number)


def _editable(cycle: Cycle, *, by: User) -> Cycle:
    kept = Cycle.objects.select_for_update(of=("self",)).select_related("authority", "council").get(pk=cycle.pk)
    access_of(by).require(verbs.EDIT_LIST, kept.scope, state=kept.state)
    voting = AgendaPoint.objects.filter(
        cycle=kept, kind=PointKind.LIST, meeting__state__in=(MeetingState.OPEN, MeetingState.HELD)
    )
    if voting.exists():
        raise NotAllowedError(
            "О перечне идёт голосование: менять его можно после подписания протокола.", clause=verbs.COUNCIL_DECIDES
        )
    return kept


def _refuse_second(row: OrganizationTurn) -> None:
    if row.turn.status is Status.FORBIDDEN:
        raise NotAllowedError(
            f"{row.organization}: с прошлой оценки не прошёл год, новая — не раньше {row.turn.allowed_from:%d.%m.%Y}.",
            clause=verbs.FREQUENCY,
        )
