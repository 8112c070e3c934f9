"""Verbs of letters. Whether letters of a kind may be written depends on where the cycle stands."""

from merilo_web.accounts.roles import AUTHORITY
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState, LetterState
from merilo_web.journal.actions import Event

_PREPARED = frozenset({CycleState.LISTED, CycleState.CONTRACTED, CycleState.FIELDWORK})
_INFORMED = "организации знают о сроках, операторе и условиях до начала сбора информации"

WRITE_NOTICES = Verb(
    "cycles.write_notices",
    "составить уведомления об оценке",
    AUTHORITY,
    frozenset({CycleState.CONTRACTED, CycleState.FIELDWORK}),
    clause=_INFORMED,
)
WRITE_REQUESTS = Verb("cycles.write_requests", "составить запросы численности", AUTHORITY, _PREPARED)
WRITE_REMINDERS = Verb("cycles.write_reminders", "составить напоминания", AUTHORITY, _PREPARED)
WRITE_TRANSMITTALS = Verb(
    "cycles.write_transmittals",
    "составить письма о результатах",
    AUTHORITY,
    frozenset({CycleState.APPROVED, CycleState.HANDED_OVER}),
)
EDIT_LETTER = Verb("cycles.edit_letter", "исправить письмо", AUTHORITY, frozenset({LetterState.DRAFT}))
DISCARD_LETTER = Verb("cycles.discard_letter", "удалить черновик письма", AUTHORITY, frozenset({LetterState.DRAFT}))
ISSUE_LETTER = Verb(
    "cycles.issue_letter", "выпустить письмо под номером", AUTHORITY, frozenset({LetterState.DRAFT}), LetterState.ISSUED
)
QUEUE_LETTER = Verb(
    "cycles.queue_letter",
    "отправить письмо по электронной почте",
    AUTHORITY,
    frozenset({LetterState.ISSUED, LetterState.FAILED, LetterState.SENDING}),
    LetterState.QUEUED,
)
READDRESS_LETTER = Verb(
    "cycles.readdress_letter",
    "исправить адрес письма",
    AUTHORITY,
    frozenset({LetterState.DRAFT, LetterState.ISSUED, LetterState.FAILED}),
)
HAND_LETTER = Verb(
    "cycles.hand_letter",
    "отметить вручение письма",
    AUTHORITY,
    frozenset({LetterState.ISSUED, LetterState.FAILED, LetterState.SENDING}),
    LetterState.SENT,
)
LETTER_SENT = Event("cycles.letter_sent", "письмо отправлено")
LETTER_FAILED = Event("cycles.letter_failed", "письмо не доставлено")
VERBS = (
    WRITE_NOTICES,
    WRITE_REQUESTS,
    WRITE_REMINDERS,
    WRITE_TRANSMITTALS,
    EDIT_LETTER,
    DISCARD_LETTER,
    ISSUE_LETTER,
    QUEUE_LETTER,
    READDRESS_LETTER,
    HAND_LETTER,
)
