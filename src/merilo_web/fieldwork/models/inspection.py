"""Inspections: who looked, what each inspector recorded, what was settled, what the organization says."""

from fractions import Fraction

from django.conf import settings
from django.db import models

from merilo.observations import ItemState, ItemValue
from merilo_web.archive.models import Evidence
from merilo_web.cycles.models import ListedOrganization
from merilo_web.fieldwork.states import InspectionState, ItemMark
from merilo_web.journal.actions import Scope


class Inspection(models.Model):
    """The inspection of one listed organization by one inspector or by two."""

    listed = models.OneToOneField(
        ListedOrganization, models.PROTECT, related_name="inspection", verbose_name="организация"
    )
    state = models.CharField("состояние", max_length=16, choices=InspectionState.choices, default=InspectionState.DRAFT)
    planned_on = models.DateField("назначен на", null=True, blank=True)
    submitted_on = models.DateField("передан", null=True, blank=True)
    answered_on = models.DateField("ответ организации", null=True, blank=True)

    class Meta:
        verbose_name = "осмотр"
        verbose_name_plural = "осмотры"
        ordering = ("listed__organization__sort_key", "id")

    def __str__(self) -> str:
        return str(self.listed)

    @property
    def scope(self) -> Scope:
        """Whose the inspection is."""
        return self.listed.scope


class Inspector(models.Model):
    """A person who inspects one organization. `finished_on` is empty while the person's record is still written."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="inspectors", verbose_name="осмотр")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="специалист")
    finished_on = models.DateField("закончен", null=True, blank=True)

    class Meta:
        verbose_name = "проверяющий"
        verbose_name_plural = "проверяющие"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["inspection", "user"], name="inspects_once"),)

    def __str__(self) -> str:
        return f"{self.inspection}: {self.user}"


def seen_value(row: tuple[str, str, str, str]) -> ItemValue:
    """The value as the core takes it, from a row's columns: state, value, reason, note."""
    state, value, reason, note = row
    return ItemValue(ItemState(state), Fraction(value) if value else None, reason, note)


class SeenValue(models.Model):
    """What was seen of one checklist item; `value` is an exact number from 0 to 1 written as a fraction («1/2»)."""

    item_code = models.CharField("пункт", max_length=64)
    state = models.CharField("отметка", max_length=16, choices=ItemMark.choices)
    value = models.CharField("значение", max_length=24, blank=True)
    reason = models.CharField("причина", max_length=500, blank=True)
    note = models.CharField("примечание", max_length=500, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"{self.item_code}: {self.shown}"

    @property
    def seen(self) -> ItemValue:
        """The value as the core takes it."""
        return seen_value((self.state, self.value, self.reason, self.note))

    @property
    def shown(self) -> str:
        """The value in words: «есть», «нет», «1/2», «не применимо»."""
        if self.state != ItemMark.OBSERVED:
            return str(ItemMark(self.state).label)
        return {"1": "есть", "0": "нет"}.get(self.value, self.value)


class RecordedItem(SeenValue):
    """What one inspector recorded for one item, with a photo or a link that shows it."""

    inspector = models.ForeignKey(Inspector, models.CASCADE, related_name="items", verbose_name="проверяющий")
    link = models.URLField("ссылка", max_length=1000, blank=True)
    evidence = models.ForeignKey(
        Evidence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="свидетельство"
    )

    class Meta:
        verbose_name = "запись осмотра"
        verbose_name_plural = "записи осмотра"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["inspector", "item_code"], name="item_recorded_once"),)


class SettledItem(SeenValue):
    """What the operator's manager settled: where two inspectors differ, or where the organization was right."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="settled", verbose_name="осмотр")
    grounds = models.CharField("почему так", max_length=1000)
    settled_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")
    settled_on = models.DateField("когда")

    class Meta:
        verbose_name = "решение по пункту"
        verbose_name_plural = "решения по пунктам"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["inspection", "item_code"], name="item_settled_once"),)


class Objection(models.Model):
    """What the organization objects to, item by item, and how the operator answered."""

    inspection = models.ForeignKey(Inspection, models.PROTECT, related_name="objections", verbose_name="осмотр")
    item_code = models.CharField("пункт", max_length=64)
    words = models.TextField("возражение", max_length=2000)
    made_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кем")
    made_on = models.DateField("когда")
    is_upheld = models.BooleanField("принято", null=True, blank=True)
    answer = models.TextField("ответ оператора", max_length=2000, blank=True)
    answered_on = models.DateField("дата ответа", null=True, blank=True)

    class Meta:
        verbose_name = "возражение"
        verbose_name_plural = "возражения"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.words[:80]


class RemoteCheck(models.Model):
    """One attempt to reach the organization by a remote way: asked, answered or not, what came of it."""

    inspector = models.ForeignKey(Inspector, models.CASCADE, related_name="remote_checks", verbose_name="проверяющий")
    way = models.CharField("способ", max_length=32)
    asked_at = models.DateTimeField("обращение")
    answered_at = models.DateTimeField("ответ", null=True, blank=True)
    works = models.BooleanField("способ работает")
    note = models.CharField("что ответили", max_length=500, blank=True)

    class Meta:
        verbose_name = "проверка способа связи"
        verbose_name_plural = "проверки способов связи"
        ordering = ("asked_at", "id")

    def __str__(self) -> str:
        return f"{self.way}: {self.asked_at:%d.%m.%Y %H:%M}"

    @property
    def answered_in(self) -> str:
        """Time to the answer in words; empty where there was none."""
        if self.answered_at is None:
            return ""
        minutes = int((self.answered_at - self.asked_at).total_seconds()) // 60
        days, hours, rest = minutes // 1440, minutes // 60 % 24, minutes % 60
        said = [f"{number} {unit}" for number, unit in ((days, "дн."), (hours, "ч"), (rest, "мин")) if number]
        return " ".join(said) or "меньше минуты"
