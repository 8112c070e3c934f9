"""Verbs of letters. Whether letters of a kind may be written depends on where the cycle stands."""

from dataclasses import replace

from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import CycleState, LetterKind, LetterState
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
QUEUE_COUNCILS = replace(
    QUEUE_LETTER, code="cycles.queue_council_letter", title="отправить письмо совета по почте", roles=COUNCIL_LEADERS
)
READDRESS_COUNCILS = replace(
    READDRESS_LETTER,
    code="cycles.readdress_council_letter",
    title="исправить адрес письма совета",
    roles=COUNCIL_LEADERS,
)
HAND_COUNCILS = replace(
    HAND_LETTER, code="cycles.hand_council_letter", title="отметить вручение письма совета", roles=COUNCIL_LEADERS
)
_COUNCILS = {
    QUEUE_LETTER.code: QUEUE_COUNCILS,
    READDRESS_LETTER.code: READDRESS_COUNCILS,
    HAND_LETTER.code: HAND_COUNCILS,
}
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
    QUEUE_COUNCILS,
    READDRESS_COUNCILS,
    HAND_COUNCILS,
)


def verb_of(verb: Verb, kind: str) -> Verb:
    """The verb for a letter of this kind: the council's own letter is the council's to send."""
    return _COUNCILS.get(verb.code, verb) if kind == LetterKind.HAND_OVER else verb
