"""Verbs of questionnaires that the operator brings in: keyed in from paper, asked by telephone, read from files."""

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.states import BatchState, SurveyState

_OPEN = frozenset({BatchState.OPEN})
_MANAGER = frozenset({Role.OPERATOR_MANAGER})

OPEN_BATCH = Verb(
    code="fieldwork.open_batch",
    title="начать пачку бланков",
    roles=roles.OPERATOR,
    states=frozenset({SurveyState.OPEN}),
)
KEY_SHEET = Verb(code="fieldwork.key_sheet", title="ввести бланк", roles=roles.OPERATOR, states=_OPEN)
SETTLE_SHEET = Verb(code="fieldwork.settle_sheet", title="решить, что на бланке", roles=_MANAGER, states=_OPEN)
CLOSE_BATCH = Verb(
    code="fieldwork.close_batch",
    title="закрыть пачку бланков",
    roles=roles.OPERATOR,
    states=_OPEN,
    to=BatchState.CLOSED,
)
INTERVIEW = Verb(
    code="fieldwork.interview",
    title="записать опрос по телефону или на месте",
    roles=roles.OPERATOR,
    states=frozenset({SurveyState.OPEN}),
)
UPLOAD_FILE = Verb(
    code="fieldwork.upload_file",
    title="загрузить файл с данными",
    roles=_MANAGER,
    states=frozenset({CycleState.FIELDWORK}),
)
APPLY_FILE = Verb(
    code="fieldwork.apply_file",
    title="принять данные из файла",
    roles=_MANAGER,
    states=frozenset({CycleState.FIELDWORK}),
)

VERBS = (OPEN_BATCH, KEY_SHEET, SETTLE_SHEET, CLOSE_BATCH, INTERVIEW, UPLOAD_FILE, APPLY_FILE)
