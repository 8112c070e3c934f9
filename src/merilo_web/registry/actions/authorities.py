"""Public authorities: entered below their superiors, changed by their own administrators."""

from collections.abc import Mapping
from zoneinfo import available_timezones

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.journal.actions import Scope, record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.writing import written
from merilo_web.registry.models import Authority
from merilo_web.registry.rules import authorities as rules

FACTS = (
    "level",
    "name",
    "short_name",
    "territory",
    "oktmo",
    "address",
    "email",
    "website",
    "head_name",
    "head_post",
    "time_zone",
)
_UNPLACED = "?"


@transaction.atomic
def add_authority(parent: Authority | None, *, by: User, facts: Mapping[str, object]) -> Authority:
    """Enter an authority below another one (by the administrator of that one); on top by the system's administrator."""
    above = Authority.objects.select_for_update().get(pk=parent.pk) if parent else None
    access_of(by).require(rules.ADD_AUTHORITY, above.scope if above else Scope())
    _check(facts)
    added = Authority(parent=above, path=_UNPLACED)
    changes = written(added, facts, fields=FACTS)
    added.path = f"{above.path if above else ''}{added.pk}/"
    added.save(update_fields=["path"])
    record(rules.ADD_AUTHORITY.event, added, by=by, scope=added.scope, changes=changes)
    return added


@transaction.atomic
def edit_authority(authority: Authority, *, by: User, facts: Mapping[str, object]) -> Authority:
    """Change what the register says of an authority. Its place among others stays."""
    kept = Authority.objects.select_for_update().get(pk=authority.pk)
    access_of(by).require(rules.EDIT_AUTHORITY, kept.scope)
    _check(facts)
    if changes := written(kept, facts, fields=FACTS):
        record(rules.EDIT_AUTHORITY.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


def _check(facts: Mapping[str, object]) -> None:
    if "time_zone" in facts and facts["time_zone"] not in available_timezones():
        raise ValidationError({"time_zone": "Такого часового пояса нет: выберите из списка."})
