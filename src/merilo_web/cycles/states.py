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
    ISSUED = "issued", "выпущено"
    QUEUED = "queued", "к отправке"
    SENDING = "sending", "отправляется"
    SENT = "sent", "отправлено"
    FAILED = "failed", "не доставлено"


class LetterKind(models.TextChoices):
    """What a letter is about."""

    NOTICE = "notice", "уведомление об оценке"
    POPULATION_REQUEST = "population_request", "запрос численности"
    REMINDER = "reminder", "напоминание"
    TRANSMITTAL = "transmittal", "передача результатов"
    HAND_OVER = "hand_over", "передача результатов учредителю"


class ContractState(models.TextChoices):
    """States of a contract."""

    DRAFT = "draft", "готовится"
    SIGNED = "signed", "заключён"
    FULFILLED = "fulfilled", "исполнен"


class DeliverableState(models.TextChoices):
    """States of what the operator hands over."""

    AWAITED = "awaited", "ожидается"
    RECEIVED = "received", "передан, не принят"
    RETURNED = "returned", "возвращён"
    ACCEPTED = "accepted", "принят"


class PlanState(models.TextChoices):
    """States of the plan of an assessment."""

    DRAFT = "draft", "черновик"
    APPROVED = "approved", "утверждён"


class PublicEventKind(models.TextChoices):
    """Kinds of what is done in public."""

    SEMINAR = "seminar", "семинар"
    CONFERENCE = "conference", "совещание"
    ROUND_TABLE = "round_table", "круглый стол"
    MASS_MEDIA = "mass_media", "публикация в СМИ"
    WEBSITE = "website", "публикация на сайте"
    BEST_PRACTICE = "best_practice", "обмен лучшими практиками"
    OTHER = "other", "иное"


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
