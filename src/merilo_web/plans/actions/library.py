"""The authority's own library of measures: its wording instead of the product's, its own measures beside them."""

from dataclasses import asdict, dataclass

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.journal.actions import Scope, record
from merilo_web.plans.models import MeasureLibraryEntry
from merilo_web.plans.queries.library import entry_faults
from merilo_web.plans.rules.oversight import EDIT_LIBRARY
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.writing import written
from merilo_web.registry.models import Authority


@dataclass(frozen=True, slots=True)
class EntryFacts:
    """A measure of the library; see the model."""

    key: str
    subject: str
    text: str
    term: str = ""
    post: str = ""
    expected: str = ""
    cost: str = MeasureLibraryEntry.Cost.NONE
    is_active: bool = True


@transaction.atomic
def write(
    authority: Authority, *, by: User, facts: EntryFacts, entry: MeasureLibraryEntry | None = None
) -> MeasureLibraryEntry:
    """Write a measure into the authority's library, or change one; a key stays what it is."""
    access_of(by).require(EDIT_LIBRARY, Scope(authority=authority.pk))
    kept = MeasureLibraryEntry(authority=authority)
    if entry is not None:
        kept = MeasureLibraryEntry.objects.select_for_update(of=("self",)).get(pk=entry.pk, authority=authority)
    given = {name: value.strip() if isinstance(value, str) else value for name, value in asdict(facts).items()}
    if entry is not None:
        given["key"] = kept.key
    if faults := entry_faults(given):
        raise ValidationError(faults)
    changes = written(kept, given, fields=given)
    record(EDIT_LIBRARY.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept
