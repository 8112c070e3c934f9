"""Reading the journal: the history of an object, the soundness of the chain."""

from dataclasses import dataclass

from django.db.models import Model

from merilo_web.journal.actions import GENESIS, sealed
from merilo_web.journal.models import JournalEntry, JournalHead

_NEWEST = 50


@dataclass(frozen=True, slots=True)
class Breach:
    """The first place where the journal was tampered with: the number of the entry and what is wrong."""

    entry: int
    fault: str


def history(subject: Model) -> tuple[JournalEntry, ...]:
    """What happened to an object, the newest first. Whoever may read the object may read this."""
    label = subject._meta.label_lower  # noqa: SLF001 - Django's documented way to a model's name
    return tuple(JournalEntry.objects.filter(subject_type=label, subject_id=str(subject.pk)).order_by("-id")[:_NEWEST])


def breach() -> Breach | None:
    """Check every entry against the digest before it; None when the whole journal is sound. Reads all of it."""
    before, last = GENESIS, 0
    for entry in JournalEntry.objects.order_by("id").iterator(chunk_size=2000):
        if entry.digest != sealed(entry, before):
            return Breach(entry.pk, "запись изменена, или перед ней что-то удалено или вставлено")
        before, last = entry.digest, entry.pk
    head = JournalHead.objects.filter(pk=1).values_list("digest", flat=True).first() or GENESIS
    return None if head == before else Breach(last, "после этой записи что-то удалено")
