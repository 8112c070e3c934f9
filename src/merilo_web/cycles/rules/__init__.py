"""Verbs of the app: who may do what, and in which state; a module for each topic."""

from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.rules import assessment_plan, contract, cycle, decisions, letters, meetings, populations

VERBS: tuple[Verb, ...] = (
    *cycle.VERBS,
    *meetings.VERBS,
    *decisions.VERBS,
    *letters.VERBS,
    *populations.VERBS,
    *contract.VERBS,
    *assessment_plan.VERBS,
)
"""Every verb of the app: tests walk them and the documentation draws its table from them."""
