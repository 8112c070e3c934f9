"""Settings from the environment: read once, checked loudly."""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from pathlib import Path
from urllib.parse import urlsplit


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
class Provider:
    """An identity provider (OpenID Connect) that people may sign in through."""

    issuer: str
    client_id: str
    secret: str
    name: str

    @property
    def origin(self) -> str:
        """Scheme and host, as a content security policy names them."""
        parts = urlsplit(self.issuer)
        return f"{parts.scheme}://{parts.netloc}"


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
    proxies: int
    """How many reverse proxies of ours stand before the server: which address of `X-Forwarded-For` to believe."""
    require_mfa: tuple[str, ...]
    """Roles that must sign in by a code as well; their codes as in `accounts.roles`."""
    provider: Provider | None
    today: date | None
    """The day on which a demonstration begins, to see a year of work in an hour; None: the day it is."""

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
        proxies=_whole(variables.get("MERILO_PROXIES", "1" if mode is Mode.PRODUCTION else "0")),
        require_mfa=_listed(variables.get("MERILO_REQUIRE_MFA", "")),
        provider=_provider(variables),
        today=_day(variables.get("MERILO_TODAY", "")),
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


def _provider(variables: Mapping[str, str]) -> Provider | None:
    names = ("MERILO_OIDC_ISSUER", "MERILO_OIDC_CLIENT_ID", "MERILO_OIDC_SECRET")
    given = [variables.get(name, "") for name in names]
    if not any(given):
        return None
    if missing := [name for name, value in zip(names, given, strict=True) if not value]:
        raise UnsafeSettingsError(f"{', '.join(missing)}: для входа через поставщика учётных записей задайте и это.")
    issuer, client_id, secret = given
    return Provider(issuer.rstrip("/"), client_id, secret, variables.get("MERILO_OIDC_NAME", "единый вход"))


def _whole(word: str) -> int:
    if not word.isdecimal():
        raise UnsafeSettingsError(f"MERILO_PROXIES={word}: задайте число обратных прокси перед сервером, обычно 1.")
    return int(word)


def _day(word: str) -> date | None:
    try:
        return date.fromisoformat(word) if word else None
    except ValueError:
        raise UnsafeSettingsError(f"MERILO_TODAY={word}: задайте день так: 2027-04-01.") from None


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
    if environment.provider and not environment.provider.issuer.startswith("https://"):
        faults.append("MERILO_OIDC_ISSUER: адрес поставщика учётных записей начинается с https://.")
    if environment.today:
        faults.append("MERILO_TODAY: настоящий сервер живёт сегодняшним днём, уберите эту переменную.")
    if not environment.email_url:
        faults.append(
            "MERILO_EMAIL_URL: задайте почтовый сервер, например smtp+tls://имя:пароль@сервер:587/?from=адрес."
        )
    return faults
