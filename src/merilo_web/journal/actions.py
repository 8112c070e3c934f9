"""Writing the journal: called by every action in its own transaction."""

import hashlib
import json
from collections.abc import Mapping
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
    if not transaction.get_connection().in_atomic_block:
        raise RuntimeError("an event is recorded in the transaction of its change")
    head = JournalHead.objects.select_for_update().get_or_create(pk=1, defaults={"digest": GENESIS})[0]
    entry = JournalEntry(
        at=clock.now(),
        event=event.code,
        title=event.title,
        actor_id=by.pk if by else None,
        actor_name=by.full_name if by else "система",
        subject_type=subject._meta.label_lower,  # noqa: SLF001 - Django's documented way to a model's name
        subject_id=str(subject.pk),
        subject_name=str(subject)[:255],
        authority_id=scope.authority,
        council_id=scope.council,
        operator_id=scope.operator,
        organization_id=scope.organization,
        changes=_plain(changes or {}),
        note=note,
    )
    entry.digest = sealed(entry, head.digest)
    entry.save()
    head.digest = entry.digest
    head.save(update_fields=["digest"])
    return entry


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
