"""Operators: entered by an authority, kept up by themselves and by the authorities that they work for."""

from collections.abc import Mapping

from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.journal.actions import Scope, record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.writing import written
from merilo_web.registry.models import Authority, Operator
from merilo_web.registry.queries.operators import acting_scope
from merilo_web.registry.rules import authorities as rules

FACTS = ("name", "short_name", "inn", "ogrn", "address", "email", "phone", "head_name", "head_post")


@transaction.atomic
def add_operator(authority: Authority, *, by: User, facts: Mapping[str, object]) -> Operator:
    """Enter an operator for all authorities to choose from."""
    access_of(by).require(rules.ADD_OPERATOR, authority.scope)
    added = Operator()
    changes = written(added, facts, fields=FACTS)
    scope = Scope(authority=authority.pk, operator=added.pk)
    record(rules.ADD_OPERATOR.event, added, by=by, scope=scope, changes=changes)
    return added


@transaction.atomic
def edit_operator(operator: Operator, *, by: User, facts: Mapping[str, object]) -> Operator:
    """Change what the register says of an operator."""
    kept = Operator.objects.select_for_update().get(pk=operator.pk)
    access = access_of(by)
    scope = acting_scope(kept, access)
    access.require(rules.EDIT_OPERATOR, scope)
    if changes := written(kept, facts, fields=FACTS):
        record(rules.EDIT_OPERATOR.event, kept, by=by, scope=scope, changes=changes)
    return kept
