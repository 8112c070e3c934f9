"""Questionnaires on paper: sheets keyed in by batches, a sample of them twice. Files that were taken in."""

import uuid

from django.conf import settings
from django.db import models

from merilo_web.archive.models import Evidence
from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.models.survey import Survey
from merilo_web.fieldwork.states import BatchState, FileKind
from merilo_web.journal.actions import Scope


class PaperBatch(models.Model):
    """A pile of sheets of one survey; every `nth` of them is keyed in once more by another person."""

    survey = models.ForeignKey(Survey, models.PROTECT, related_name="batches", verbose_name="опрос")
    title = models.CharField("пачка", max_length=100)
    state = models.CharField("состояние", max_length=16, choices=BatchState.choices, default=BatchState.OPEN)
    nth = models.PositiveSmallIntegerField("вторично вводится каждый", default=10)
    opened_on = models.DateField("начата")
    keyed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="кто вводит")

    class Meta:
        verbose_name = "пачка бланков"
        verbose_name_plural = "пачки бланков"
        ordering = ("id",)
        constraints = (models.UniqueConstraint(fields=["survey", "title"], name="batch_named_once"),)

    def __str__(self) -> str:
        return f"{self.title}: {self.survey}"

    @property
    def scope(self) -> Scope:
        """Whose the batch is."""
        return self.survey.scope


class PaperSheet(models.Model):
    """One blank: its number on the pile, what was keyed in, what was keyed in the second time.

    `key` leads to the answer only while the batch is checked; with the batch it is forgotten, and so is everything
    that was keyed in besides the closed answers.
    """

    batch = models.ForeignKey(PaperBatch, models.PROTECT, related_name="sheets", verbose_name="пачка")
    number = models.PositiveIntegerField("номер бланка")
    key = models.UUIDField(default=uuid.uuid4, null=True, editable=False)
    answers = models.CharField("введено", max_length=32)
    sex = models.CharField("пол", max_length=16, blank=True)
    age = models.CharField("возраст", max_length=16, blank=True)
    suggestions = models.TextField("предложения", blank=True)
    second_answers = models.CharField("введено вторично", max_length=32, blank=True)
    second_sex = models.CharField("пол, вторично", max_length=16, blank=True)
    second_age = models.CharField("возраст, вторично", max_length=16, blank=True)
    second_suggestions = models.TextField("предложения, вторично", blank=True)
    second_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="кто вторично"
    )
    settled_answers = models.CharField("верно", max_length=32, blank=True)

    class Meta:
        verbose_name = "бланк"
        verbose_name_plural = "бланки"
        ordering = ("number", "id")
        constraints = (models.UniqueConstraint(fields=["batch", "number"], name="sheet_numbered_once"),)

    def __str__(self) -> str:
        return f"№ {self.number}"

    @property
    def differs(self) -> bool:
        """Whether the two entries differ and nobody has settled it; spaces in a text are no difference."""
        if not self.second_answers or self.settled_answers:
            return False
        first = (self.answers, self.sex, self.age, _plain(self.suggestions))
        return first != (self.second_answers, self.second_sex, self.second_age, _plain(self.second_suggestions))


def _plain(text: str) -> str:
    return " ".join(text.split())


class FileImport(models.Model):
    """A file of answers, of sums or of checklists that was brought into a cycle; it is taken in once.

    `specialist` is whose record the checklists are. `applied` counts questionnaires, sums of so many organizations, or
    items of checklists. The file is not filed for anybody: until the data are handed over and accepted, answers are
    nobody's to open.
    """

    cycle = models.ForeignKey(Cycle, models.PROTECT, related_name="imports", verbose_name="цикл")
    kind = models.CharField("что в файле", max_length=16, choices=FileKind.choices, default=FileKind.ANSWERS)
    specialist = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="чья запись"
    )
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="+", verbose_name="файл")
    sha256 = models.CharField("контрольная сумма", max_length=64)
    uploaded_on = models.DateField("загружен")
    applied_on = models.DateField("применён", null=True, blank=True)
    applied = models.PositiveIntegerField("принято", default=0)

    class Meta:
        verbose_name = "загрузка файла"
        verbose_name_plural = "загрузки файлов"
        ordering = ("-id",)
        constraints = (models.UniqueConstraint(fields=["cycle", "sha256"], name="file_taken_once"),)

    def __str__(self) -> str:
        return str(self.evidence)

    @property
    def scope(self) -> Scope:
        """Whose it is: the cycle's people."""
        return self.cycle.scope


class FiledPhoto(models.Model):
    """A photo that came packed beside a file of checklists, under its name with folders.

    `evidence` is empty where the photo does not fit; `fault` then says why.
    """

    brought = models.ForeignKey(FileImport, models.CASCADE, related_name="photos", verbose_name="загрузка")
    name = models.CharField("имя в архиве", max_length=500)
    evidence = models.ForeignKey(Evidence, models.PROTECT, null=True, blank=True, related_name="+", verbose_name="файл")
    fault = models.CharField("что не так", max_length=300, blank=True)

    class Meta:
        verbose_name = "фото к чек-листам"
        verbose_name_plural = "фото к чек-листам"
        ordering = ("id",)

    def __str__(self) -> str:
        return self.name
