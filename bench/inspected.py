"""Inspections of a bench's cycle: everything that an inspector looks at in an organization, recorded."""

import random


def inspect(listed, by, draw: random.Random) -> None:  # noqa: ANN001 - models cannot be imported before Django is set up
    """One inspection of the organization by one inspector, an item of five absent."""
    from merilo_web.cycles.queries.policies import edition_of  # noqa: PLC0415 - Django is set up by then
    from merilo_web.fieldwork.models import Inspection, Inspector, RecordedItem  # noqa: PLC0415 - the same

    inspector = Inspector.objects.create(inspection=Inspection.objects.create(listed=listed), user=by)
    RecordedItem.objects.bulk_create(
        RecordedItem(inspector=inspector, item_code=item.code, state="observed", value=_value(item, draw))
        for checklist in edition_of(listed.cycle).checklists
        for item in checklist.items
        if item.applies(listed.organization.type)
    )


def _value(item, draw: random.Random) -> str:  # noqa: ANN001 - as above
    return "1" if item.bands or draw.random() > 0.2 else "0"
