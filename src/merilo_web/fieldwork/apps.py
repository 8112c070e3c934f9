"""App: questionnaires, codes, inspections, progress, acceptance."""

from django.apps import AppConfig


class FieldworkConfig(AppConfig):
    """Questionnaires, codes, inspections, progress, acceptance."""

    name = "merilo_web.fieldwork"
    verbose_name = "Сбор информации"
