"""Who reads which entries of the journal, and how they are looked for."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import CharField, Q, QuerySet
from django.db.models.functions import Cast
from django.utils import timezone

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.fieldwork.models import Inspection
from merilo_web.fieldwork.rules.inspections import RECORD_ITEMS, RESOLVE_OBJECTION, SETTLE_ITEM
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.access import Access
from merilo_web.registry.queries.pages import holds

PAGE = 100
_COLLECTED = tuple(verb.code for verb in (RECORD_ITEMS, SETTLE_ITEM, RESOLVE_OBJECTION))
"""Events whose entries hold what was collected."""


@dataclass(frozen=True, slots=True)
class EntryFilter:
    """What is looked for; empty values look for everything."""

    since: date | None = None
    until: date | None = None
    event: str = ""
    person: str = ""
    subject: str = ""


def visible(access: Access) -> QuerySet[JournalEntry]:
    """The entries that a person may read: the authority's people and observers those of their subtree, an
    organization's people those about it, the system's administrator all. What was seen in an inspection is told once
    the data are accepted. Raises NotAllowedError for others.
    """
    if access.has({Role.SYSTEM_ADMIN}):
        return JournalEntry.objects.all()
    organizations = access.numbers("organization", roles.ORGANIZATION)
    if not access.overseen and not organizations:
        raise NotAllowedError("Журнал открыт органу власти, наблюдателю и организации — каждому свой.")
    own = JournalEntry.objects.filter(Q(authority_id__in=access.overseen) | Q(organization_id__in=organizations))
    waiting = Inspection.objects.filter(listed__cycle__accepted_on__isnull=True)
    numbers = waiting.annotate(number=Cast("pk", CharField())).values("number")
    return own.exclude(event__in=_COLLECTED, subject_id__in=numbers)


def found(entries: QuerySet[JournalEntry], wanted: EntryFilter) -> QuerySet[JournalEntry]:
    """The entries that are looked for, the newest first."""
    if wanted.since:
        entries = entries.filter(at__gte=_midnight(wanted.since))
    if wanted.until:
        entries = entries.filter(at__lt=_midnight(wanted.until + timedelta(days=1)))
    if wanted.event:
        entries = entries.filter(event=wanted.event)
    return entries.filter(holds("actor_name", wanted.person), holds("subject_name", wanted.subject)).order_by("-id")


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
