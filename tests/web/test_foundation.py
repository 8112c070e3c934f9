"""What everything stands on: access by mandate and subtree, the journal that cannot be rewritten."""

import pytest
from django.db import DatabaseError, connection, transaction
from tests.web.territory import Territory

from merilo_web.accounts.roles import Role
from merilo_web.journal.actions import GENESIS, Event, Scope, record, sealed
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.access import access_of


def test_every_role_sees_its_own_cycle_and_not_the_neighbours(territory: Territory) -> None:
    seen = {role: access_of(user).sees(territory.home.cycle.scope) for role, user in territory.home.people.items()}
    foreign = {
        role: access_of(user).sees(territory.foreign.cycle.scope) for role, user in territory.home.people.items()
    }
    organization_roles = {Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY}
    assert seen == {role: role not in organization_roles for role in seen}
    assert foreign == dict.fromkeys(foreign, False)


def test_an_observer_sees_the_whole_region_and_acts_for_nobody(territory: Territory) -> None:
    access = access_of(territory.people[Role.REGIONAL_OBSERVER])
    assert [access.sees(one.cycle.scope) for one in (territory.home, territory.foreign)] == [True, True]
    assert access.acting(territory.home.cycle.scope) == frozenset()


def test_entries_of_the_journal_are_chained(territory: Territory) -> None:
    with transaction.atomic():
        for title in ("первое", "второе"):
            record(Event("test.event", title), territory.home.cycle, by=None, scope=territory.home.cycle.scope)
    first, second = JournalEntry.objects.order_by("id")
    assert (first.digest, second.digest) == (sealed(first, GENESIS), sealed(second, first.digest))


@pytest.mark.parametrize(
    "statement", ["UPDATE journal_journalentry SET note = 'x'", "DELETE FROM journal_journalentry"]
)
def test_the_database_itself_refuses_to_rewrite_the_journal(territory: Territory, statement: str) -> None:
    with transaction.atomic():
        record(Event("test.event", "событие"), territory.home.cycle, by=None, scope=Scope())
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
