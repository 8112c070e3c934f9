"""States of surveys and inspections; the channels through which answers come."""

from django.db import models


class SurveyState(models.TextChoices):
    """States of a survey."""

    PREPARED = "prepared", "подготовлен"
    OPEN = "open", "открыт"
    CLOSED = "closed", "закрыт"


class Channel(models.TextChoices):
    """How an answer came."""

    WEB = "web", "по ссылке"
    CODE = "code", "по одноразовому коду"
    PAPER = "paper", "на бумаге"
    PHONE = "phone", "по телефону"
    INTERVIEWER = "interviewer", "интервьюер"
    FILE = "file", "из файла"
    COUNTS = "counts", "по суммам"


class InspectionState(models.TextChoices):
    """States of an inspection."""

    DRAFT = "draft", "заполняется"
    SUBMITTED = "submitted", "передана"
    CONFIRMED = "confirmed", "организация согласна"
    OBJECTED = "objected", "организация возражает"
    RESOLVED = "resolved", "возражение рассмотрено"


class HandoverState(models.TextChoices):
    """States of the hand-over of collected data."""

    HANDED_OVER = "handed_over", "передано"
    ACCEPTED = "accepted", "принято"
    RETURNED = "returned", "возвращено"
    REOPENED = "reopened", "открыто заново"


class ItemMark(models.TextChoices):
    """How an inspector marked a checklist item; the codes are those of `merilo.observations.ItemState`."""

    OBSERVED = "observed", "осмотрено"
    NOT_APPLICABLE = "not_applicable", "не применимо"
    UNCHECKED = "unchecked", "не проверено"


class BatchState(models.TextChoices):
    """States of a batch of paper questionnaires."""

    OPEN = "open", "вводится"
    CLOSED = "closed", "введена и сверена"


class TranslationState(models.TextChoices):
    """States of an authority's own translation of the questionnaire."""

    DRAFT = "draft", "переводится"
    SHOWN = "shown", "показан респондентам"


class FileKind(models.TextChoices):
    """What a file that is brought in holds."""

    ANSWERS = "answers", "анкеты"
    CHECKLISTS = "checklists", "чек-листы осмотров"
    COUNTS = "counts", "суммы ответов"
