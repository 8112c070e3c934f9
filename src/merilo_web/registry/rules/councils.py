"""Verbs of councils, their members and conflicts of interest."""

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import Verb

ADD_COUNCIL = Verb("registry.add_council", "внести общественный совет", roles.AUTHORITY)
EDIT_COUNCIL = Verb("registry.edit_council", "изменить сведения о совете", roles.AUTHORITY)
COMPOSE_COUNCIL = Verb("registry.compose_council", "изменить состав совета", roles.AUTHORITY)
DECLARE_CONFLICT = Verb(
    "registry.declare_conflict", "заявить конфликт интересов члена совета", frozenset({Role.COUNCIL_SECRETARY})
)
DECLARE_OWN_CONFLICT = Verb("registry.declare_own_conflict", "заявить о своём конфликте интересов", roles.COUNCIL)
END_CONFLICT = Verb(
    "registry.end_conflict", "отметить прекращение конфликта интересов", frozenset({Role.COUNCIL_SECRETARY})
)
VERBS = (ADD_COUNCIL, EDIT_COUNCIL, COMPOSE_COUNCIL, DECLARE_CONFLICT, DECLARE_OWN_CONFLICT, END_CONFLICT)
