"""Verbs of an authority's own terms."""

from merilo_web.accounts import roles
from merilo_web.accounts.verbs import Verb

NOT_IN_LAW = "федеральный срок не найден: действует правило проекта, пока орган власти не установил свой срок актом"

SET_TERM = Verb("registry.set_term", "установить свой срок", roles.AUTHORITY, clause=NOT_IN_LAW)
WITHDRAW_TERM = Verb("registry.withdraw_term", "отменить свой срок", roles.AUTHORITY, clause=NOT_IN_LAW)
VERBS = (SET_TERM, WITHDRAW_TERM)
