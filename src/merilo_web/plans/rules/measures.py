"""Verbs of measures, proofs and extensions: each asks the state of the measure or of the extension.

While the plan itself is not in execution none of them may be done (`require_executed`).
"""

from merilo_web.accounts.roles import AUTHORITY, COUNCIL, ORGANIZATION
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.rules.plan import CONTROL
from merilo_web.plans.states import AWAITED, EXECUTED, ExtensionState, MeasureState

SOMEBODY_ELSE = "исполнение подтверждает не тот, кто записал мероприятие, сообщил о нём или приложил материалы"
_REPORTED = frozenset({MeasureState.REPORTED})
_REQUESTED = frozenset({ExtensionState.REQUESTED})

BEGIN_MEASURE = Verb(
    "plans.begin_measure",
    "начать мероприятие",
    ORGANIZATION,
    frozenset({MeasureState.PLANNED}),
    MeasureState.IN_PROGRESS,
)
ADD_PROOF = Verb("plans.add_proof", "приложить подтверждающий материал", ORGANIZATION, AWAITED)
WITHDRAW_PROOF = Verb("plans.withdraw_proof", "отозвать подтверждающий материал", ORGANIZATION, AWAITED)
REPORT_MEASURE = Verb(
    "plans.report_measure", "сообщить об исполнении мероприятия", ORGANIZATION, AWAITED, MeasureState.REPORTED
)
CONFIRM_MEASURE = Verb(
    "plans.confirm_measure",
    "подтвердить исполнение мероприятия",
    AUTHORITY | COUNCIL,
    _REPORTED,
    MeasureState.CONFIRMED,
    SOMEBODY_ELSE,
)
REFUSE_MEASURE = Verb(
    "plans.refuse_measure",
    "отказать в подтверждении мероприятия",
    AUTHORITY | COUNCIL,
    _REPORTED,
    MeasureState.REFUSED,
    SOMEBODY_ELSE,
)
CANCEL_MEASURE = Verb(
    "plans.cancel_measure", "отменить мероприятие", AUTHORITY, AWAITED, MeasureState.CANCELLED, CONTROL
)
REOPEN_MEASURE = Verb(
    "plans.reopen_measure",
    "вернуть мероприятие в работу",
    AUTHORITY,
    frozenset({MeasureState.CONFIRMED}),
    MeasureState.IN_PROGRESS,
    CONTROL,
)
REQUEST_EXTENSION = Verb("plans.request_extension", "запросить продление срока", ORGANIZATION, AWAITED)
GRANT_EXTENSION = Verb(
    "plans.grant_extension", "продлить срок мероприятия", AUTHORITY, _REQUESTED, ExtensionState.GRANTED, CONTROL
)
REFUSE_EXTENSION = Verb(
    "plans.refuse_extension", "отказать в продлении срока", AUTHORITY, _REQUESTED, ExtensionState.REFUSED, CONTROL
)
VERBS = (
    BEGIN_MEASURE,
    ADD_PROOF,
    WITHDRAW_PROOF,
    REPORT_MEASURE,
    CONFIRM_MEASURE,
    REFUSE_MEASURE,
    CANCEL_MEASURE,
    REOPEN_MEASURE,
    REQUEST_EXTENSION,
    GRANT_EXTENSION,
    REFUSE_EXTENSION,
)


def is_executed(plan: ImprovementPlan) -> bool:
    """True while measures of the plan are carried out, reported and confirmed."""
    return plan.state in EXECUTED


def require_executed(plan: ImprovementPlan) -> None:
    """Raise NotAllowedError unless the plan is approved, in force and not closed."""
    if not is_executed(plan):
        raise NotAllowedError(f"Сейчас нельзя: план в состоянии «{plan.get_state_display()}».", clause=CONTROL)
