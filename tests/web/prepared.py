"""A cycle on its way to fieldwork, for the tests of letters, populations, the contract and the plan."""

from datetime import date

from tests.web.territory import Municipality, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.actions import letters
from merilo_web.cycles.actions.letters import LetterFacts
from merilo_web.cycles.models import Cycle, Letter
from merilo_web.cycles.states import CycleState, LetterKind
from merilo_web.journal.models import JournalEntry

DAY = date(2026, 3, 2)
FROM, UNTIL = date(2026, 4, 1), date(2026, 5, 31)


def stand(home: Municipality, state: CycleState = CycleState.LISTED) -> Cycle:
    """Put the cycle where a test needs it; before the contract it has no operator."""
    operator = None if state in {CycleState.DRAFT, CycleState.LISTED} else home.operator
    Cycle.objects.filter(pk=home.cycle.pk).update(
        state=state, operator=operator, fieldwork_from=FROM, fieldwork_until=UNTIL
    )
    home.cycle.refresh_from_db()
    return home.cycle


def admin(home: Municipality) -> User:
    """The authority's administrator."""
    return home.people[Role.AUTHORITY_ADMIN]


def requests(territory: Territory) -> list[Letter]:
    """Drafts of the request for the population to three schools."""
    cycle = stand(territory.home)
    facts = LetterFacts(LetterKind.POPULATION_REQUEST, answer_by=date(2026, 3, 16))
    letters.write_letters(cycle, by=admin(territory.home), on=DAY, facts=facts)
    return list(cycle.letters.order_by("listed__organization__short_name"))


def events() -> list[str]:
    """Codes of the journal's entries, the oldest first."""
    return list(JournalEntry.objects.order_by("id").values_list("event", flat=True))
