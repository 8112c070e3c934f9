"""App: home pages of the roles."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """Home pages of the roles."""

    name = "merilo_web.desk"
    verbose_name = "Рабочий стол"
