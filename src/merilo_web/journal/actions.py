"""Writing the journal: called by every action in its own transaction."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import Protocol

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models, transaction

from merilo_web import clock
from merilo_web.journal.models import JournalEntry, JournalHead

GENESIS = "0" * 64
"""What stands for «the digest before» in the first entry."""
_BATCH = 1000
"""Entries of one statement."""


class Actor(Protocol):
    """A person who acts; None in `record` stands for the system itself."""

    @property
    def pk(self) -> int: ...
    @property
    def full_name(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Scope:
    """Whose object it is: numbers of the authority, council, operator and organization, None where there is none.

    It decides who may see the object and its journal.
    """

    authority: int | None = None
    council: int | None = None
    operator: int | None = None
    organization: int | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """What happened: the verb's code and its Russian title."""

    code: str
    title: str


@dataclass(frozen=True, slots=True)
class EventRecord:
    """One event of many that are recorded at once; the fields are those of `record`."""

    event: Event
    subject: models.Model
    scope: Scope
    changes: Mapping[str, tuple[object, object]] | None = None
    note: str = ""


def record(
    event: Event,
    subject: models.Model,
    *,
    by: Actor | None,
    scope: Scope,
    changes: Mapping[str, tuple[object, object]] | None = None,
    note: str = "",
) -> JournalEntry:
    """Add one entry. Must run inside the transaction of the change that it records.

    `changes` maps a field's Russian name to (before, after).
    """
    head = _head()
    entry = _entry(EventRecord(event, subject, scope, changes, note), by=by)
    entry.digest = sealed(entry, head.digest)
    entry.save()
    head.digest = entry.digest
    head.save(update_fields=["digest"])
    return entry


def record_all(found: Iterable[EventRecord], *, by: Actor | None) -> int:
    """Add many entries in this order, sealed one to the other as `record` seals them. Returns how many.

    For changes of thousands of rows in one transaction: the head of the journal is asked and written once.
    """
    head = _head()
    entries: list[JournalEntry] = []
    for one in found:
        entry = _entry(one, by=by)
        entry.digest = sealed(entry, entries[-1].digest if entries else head.digest)
        entries.append(entry)
    if entries:
        JournalEntry.objects.bulk_create(entries, batch_size=_BATCH)
        head.digest = entries[-1].digest
        head.save(update_fields=["digest"])
    return len(entries)


def _head() -> JournalHead:
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its change")
    return JournalHead.objects.select_for_update().get_or_create(pk=1, defaults={"digest": GENESIS})[0]


def _entry(one: EventRecord, *, by: Actor | None) -> JournalEntry:
    """The entry, not sealed yet."""
    subject, scope = one.subject, one.scope
    return JournalEntry(
        at=clock.now(),
        event=one.event.code,
        title=one.event.title,
        actor_id=by.pk if by else None,
        actor_name=by.full_name if by else "система",
        subject_type=subject._meta.label_lower,  # noqa: SLF001 - Django's documented way to a model's name
        subject_id=str(subject.pk),
        subject_name=str(subject)[:255],
        authority_id=scope.authority,
        council_id=scope.council,
        operator_id=scope.operator,
        organization_id=scope.organization,
        changes=_plain(one.changes or {}),
        note=one.note,
    )


def sealed(entry: JournalEntry, before: str) -> str:
    """SHA-256 in hex over the entry and the digest before it."""
    facts = [
        before,
        entry.at.isoformat(),
        entry.event,
        entry.title,
        entry.actor_id,
        entry.actor_name,
        entry.subject_type,
        entry.subject_id,
        entry.subject_name,
        [entry.authority_id, entry.council_id, entry.operator_id, entry.organization_id],
        entry.changes,
        entry.note,
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _plain(changes: Mapping[str, tuple[object, object]]) -> dict[str, object]:
    """Changes as JSON keeps them."""
    kept: dict[str, object] = json.loads(json.dumps(changes, cls=DjangoJSONEncoder, default=_word))
    return kept


def _word(value: object) -> object:
    if isinstance(value, (date, datetime, Decimal)):
        return str(value)
    return str(value) if isinstance(value, models.Model) else repr(value)


def changed(before: models.Model, fields: Mapping[str, object]) -> dict[str, tuple[object, object]]:
    """What `fields` would change in an object: verbose name → (before, after), only where they differ."""
    return {
        str(before._meta.get_field(name).verbose_name): (getattr(before, name), value)  # type: ignore[union-attr]  # noqa: SLF001 - fields of a model have names
        for name, value in fields.items()
        if getattr(before, name) != value
    }
