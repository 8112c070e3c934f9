"""App of people and sign-in."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    """People, roles, sign-in."""

    name = "merilo_web.accounts"
    verbose_name = "Пользователи"
