"""Verbs of own plans for a year. They are asked of the plan's keeper: an organization, or an authority for its own."""

from merilo_web.accounts.roles import AUTHORITY, ORGANIZATION, Role
from merilo_web.accounts.verbs import Verb
from merilo_web.plans.states import YearlyPlanState

OWN_ACCORD = "план на год составляют по своему решению; его вид закон не устанавливает"
KEEPERS = AUTHORITY | ORGANIZATION
HEADS = frozenset({Role.ORGANIZATION_HEAD, Role.AUTHORITY_ADMIN})
LONGEST = 4000
"""Characters of a measure's words, and of what came of it."""
_DRAFT, _APPROVED = frozenset({YearlyPlanState.DRAFT}), frozenset({YearlyPlanState.APPROVED})

BEGIN_YEARLY = Verb("plans.begin_yearly", "начать план на год", KEEPERS, to=YearlyPlanState.DRAFT, clause=OWN_ACCORD)
EDIT_YEARLY = Verb("plans.edit_yearly", "изменить план на год", KEEPERS, _DRAFT)
DISCARD_YEARLY = Verb("plans.discard_yearly", "удалить черновик плана на год", KEEPERS, _DRAFT)
APPROVE_YEARLY = Verb("plans.approve_yearly", "утвердить план на год", HEADS, _DRAFT, YearlyPlanState.APPROVED)
AMEND_YEARLY = Verb(
    "plans.amend_yearly", "взять утверждённый план на год в работу", KEEPERS, _APPROVED, YearlyPlanState.DRAFT
)
PUBLISH_YEARLY = Verb(
    "plans.publish_yearly",
    "указать, где размещён план на год",
    KEEPERS,
    frozenset({YearlyPlanState.APPROVED, YearlyPlanState.CLOSED}),
)
RECORD_YEARLY = Verb("plans.record_yearly", "записать результат мероприятия плана на год", KEEPERS, _APPROVED)
TAKE_YEARLY_REPORT = Verb(
    "plans.take_yearly_report", "взять результаты из отчёта о выполнении плана на год", KEEPERS, _APPROVED
)
CANCEL_YEARLY = Verb("plans.cancel_yearly", "отменить мероприятие плана на год", HEADS, _APPROVED)
RESUME_YEARLY = Verb("plans.resume_yearly", "вернуть отменённое мероприятие в план на год", HEADS, _APPROVED)
ISSUE_YEARLY_REPORT = Verb("plans.issue_yearly_report", "выпустить отчёт о выполнении плана на год", KEEPERS, _APPROVED)
CLOSE_YEARLY = Verb("plans.close_yearly", "завершить план на год", HEADS, _APPROVED, YearlyPlanState.CLOSED)
REOPEN_YEARLY = Verb(
    "plans.reopen_yearly",
    "вернуть завершённый план на год к исполнению",
    HEADS,
    frozenset({YearlyPlanState.CLOSED}),
    YearlyPlanState.APPROVED,
)
VERBS = (
    BEGIN_YEARLY,
    EDIT_YEARLY,
    DISCARD_YEARLY,
    APPROVE_YEARLY,
    AMEND_YEARLY,
    PUBLISH_YEARLY,
    RECORD_YEARLY,
    TAKE_YEARLY_REPORT,
    CANCEL_YEARLY,
    RESUME_YEARLY,
    ISSUE_YEARLY_REPORT,
    CLOSE_YEARLY,
    REOPEN_YEARLY,
)
