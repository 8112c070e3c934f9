"""States of a version of the results and of proposals."""

from django.db import models


class VersionState(models.TextChoices):
    """States of a version of the results."""

    DRAFT = "draft", "рассчитана"
    CONSIDERED = "considered", "на рассмотрении совета"
    APPROVED = "approved", "утверждена советом"
    SUPERSEDED = "superseded", "заменена"


class RecommendationState(models.TextChoices):
    """States of a council's proposal."""

    DRAFT = "draft", "черновик"
    APPROVED = "approved", "утверждено советом"
    ACCEPTED = "accepted", "принято учредителем"
    PARTLY = "partly", "принято частично"
    DECLINED = "declined", "отклонено учредителем"


ANSWERED = frozenset({RecommendationState.ACCEPTED, RecommendationState.PARTLY, RecommendationState.DECLINED})
"""Proposals about which the authority has decided."""
