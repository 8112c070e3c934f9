"""Verbs of the app: who may do what, and in which state; a module for each topic."""

from merilo_web.accounts.verbs import Verb
from merilo_web.registry.rules import authorities, clerk_templates, councils, organizations, people, terms

VERBS: tuple[Verb, ...] = (
    *people.VERBS,
    *authorities.VERBS,
    *organizations.VERBS,
    *councils.VERBS,
    *terms.VERBS,
    *clerk_templates.VERBS,
)
"""Every verb of the app: tests walk them and the documentation draws its table from them."""
