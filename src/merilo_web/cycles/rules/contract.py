"""Verbs of the operator's contract, its terms of reference, its deliverables, and of the instruction."""

from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import ContractState, CycleState, DeliverableState

NO_CONFLICT = "оператор не оценивает сам себя: организации перечня оператором быть не могут (392-ФЗ)"

PREPARE_CONTRACT = Verb(
    "cycles.prepare_contract",
    "подготовить техническое задание",
    AUTHORITY,
    frozenset({CycleState.DRAFT, CycleState.LISTED}),
)
EDIT_CONTRACT = Verb(
    "cycles.edit_contract", "изменить этапы и результаты работы", AUTHORITY, frozenset({ContractState.DRAFT})
)
ISSUE_TERMS = Verb("cycles.issue_terms", "выпустить техническое задание", AUTHORITY, frozenset({ContractState.DRAFT}))
SIGN_CONTRACT = Verb(
    "cycles.sign_contract",
    "внести заключённый контракт",
    AUTHORITY,
    frozenset({ContractState.DRAFT}),
    ContractState.SIGNED,
    NO_CONFLICT,
)
ATTACH_SCAN = Verb("cycles.attach_scan", "приложить скан контракта", AUTHORITY)
HAND_IN = Verb(
    "cycles.hand_in",
    "передать результат работы",
    frozenset({Role.OPERATOR_MANAGER}),
    frozenset({DeliverableState.AWAITED, DeliverableState.RETURNED}),
    DeliverableState.RECEIVED,
)
ACCEPT_DELIVERABLE = Verb(
    "cycles.accept_deliverable",
    "принять результат работы",
    AUTHORITY,
    frozenset({DeliverableState.AWAITED, DeliverableState.RECEIVED, DeliverableState.RETURNED}),
    DeliverableState.ACCEPTED,
)
RETURN_DELIVERABLE = Verb(
    "cycles.return_deliverable",
    "вернуть результат работы",
    AUTHORITY,
    frozenset({DeliverableState.RECEIVED, DeliverableState.ACCEPTED}),
    DeliverableState.RETURNED,
)
ISSUE_INSTRUCTION = Verb(
    "cycles.issue_instruction",
    "выпустить инструкцию для специалистов",
    AUTHORITY | {Role.OPERATOR_MANAGER},
    frozenset({CycleState.CONTRACTED, CycleState.FIELDWORK}),
)
VERBS = (
    PREPARE_CONTRACT,
    EDIT_CONTRACT,
    ISSUE_TERMS,
    SIGN_CONTRACT,
    ATTACH_SCAN,
    HAND_IN,
    ACCEPT_DELIVERABLE,
    RETURN_DELIVERABLE,
    ISSUE_INSTRUCTION,
)
