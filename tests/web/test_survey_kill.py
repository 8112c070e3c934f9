"""The server is killed under load, the database ends its connections: every answer that was acknowledged is there,
once, and counted.
"""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

import psycopg
import pytest
from bench.intake_site import environment, forms, served
from bench.load import driven
from bench.measure import ROOT
from django.db import connection
from django.test import override_settings
from tests.core.postgres import running

from merilo_web.fieldwork.actions.intake import receipt_number

ENOUGH = 60
_KEYS = "SELECT id FROM fieldwork_response"
_END = (
    "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity WHERE usename = 'merilo' AND pid <> pg_backend_pid()"
)
_COUNTED = "SELECT (SELECT sum(number) FROM fieldwork_daycount), (SELECT sum(number) FROM fieldwork_patterncount)"


@dataclass(frozen=True)
class Site:
    """A server's variables, and its database as one who opens it afterwards; `words` are PostgreSQL's."""

    folder: Path
    words: str
    variables: dict[str, str]

    def kept(self) -> tuple[list[UUID], list[int]]:
        """Keys of the answers that are there and the sums of both counters, from one moment."""
        if not self.words:
            database = sqlite3.connect(self.folder / "merilo.sqlite3")
            assert database.execute("PRAGMA integrity_check").fetchone() == ("ok",)
            keys, counted = database.execute(_KEYS).fetchall(), database.execute(_COUNTED).fetchone()
            database.close()
            return [UUID(hex=key) for (key,) in keys], [int(number) for number in counted]
        with psycopg.connect(self.words) as postgres:
            postgres.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
            keys, counted = postgres.execute(_KEYS).fetchall(), postgres.execute(_COUNTED).fetchone()
        return [key for (key,) in keys], [int(number) for number in counted]


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Site]:
    """An installation on the database of this run; PostgreSQL is a server of its own that keeps everything."""
    if connection.vendor == "sqlite":
        yield Site(tmp_path, "", environment(tmp_path))
        return
    with running(durable=True) as words:
        facts = dict(word.split("=") for word in words.split())
        url = f"postgres://{facts['user']}@/{facts['dbname']}?host={facts['host']}"
        yield Site(tmp_path, words, environment(tmp_path, url))


def _surveys(variables: dict[str, str]) -> tuple[str, ...]:
    made = subprocess.run(
        [sys.executable, "-m", "bench.intake_site"], env=variables, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return tuple(made.stdout.split())


def test_every_acknowledged_answer_survives_a_kill_of_the_server(site: Site) -> None:
    with served(site.variables) as (port, server), override_settings(SECRET_KEY=site.variables["MERILO_SECRET_KEY"]):
        filled = forms(_surveys(site.variables), 3000, seed=11)
        before = driven(port, filled[:ENOUGH])
        under_load = driven(port, filled[ENOUGH:], at_answer=(ENOUGH, lambda: os.killpg(server.pid, signal.SIGKILL)))
        acknowledged = {
            parse_qs(urlsplit(place).query)["receipt"][0] for place in before.locations + under_load.locations
        }
        keys, counted = site.kept()
        kept = {receipt_number(key) for key in keys}
    assert (set(before.statuses), set(under_load.statuses)) == ({303}, {303})
    assert len(acknowledged) >= 2 * ENOUGH
    assert (acknowledged - kept, len(kept), counted) == (set(), len(keys), [len(keys), len(keys)])


def test_connections_that_the_database_ended_cost_no_answer(site: Site) -> None:
    if not site.words:
        pytest.skip("SQLite's connections are the server's own")
    with served(site.variables) as (port, _), override_settings(SECRET_KEY=site.variables["MERILO_SECRET_KEY"]):
        filled = forms(_surveys(site.variables)[:1], 2 * ENOUGH, seed=12)
        before = driven(port, filled[:ENOUGH])
        with psycopg.connect(site.words) as postgres:
            ended = postgres.execute(_END).fetchall()
        after = driven(port, filled[ENOUGH:])
        keys, counted = site.kept()
    assert (set(ended), set(before.statuses), set(after.statuses)) == ({(True,)}, {303}, {303})
    assert (len(keys), counted) == (2 * ENOUGH, [2 * ENOUGH, 2 * ENOUGH])
