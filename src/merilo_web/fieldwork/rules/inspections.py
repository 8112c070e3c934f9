"""Verbs of inspections: who looks, who settles, who confirms or objects."""

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.states import InspectionState

_MANAGER = frozenset({Role.OPERATOR_MANAGER})
_DRAFT = frozenset({InspectionState.DRAFT})
_SUBMITTED = frozenset({InspectionState.SUBMITTED})

ASSIGN_INSPECTORS = Verb(
    code="fieldwork.assign_inspectors",
    title="назначить проверяющих",
    roles=_MANAGER,
    states=frozenset({CycleState.CONTRACTED, CycleState.FIELDWORK}),
)
RECORD_ITEMS = Verb(code="fieldwork.record_items", title="записать осмотренное", roles=roles.OPERATOR, states=_DRAFT)
FINISH_INSPECTION = Verb(
    code="fieldwork.finish_inspection", title="закончить свой осмотр", roles=roles.OPERATOR, states=_DRAFT
)
SETTLE_ITEM = Verb(code="fieldwork.settle_item", title="решить расхождение", roles=_MANAGER, states=_DRAFT)
RETURN_INSPECTION = Verb(
    code="fieldwork.return_inspection",
    title="вернуть осмотр на доработку",
    roles=_MANAGER,
    states=frozenset({InspectionState.SUBMITTED, InspectionState.CONFIRMED, InspectionState.RESOLVED}),
    to=InspectionState.DRAFT,
)
CONFIRM_INSPECTION = Verb(
    code="fieldwork.confirm_inspection",
    title="согласиться с осмотром",
    roles=roles.ORGANIZATION,
    states=_SUBMITTED,
    to=InspectionState.CONFIRMED,
)
OBJECT_TO_INSPECTION = Verb(
    code="fieldwork.object_to_inspection",
    title="возразить против осмотра",
    roles=roles.ORGANIZATION,
    states=_SUBMITTED,
    to=InspectionState.OBJECTED,
)
RESOLVE_OBJECTION = Verb(
    code="fieldwork.resolve_objection",
    title="ответить на возражение",
    roles=_MANAGER,
    states=frozenset({InspectionState.OBJECTED}),
)

VERBS = (
    ASSIGN_INSPECTORS,
    RECORD_ITEMS,
    FINISH_INSPECTION,
    SETTLE_ITEM,
    RETURN_INSPECTION,
    CONFIRM_INSPECTION,
    OBJECT_TO_INSPECTION,
    RESOLVE_OBJECTION,
)
