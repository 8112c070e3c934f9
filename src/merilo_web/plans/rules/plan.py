"""Verbs of a plan's life. Drafting asks the cycle's state, everything else the plan's own."""

from merilo_web.accounts.roles import AUTHORITY, ORGANIZATION
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState
from merilo_web.plans.states import EXECUTED, WRITTEN, ImprovementPlanState

FORM = "план составляют по форме постановления Правительства от 17.04.2018 № 457"
CONTROL = "исполнение планов контролирует орган власти и учитывает его в оценке руководителей (273-ФЗ, ст. 95.2)"

DRAFT_PLAN = Verb(
    "plans.draft",
    "составить план",
    ORGANIZATION,
    frozenset({CycleState.HANDED_OVER, CycleState.CLOSED}),
    ImprovementPlanState.DRAFT,
    FORM,
)
EDIT_PLAN = Verb("plans.edit", "изменить план", ORGANIZATION, WRITTEN, clause=FORM)
SUBMIT_PLAN = Verb(
    "plans.submit",
    "представить план на согласование",
    ORGANIZATION,
    WRITTEN,
    ImprovementPlanState.SUBMITTED,
    FORM,
)
RECALL_PLAN = Verb(
    "plans.recall",
    "отозвать план на доработку",
    ORGANIZATION,
    frozenset({ImprovementPlanState.SUBMITTED}),
    ImprovementPlanState.DRAFT,
)
RETURN_PLAN = Verb(
    "plans.return",
    "вернуть план с замечаниями",
    AUTHORITY,
    frozenset({ImprovementPlanState.SUBMITTED}),
    ImprovementPlanState.RETURNED,
    CONTROL,
)
APPROVE_PLAN = Verb(
    "plans.approve",
    "утвердить план",
    AUTHORITY,
    frozenset({ImprovementPlanState.SUBMITTED}),
    ImprovementPlanState.APPROVED,
    FORM,
)
PUBLISH_PLAN = Verb(
    "plans.publish",
    "указать, где размещён план",
    ORGANIZATION,
    frozenset({ImprovementPlanState.APPROVED}),
    ImprovementPlanState.PUBLISHED,
)
CHANGE_PUBLICATION = Verb(
    "plans.change_publication",
    "изменить адрес размещённого плана",
    ORGANIZATION,
    frozenset({ImprovementPlanState.PUBLISHED, ImprovementPlanState.IN_EXECUTION}),
)
BEGIN_EXECUTION = Verb(
    "plans.begin_execution",
    "начать исполнение плана",
    ORGANIZATION,
    frozenset({ImprovementPlanState.APPROVED, ImprovementPlanState.PUBLISHED}),
    ImprovementPlanState.IN_EXECUTION,
)
AMEND_PLAN = Verb("plans.amend", "начать новую версию плана", ORGANIZATION, EXECUTED)
DISCARD_AMENDMENT = Verb("plans.discard_amendment", "отказаться от новой версии плана", ORGANIZATION, WRITTEN)
CLOSE_PLAN = Verb(
    "plans.close",
    "снять план с контроля",
    AUTHORITY,
    frozenset({ImprovementPlanState.IN_EXECUTION}),
    ImprovementPlanState.CLOSED,
    CONTROL,
)
REOPEN_PLAN = Verb(
    "plans.reopen",
    "вернуть план на контроль",
    AUTHORITY,
    frozenset({ImprovementPlanState.CLOSED}),
    ImprovementPlanState.IN_EXECUTION,
    CONTROL,
)
VERBS = (
    DRAFT_PLAN,
    EDIT_PLAN,
    SUBMIT_PLAN,
    RECALL_PLAN,
    RETURN_PLAN,
    APPROVE_PLAN,
    PUBLISH_PLAN,
    CHANGE_PUBLICATION,
    BEGIN_EXECUTION,
    AMEND_PLAN,
    DISCARD_AMENDMENT,
    CLOSE_PLAN,
    REOPEN_PLAN,
)
