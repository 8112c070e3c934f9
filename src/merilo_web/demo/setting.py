"""What every step of an invented year needs to know."""

from dataclasses import dataclass
from datetime import date

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.demo.council import People
from merilo_web.demo.territory import Place


@dataclass(frozen=True, slots=True)
class Year:
    """Who does it, where, and the days of the cycle."""

    place: Place
    people: People
    begins_on: date
    fieldwork_from: date
    fieldwork_until: date

    def user(self, role: Role) -> User:
        """The person with this role."""
        return self.people[role].user
