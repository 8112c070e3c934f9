"""One database's whole bench of intake, in a process of its own: figures as JSON on the last line."""

import json
import operator
import os
import random
import statistics
import sys
import tempfile
import time
from contextlib import ExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TypeVar

from bench.desk_walk import slowest
from bench.inspected import inspect
from bench.intake_site import build, environment, forms, served
from bench.load import driven, request

Told = TypeVar("Told")
MILLION = 1_000_000
_TURNS, _TURN = 16, 500
_PER_SECOND, _SECONDS = 500, 60
_ATTEMPTS, _QUIET = 3, 0.003
"""The fixed rate is tried so often until the host takes no more than this share of the processors meanwhile."""
_PAGES = 6000


@dataclass(frozen=True, slots=True)
class Figures:
    """Answers a second of ours and of the bare view, when empty and at a million; the fixed rate and what the host took
    meanwhile; pages; the export; the slowest kind of page at the desk."""

    ours: float
    bare: float
    ours_full: float
    bare_full: float
    p99: float
    taken: float
    lost: int
    doubled: int
    pages: float
    export_seconds: float
    export_mib: float
    desk_page: float
    desk_kinds: int
    desk_worst: str


def main(database_url: str) -> Figures:
    with ExitStack() as ending:
        folder = Path(ending.enter_context(tempfile.TemporaryDirectory(prefix="merilo-bench-")))
        variables = environment(folder, database_url)
        os.environ.update(variables)
        port, _ = ending.enter_context(served(variables))
        import django  # noqa: PLC0415 - the environment is ready now

        django.setup()
        codes = build()
        _bare_table()
        _told("warm-up", _turns(port, codes, turns=1, size=500, seed=1))
        ours, bare = _told("empty: ours, bare", _turns(port, codes, turns=_TURNS, size=_TURN, seed=2))
        p99, taken, lost, doubled = _fixed_rate(port, codes)
        pages = _told("pages a second", driven(port, _visits(codes)).rate)
        _told("filled", _fill())
        _inspect()
        _told("warm-up", _turns(port, codes, turns=1, size=500, seed=3))
        ours_full, bare_full = _told("a million: ours, bare", _turns(port, codes, turns=_TURNS, size=_TURN, seed=4))
        _check_counters()
        seconds, mib = _told("export: seconds, MiB", _export())
        worst, page, kinds = _told("desk: worst page, p95, kinds", slowest())
        return Figures(
            ours, bare, ours_full, bare_full, p99, taken, lost, doubled, pages, seconds, mib, page, kinds, worst
        )


def _told(what: str, figures: Told) -> Told:
    """Say a figure as soon as it is there."""
    print(f"{time.strftime('%X')} {what}: {figures}", file=sys.stderr, flush=True)
    return figures


def _visits(codes: tuple[str, ...]) -> list[bytes]:
    return [request("GET", f"/a/{codes[one % len(codes)]}", headers=["Accept-Encoding: gzip"]) for one in range(_PAGES)]


def _bare_table() -> None:
    from django.db import connection  # noqa: PLC0415 - Django is set up by then

    key, ending = ("char(32)", "WITHOUT ROWID") if connection.vendor == "sqlite" else ("uuid", "")
    with connection.cursor() as cursor:
        cursor.execute(
            f"CREATE TABLE bare_response (survey_id bigint, id {key}, channel varchar(16), language varchar(8), "
            "received_on date, answers varchar(32), sex varchar(16), age varchar(16), suggestions text, "
            f"PRIMARY KEY (survey_id, id)) {ending}"
        )


def _turns(port: int, codes: tuple[str, ...], *, turns: int, size: int, seed: int) -> tuple[float, float]:
    """Answers a second, ours and bare, in the middle of many turns: a busy moment of the machine falls on few."""
    ours, bare = [], []
    for turn in range(turns):
        filled = forms(codes, size, seed=seed * 1000 + turn)
        load = driven(port, filled)
        if load.statuses.count(303) != size:
            raise SystemExit(f"refused: {sorted(set(load.statuses))}")
        ours.append(load.rate)
        floor = driven(port, [_without_guard(one) for one in filled])
        if set(floor.statuses) != {204}:
            raise SystemExit(f"the bare view failed: {sorted(set(floor.statuses))}")
        bare.append(floor.rate)
    return statistics.median(ours), statistics.median(bare)


def _without_guard(form: bytes) -> bytes:
    """The same request to the bare view."""
    return b"POST /bare HTTP/1.1" + form[form.index(b"\r\n") :]


def _fixed_rate(port: int, codes: tuple[str, ...]) -> tuple[float, float, int, int]:
    """The 99th percentile at a fixed rate, in the attempt during which the host took least, and what it took.

    Answers lost and doubled, of all attempts.
    """
    attempts = []
    for seed in range(5, 5 + _ATTEMPTS):
        attempts.append(_told("fixed rate: p99, taken, lost, doubled", _at_fixed_rate(port, codes, seed=seed)))
        if attempts[-1][1] <= _QUIET:
            break
    p99, taken, _, _ = min(attempts, key=operator.itemgetter(1))
    return p99, taken, sum(one[2] for one in attempts), sum(one[3] for one in attempts)


def _at_fixed_rate(port: int, codes: tuple[str, ...], *, seed: int) -> tuple[float, float, int, int]:
    from merilo_web.fieldwork.models import Response  # noqa: PLC0415 - Django is set up by then

    before = Response.objects.count()
    load = driven(port, forms(codes, _PER_SECOND * _SECONDS, seed=seed), per_second=_PER_SECOND)
    kept, acknowledged = Response.objects.count() - before, len(load.acknowledged)
    planned = _PER_SECOND * _SECONDS
    receipts = len(set(load.locations))
    lost, doubled = planned - min(kept, acknowledged, receipts), max(0, kept - acknowledged)
    return load.percentile(0.99), load.taken, lost, doubled


def _fill() -> None:
    """Up to a million answers, with their counters."""
    from django.db import connection  # noqa: PLC0415 - Django is set up by then

    from merilo_web.fieldwork.models import Response, Survey  # noqa: PLC0415 - the same

    surveys = list(Survey.objects.values_list("pk", flat=True))
    rng = random.Random(6)
    shapes = ["".join(rng.choice("1110") for _ in range(14)) for _ in range(400)]
    day = "2026-10-01"
    left = MILLION - Response.objects.count()
    random_key = "lower(hex(randomblob(16)))" if connection.vendor == "sqlite" else "gen_random_uuid()"
    numbers = (
        "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < %s) SELECT i FROM n"
        if connection.vendor == "sqlite"
        else "SELECT generate_series(1, %s) AS i"
    )
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMPORARY TABLE shape (place integer, answers varchar(32))")
        cursor.executemany("INSERT INTO shape VALUES (%s, %s)", list(enumerate(shapes)))
        cursor.execute(
            "INSERT INTO fieldwork_response (survey_id, id, channel, language, received_on, answers, sex, age, "
            f"suggestions) SELECT {min(surveys)} + i %% {len(surveys)}, {random_key}, 'web', 'ru', '{day}', "
            f"shape.answers, '', '', 'Больше света в коридоре' FROM ({numbers}) AS n "
            f"JOIN shape ON shape.place = i %% {len(shapes)}",
            [left],
        )
        for table, keys in (("patterncount", "survey_id, answers"), ("daycount", "survey_id, received_on, channel")):
            cursor.execute(f"DELETE FROM fieldwork_{table}")
            cursor.execute(
                f"INSERT INTO fieldwork_{table} ({keys}, number) "
                f"SELECT {keys}, count(*) FROM fieldwork_response GROUP BY {keys}"
            )
        cursor.execute("ANALYZE")


def _inspect() -> None:
    """Every organization of the cycle, so that pages have what they have at the end of fieldwork."""
    from merilo_web.accounts.models import User  # noqa: PLC0415 - Django is set up by then
    from merilo_web.accounts.roles import Role  # noqa: PLC0415 - the same
    from merilo_web.fieldwork.models import Survey  # noqa: PLC0415 - the same

    by, rng = User.objects.filter(mandates__role=Role.OPERATOR_INSPECTOR).order_by("pk").first(), random.Random(8)
    for survey in Survey.objects.select_related("listed__cycle", "listed__organization"):
        inspect(survey.listed, by, rng)


def _check_counters() -> None:
    from django.core.management import call_command  # noqa: PLC0415 - Django is set up by then

    call_command("recount", stdout=sys.stderr)


def _export() -> tuple[float, float]:
    """Seconds and peak memory of a process that writes all answers."""
    from bench.measure import cost, python  # noqa: PLC0415 - measured at the end

    spent = cost(python("bench.work", "export", ""), runs=1)
    return spent.seconds, spent.peak_mib


if __name__ == "__main__":
    print(json.dumps(asdict(main(sys.argv[1] if len(sys.argv) > 1 else ""))))
