"""Verbs of the evaluation of heads: rules are written, sheets issued, objected to, answered."""

from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState
from merilo_web.plans.states import HeadEvaluationState

COUNTED = "результаты оценки учитываются при оценке работы руководителей"

WRITE_EVALUATION_RULES = Verb(
    "plans.write_evaluation_rules", "ввести правила оценки руководителей", frozenset({Role.AUTHORITY_ADMIN})
)
EVALUATE_HEADS = Verb(
    "plans.evaluate_heads",
    "выпустить листы оценки руководителей",
    AUTHORITY,
    frozenset({CycleState.HANDED_OVER, CycleState.CLOSED}),
    clause=COUNTED,
)
OBJECT_TO_EVALUATION = Verb(
    "plans.object_to_evaluation",
    "возразить против листа оценки",
    frozenset({Role.ORGANIZATION_HEAD}),
    frozenset({HeadEvaluationState.ISSUED}),
    HeadEvaluationState.OBJECTED,
)
ANSWER_EVALUATION = Verb(
    "plans.answer_evaluation",
    "ответить на возражение против листа оценки",
    AUTHORITY,
    frozenset({HeadEvaluationState.OBJECTED}),
    HeadEvaluationState.ANSWERED,
)
VERBS = (WRITE_EVALUATION_RULES, EVALUATE_HEADS, OBJECT_TO_EVALUATION, ANSWER_EVALUATION)
