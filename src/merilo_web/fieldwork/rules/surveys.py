"""Verbs of surveys: who prepares, opens and closes them, and who gives out one-time codes."""

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.states import SurveyState

_CONDUCTORS = roles.AUTHORITY | {Role.OPERATOR_MANAGER}

PREPARE_SURVEYS = Verb(
    code="fieldwork.prepare_surveys",
    title="подготовить опросы",
    roles=_CONDUCTORS,
    states=frozenset({CycleState.CONTRACTED, CycleState.FIELDWORK}),
)
OPEN_SURVEY = Verb(
    code="fieldwork.open_survey",
    title="открыть опрос",
    roles=_CONDUCTORS,
    states=frozenset({SurveyState.PREPARED, SurveyState.CLOSED}),
    to=SurveyState.OPEN,
)
CLOSE_SURVEY = Verb(
    code="fieldwork.close_survey",
    title="закрыть опрос",
    roles=_CONDUCTORS,
    states=frozenset({SurveyState.OPEN}),
    to=SurveyState.CLOSED,
)
ADJUST_SURVEY = Verb(
    code="fieldwork.adjust_survey",
    title="изменить условия опроса",
    roles=_CONDUCTORS,
    states=frozenset({SurveyState.PREPARED, SurveyState.OPEN}),
)
ISSUE_CODES = Verb(
    code="fieldwork.issue_codes",
    title="выдать одноразовые коды",
    roles=_CONDUCTORS,
    states=frozenset({SurveyState.PREPARED, SurveyState.OPEN}),
)
EXPORT_ANSWERS = Verb(
    code="fieldwork.export_answers",
    title="выгрузить анкеты",
    roles=_CONDUCTORS,
)

VERBS = (PREPARE_SURVEYS, OPEN_SURVEY, CLOSE_SURVEY, ADJUST_SURVEY, ISSUE_CODES, EXPORT_ANSWERS)
