"""App: append-only record of who did what."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Append-only record of who did what."""

    name = "merilo_web.journal"
    verbose_name = "Журнал действий"
