"""Issued documents and uploaded evidence: written once, never overwritten."""

from django.db import models


class StoredFile(models.Model):
    """Bytes under their SHA-256; the same bytes are kept once."""

    sha256 = models.CharField("контрольная сумма", max_length=64, unique=True)
    size = models.PositiveBigIntegerField("размер, байт")
    media_type = models.CharField("тип содержимого", max_length=127)

    class Meta:
        verbose_name = "файл"
        verbose_name_plural = "файлы"

    def __str__(self) -> str:
        return self.sha256

    @property
    def path(self) -> str:
        """Where the bytes lie below the folder of files."""
        return f"{self.sha256[:2]}/{self.sha256[2:4]}/{self.sha256}"


class DocumentKind(models.TextChoices):
    """Kinds of documents that a cycle leaves behind."""

    ORDER = "order", "приказ"
    MINUTES = "minutes", "протокол заседания"
    ORGANIZATION_LIST = "organization_list", "перечень организаций"
    TERMS_OF_REFERENCE = "terms_of_reference", "техническое задание"
    CONTRACT = "contract", "контракт"
    INSTRUCTION = "instruction", "инструкция специалистам"
    LETTER = "letter", "письмо"
    POPULATION = "population", "сведения о численности получателей услуг"
    ASSESSMENT_PLAN = "assessment_plan", "план проведения оценки"
    ASSESSMENT_PLAN_REPORT = "assessment_plan_report", "отчёт о выполнении плана"
    COLLECTION_REPORT = "collection_report", "отчёт о сборе информации"
    ACCEPTANCE_ACT = "acceptance_act", "акт приёмки"
    OPERATOR_REPORT = "operator_report", "отчёт оператора"
    WORKBOOK = "workbook", "расчётная книга"
    ORGANIZATION_REPORT = "organization_report", "отчёт по организации"
    TRANSMITTAL = "transmittal", "сопроводительное письмо"
    ANALYSIS = "analysis", "анализ предложений"
    DECISIONS = "decisions", "реестр решений"
    EXPORT = "export", "выгрузка"
    IMPROVEMENT_PLAN = "improvement_plan", "план по устранению недостатков"
    QUARTERLY_REPORT = "quarterly_report", "квартальный отчёт о ходе плана"
    OVERSIGHT_SUMMARY = "oversight_summary", "сводка об исполнении планов"
    EVALUATION_SHEET = "evaluation_sheet", "лист оценки руководителя"
    HEARING_LIST = "hearing_list", "список руководителей к заслушиванию"
    YEARLY_PLAN = "yearly_plan", "план мероприятий на год"
    YEARLY_REPORT = "yearly_report", "отчёт о выполнении плана на год"


class Document(models.Model):
    """An issued document: number, date, digest and file. A new version is a new document that supersedes this one."""

    kind = models.CharField("вид", max_length=32, choices=DocumentKind.choices)
    number = models.CharField("номер", max_length=64, blank=True)
    dated_on = models.DateField("дата")
    title = models.CharField("название", max_length=500)
    file_name = models.CharField("имя файла", max_length=255)
    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="файл", related_name="documents")
    issued_at = models.DateTimeField("выпущен")
    supersedes = models.OneToOneField(
        "self", models.PROTECT, null=True, blank=True, related_name="superseded_by", verbose_name="взамен"
    )

    class Meta:
        verbose_name = "документ"
        verbose_name_plural = "документы"
        ordering = ("-dated_on", "-id")

    def __str__(self) -> str:
        number = f" № {self.number}" if self.number else ""
        return f"{self.title}{number} от {self.dated_on:%d.%m.%Y}"


class Evidence(models.Model):
    """A file that a person put in: a photo, a scan, a table; named safely, its type found from its content."""

    file = models.ForeignKey(StoredFile, models.PROTECT, verbose_name="файл", related_name="evidence")
    file_name = models.CharField("имя файла", max_length=255)
    uploaded_at = models.DateTimeField("загружен")
    uploaded_by = models.ForeignKey("accounts.User", models.PROTECT, verbose_name="кем", related_name="+")

    class Meta:
        verbose_name = "свидетельство"
        verbose_name_plural = "свидетельства"

    def __str__(self) -> str:
        return self.file_name
