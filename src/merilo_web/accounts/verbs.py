"""Verbs: what a person may do, in which role and in which state. Every write asks one of them; nothing else decides.

A verb is data. Tests walk all of them (role × state), and the table of the documentation is drawn from them.
"""

from dataclasses import dataclass

from merilo_web.accounts.roles import Role
from merilo_web.journal.actions import Event

ANY = frozenset[str]()
"""Every state."""


class NotAllowedError(Exception):
    """A person may not do this, or not now. Carries a Russian sentence for the person and the clause behind it."""

    def __init__(self, sentence: str, *, clause: str = "") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.clause = clause


@dataclass(frozen=True, slots=True)
class Verb:
    """One thing that can be done.

    `code` is «app.verb» and names the journal's event; `title` is Russian, in the infinitive. `states` are those in
    which it may be done (ANY: all); `to` is the state after it, empty when the state stays. `clause` names the law.
    """

    code: str
    title: str
    roles: frozenset[Role]
    states: frozenset[str] = ANY
    to: str = ""
    clause: str = ""

    @property
    def event(self) -> Event:
        """What the journal says when it is done."""
        return Event(self.code, self.title)

    def possible(self, state: str) -> bool:
        """True when the verb may be done in this state, whoever does it."""
        return not self.states or state in self.states
