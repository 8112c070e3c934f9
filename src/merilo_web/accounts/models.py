"""People who sign in."""

from collections.abc import Iterator
from typing import ClassVar

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils.crypto import salted_hmac


class Users(BaseUserManager["User"]):
    """Makes users by their e-mail."""

    def create_user(self, email: str, password: str | None = None, **fields: object) -> "User":
        """A user; without a password they sign in by an invitation or through an identity provider only."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person's account. What the person may do is said by mandates, not here."""

    email = models.EmailField("электронная почта", unique=True)
    full_name = models.CharField("фамилия, имя, отчество", max_length=255)
    post = models.CharField("должность", max_length=255, blank=True)
    is_active = models.BooleanField("может входить", default=True)
    is_staff = models.BooleanField("справочники", default=False)
    invited_at = models.DateTimeField("приглашён", null=True, blank=True)
    session_round = models.PositiveIntegerField("круг сеансов", default=0)
    """Raised to end every session of the person at once."""
    date_joined = models.DateTimeField("создан", auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[Users] = Users()

    class Meta:
        verbose_name = "пользователь"
        verbose_name_plural = "пользователи"
        ordering = ("full_name",)

    def __str__(self) -> str:
        return self.full_name or self.email

    def get_session_auth_hash(self) -> str:
        """What a session must match: changes with the password and with every raised round."""
        return self._round_hash(settings.SECRET_KEY)

    def get_session_auth_fallback_hash(self) -> Iterator[str]:
        """The same under the secret keys of before."""
        for secret in settings.SECRET_KEY_FALLBACKS:
            yield self._round_hash(secret)

    def _round_hash(self, secret: str | bytes) -> str:
        facts = f"{self.password}:{self.session_round}"
        return salted_hmac("merilo.session", facts, secret=secret, algorithm="sha256").hexdigest()
