"""Verbs of the plan of the assessment itself and of what is done in public."""

from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, Role
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import PlanState

_PLANNERS = AUTHORITY | COUNCIL_LEADERS
_DRAFT, _APPROVED = frozenset({PlanState.DRAFT}), frozenset({PlanState.APPROVED})

MAKE_PLAN = Verb("cycles.make_plan", "составить план проведения оценки", _PLANNERS)
EDIT_PLAN = Verb("cycles.edit_plan", "изменить план проведения оценки", _PLANNERS, _DRAFT)
APPROVE_PLAN = Verb("cycles.approve_plan", "утвердить план проведения оценки", _PLANNERS, _DRAFT, PlanState.APPROVED)
REOPEN_PLAN = Verb("cycles.reopen_plan", "вернуть план в работу", _PLANNERS, _APPROVED, PlanState.DRAFT)
RECORD_EXECUTION = Verb(
    "cycles.record_execution", "отметить исполнение мероприятия", _PLANNERS | {Role.OPERATOR_MANAGER}, _APPROVED
)
ISSUE_PLAN = Verb("cycles.issue_plan", "выпустить план проведения оценки", _PLANNERS)
ISSUE_PLAN_REPORT = Verb("cycles.issue_plan_report", "выпустить отчёт о выполнении плана", _PLANNERS, _APPROVED)
RECORD_PUBLIC_EVENT = Verb("cycles.record_public_event", "внести семинар или публикацию", _PLANNERS)
VERBS = (
    MAKE_PLAN,
    EDIT_PLAN,
    APPROVE_PLAN,
    REOPEN_PLAN,
    RECORD_EXECUTION,
    ISSUE_PLAN,
    ISSUE_PLAN_REPORT,
    RECORD_PUBLIC_EVENT,
)
