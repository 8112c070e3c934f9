"""Settings from the environment: read once, checked loudly."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path


class Mode(StrEnum):
    """What the server is run for."""

    PRODUCTION = "production"
    """Real work: every safety setting is demanded."""
    DEMO = "demo"
    """An invented territory on this machine alone."""
    TEST = "test"
    """The tests."""


class UnsafeSettingsError(SystemExit):
    """The environment would make an unsafe server; the text names every fault and its remedy."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the environment says, after checking."""

    mode: Mode
    secret_key: str
    hosts: tuple[str, ...]
    folder: Path
    database_url: str
    public_url: str
    email_url: str

    @property
    def production(self) -> bool:
        return self.mode is Mode.PRODUCTION


_SHORTEST_SECRET = 50
_INVENTED_SECRET = "invented-key-of-a-demonstration-that-protects-nothing-at-all"  # noqa: S105 - never used in production


def read(variables: Mapping[str, str] = os.environ) -> Environment:
    """The environment as settings. Raises UnsafeSettingsError in production when something is missing or unsafe."""
    mode = _mode(variables.get("MERILO_MODE", Mode.PRODUCTION))
    folder = Path(variables.get("MERILO_FOLDER", "var")).resolve()
    environment = Environment(
        mode=mode,
        secret_key=variables.get("MERILO_SECRET_KEY", "" if mode is Mode.PRODUCTION else _INVENTED_SECRET),
        hosts=_listed(
            variables.get("MERILO_HOSTS", "" if mode is Mode.PRODUCTION else "127.0.0.1,localhost,testserver")
        ),
        folder=folder,
        database_url=variables.get("DATABASE_URL") or f"sqlite:///{folder / 'merilo.sqlite3'}",
        public_url=variables.get(
            "MERILO_PUBLIC_URL", "" if mode is Mode.PRODUCTION else "http://127.0.0.1:8000"
        ).rstrip("/"),
        email_url=variables.get("MERILO_EMAIL_URL", ""),
    )
    faults = _faults(environment) if environment.production else []
    if faults:
        raise UnsafeSettingsError(
            "Сервер не запущен: настройки небезопасны.\n" + "\n".join(f"- {fault}" for fault in faults)
        )
    return environment


def _mode(word: str) -> Mode:
    try:
        return Mode(word)
    except ValueError:
        raise UnsafeSettingsError(f"MERILO_MODE={word}: допустимо production, demo или test.") from None


def _listed(words: str) -> tuple[str, ...]:
    return tuple(word.strip() for word in words.split(",") if word.strip())


def _faults(environment: Environment) -> list[str]:
    faults = []
    if len(environment.secret_key) < _SHORTEST_SECRET or environment.secret_key == _INVENTED_SECRET:
        faults.append(f"MERILO_SECRET_KEY: задайте случайную строку не короче {_SHORTEST_SECRET} знаков.")
    if not environment.hosts or "*" in environment.hosts:
        faults.append("MERILO_HOSTS: перечислите через запятую имена сайта; «*» не годится.")
    if not environment.public_url.startswith("https://"):
        faults.append("MERILO_PUBLIC_URL: задайте адрес сайта, он начинается с https://.")
    if not environment.email_url:
        faults.append(
            "MERILO_EMAIL_URL: задайте почтовый сервер, например smtp+tls://имя:пароль@сервер:587/?from=адрес."
        )
    return faults
