"""From a counted lake to a ranked table on disk."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import duckdb
import numpy as np
import numpy.typing as npt

from merilo.importers.lake import Lake
from merilo.scoring.bulk import STATUSES, Crowd, CrowdScores, scored
from merilo.scoring.scorecard import Status
from merilo.scoring.vectorised import TOTAL, VALUED, plan_of
from merilo.tally.query import CONTRADICTORY, EMPTY, NO, REJECTED, RESPONDENTS, YES, chosen, counted, literal, quoted

Column = npt.NDArray[Any]
_FORMATS = {".parquet": "FORMAT parquet, COMPRESSION zstd", ".csv": "FORMAT csv, HEADER"}


def rank_lake(lake: Lake, connection: duckdb.DuckDBPyConnection, out: Path) -> str:
    """Score and rank everybody, write the table whole or not at all, and say in Russian what came out."""
    crowd = crowd_of(lake)
    scores = scored(plan_of(lake.settings.edition, lake.settings.policies), crowd)
    columns = table(lake, crowd, scores)
    draft = out.with_name(f".{out.name}.draft")
    connection.register("ranked", dict(columns))
    try:
        connection.execute(
            f"COPY (SELECT {_selected(columns, scores)} FROM ranked ORDER BY place = 0, place, organization) "
            f"TO {literal(str(draft))} ({_FORMATS[out.suffix]})"
        )
        draft.replace(out)
    finally:
        connection.unregister("ranked")
        draft.unlink(missing_ok=True)
    return _summary(lake, crowd, scores, out=out)


def crowd_of(lake: Lake) -> Crowd:
    """The lake's counts and points in the order of its register; an organization without answers has zeros."""
    size = len(lake.register.ids)
    rows = np.ma.getdata(lake.counts["row"]).astype(np.int64)

    def spread(name: str) -> npt.NDArray[np.int64]:
        whole = np.zeros(size, dtype=np.int64)
        whole[rows] = lake.counts[name]
        return whole

    edition = lake.settings.edition
    plain = [question.code for question in edition.closed_questions if not question.options]
    yes = {code: spread(counted(code, YES)) for code in plain}
    answered = {code: yes[code] + spread(counted(code, NO)) for code in plain}
    options: dict[str, npt.NDArray[np.int64]] = {}
    for question in edition.closed_questions:
        own = {
            f"{question.code}={option.code}": spread(counted(question, chosen(option.code)))
            for option in question.options
        }
        if own:
            answered[question.code] = np.sum(list(own.values()), axis=0)
        options |= own
    return Crowd(
        respondents=spread(RESPONDENTS),
        groups=lake.register.groups.astype(np.int64),
        yes=yes,
        answered=answered,
        options=options,
        points=lake.points,
    )


def table(lake: Lake, crowd: Crowd, scores: CrowdScores) -> dict[str, Column]:
    """Columns of the table before it is sorted: numbers in units of their last digit, masked where there is none."""
    statuses = np.array([str(status) for status in STATUSES], dtype=object)
    columns: dict[str, Column] = {
        "organization": lake.register.ids,
        "respondents": crowd.respondents,
        "status": statuses[scores.states[TOTAL]],
        "place": scores.place,
        "place_in_group": scores.place_in_group,
    }
    for code, units in scores.units.items():
        columns[code] = np.ma.masked_array(units, mask=scores.states[code] != VALUED)
    return columns


def _selected(columns: Mapping[str, Column], scores: CrowdScores) -> str:
    """Exact decimals of the printed numbers; no place is NULL."""
    scale = f"DECIMAL(18, {scores.digits})"
    parts = []
    for name in columns:
        if name in ("place", "place_in_group"):
            parts.append(f"nullif({name}, 0) AS {name}")
        elif name in scores.units:
            title = quoted("total" if name == TOTAL else name)
            parts.append(f"CAST({quoted(name)} / {10**scores.digits} AS {scale}) AS {title}")
        else:
            parts.append(name)
    return ", ".join(parts)


def _summary(lake: Lake, crowd: Crowd, scores: CrowdScores, *, out: Path) -> str:
    total = {name: int(np.sum(column)) for name, column in lake.counts.items() if name not in ("row", "organization")}
    contradictory = sum(number for name, number in total.items() if name.endswith(f":{CONTRADICTORY}"))
    by_status = {
        status: int(np.isin(scores.states[TOTAL], [code for code, own in enumerate(STATUSES) if own is status]).sum())
        for status in Status
    }
    return (
        f"{out}: организаций {len(lake.register.ids)}, с местом {int((scores.place > 0).sum())}, "
        f"посчитано {by_status[Status.SCORED]}, ждут решения {by_status[Status.AWAITING_DECISION]}, "
        f"не всё проверено {by_status[Status.BLOCKED]}, не оценено {by_status[Status.NOT_ASSESSED]}; "
        f"анкет {int(crowd.respondents.sum())}, пустых {total[EMPTY]}, отклонено {total[REJECTED]}, "
        f"противоречивых ответов {contradictory}"
    )
