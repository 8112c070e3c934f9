"""App: scorecards, ranking, proposals, approval and hand-over."""

from django.apps import AppConfig


class ResultsConfig(AppConfig):
    """Scorecards, ranking, proposals, approval and hand-over."""

    name = "merilo_web.results"
    verbose_name = "Результаты"
