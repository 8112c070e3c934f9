"""Conflicts of interest: declared before a vote, ended when they are over, never deleted."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of
from merilo_web.registry.models import ConflictOfInterest, CouncilMember, Organization
from merilo_web.registry.rules import councils as rules


@dataclass(frozen=True, slots=True)
class ConflictFacts:
    """With which organization, on what ground, in what words."""

    organization: Organization
    ground: str
    note: str = ""


@transaction.atomic
def declare_conflict(member: CouncilMember, *, by: User, on: date, facts: ConflictFacts) -> ConflictOfInterest:
    """Declare why a member may not vote on an organization: the secretary for anybody, a member for themselves."""
    kept = CouncilMember.objects.select_for_update(of=("self",)).select_related("council").get(pk=member.pk)
    access = access_of(by)
    verb = rules.DECLARE_OWN_CONFLICT if kept.user_id == by.pk else rules.DECLARE_CONFLICT
    access.require(verb, kept.scope)
    if facts.organization.authority_id != kept.council.authority_id:
        raise ValidationError({"organization": "Выберите организацию, которую оценивает этот совет."})
    if kept.conflicts.filter(organization=facts.organization, ended_on__isnull=True).exists():
        raise ValidationError({"organization": "Конфликт с этой организацией уже заявлен и не прекратился."})
    if facts.ground == ConflictOfInterest.Ground.OTHER and not facts.note.strip():
        raise ValidationError({"note": "Напишите, в чём состоит конфликт интересов."})
    declared = ConflictOfInterest(
        member=kept,
        organization=facts.organization,
        ground=facts.ground,
        note=facts.note.strip(),
        declared_on=on,
    )
    declared.full_clean()
    declared.save()
    changes = {
        "организация": ("", facts.organization),
        "основание": ("", declared.get_ground_display()),
    }
    record(verb.event, declared, by=by, scope=kept.scope, changes=changes, note=declared.note)
    return declared


@transaction.atomic
def end_conflict(conflict: ConflictOfInterest, *, by: User, on: date, ended_on: date) -> ConflictOfInterest:
    """Note that a conflict of interest is over since a day that has come (`on` is today)."""
    kept = (
        ConflictOfInterest.objects.select_for_update(of=("self",))
        .select_related("member__council", "organization")
        .get(pk=conflict.pk)
    )
    access_of(by).require(rules.END_CONFLICT, kept.scope)
    if kept.ended_on:
        raise ValidationError("Этот конфликт интересов уже прекратился.")
    if ended_on < kept.declared_on:
        raise ValidationError({"ended_on": "Конфликт не мог прекратиться раньше, чем был заявлен."})
    if ended_on > on:
        raise ValidationError({"ended_on": "Эта дата ещё не наступила."})
    kept.ended_on = ended_on
    kept.save(update_fields=["ended_on"])
    record(rules.END_CONFLICT.event, kept, by=by, scope=kept.scope, changes={"прекратился": (None, ended_on)})
    return kept
