"""Verbs of the app: who may do what, and in which state."""

from merilo_web.accounts.verbs import Verb

VERBS: tuple[Verb, ...] = ()
"""Every verb of the app: tests walk them and the documentation draws its table from them."""
