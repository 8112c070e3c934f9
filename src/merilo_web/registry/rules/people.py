"""Verbs of people and mandates: who answers for whom."""

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import Verb

_ANSWERABLE = frozenset({Role.AUTHORITY_ADMIN, Role.OPERATOR_MANAGER, Role.ORGANIZATION_HEAD, Role.SYSTEM_ADMIN})

INVITE = Verb("registry.invite", "пригласить человека", _ANSWERABLE)
GRANT_MANDATE = Verb("registry.grant_mandate", "выдать полномочие", _ANSWERABLE)
END_MANDATE = Verb("registry.end_mandate", "прекратить полномочие", _ANSWERABLE)
INVITE_AGAIN = Verb("registry.invite_again", "отправить приглашение ещё раз", _ANSWERABLE)
CLOSE_ACCOUNT = Verb("registry.close_account", "закрыть вход в систему", _ANSWERABLE)
REOPEN_ACCOUNT = Verb("registry.reopen_account", "снова открыть вход в систему", _ANSWERABLE)
VERBS = (INVITE, GRANT_MANDATE, END_MANDATE, INVITE_AGAIN, CLOSE_ACCOUNT, REOPEN_ACCOUNT)

GRANTS: dict[Role, frozenset[Role]] = {
    Role.SYSTEM_ADMIN: frozenset(Role),
    Role.AUTHORITY_ADMIN: roles.AUTHORITY | roles.OBSERVERS | roles.COUNCIL | roles.OPERATOR | roles.ORGANIZATION,
    Role.OPERATOR_MANAGER: frozenset({Role.OPERATOR_INSPECTOR}),
    Role.ORGANIZATION_HEAD: frozenset({Role.ORGANIZATION_DEPUTY}),
}
"""Which roles a role may give to others, each within what it answers for itself. Nobody gives more than their own."""
