"""People who sign in."""

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models


class UserManager(BaseUserManager["User"]):
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
    date_joined = models.DateTimeField("создан", auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["full_name"]
    objects: ClassVar[UserManager] = UserManager()

    class Meta:
        verbose_name = "пользователь"
        verbose_name_plural = "пользователи"
        ordering = ("full_name",)

    def __str__(self) -> str:
        return self.full_name or self.email
