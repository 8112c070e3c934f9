"""The journal: entries that are only ever added, each sealed to the one before it."""

from typing import NoReturn

from django.db import models


class JournalEntry(models.Model):
    """One event: who did what to what, when, and what changed.

    People and objects are kept by number and by name as they were, so that nothing later can alter the record.
    `changes` maps a field to [before, after]. `digest` is SHA-256 over the entry and the digest before it.
    """

    at = models.DateTimeField("когда", db_index=True)
    event = models.CharField("событие", max_length=64, db_index=True)
    title = models.CharField("что сделано", max_length=255)
    actor_id = models.BigIntegerField("номер пользователя", null=True, db_index=True)
    actor_name = models.CharField("кто", max_length=255)
    subject_type = models.CharField("вид объекта", max_length=64)
    subject_id = models.CharField("номер объекта", max_length=64)
    subject_name = models.CharField("объект", max_length=255)
    authority_id = models.BigIntegerField("орган власти", null=True, db_index=True)
    council_id = models.BigIntegerField("совет", null=True)
    operator_id = models.BigIntegerField("оператор", null=True)
    organization_id = models.BigIntegerField("организация", null=True, db_index=True)
    changes = models.JSONField("изменения", default=dict)
    note = models.TextField("примечание", blank=True)
    digest = models.CharField("контрольная сумма", max_length=64)

    class Meta:
        verbose_name = "запись журнала"
        verbose_name_plural = "журнал действий"
        ordering = ("-id",)
        indexes = (models.Index(fields=["subject_type", "subject_id"], name="journal_subject"),)

    def __str__(self) -> str:
        return f"{self.at:%d.%m.%Y %H:%M} {self.actor_name}: {self.title} — {self.subject_name}"

    def save(self, *args: object, **kwargs: object) -> None:
        """Add the entry. Raises TypeError for one that is already there."""
        if self.pk is not None:
            raise TypeError("a journal entry is never changed")
        super().save(*args, **kwargs)

    def delete(self, *_: object, **__: object) -> NoReturn:
        """Never."""
        raise TypeError("a journal entry is never deleted")


class JournalHead(models.Model):
    """The digest of the newest entry: one row, locked while an entry is added."""

    digest = models.CharField(max_length=64)

    class Meta:
        verbose_name = "конец журнала"
        verbose_name_plural = "конец журнала"

    def __str__(self) -> str:
        return self.digest
