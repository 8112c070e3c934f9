"""Verbs of the app: who may do what, and in which state."""

from merilo_web.accounts.verbs import Verb
from merilo_web.plans.rules import evaluation, measures, oversight, plan, supervision, yearly

VERBS: tuple[Verb, ...] = (
    *plan.VERBS,
    *measures.VERBS,
    *oversight.VERBS,
    *evaluation.VERBS,
    *supervision.VERBS,
    *yearly.VERBS,
)
"""Every verb of the app: tests walk them and the documentation draws its table from them."""
