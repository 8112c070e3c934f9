"""App of the invented municipality."""

from django.apps import AppConfig


class DemoConfig(AppConfig):
    """The invented municipality."""

    name = "merilo_web.demo"
    verbose_name = "Показ"
