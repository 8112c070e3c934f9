"""Where a plan and its parts can stand. Whether something is late is told from a term and a day, never stored."""

from django.db import models


class ImprovementPlanState(models.TextChoices):
    """States of one version of a plan, in the order of its life."""

    DRAFT = "draft", "черновик"
    SUBMITTED = "submitted", "на согласовании"
    RETURNED = "returned", "возвращён с замечаниями"
    APPROVED = "approved", "утверждён"
    PUBLISHED = "published", "размещён"
    IN_EXECUTION = "in_execution", "исполняется"
    CLOSED = "closed", "снят с контроля"
    SUPERSEDED = "superseded", "заменён новой версией"


WRITTEN = frozenset({ImprovementPlanState.DRAFT, ImprovementPlanState.RETURNED})
"""The organization writes it."""
AT_WORK = WRITTEN | {ImprovementPlanState.SUBMITTED}
"""Not approved yet."""
EXECUTED = frozenset({ImprovementPlanState.APPROVED, ImprovementPlanState.PUBLISHED, ImprovementPlanState.IN_EXECUTION})
"""Approved and not closed: its measures are carried out and reported."""
IN_FORCE = EXECUTED | {ImprovementPlanState.CLOSED}
"""Approved and not superseded."""


class DeficiencySource(models.TextChoices):
    """Where a deficiency comes from."""

    SCORE = "score", "потерянные баллы"
    PROPOSAL = "proposal", "предложение совета"
    PAPER = "paper", "бумажный план"


class DeficiencyState(models.TextChoices):
    """States of a deficiency."""

    OPEN = "open", "не устранён"
    MENDED = "mended", "устранён"
    REOPENED = "reopened", "обнаружен повторно"
    WITHDRAWN = "withdrawn", "снят пересчётом результатов"


UNMENDED = frozenset({DeficiencyState.OPEN, DeficiencyState.REOPENED})


class MeasureState(models.TextChoices):
    """States of a measure."""

    PLANNED = "planned", "запланировано"
    IN_PROGRESS = "in_progress", "выполняется"
    REPORTED = "reported", "ждёт подтверждения"
    REFUSED = "refused", "не подтверждено"
    CONFIRMED = "confirmed", "подтверждено"
    CANCELLED = "cancelled", "отменено"


SETTLED = frozenset({MeasureState.CONFIRMED, MeasureState.CANCELLED})
"""Nothing more is expected of it."""
AWAITED = frozenset({MeasureState.PLANNED, MeasureState.IN_PROGRESS, MeasureState.REFUSED})
"""The organization has it to do: late once its term is over."""


class ProofKind(models.TextChoices):
    """What shows that a measure was carried out."""

    FILE = "file", "документ"
    PHOTO = "photo", "фотография"
    LINK = "link", "ссылка"


class ExtensionState(models.TextChoices):
    """States of an extension of a measure's term."""

    REQUESTED = "requested", "запрошено"
    GRANTED = "granted", "продлено"
    REFUSED = "refused", "отказано"


class QuarterlyReportState(models.TextChoices):
    """States of a quarterly report."""

    DRAFT = "draft", "черновик"
    SUBMITTED = "submitted", "сдан"


class HeadEvaluationState(models.TextChoices):
    """States of a head's evaluation sheet."""

    ISSUED = "issued", "выдан"
    OBJECTED = "objected", "есть возражение"
    ANSWERED = "answered", "на возражение дан ответ"
    SUPERSEDED = "superseded", "заменён"


class YearlyPlanState(models.TextChoices):
    """States of an own plan for a year."""

    DRAFT = "draft", "черновик"
    APPROVED = "approved", "утверждён"
    CLOSED = "closed", "завершён"


class YearlyMeasureState(models.TextChoices):
    """States of a measure of such a plan."""

    PLANNED = "planned", "запланировано"
    IN_PROGRESS = "in_progress", "выполняется"
    DONE = "done", "исполнено"
    CANCELLED = "cancelled", "отменено"


YEARLY_AWAITED = frozenset({YearlyMeasureState.PLANNED, YearlyMeasureState.IN_PROGRESS})
"""Still to be done: late once its term is over."""
