"""Verbs of the app: who may do what, and in which state.

Scoring asks the cycle's state; everything about a version asks the version's own; hand-over and consideration ask
the cycle's again, by the verbs of `cycles`.
"""

from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, Role
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.rules.cycle import CONSIDER, HAND_OVER, MARK_SCORED
from merilo_web.cycles.states import CycleState
from merilo_web.results.states import VersionState

COUNCIL_PROPOSES = "предложения об улучшении качества формирует общественный совет (392-ФЗ; 273-ФЗ, ст. 95.2)"
_AT_WORK = frozenset({VersionState.DRAFT, VersionState.CONSIDERED})
_IN_USE = frozenset({VersionState.CONSIDERED, VersionState.APPROVED})

SCORE = Verb("results.score", "рассчитать баллы", MARK_SCORED.roles, MARK_SCORED.states, CycleState.SCORED)
ESTIMATE = Verb("results.estimate", "посчитать интервалы", MARK_SCORED.roles, _AT_WORK)
SUBMIT = Verb(
    "results.submit",
    "внести результаты на рассмотрение совета",
    MARK_SCORED.roles,
    frozenset({VersionState.DRAFT}),
    VersionState.CONSIDERED,
)
EDIT_PROPOSALS = Verb(
    "results.edit_proposals",
    "изменить предложения совета",
    COUNCIL_LEADERS,
    frozenset({VersionState.CONSIDERED}),
    clause=COUNCIL_PROPOSES,
)
APPROVE = Verb(
    "results.approve",
    "утвердить результаты и предложения",
    COUNCIL_LEADERS,
    frozenset({VersionState.CONSIDERED}),
    VersionState.APPROVED,
    COUNCIL_PROPOSES,
)
ISSUE_DOCUMENTS = Verb(
    "results.issue_documents",
    "выпустить отчёт и расчётную книгу",
    AUTHORITY | COUNCIL_LEADERS | {Role.OPERATOR_MANAGER},
    _IN_USE,
)
ISSUE_SHEETS = Verb(
    "results.issue_sheets",
    "выпустить отчёты по организациям",
    AUTHORITY | COUNCIL_LEADERS | {Role.OPERATOR_MANAGER},
    frozenset({VersionState.APPROVED}),
)
PASS_ON = Verb(
    "results.hand_over",
    "передать учредителю результаты и предложения",
    HAND_OVER.roles,
    HAND_OVER.states,
    clause=HAND_OVER.clause,
)
ANSWER = Verb(
    "results.answer_proposal", "решить о предложении совета", AUTHORITY, CONSIDER.states, clause=CONSIDER.clause
)
CONCLUDE = Verb(
    "results.conclude", "завершить рассмотрение предложений", AUTHORITY, CONSIDER.states, clause=CONSIDER.clause
)
VERBS: tuple[Verb, ...] = (
    SCORE,
    ESTIMATE,
    SUBMIT,
    EDIT_PROPOSALS,
    APPROVE,
    ISSUE_DOCUMENTS,
    ISSUE_SHEETS,
    PASS_ON,
    ANSWER,
    CONCLUDE,
)
"""Every verb of the app: tests walk them and the documentation draws its table from them."""
