"""App: authorities, organizations, councils, operators and who acts for them."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    """Authorities, organizations, councils, operators and who acts for them."""

    name = "merilo_web.registry"
    verbose_name = "Реестры"
