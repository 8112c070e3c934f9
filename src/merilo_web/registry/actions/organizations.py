"""Organizations of the register: added, changed, closed, opened again."""

from collections.abc import Mapping
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo.register import NAMES, stale
from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import Verb
from merilo_web.journal.actions import record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.writing import written
from merilo_web.registry.models import Authority, Organization
from merilo_web.registry.queries.organizations import types
from merilo_web.registry.rules import organizations as rules

CONTACTS = (
    "website",
    "phone",
    "email",
    "head_name",
    "head_post",
    "head_name_dative",
    "head_post_dative",
    "head_name_genitive",
    "head_post_genitive",
)
"""What an organization keeps up by itself."""
FACTS = (
    "full_name",
    "full_name_genitive",
    "short_name",
    "sector",
    "type",
    "group",
    "inn",
    "ogrn",
    "oktmo",
    "founder",
    "address",
    "head_office",
    "last_assessed_on",
    *CONTACTS,
)
"""What the authority keeps up; closing is an event of its own."""


@transaction.atomic
def add_organization(authority: Authority, *, by: User, facts: Mapping[str, object]) -> Organization:
    """Enter an organization into the authority's register. `facts`: values of FACTS by field."""
    owner = Authority.objects.select_for_update().get(pk=authority.pk)
    access_of(by).require(rules.ADD_ORGANIZATION, owner.scope)
    added = Organization(authority=owner)
    _check(owner, None, facts)
    changes = written(added, facts, fields=FACTS)
    record(rules.ADD_ORGANIZATION.event, added, by=by, scope=added.scope, changes=changes)
    return added


@transaction.atomic
def edit_organization(organization: Organization, *, by: User, facts: Mapping[str, object]) -> Organization:
    """Change what the register says of an organization. Nothing changed leaves no entry.

    A genitive that a person wrote goes with the full name that it was written for.
    """
    kept = _locked(organization, rules.EDIT_ORGANIZATION, by=by)
    _check(kept.authority, kept, facts)
    fresh = {**facts, **stale(facts, {name: getattr(kept, name) for name in NAMES})}
    if changes := written(kept, fresh, fields=FACTS):
        record(rules.EDIT_ORGANIZATION.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def edit_contacts(organization: Organization, *, by: User, facts: Mapping[str, object]) -> Organization:
    """The organization's own people change its contacts and its head: values of CONTACTS by field."""
    kept = _locked(organization, rules.EDIT_CONTACTS, by=by)
    if changes := written(kept, facts, fields=CONTACTS):
        record(rules.EDIT_CONTACTS.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def close_organization(organization: Organization, *, by: User, on: date, closed_on: date) -> Organization:
    """Note that an organization has closed: from then on it is due no more. Its history stays."""
    kept = _locked(organization, rules.CLOSE_ORGANIZATION, by=by)
    if closed_on > on:
        raise ValidationError({"closed_on": "Эта дата ещё не наступила: отметьте прекращение, когда оно состоится."})
    kept.closed_on = closed_on
    kept.save(update_fields=["closed_on"])
    changes = {"деятельность прекращена": (None, closed_on)}
    record(rules.CLOSE_ORGANIZATION.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def reopen_organization(organization: Organization, *, by: User, reason: str) -> Organization:
    """Take back the closing of an organization that was noted by mistake."""
    kept = _locked(organization, rules.REOPEN_ORGANIZATION, by=by)
    if not reason.strip():
        raise ValidationError({"reason": "Напишите, почему организация снова действует."})
    changes = {"деятельность прекращена": (kept.closed_on, None)}
    kept.closed_on = None
    kept.save(update_fields=["closed_on"])
    record(rules.REOPEN_ORGANIZATION.event, kept, by=by, scope=kept.scope, changes=changes, note=reason.strip())
    return kept


def _locked(organization: Organization, verb: Verb, *, by: User) -> Organization:
    """The row as it is now, locked; NotAllowedError when the verb may not be done with it."""
    kept = Organization.objects.select_for_update(of=("self",)).select_related("authority").get(pk=organization.pk)
    access_of(by).require(verb, kept.scope, state=kept.state)
    return kept


def _check(authority: Authority, kept: Organization | None, facts: Mapping[str, object]) -> None:
    """What single fields cannot tell: the type belongs to the sector, a head office is whole and near."""
    sector = str(facts.get("sector", kept.sector if kept else ""))
    kind = facts.get("type", kept.type if kept else "")
    known = types().get(sector, {})
    if known and kind not in known:
        raise ValidationError({"type": "В этой сфере такого типа нет: выберите тип из списка."})
    head = facts.get("head_office")
    if not isinstance(head, Organization):
        return
    if head.authority_id != authority.pk:
        raise ValidationError({"head_office": "Головная организация стоит в реестре того же органа власти."})
    if kept and head.pk == kept.pk:
        raise ValidationError({"head_office": "Организация не может быть своим же филиалом."})
    if head.head_office_id or (kept and kept.branches.exists()):
        raise ValidationError({"head_office": "У филиала нет своих филиалов: выберите саму организацию."})
