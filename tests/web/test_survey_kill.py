"""The server is killed under load: every answer that it acknowledged is there, once, and counted."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from uuid import UUID

from bench.intake_site import environment, forms, served
from bench.load import driven
from bench.measure import ROOT
from django.test import override_settings

from merilo_web.fieldwork.actions.intake import receipt_number

ENOUGH = 60


def _surveys(variables: dict[str, str]) -> tuple[str, ...]:
    made = subprocess.run(
        [sys.executable, "-m", "bench.intake_site"], env=variables, cwd=ROOT, check=True, capture_output=True, text=True
    )
    return tuple(made.stdout.split())


def test_every_acknowledged_answer_survives_a_kill_of_the_server(tmp_path: Path) -> None:
    variables = environment(tmp_path)
    with served(variables) as (port, server), override_settings(SECRET_KEY=variables["MERILO_SECRET_KEY"]):
        filled = forms(_surveys(variables), 3000, seed=11)
        before = driven(port, filled[:ENOUGH])
        under_load = driven(port, filled[ENOUGH:], at_answer=(ENOUGH, lambda: os.killpg(server.pid, signal.SIGKILL)))
        acknowledged = {
            parse_qs(urlsplit(place).query)["receipt"][0] for place in before.locations + under_load.locations
        }
        database = sqlite3.connect(tmp_path / "merilo.sqlite3")
        keys = [UUID(hex=row[0]) for row in database.execute("SELECT id FROM fieldwork_response")]
        counted = [
            database.execute(f"SELECT sum(number) FROM fieldwork_{table}").fetchone()[0]
            for table in ("daycount", "patterncount")
        ]
        whole = database.execute("PRAGMA integrity_check").fetchone()[0]
        database.close()
        kept = {receipt_number(key) for key in keys}
    assert len(acknowledged) >= 2 * ENOUGH
    assert (acknowledged - kept, len(kept), counted, whole) == (set(), len(keys), [len(keys), len(keys)], "ok")
