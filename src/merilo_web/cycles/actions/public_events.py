"""What was done in public: entered, changed, taken out."""

from dataclasses import asdict, dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from merilo_web.accounts.models import User
from merilo_web.cycles.models import Cycle, PublicEvent
from merilo_web.cycles.rules import assessment_plan as verbs
from merilo_web.journal.actions import changed, record
from merilo_web.registry.access import access_of
from merilo_web.registry.actions.filing import unfile_evidence


@dataclass(frozen=True, slots=True)
class EventFacts:
    """An event or a publication as it is entered."""

    kind: str
    held_on: date
    title: str
    place: str = ""
    participants: str = ""
    link: str = ""


@transaction.atomic
def add_event(cycle: Cycle, *, by: User, facts: EventFacts) -> PublicEvent:
    """Enter an event."""
    kept = Cycle.objects.select_for_update().get(pk=cycle.pk)
    access_of(by).require(verbs.RECORD_PUBLIC_EVENT, kept.scope, state=kept.state)
    event = PublicEvent.objects.create(cycle=kept, **_checked(facts))
    record(verbs.RECORD_PUBLIC_EVENT.event, event, by=by, scope=kept.scope, changes={"внесено": ("", str(event))})
    return event


@transaction.atomic
def edit_event(event: PublicEvent, *, by: User, facts: EventFacts) -> PublicEvent:
    """Correct what was entered."""
    kept = _locked(event, by=by)
    fields = _checked(facts)
    changes = changed(kept, fields)
    for name, value in fields.items():
        setattr(kept, name, value)
    kept.save(update_fields=list(fields))
    record(verbs.RECORD_PUBLIC_EVENT.event, kept, by=by, scope=kept.scope, changes=changes)
    return kept


@transaction.atomic
def remove_event(event: PublicEvent, *, by: User) -> None:
    """Take out what was entered by mistake; the journal remembers it."""
    kept = _locked(event, by=by)
    record(verbs.RECORD_PUBLIC_EVENT.event, kept, by=by, scope=kept.scope, changes={"удалено": (str(kept), "")})
    for scan in kept.scans.select_related("evidence"):
        unfile_evidence(scan.evidence)
    kept.delete()


def _locked(event: PublicEvent, *, by: User) -> PublicEvent:
    kept = PublicEvent.objects.select_for_update(of=("self",)).select_related("cycle").get(pk=event.pk)
    access_of(by).require(verbs.RECORD_PUBLIC_EVENT, kept.scope, state=kept.cycle.state)
    return kept


def _checked(facts: EventFacts) -> dict[str, object]:
    if not facts.title.strip():
        raise ValidationError({"title": "Назовите событие или публикацию."})
    if facts.link and not facts.link.startswith(("http://", "https://")):
        raise ValidationError({"link": "Адрес страницы начинается с http:// или https://."})
    return {name: value.strip() if isinstance(value, str) else value for name, value in asdict(facts).items()}
