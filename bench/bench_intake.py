"""Taking in questionnaires through the real server: against a bare INSERT, flat to a million, at a fixed rate."""

import json
import subprocess
import sys

from tests.core.postgres import running

from bench.measure import ROOT, Row

_SHARE_OF_BARE = 0.25
_FLAT = 0.10
_SLOWEST = 0.020
_FEWEST_PAGES = 1000
_MOST_MIB = 300
_SLOWEST_PAGE = 0.2


def run(*, large: bool) -> list[Row]:  # noqa: ARG001 - every bench takes the same argument
    """The same bench on SQLite and on a PostgreSQL of its own that keeps what it has acknowledged."""
    rows = _rows("SQLite", "")
    with running(durable=True) as address:
        words = dict(word.split("=") for word in address.split())
        rows += _rows("PostgreSQL", f"postgres://{words['user']}@/{words['dbname']}?host={words['host']}")
    return rows


def _rows(where: str, database_url: str) -> list[Row]:
    done = subprocess.run(
        [sys.executable, "-m", "bench.intake_run", database_url],
        cwd=ROOT,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )
    seen = json.loads(done.stdout.splitlines()[-1])
    return [*_against_bare(where, seen), _fixed_rate(where, seen), *_read(where, seen)]


def _against_bare(where: str, seen: dict[str, float]) -> list[Row]:
    """Ours beside a bare INSERT in the same server, empty and at a million, each against its own minute."""
    ours, bare, ours_full, bare_full = (seen[name] for name in ("ours", "bare", "ours_full", "bare_full"))
    slower = (ours / bare) / (ours_full / bare_full) - 1
    empty = f"1 000 анкет, {where}: {ours:.0f}/с; пол — голый INSERT, {bare:.0f}/с"
    full = f"1 000 анкет при миллионе, {where}: {ours_full:.0f}/с, к полу медленнее на {slower * 100:.0f} %"
    fast = ours >= _SHARE_OF_BARE * bare
    return [
        Row(empty, 1000 / ours, 0, "≥ 0,25 скорости пола", fast, 1000 / bare),
        Row(full, 1000 / ours_full, 0, "ровно до 10 %", slower <= _FLAT, 1000 / bare_full),
    ]


def _fixed_rate(where: str, seen: dict[str, float]) -> Row:
    lost, doubled = int(seen["lost"]), int(seen["doubled"])
    taken = f"{seen['taken'] * 100:.1f}".replace(".", ",")
    what = (
        f"500 анкет/с 60 с, {where}: p99 {seen['p99'] * 1000:.1f} мс, хост отнял {taken} % процессоров; "
        f"потеряно {lost}, удвоено {doubled}"
    )
    met = seen["p99"] <= _SLOWEST and not lost and not doubled
    return Row(what, seen["p99"], 0, "p99 ≤ 0,02 с, без потерь", met)


def _read(where: str, seen: dict[str, float]) -> list[Row]:
    pages, seconds, mib = (seen[name] for name in ("pages", "export_seconds", "export_mib"))
    desk = f"страницы кабинета при миллионе анкет, {where}: p95 худшей из {seen['desk_kinds']}, {seen['desk_worst']}"
    shown = f"1 000 показов анкеты, {where}: {pages:.0f}/с"
    return [
        Row(shown, 1000 / pages, 0, "≤ 1 с", pages >= _FEWEST_PAGES),
        Row(f"выгрузка миллиона анкет, {where}", seconds, mib, f"≤ {_MOST_MIB} МиБ", mib <= _MOST_MIB),
        Row(desk, seen["desk_page"], 0, f"≤ {_SLOWEST_PAGE} с", seen["desk_page"] <= _SLOWEST_PAGE),
    ]
