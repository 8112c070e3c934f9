"""Verbs of the app: what everybody does with their own account, and what is done with it by those who answer for it."""

from merilo_web.accounts.roles import EVERYBODY, Role
from merilo_web.accounts.verbs import Verb

_OWN = EVERYBODY | {Role.SYSTEM_ADMIN}

ACCEPT_INVITATION = Verb("accounts.accept_invitation", "принять приглашение", _OWN)
SET_PASSWORD = Verb("accounts.set_password", "задать пароль", _OWN)
CHANGE_SECOND_FACTOR = Verb("accounts.change_second_factor", "изменить вход по коду", _OWN)
VERBS: tuple[Verb, ...] = (ACCEPT_INVITATION, SET_PASSWORD, CHANGE_SECOND_FACTOR)
"""Every verb of the app. Accounts are opened and closed by the register (`registry.rules.people`)."""
