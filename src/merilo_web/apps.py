"""The root app: surface, management commands, templates and static files that belong to no stage."""

from django.apps import AppConfig


class MeriloWebConfig(AppConfig):
    """The project as an app of its own, below every stage."""

    name = "merilo_web"
    label = "surface"
    verbose_name = "Мерило"
