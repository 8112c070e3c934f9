"""Where a cycle and its parts can stand, and the kinds of what a council deals with."""

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


class MeetingFormat(models.TextChoices):
    """How a council meets."""

    IN_PERSON = "in_person", "очное"
    REMOTE = "remote", "дистанционное"
    MIXED = "mixed", "смешанное"
    BY_LETTER = "by_letter", "заочное"


class PointKind(models.TextChoices):
    """What a point of an agenda is about; it says what follows from the decision."""

    LIST = "list", "перечень организаций"
    POLICIES = "policies", "вопросы методики"
    OPERATOR = "operator", "выбор оператора и техническое задание"
    RESULTS = "results", "результаты оценки"
    RECOMMENDATIONS = "recommendations", "предложения об улучшении"
    OTHER = "other", "иное"


ABOUT_ORGANIZATIONS = frozenset({PointKind.LIST, PointKind.RESULTS, PointKind.RECOMMENDATIONS})
"""Points that concern every organization of the cycle's list."""


class VoteChoice(models.TextChoices):
    """How a member votes."""

    IN_FAVOUR = "in_favour", "за"
    AGAINST = "against", "против"
    ABSTAINED = "abstained", "воздержался"
