"""Verbs of a council's meeting, and what makes its decisions valid."""

from merilo_web.accounts.roles import AUTHORITY, COUNCIL, COUNCIL_LEADERS
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.states import MeetingState

CONFLICT = (
    "член совета не голосует об организации, с которой связан: конфликт интересов не допускается (273-ФЗ, ст. 95.2)"
)
REGULATION = "положение об общественном совете"
VOTING = "голосуют присутствующие члены совета, пока заседание открыто (положение об общественном совете)"
MAJORITY = "решение принято, когда «за» больше половины голосовавших; воздержавшиеся считаются голосовавшими"

PLAN_MEETING = Verb("cycles.plan_meeting", "назначить заседание совета", AUTHORITY | COUNCIL_LEADERS)
EDIT_AGENDA = Verb(
    "cycles.edit_agenda",
    "изменить назначенное заседание и его повестку",
    AUTHORITY | COUNCIL_LEADERS,
    frozenset({MeetingState.PLANNED}),
)
OPEN_MEETING = Verb(
    "cycles.open_meeting",
    "открыть заседание",
    COUNCIL_LEADERS,
    frozenset({MeetingState.PLANNED}),
    MeetingState.OPEN,
    REGULATION,
)
CLOSE_WITHOUT_QUORUM = Verb(
    "cycles.close_without_quorum",
    "закрыть заседание без кворума",
    COUNCIL_LEADERS,
    frozenset({MeetingState.PLANNED}),
    MeetingState.HELD,
    REGULATION,
)
CAST_VOTE = Verb("cycles.cast_vote", "проголосовать", COUNCIL, frozenset({MeetingState.OPEN}), clause=VOTING)
RECORD_VOTES = Verb(
    "cycles.record_votes",
    "записать голоса",
    COUNCIL_LEADERS,
    frozenset({MeetingState.OPEN}),
    clause=VOTING,
)
RECUSE = Verb(
    "cycles.recuse",
    "отстранить от голосования",
    COUNCIL_LEADERS,
    frozenset({MeetingState.OPEN}),
    clause=VOTING,
)
CLOSE_MEETING = Verb(
    "cycles.close_meeting",
    "закрыть заседание",
    COUNCIL_LEADERS,
    frozenset({MeetingState.OPEN}),
    MeetingState.HELD,
    MAJORITY,
)
WORD_POINT = Verb(
    "cycles.word_point",
    "изложить ход рассмотрения и решение",
    COUNCIL_LEADERS,
    frozenset({MeetingState.PLANNED, MeetingState.OPEN, MeetingState.HELD}),
)
SIGN_MINUTES = Verb(
    "cycles.sign_minutes",
    "подписать протокол",
    COUNCIL_LEADERS,
    frozenset({MeetingState.HELD}),
    MeetingState.MINUTED,
    REGULATION,
)
VERBS = (
    PLAN_MEETING,
    EDIT_AGENDA,
    OPEN_MEETING,
    CLOSE_WITHOUT_QUORUM,
    CAST_VOTE,
    RECORD_VOTES,
    RECUSE,
    CLOSE_MEETING,
    WORD_POINT,
    SIGN_MINUTES,
)
