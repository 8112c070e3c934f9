"""The app of improvement plans."""

from django.apps import AppConfig


class PlansConfig(AppConfig):
    """Deficiencies, measures, deadlines, proofs, oversight, heads' evaluation."""

    name = "merilo_web.plans"
    verbose_name = "Планы"
