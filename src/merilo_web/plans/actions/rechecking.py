"""A later check: what was mended and is found again at the next assessment is reopened, for a whole cycle at once."""

from datetime import date

from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.actions import record
from merilo_web.plans.models import Deficiency
from merilo_web.plans.queries.drawing import drawn, followed, former_of, former_rows
from merilo_web.plans.rules.oversight import RECHECK
from merilo_web.plans.states import DeficiencyState
from merilo_web.registry.access import access_of
from merilo_web.results.models import OrganizationResult, ResultVersion
from merilo_web.results.states import VersionState


@transaction.atomic
def recheck(version: ResultVersion, *, by: User | None, on: date) -> int:
    """Reopen what these results found again after it was mended; how many. Repeating it changes nothing.

    What was followed by which score is remembered beside: the library tells it from five cases on.

    `by` is None for the timer's command.
    """
    kept = ResultVersion.objects.select_for_update(of=("self",)).select_related("cycle__authority").get(pk=version.pk)
    if by is not None:
        access_of(by).require(RECHECK, kept.scope, state=kept.cycle.state)
    if kept.state != VersionState.APPROVED or not RECHECK.possible(kept.cycle.state):
        raise NotAllowedError("Повторные недостатки ищут по переданным учредителю результатам.", clause=RECHECK.clause)
    rows = kept.organizations.select_related("listed__organization", "listed__cycle")
    return sum(_recheck(row, kept, by=by, on=on) for row in rows)


def _recheck(row: OrganizationResult, version: ResultVersion, *, by: User | None, on: date) -> int:
    row.version = version
    former = former_rows(row)
    Deficiency.objects.bulk_update(followed(row, former), ["next_score"])
    mended = [one for one in former if one.state == DeficiencyState.MENDED]
    if not mended:
        return 0
    returned = {found.pk: found for one in drawn(row) if (found := former_of(one, mended))}
    for found in returned.values():
        found.state, found.reopened_on = DeficiencyState.REOPENED, on
        changes = {"состояние": (DeficiencyState.MENDED, DeficiencyState.REOPENED)}
        record(RECHECK.event, found, by=by, scope=found.scope, changes=changes, note=str(version))
    Deficiency.objects.bulk_update(returned.values(), ["state", "reopened_on"])
    return len(returned)
