"""Verbs of the hand-over: the operator hands over, the authority accepts, returns or opens anew."""

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.states import HandoverState

_PENDING = frozenset({HandoverState.HANDED_OVER})

HAND_DATA_OVER = Verb(
    code="fieldwork.hand_data_over",
    title="передать собранные данные",
    roles=frozenset({Role.OPERATOR_MANAGER}),
    states=frozenset({CycleState.FIELDWORK}),
)
ACCEPT_HANDOVER = Verb(
    code="fieldwork.accept_handover",
    title="принять собранные данные",
    roles=roles.AUTHORITY,
    states=_PENDING,
    to=HandoverState.ACCEPTED,
)
RETURN_HANDOVER = Verb(
    code="fieldwork.return_handover",
    title="вернуть данные оператору",
    roles=roles.AUTHORITY,
    states=_PENDING,
    to=HandoverState.RETURNED,
)
REOPEN_HANDOVER = Verb(
    code="fieldwork.reopen_handover",
    title="открыть принятые данные заново",
    roles=roles.AUTHORITY,
    states=frozenset({HandoverState.ACCEPTED}),
    to=HandoverState.REOPENED,
)

VERBS = (HAND_DATA_OVER, ACCEPT_HANDOVER, RETURN_HANDOVER, REOPEN_HANDOVER)
