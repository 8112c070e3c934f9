"""Verbs of a cycle's life: each moves it one stage on, or back with a reason."""

from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, Role
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState

FREQUENCY = "не чаще одного раза в год и не реже одного раза в три года (273-ФЗ, ст. 95.2 и подобные)"
COUNCIL_DECIDES = "перечень организаций определяет общественный совет (273-ФЗ, ст. 95.2 и подобные)"
COUNCIL_RESULTS = "результаты и предложения формирует общественный совет (392-ФЗ, ст. 11)"

OPEN_CYCLE = Verb("cycles.open", "открыть цикл", AUTHORITY)
EDIT_LIST = Verb(
    "cycles.edit_list",
    "составить перечень организаций",
    AUTHORITY | COUNCIL_LEADERS,
    frozenset({CycleState.DRAFT}),
    clause=FREQUENCY,
)
APPROVE_LIST = Verb(
    "cycles.approve_list",
    "утвердить перечень организаций",
    COUNCIL_LEADERS,
    frozenset({CycleState.DRAFT}),
    CycleState.LISTED,
    COUNCIL_DECIDES,
)
REOPEN_LIST = Verb(
    "cycles.reopen_list",
    "вернуть перечень в работу",
    COUNCIL_LEADERS,
    frozenset({CycleState.LISTED}),
    CycleState.DRAFT,
    COUNCIL_DECIDES,
)
APPOINT_OPERATOR = Verb(
    "cycles.appoint_operator",
    "определить оператора",
    AUTHORITY,
    frozenset({CycleState.LISTED}),
    CycleState.CONTRACTED,
    "оператора определяет орган власти по итогам закупки с учётом предложений совета (392-ФЗ)",
)
BEGIN_FIELDWORK = Verb(
    "cycles.begin_fieldwork",
    "начать сбор информации",
    AUTHORITY | {Role.OPERATOR_MANAGER},
    frozenset({CycleState.CONTRACTED}),
    CycleState.FIELDWORK,
    FREQUENCY,
)
ACCEPT_DATA = Verb(
    "cycles.accept_data",
    "принять собранные данные",
    AUTHORITY,
    frozenset({CycleState.FIELDWORK}),
    CycleState.ACCEPTED,
)
REOPEN_FIELDWORK = Verb(
    "cycles.reopen_fieldwork",
    "вернуться к сбору информации",
    AUTHORITY,
    frozenset({CycleState.ACCEPTED, CycleState.SCORED}),
    CycleState.FIELDWORK,
)
MARK_SCORED = Verb(
    "cycles.mark_scored",
    "рассчитать баллы",
    AUTHORITY | COUNCIL_LEADERS | {Role.OPERATOR_MANAGER},
    frozenset({CycleState.ACCEPTED, CycleState.SCORED}),
    CycleState.SCORED,
)
APPROVE_RESULTS = Verb(
    "cycles.approve_results",
    "утвердить результаты",
    COUNCIL_LEADERS,
    frozenset({CycleState.SCORED}),
    CycleState.APPROVED,
    COUNCIL_RESULTS,
)
REOPEN_RESULTS = Verb(
    "cycles.reopen_results",
    "пересмотреть результаты",
    COUNCIL_LEADERS,
    frozenset({CycleState.APPROVED, CycleState.HANDED_OVER}),
    CycleState.SCORED,
    COUNCIL_RESULTS,
)
HAND_OVER = Verb(
    "cycles.hand_over",
    "передать результаты учредителю",
    COUNCIL_LEADERS,
    frozenset({CycleState.APPROVED}),
    CycleState.HANDED_OVER,
    COUNCIL_RESULTS,
)
CONSIDER = Verb(
    "cycles.consider",
    "рассмотреть результаты и предложения совета",
    AUTHORITY,
    frozenset({CycleState.HANDED_OVER}),
    clause="результаты и предложения рассматривает орган власти (273-ФЗ, ст. 95.2)",
)
CLOSE = Verb(
    "cycles.close",
    "завершить цикл",
    frozenset({Role.AUTHORITY_ADMIN}),
    frozenset({CycleState.HANDED_OVER}),
    CycleState.CLOSED,
)
VERBS = (
    OPEN_CYCLE,
    EDIT_LIST,
    APPROVE_LIST,
    REOPEN_LIST,
    APPOINT_OPERATOR,
    BEGIN_FIELDWORK,
    ACCEPT_DATA,
    REOPEN_FIELDWORK,
    MARK_SCORED,
    APPROVE_RESULTS,
    REOPEN_RESULTS,
    HAND_OVER,
    CONSIDER,
    CLOSE,
)
