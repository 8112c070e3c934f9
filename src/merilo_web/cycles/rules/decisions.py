"""Verbs of the register of decisions."""

from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS
from merilo_web.accounts.verbs import Verb

REGISTER_DECISION = Verb("cycles.register_decision", "внести решение в реестр", AUTHORITY)
COMPLETE_DECISION = Verb("cycles.complete_decision", "отметить исполнение решения", AUTHORITY | COUNCIL_LEADERS)
ISSUE_REGISTER = Verb("cycles.issue_register", "выпустить реестр решений", AUTHORITY | COUNCIL_LEADERS)
VERBS = (REGISTER_DECISION, COMPLETE_DECISION, ISSUE_REGISTER)
