"""Verbs of authorities and operators."""

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import Verb

ADD_AUTHORITY = Verb(
    "registry.add_authority", "внести орган власти", frozenset({Role.AUTHORITY_ADMIN, Role.SYSTEM_ADMIN})
)
EDIT_AUTHORITY = Verb(
    "registry.edit_authority", "изменить сведения об органе власти", frozenset({Role.AUTHORITY_ADMIN})
)
ADD_OPERATOR = Verb("registry.add_operator", "внести оператора", roles.AUTHORITY)
EDIT_OPERATOR = Verb(
    "registry.edit_operator", "изменить сведения об операторе", roles.AUTHORITY | {Role.OPERATOR_MANAGER}
)
VERBS = (ADD_AUTHORITY, EDIT_AUTHORITY, ADD_OPERATOR, EDIT_OPERATOR)
