"""Verbs of oversight: the satisfaction bar, returned deficiencies, reports, the library."""

from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, ORGANIZATION
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState
from merilo_web.plans.rules.plan import CONTROL
from merilo_web.plans.states import IN_FORCE, QuarterlyReportState

COUNCIL_SETS = "порог удовлетворённости закон не называет: его один раз за цикл решает общественный совет"

SET_BAR = Verb(
    "plans.set_bar",
    "установить порог удовлетворённости",
    COUNCIL_LEADERS,
    frozenset(CycleState) - {CycleState.CLOSED},
    clause=COUNCIL_SETS,
)
RECHECK = Verb(
    "plans.recheck",
    "найти недостатки, обнаруженные повторно",
    AUTHORITY,
    frozenset({CycleState.HANDED_OVER, CycleState.CLOSED}),
    clause=CONTROL,
)
BEGIN_REPORT = Verb(
    "plans.begin_report", "начать квартальный отчёт", ORGANIZATION, IN_FORCE, QuarterlyReportState.DRAFT, CONTROL
)
SUBMIT_REPORT = Verb(
    "plans.submit_report",
    "сдать квартальный отчёт",
    ORGANIZATION,
    frozenset({QuarterlyReportState.DRAFT}),
    QuarterlyReportState.SUBMITTED,
    CONTROL,
)
EDIT_LIBRARY = Verb("plans.edit_library", "изменить библиотеку мероприятий", AUTHORITY)
VERBS = (SET_BAR, RECHECK, BEGIN_REPORT, SUBMIT_REPORT, EDIT_LIBRARY)
