"""States of the app's objects."""

from django.db import models


class OrganizationState(models.TextChoices):
    """Whether an organization works."""

    ACTIVE = "active", "действует"
    CLOSED = "closed", "прекратила деятельность"


class ImportState(models.TextChoices):
    """What became of an uploaded register."""

    WAITING = "waiting", "ждёт подтверждения"
    APPLIED = "applied", "внесена"
    DISCARDED = "discarded", "отклонена"


TRANSITIONS: dict[str, frozenset[str]] = {
    OrganizationState.ACTIVE: frozenset({OrganizationState.CLOSED}),
    OrganizationState.CLOSED: frozenset({OrganizationState.ACTIVE}),
    ImportState.WAITING: frozenset({ImportState.APPLIED, ImportState.DISCARDED}),
    ImportState.APPLIED: frozenset(),
    ImportState.DISCARDED: frozenset(),
}
"""From a state to those that may follow it."""
