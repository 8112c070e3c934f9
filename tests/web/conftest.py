"""People and places that every test of the web system knows."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.test import Client
from tests.web.territory import Territory, build

from merilo_web.accounts.models import User


@pytest.fixture
def territory(db: None, settings: object, tmp_path: Path) -> Territory:
    """An invented municipality with a council, an operator, organizations, people of every role and a cycle."""
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]  # pytest-django has no name for its type
    return build()


@pytest.fixture
def signed_in() -> Callable[[User], Client]:
    """A browser in which a person has signed in."""

    def entered(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return entered
