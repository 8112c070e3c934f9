"""Verbs of the app: who may do what, and in which state; a module for each topic."""

from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.rules import cycle, decisions, meetings

VERBS: tuple[Verb, ...] = (*cycle.VERBS, *meetings.VERBS, *decisions.VERBS)
"""Every verb of the app: tests walk them and the documentation draws its table from them."""
