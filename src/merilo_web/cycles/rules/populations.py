"""Verbs of the number of service recipients: told by the organization, frozen by the authority."""

from merilo_web.accounts.roles import AUTHORITY, ORGANIZATION
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState

SAMPLE = "объём выборки считается по численности получателей услуг (порядок расчёта показателей, 675н)"
_ASKED = frozenset({CycleState.LISTED, CycleState.CONTRACTED, CycleState.FIELDWORK})

ANSWER_POPULATION = Verb(
    "cycles.answer_population", "сообщить численность получателей услуг", ORGANIZATION, _ASKED, clause=SAMPLE
)
ENTER_POPULATION = Verb(
    "cycles.enter_population", "внести численность по ответу организации", AUTHORITY, _ASKED, clause=SAMPLE
)
FREEZE_POPULATIONS = Verb(
    "cycles.freeze_populations", "зафиксировать численность и выборку", AUTHORITY, _ASKED, clause=SAMPLE
)
REOPEN_POPULATION = Verb(
    "cycles.reopen_population",
    "снять фиксацию численности",
    AUTHORITY,
    frozenset({CycleState.LISTED, CycleState.CONTRACTED}),
    clause=SAMPLE,
)
ISSUE_SUMMARY = Verb("cycles.issue_population_summary", "выпустить сводку о численности и выборке", AUTHORITY)
VERBS = (ANSWER_POPULATION, ENTER_POPULATION, FREEZE_POPULATIONS, REOPEN_POPULATION, ISSUE_SUMMARY)
