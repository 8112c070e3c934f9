"""Verbs of the app: who may do what, and in which state."""

from merilo_web.accounts.verbs import Verb
from merilo_web.fieldwork.rules import handovers, inspections, paper, surveys, translations

VERBS: tuple[Verb, ...] = (*surveys.VERBS, *inspections.VERBS, *handovers.VERBS, *paper.VERBS, *translations.VERBS)
"""Every verb of the app: tests walk them and the documentation draws its table from them."""
