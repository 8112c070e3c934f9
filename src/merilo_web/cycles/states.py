"""Where a cycle can stand."""

from django.db import models


class CycleState(models.TextChoices):
    """States of a cycle, in the order of the law."""

    DRAFT = "draft", "формируется перечень"
    LISTED = "listed", "перечень утверждён"
    CONTRACTED = "contracted", "оператор определён"
    FIELDWORK = "fieldwork", "сбор информации"
    ACCEPTED = "accepted", "данные приняты"
    SCORED = "scored", "баллы рассчитаны"
    APPROVED = "approved", "результаты утверждены советом"
    HANDED_OVER = "handed_over", "результаты переданы учредителю"
    CLOSED = "closed", "цикл завершён"


class MeetingState(models.TextChoices):
    """States of a meeting."""

    PLANNED = "planned", "назначено"
    OPEN = "open", "идёт"
    HELD = "held", "проведено"
    MINUTED = "minuted", "протокол подписан"


class LetterState(models.TextChoices):
    """States of a letter."""

    DRAFT = "draft", "черновик"
    QUEUED = "queued", "к отправке"
    SENT = "sent", "отправлено"
    FAILED = "failed", "не доставлено"
