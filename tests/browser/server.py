"""The real server on a free port, with the invented municipality in a database of its own."""

import os
import socket
import subprocess
import sys
import tempfile
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import psycopg
from django.conf import settings

PROGRAM = Path(sys.executable).with_name("merilo-web")
PAUSE = 0.05
"""Seconds between two looks at a server that starts."""
_DATABASE = "merilo_browser"


@dataclass(frozen=True, slots=True)
class Site:
    """A running server, and the way to give it other commands."""

    address: str
    environment: dict[str, str]

    @property
    def folder(self) -> Path:
        """Where the server keeps its files; letters go into its folder «mail»."""
        return Path(self.environment["MERILO_FOLDER"])

    def run(self, *words: str) -> str:
        """What another command of `merilo-web` says about the same database."""
        return _run(self.environment, *words)


@contextmanager
def running() -> Iterator[Site]:
    """What `make demo` runs: the demonstration and its server, stopped at the end."""
    with tempfile.TemporaryDirectory(prefix="merilo-browser-") as folder:
        port = _free_port()
        environment = _environment(Path(folder), port)
        with subprocess.Popen(
            [PROGRAM, "demo", "--serve", "--port", str(port)],
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
        ) as server:
            try:
                site = Site(f"http://127.0.0.1:{port}", environment)
                _wait(server, site.address)
                yield site
            finally:
                server.terminate()


@contextmanager
def serving(site: Site, day: date) -> Iterator[Site]:
    """The same database behind a second server that lives on another day."""
    port = _free_port()
    address = f"http://127.0.0.1:{port}"
    environment = {**site.environment, "MERILO_PUBLIC_URL": address, "MERILO_TODAY": day.isoformat()}
    with subprocess.Popen(
        [PROGRAM, "serve", "--port", str(port)],
        env=environment,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    ) as server:
        try:
            _wait(server, address)
            yield Site(address, environment)
        finally:
            server.terminate()


def _environment(folder: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("MERILO_", "DJANGO_"))}
    kept.pop("DATABASE_URL", None)
    own = {
        "MERILO_MODE": "demo",
        "MERILO_FOLDER": str(folder),
        "MERILO_PUBLIC_URL": f"http://127.0.0.1:{port}",
    }
    return kept | own | _database()


def _database() -> dict[str, str]:
    """A fresh database in the run's PostgreSQL when the tests run there; otherwise SQLite in the folder."""
    url = os.environ.get("DATABASE_URL", "")
    if not url.startswith("postgres"):
        return {}
    ours = settings.DATABASES["default"]
    host = ours["HOST"] or ours["OPTIONS"]["host"]
    with psycopg.connect(host=host, user=ours["USER"], dbname="postgres", autocommit=True) as connection:
        connection.execute(f"DROP DATABASE IF EXISTS {_DATABASE}")
        connection.execute(f"CREATE DATABASE {_DATABASE}")
    return {"DATABASE_URL": f"postgres://{ours['USER']}@/{_DATABASE}?host={host}"}


def _run(environment: dict[str, str], *words: str) -> str:
    done = subprocess.run(
        [PROGRAM, *words], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False
    )
    assert done.returncode == 0, done.stdout
    return done.stdout


def _free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def _wait(server: subprocess.Popen[str], address: str) -> None:
    """Until the server answers; an AssertionError with its last words when it dies first."""
    while True:
        try:
            with urllib.request.urlopen(f"{address}/healthz"):  # noqa: S310 - an address of our own
                return
        except urllib.error.URLError:
            pass
        try:
            server.wait(timeout=PAUSE)
        except subprocess.TimeoutExpired:
            continue
        assert server.stderr is not None
        raise AssertionError(f"the server did not start: {server.stderr.read()}")
