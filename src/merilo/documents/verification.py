"""Verification: a results.json recomputed from the inputs that it carries, every figure compared."""

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from merilo.documents import codes
from merilo.documents.assemble import SourceLike, assemble
from merilo.documents.model import Notice, Source
from merilo.documents.results_json import SCHEMA_VERSION, Json, digest, results
from merilo.methodology import catalogue
from merilo.methodology.model import Edition
from merilo.observations import Count, ItemState, ItemValue, Observation, Organization
from merilo.problems import Place, Problem, RefusalError
from merilo.scoring.policies import Policies

STATISTICS = ("uncertainty", "interval", "alike", "bands")
"""Keys that hold statistics: they follow from whole questionnaires, which the file does not carry."""
ANSWERS = ("yes", "no", "filtered_out", "contradictory")
_MISSING = object()


@dataclass(frozen=True, slots=True)
class StoredCycle:
    """A cycle as a results.json holds it."""

    title: str
    on: date
    edition: Edition
    policies: Policies
    observations: tuple[Observation, ...]
    files: tuple[Source, ...]
    remarks: tuple[str, ...]
    notices: tuple[Notice, ...]


def parsed(content: bytes, name: str) -> Json:
    """The file as plain values. Raises RefusalError when it is not a results.json of this version."""
    place = Place(file=name)
    try:
        body = json.loads(content)
    except (ValueError, RecursionError) as fault:
        raise RefusalError(Problem(codes.NOT_RESULTS, place, "Файл не читается как JSON")) from fault
    if not isinstance(body, dict) or "organizations" not in body or "digest" not in body:
        raise RefusalError(Problem(codes.NOT_RESULTS, place, "В файле нет organizations или digest"))
    if body.get("schema_version") != SCHEMA_VERSION:
        found = body.get("schema_version")
        raise RefusalError(Problem(codes.OTHER_VERSION, place, f"Версия «{found}», нужна «{SCHEMA_VERSION}»"))
    return body


def verified(body: Json, name: str) -> tuple[Problem, ...]:
    """Every disagreement between the file and its recomputation; empty when all agrees.

    Statistics are left alone here: `compared` with a report of the folder checks them too.
    """
    place = Place(file=name)
    found = []
    if digest(body) != body["digest"]:
        found.append(Problem(codes.ALTERED, place, f"Записан отпечаток {str(body['digest'])[:12]}…"))
    try:
        cycle = stored(body)
        found.extend(_register(body, place))
    except RefusalError as refused:
        raise RefusalError(*found, *refused.problems) from refused
    except (KeyError, TypeError, ValueError, AttributeError, ZeroDivisionError) as fault:
        raise RefusalError(*found, Problem(codes.NOT_RESULTS, place, f"Не разобрать исходные: {fault}")) from fault
    edition_digest = body.get("edition_digest")
    if cycle.edition.digest != edition_digest:
        detail = f"В файле {str(edition_digest or 'нет')[:12]}…, в программе {cycle.edition.digest[:12]}…"
        return (*found, Problem(codes.OTHER_EDITION, place, detail))
    again = results(assemble(cycle, notices=cycle.notices))
    return (*found, *compared(body, again, name=name, statistics=False))


def _register(body: Json, place: Place) -> Iterator[Problem]:
    """Organizations that stand in the file twice, or not at all although places and bands name them."""
    ids = Counter(one["id"] for one in body["organizations"])
    for one in sorted(one for one, times in ids.items() if times > 1):
        yield Problem(codes.DIFFERS, place, f"organizations: «{one}» записана не один раз")
    for one in sorted(_named(body) - set(ids)):
        yield Problem(codes.DIFFERS, place, f"organizations: нет «{one}», хотя места и полосы рейтинга её называют")


def _named(body: Json) -> set[str]:
    """Every organization that is named by another or by the statistics."""
    tied = {other for one in body["organizations"] for other in one["place"]["tied"]}
    drawn = body["uncertainty"] or {"bands": [], "alike": {}}
    return {*tied, *(one for band in drawn["bands"] for one in band), *drawn["alike"]}


def compared(body: Json, again: Json, *, name: str, statistics: bool) -> tuple[Problem, ...]:
    """One problem for each value that differs between the file and its recomputation."""
    skipped = {"digest"} if statistics else {"digest", *STATISTICS}
    return tuple(
        Problem(codes.DIFFERS, Place(file=name), f"{path}: в файле {_short(old)}, пересчёт {_short(new)}")
        for path, old, new in _differences("", body, again, skipped=skipped)
    )


def sources_compared(body: Json, files: Sequence[SourceLike]) -> tuple[Problem, ...]:
    """Source files that are missing, new or not the same, by size and SHA-256."""
    now = {file.name: (file.size, file.sha256) for file in files}
    then = {file["name"]: (file["size"], file["sha256"]) for file in body["files"]}
    words = {True: "файл изменился", False: "файла нет"}
    changed = [
        Problem(codes.SOURCE_DIFFERS, Place(file=name), words[name in now].capitalize())
        for name, mark in then.items()
        if now.get(name) != mark
    ]
    extra = [
        Problem(codes.SOURCE_DIFFERS, Place(file=name), "Файла не было при расчёте") for name in now if name not in then
    ]
    return (*changed, *extra)


def stored(body: Json) -> StoredCycle:
    """The cycle that the file was computed from. Raises RefusalError for an unknown edition or policy."""
    edition = catalogue.get(body["edition"], body["sector"])
    return StoredCycle(
        title=body["title"],
        on=date.fromisoformat(body["date"]),
        edition=edition,
        policies=Policies.of(edition, body["policies"], decision=body["decision"]),
        observations=tuple(_observation(one) for one in body["organizations"]),
        files=tuple(Source(one["name"], one["size"], one["sha256"]) for one in body["files"]),
        remarks=tuple(body["remarks"]),
        notices=tuple(_notice(one) for one in body["problems"]),
    )


def _notice(one: Json) -> Notice:
    where = one["place"]
    return Notice(one["code"], Place(where["file"], where["sheet"], where["row"] or 0, where["column"]), one["text"])


def _observation(one: Json) -> Observation:
    inputs = one["inputs"]
    organization = Organization(
        **{name: _text(one[name]) for name in ("id", "name", "type", "group", "inn", "municipality", "region")},
        population=None if one["sample"]["population"] is None else _whole(one["sample"]["population"]),
    )
    counts = {code: _count(found) for code, found in inputs["counts"].items()}
    items = {code: _item(found) for code, found in inputs["items"].items()}
    return Observation(organization, _whole(one["respondents"]), counts, items)


def _count(found: Json) -> Count:
    yes, no, filtered_out, contradictory = map(_whole, (found[name] for name in ANSWERS))
    options = {code: _whole(number) for code, number in found.get("options", {}).items()}
    return Count(yes, no, filtered_out, contradictory, options)


def _whole(number: object) -> int:
    """A count as it must be: whole, not negative. Raises ValueError for anything else."""
    if isinstance(number, bool) or not isinstance(number, int) or number < 0:
        raise ValueError(f"«{_short(number)}» — не число ответов")
    return number


def _text(value: object) -> str:
    """A word of the register. Raises ValueError for anything that is not text."""
    if not isinstance(value, str):
        raise ValueError(f"«{_short(value)}» — не текст")
    return value


def _item(found: Json | str) -> ItemValue:
    if isinstance(found, str):
        return ItemValue(ItemState.OBSERVED, Fraction(found))
    value = Fraction(found["value"]) if "value" in found else None
    return ItemValue(ItemState(found["state"]), value, found.get("reason", ""), found.get("note", ""))


def _differences(path: str, old: Any, new: Any, *, skipped: set[str]) -> Iterator[tuple[str, Any, Any]]:  # noqa: ANN401 - any JSON value
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for key in sorted({*old, *new} - skipped, key=lambda key: (key != "organizations", key)):
            below = f"{path}.{key}" if path else str(key)
            yield from _differences(below, old.get(key, _MISSING), new.get(key, _MISSING), skipped=skipped)
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for place, (one, other) in enumerate(zip(old, new, strict=True)):
            mark = one["id"] if isinstance(one, dict) and "id" in one else place
            yield from _differences(f"{path}[{mark}]", one, other, skipped=skipped)
    elif old != new or type(old) is not type(new):
        yield path, old, new


def _short(value: Any) -> str:  # noqa: ANN401 - any JSON value
    if value is _MISSING:
        return "нет"
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 60 else f"{text[:60]}…"
