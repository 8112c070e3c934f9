"""App: the council's list, meetings, contract, letters, plan of the assessment."""

from django.apps import AppConfig


class CyclesConfig(AppConfig):
    """The council's list, meetings, contract, letters, plan of the assessment."""

    name = "merilo_web.cycles"
    verbose_name = "Циклы"
