"""Invented inspections: what an inspector found in every organization of the list."""

import random
from collections.abc import Iterator
from datetime import timedelta

from merilo.methodology.model import Edition
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.demo.setting import Year
from merilo_web.fieldwork.actions import checklists, inspections, objections
from merilo_web.fieldwork.actions.checklists import GivenItem
from merilo_web.fieldwork.models import Inspection
from merilo_web.fieldwork.states import ItemMark

_FOUND = 86
"""Of a hundred items so many are in order."""
_WORKS, _PUBLISHED = ".works", ".published"


def inspect(year: Year, cycle: Cycle, *, part: int) -> None:
    """Inspect the first `part` organizations of the list; the others still wait for their inspector."""
    manager, inspector = year.user(Role.OPERATOR_MANAGER), year.user(Role.OPERATOR_INSPECTOR)
    edition = edition_of(cycle)
    for place, row in enumerate(cycle.listed.select_related("organization", "cycle").order_by("pk")):
        day = year.fieldwork_from + timedelta(days=2 + place % 12)
        inspection = inspections.assign(row, [inspector], by=manager, on=year.fieldwork_from, planned_on=day)
        if place >= part:
            continue
        one = inspection.inspectors.get()
        checklists.record_items(one, dict(_seen(edition, row)), by=inspector)
        _answered(year, inspections.finish(one, by=inspector, on=day))


def _answered(year: Year, inspection: Inspection) -> None:
    """The one organization whose head has a log-in agrees with what was found."""
    school = year.place.organizations[0]
    if inspection.listed.organization_id == school.pk:
        head = year.user(Role.ORGANIZATION_HEAD)
        objections.confirm(inspection, by=head, on=year.fieldwork_from + timedelta(days=16))


def _seen(edition: Edition, row: ListedOrganization) -> Iterator[tuple[str, GivenItem]]:
    drawn = random.Random(f"{row.organization.inn}{row.cycle.year}")  # noqa: S311 - findings to show
    unpublished: set[str] = set()
    for checklist in edition.checklists:
        for item in checklist.norm(row.organization.type):
            found = drawn.randrange(100) < _FOUND and item.code.removesuffix(_WORKS) not in unpublished
            if item.code.endswith(_PUBLISHED) and not found:
                unpublished.add(item.code.removesuffix(_PUBLISHED))
            yield item.code, GivenItem(ItemMark.OBSERVED, "1" if found else "0")
