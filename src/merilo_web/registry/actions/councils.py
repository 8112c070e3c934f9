"""Public councils: formed by an order, composed for terms."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import Verb
from merilo_web.archive import actions as archive
from merilo_web.archive.uploads import Upload
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import file_evidence
from merilo_web.registry.actions.writing import Changes, written
from merilo_web.registry.models import Authority, CouncilMember, PublicCouncil
from merilo_web.registry.rules import councils as rules

FACTS = ("name", "sector", "order_number", "order_on", "published_at_url", "quorum_rule", "quorum_clause")
MEMBER_FACTS = ("full_name", "office", "represents", "since", "until", "user")
_SINGLE = {
    CouncilMember.Office.CHAIR: "Председатель на это время уже есть: {}. Сначала закончите его срок.",
    CouncilMember.Office.SECRETARY: "Секретарь на это время уже есть: {}. Сначала закончите его срок.",
}


@transaction.atomic
def add_council(
    authority: Authority, *, by: User, facts: Mapping[str, object], order: Upload | None = None
) -> PublicCouncil:
    """Enter a council formed by an order; the scan of the order is kept as evidence."""
    access_of(by).require(rules.ADD_COUNCIL, authority.scope)
    added = PublicCouncil(authority=authority)
    changes = written(added, facts, fields=FACTS)
    changes |= _keep(added, order, by=by)
    record(rules.ADD_COUNCIL.event, added, by=by, scope=added.scope, changes=changes)
    return added


@transaction.atomic
def edit_council(
    council: PublicCouncil, *, by: User, facts: Mapping[str, object], order: Upload | None = None
) -> PublicCouncil:
    """Change what the register says of a council; a new scan takes the place of the old one, which stays archived."""
    kept = _locked(council, rules.EDIT_COUNCIL, by=by)
    changes = written(kept, facts, fields=FACTS) | _keep(kept, order, by=by)
    if changes:
        record(rules.EDIT_COUNCIL.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def add_member(council: PublicCouncil, *, by: User, facts: Mapping[str, object]) -> CouncilMember:
    """Put a person on the council for a term. `facts`: values of MEMBER_FACTS by field."""
    kept = _locked(council, rules.COMPOSE_COUNCIL, by=by)
    added = CouncilMember(council=kept)
    _check_member(added, facts)
    changes = written(added, facts, fields=MEMBER_FACTS)
    record(rules.COMPOSE_COUNCIL.event, added, by=by, scope=kept.scope, changes=changes)
    return added


@transaction.atomic
def edit_member(member: CouncilMember, *, by: User, facts: Mapping[str, object]) -> CouncilMember:
    """Change a member's office or term; the last day ends the membership."""
    _locked(member.council, rules.COMPOSE_COUNCIL, by=by)
    kept = CouncilMember.objects.select_for_update(of=("self",)).select_related("council").get(pk=member.pk)
    _check_member(kept, facts)
    if changes := written(kept, facts, fields=MEMBER_FACTS):
        record(rules.COMPOSE_COUNCIL.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _locked(council: PublicCouncil, verb: Verb, *, by: User) -> PublicCouncil:
    kept = PublicCouncil.objects.select_for_update(of=("self",)).select_related("order").get(pk=council.pk)
    access_of(by).require(verb, kept.scope)
    return kept


def _keep(council: PublicCouncil, order: Upload | None, *, by: User) -> Changes:
    if order is None:
        return {}
    before = council.order
    council.order = archive.attach(order.content, file_name=order.file_name, media_type=order.media_type, by=by)
    council.save(update_fields=["order"])
    file_evidence(council.order, scope=council.scope)
    return {"приказ": (before, council.order)}


def _check_member(member: CouncilMember, facts: Mapping[str, object]) -> None:
    """The term is in order, a chair and a secretary are one at a time, an account takes one seat."""
    since, until = facts.get("since", member.since), facts.get("until", member.until)
    if isinstance(since, date) and isinstance(until, date) and until < since:
        raise ValidationError({"until": "Последний день не раньше первого."})
    others = CouncilMember.objects.filter(council=member.council_id).exclude(pk=member.pk)
    meeting = others.filter(Q(until__isnull=True) | Q(until__gte=since))
    if until:
        meeting = meeting.filter(since__lte=until)
    office = CouncilMember.Office(str(facts.get("office", member.office)))
    if office in _SINGLE and (holder := meeting.filter(office=office).first()):
        raise ValidationError({"office": _SINGLE[office].format(holder.full_name)})
    user = cast("User | None", facts.get("user", member.user))
    if user and (seat := meeting.filter(user=user).first()):
        raise ValidationError({"user": f"Эта учётная запись уже связана с местом в совете: {seat.full_name}."})
