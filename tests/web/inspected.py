"""Inspections that tests stand on: a cycle in fieldwork, inspectors, values."""

from datetime import date

from tests.web.territory import SINCE, Municipality

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.actions import inspections
from merilo_web.fieldwork.actions.checklists import GivenItem, record_items
from merilo_web.fieldwork.models import Inspection, Inspector
from merilo_web.registry.models import Mandate

DAY = date(2026, 10, 5)
SEEN, ABSENT = GivenItem("observed", "1"), GivenItem("observed", "0")
UNCHECKED = GivenItem("unchecked")
INAPPLICABLE = GivenItem("not_applicable", reason="Школа в арендованном здании")


def in_fieldwork(home: Municipality) -> Cycle:
    """The municipality's cycle while information is collected."""
    Cycle.objects.filter(pk=home.cycle.pk).update(
        state=CycleState.FIELDWORK, fieldwork_from=date(2026, 10, 1), fieldwork_until=date(2026, 10, 31)
    )
    home.cycle.refresh_from_db()
    for row in home.listed:
        row.cycle = home.cycle
    return home.cycle


def second_inspector(home: Municipality) -> User:
    """One more specialist of the operator."""
    user = User.objects.create_user(f"second-{home.operator.pk}@example.org", full_name="Второва Ева Олеговна")
    Mandate.objects.create(user=user, role=Role.OPERATOR_INSPECTOR, since=SINCE, operator=home.operator)
    return user


def assigned(home: Municipality, *users: User, place: int = 0) -> Inspection:
    """An inspection of the organization at this place of the list."""
    in_fieldwork(home)
    who = users or (home.people[Role.OPERATOR_INSPECTOR],)
    return inspections.assign(home.listed[place], who, by=home.people[Role.OPERATOR_MANAGER], on=DAY)


def inspector_of(inspection: Inspection, user: User) -> Inspector:
    """The person's part in the inspection."""
    return Inspector.objects.get(inspection=inspection, user=user)


def recorded(inspection: Inspection, user: User, **given: GivenItem) -> None:
    """What the person recorded: `stand__name=SEEN` stands for the item `stand.name`."""
    values = {code.replace("__", "."): one for code, one in given.items()}
    assert record_items(inspector_of(inspection, user), values, by=user) == {}


def submitted(home: Municipality, *, place: int = 0) -> Inspection:
    """An inspection by one inspector that the organization has to answer."""
    user = home.people[Role.OPERATOR_INSPECTOR]
    inspection = assigned(home, place=place)
    recorded(inspection, user, stand__name=SEEN, stand__address=ABSENT, comfort__water=INAPPLICABLE)
    return inspections.finish(inspector_of(inspection, user), by=user, on=DAY)
