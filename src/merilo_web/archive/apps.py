"""App: issued documents and evidence."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """Issued documents and evidence."""

    name = "merilo_web.archive"
    verbose_name = "Архив документов"
