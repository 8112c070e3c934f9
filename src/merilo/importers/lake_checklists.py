"""Checklists of a lake: what each text means, sums in one pass, and what is wrong with the records."""

from collections.abc import Iterator
from fractions import Fraction

import duckdb

from merilo.importers import codes
from merilo.importers.findings import Findings
from merilo.importers.lake import LakeRegister
from merilo.importers.settings import Settings
from merilo.importers.spelling import folded
from merilo.importers.values import NOT_APPLICABLE, UNCHECKED, number, yes_no
from merilo.methodology.model import Edition
from merilo.problems import Place
from merilo.scoring.bulk import Points
from merilo.scoring.bulk_points import Types, norm_entries, points_of
from merilo.tally import inspections
from merilo.tally.contract import Relation
from merilo.tally.inspections import ONE, Grade, Sums, summed
from merilo.tally.query import literal

_NAMED = 5
_FULL = 100


def inspected_points(
    connection: duckdb.DuckDBPyConnection,
    source: tuple[str, Relation],
    *,
    known: tuple[Settings, LakeRegister],
    findings: Findings,
) -> dict[str, Points]:
    """Points of every component fed by a checklist; records that are at fault become problems."""
    settings, register = known
    sums = sums_of(connection, source, known=known, findings=findings)
    types = Types(register.type_names, register.types)
    return points_of(settings.edition, settings.policies, types=types, sums=sums)


def sums_of(
    connection: duckdb.DuckDBPyConnection,
    source: tuple[str, Relation],
    *,
    known: tuple[Settings, LakeRegister],
    findings: Findings,
) -> Sums:
    """Sums of all records; records that mean nothing, stand twice or lack a reason become problems."""
    (name, relation), (settings, register) = source, known
    edition = settings.edition
    texts = f"(SELECT organization, item, trim(CAST(value AS VARCHAR)) AS value, reason FROM {relation.sql})"
    entries = tuple(norm_entries(edition, settings.policies, register.type_names))
    sums = summed(
        connection,
        Relation(texts),
        register=Relation("organizations"),
        norm=entries,
        grades=_grades(connection, texts, Place(name, column="value"), edition=edition, findings=findings),
    )
    written = connection.execute(f"SELECT count(*) FROM {relation.sql}").fetchone()
    if written and written[0] != int(sums.rows.sum()):
        _explain_missing(connection, relation, Place(name), edition=edition, findings=findings)
    if (sums.seen != sums.distinct).any():
        count = int((sums.seen - sums.distinct).sum())
        findings.add(codes.ITEM_DOUBLED, Place(name, column="item"), f"Повторных записей: {count}")
    if (unexplained := int(sums.unexplained.sum())) > 0:
        detail = f"«Не применимо» без причины, записей: {unexplained}"
        findings.add(codes.ITEM_REASON, Place(name, column="reason"), detail)
    return sums


def _grades(
    connection: duckdb.DuckDBPyConnection, texts: str, place: Place, *, edition: Edition, findings: Findings
) -> Iterator[Grade]:
    """What every text in the column «value» means; texts that mean nothing become problems."""
    bands = {
        band.code: band.points for checklist in edition.checklists for item in checklist.items for band in item.bands
    }
    for (text,) in connection.execute(f"SELECT DISTINCT value FROM {texts} ORDER BY value").fetchall():
        grade = _grade(text or "", {code: points / _FULL for code, points in bands.items()})
        if grade is not None:
            yield grade
        elif text:
            findings.add(codes.ITEM_VALUE, place, f"«{text}»")
        else:
            findings.add(codes.ITEM_BLANK, place, "Есть записи без значения")


def _grade(text: str, bands: dict[str, Fraction]) -> Grade | None:
    word = folded(text)
    head, colon, why = text.partition(":")
    if folded(head) in NOT_APPLICABLE and bool(colon) == bool(why.strip()):
        return Grade(text, inspections.NOT_APPLICABLE)
    if word in UNCHECKED:
        return Grade(text, inspections.UNCHECKED)
    said = yes_no(text)
    value = bands.get(text) if text in bands else number(text) if said is None else Fraction(said)
    if value is None or not 0 <= value <= 1 or (value * ONE).denominator != 1:
        return None
    return Grade(text, inspections.OBSERVED, int(value * ONE))


def _explain_missing(
    connection: duckdb.DuckDBPyConnection, relation: Relation, place: Place, *, edition: Edition, findings: Findings
) -> None:
    """Why some records were not added up: nobody's, of an unknown item, of an item outside the type's norm."""
    known = [item.code for checklist in edition.checklists for item in checklist.items]
    texts = ", ".join(literal(text) for text in (*known, *(str(checklist.part) for checklist in edition.checklists)))
    strangers = f"SELECT DISTINCT organization FROM {relation.sql} WHERE organization IS NULL OR organization NOT IN "
    unknown = f"SELECT DISTINCT item FROM {relation.sql} WHERE item IS NULL OR item NOT IN ({texts})"
    foreign = (
        f"SELECT DISTINCT records.item || ' (' || organizations.type || ')' FROM {relation.sql} AS records "
        "JOIN organizations ON organizations.id = records.organization "
        f"WHERE records.item IN ({texts}) AND NOT EXISTS "
        "(SELECT 1 FROM norm WHERE norm.type = organizations.type AND norm.item = records.item)"
    )
    for kind, column, query in (
        (codes.ORGANIZATION_UNKNOWN, "organization", f"{strangers} (SELECT id FROM organizations)"),
        (codes.ITEM_UNKNOWN, "item", unknown),
        (codes.ITEM_NOT_IN_NORM, "item", foreign),
    ):
        found = [str(row[0] or "(пусто)") for row in connection.execute(f"{query} ORDER BY 1").fetchall()]
        if found:
            rest = f" и ещё {len(found) - _NAMED}" if len(found) > _NAMED else ""
            named = ", ".join(f"«{text}»" for text in found[:_NAMED])
            findings.add(kind, Place(place.file, column=column), f"{named}{rest}")
