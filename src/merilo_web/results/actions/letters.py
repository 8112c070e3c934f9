"""Letters to the organizations with their results: drafted here, numbered, issued and sent as other letters are."""

from datetime import date

from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import letters
from merilo_web.results.models import ResultVersion
from merilo_web.results.queries import papers
from merilo_web.results.states import VersionState


@transaction.atomic
def write_letters(version: ResultVersion, *, by: User, on: date) -> int:
    """Draft the letter with figures and proposals to every organization of an approved version. How many were written.

    Who may, and when, is said by `cycles.rules.letters.WRITE_TRANSMITTALS`; the event is recorded there.
    """
    related = ("cycle__authority", "cycle__council", "decision")
    kept = ResultVersion.objects.select_for_update(of=("self",)).select_related(*related).get(pk=version.pk)
    if kept.state != VersionState.APPROVED:
        raise NotAllowedError("Письма с результатами составляют по версии, утверждённой советом.")
    return letters.write_transmittals(kept.cycle, by=by, on=on, handed=papers.transmittals(kept, on))
