"""Before anything is loaded: the web system is run as a test, in a folder of its own, on the database asked for.

`MERILO_TEST_DATABASE=postgres` starts a real PostgreSQL for the whole run; otherwise SQLite is used.
"""

import os
import shutil
import tempfile
from contextlib import ExitStack
from pathlib import Path

import django
import pytest
from tests.core.postgres import running

_LONGEST_NAME = 200
_ending = ExitStack()


def _prepared() -> None:
    os.environ["DJANGO_SETTINGS_MODULE"] = "merilo_web.settings"
    os.environ["MERILO_MODE"] = "test"
    folder = tempfile.mkdtemp(prefix="merilo-tests-")
    _ending.callback(shutil.rmtree, folder, ignore_errors=True)
    os.environ["MERILO_FOLDER"] = folder
    (Path(folder) / "static").mkdir()
    if os.environ.get("MERILO_TEST_DATABASE") == "postgres" and "PYTEST_XDIST_WORKER" not in os.environ:
        words = dict(word.split("=") for word in _ending.enter_context(running()).split())
        os.environ["DATABASE_URL"] = f"postgres://{words['user']}@/{words['dbname']}?host={words['host']}"
    django.setup()


_prepared()


def pytest_configure(config: pytest.Config) -> None:
    """Processes that run the tests prepare themselves: with these in their environment they would share one folder."""
    if config.getoption("numprocesses", None):
        del os.environ["DJANGO_SETTINGS_MODULE"], os.environ["MERILO_FOLDER"]


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """A file among the parameters is called after its argument: its bytes may tell the second at which it was made."""
    return argname if isinstance(val, bytes) or (isinstance(val, str) and len(val) > _LONGEST_NAME) else None


def pytest_unconfigure(config: pytest.Config) -> None:
    _ending.close()
