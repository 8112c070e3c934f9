"""Verbs of supervision: the plan on its site, summaries of all plans, heads to be heard."""

from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, ORGANIZATION
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState
from merilo_web.plans.rules.plan import CONTROL
from merilo_web.plans.states import IN_FORCE

_TOLD = frozenset({CycleState.HANDED_OVER, CycleState.CLOSED})
BY_RESULTS = "по итогам оценки совет заслушивает руководителей; порядок и число закон не называет"

CHECK_PUBLICATION = Verb(
    "plans.check_publication", "проверить размещение плана", ORGANIZATION | AUTHORITY, IN_FORCE, clause=CONTROL
)
OPEN_WIDGET = Verb("plans.open_widget", "завести виджет плана", ORGANIZATION | AUTHORITY, IN_FORCE)
ISSUE_SUMMARY = Verb("plans.issue_summary", "выпустить сводку об исполнении планов", AUTHORITY, _TOLD, clause=CONTROL)
ISSUE_ANSWER = Verb("plans.issue_answer", "выпустить ответ об исполнении планов", AUTHORITY, _TOLD, clause=CONTROL)
DRAW_HEARING = Verb(
    "plans.draw_hearing", "составить список руководителей к заслушиванию", AUTHORITY, _TOLD, clause=BY_RESULTS
)
RECORD_HEARING = Verb(
    "plans.record_hearing",
    "записать итог заслушивания руководителя",
    AUTHORITY | COUNCIL_LEADERS,
    _TOLD,
    clause=BY_RESULTS,
)
VERBS = (CHECK_PUBLICATION, OPEN_WIDGET, ISSUE_SUMMARY, ISSUE_ANSWER, DRAW_HEARING, RECORD_HEARING)
