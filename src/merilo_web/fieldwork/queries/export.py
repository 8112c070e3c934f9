"""All questionnaires of a cycle as CSV, a piece at a time, from one moment of the database."""

import csv
import io
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Sum

from merilo.methodology.model import Edition
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.models import DayCount, Survey
from merilo_web.fieldwork.packing import BLANK
from merilo_web.fieldwork.states import Channel

_PIECE = 2000
_BYTE_ORDER_MARK = "\ufeff"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_ROWS = (
    "SELECT id, received_on, channel, language, answers, sex, age, suggestions FROM fieldwork_response "
    "WHERE survey_id = %s AND id > %s ORDER BY id LIMIT %s"
)


class IncompleteExportError(Exception):
    """Fewer or more questionnaires were written than the counters say there are."""


def expected(cycle: Cycle) -> int:
    """How many questionnaires of the cycle there are, from the counters."""
    total: int | None = DayCount.objects.filter(survey__listed__cycle=cycle).aggregate(total=Sum("number"))["total"]
    return total or 0


def lines(cycle: Cycle) -> Iterator[bytes]:
    """The file, piece by piece: heading, questionnaires by organization, a last line that says how many there are.

    Everything is read as it was at the first line. Raises IncompleteExportError when the number differs from the
    counters': then the file has no last line.
    """
    edition = edition_of(cycle)
    with _one_moment():
        number = expected(cycle)
        yield (_BYTE_ORDER_MARK + _line([_heading(edition)])).encode()
        written = 0
        surveys = Survey.objects.filter(listed__cycle=cycle).select_related("listed__organization")
        for survey in surveys.order_by("listed__organization__sort_key", "pk"):
            owner = [str(survey.listed.organization_id), safe(survey.listed.organization.short_name)]
            for rows in _pieces(survey):
                written += len(rows)
                yield _line([owner + _cells(edition, row) for row in rows]).encode()
        if written != number:
            raise IncompleteExportError(f"written {written} of {number}")
    yield _line([[f"Всего анкет: ожидалось {number}, записано {written}"]]).encode()


def safe(text: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(_FORMULA) else text


def _heading(edition: Edition) -> list[str]:
    codes = [question.code for question in edition.closed_questions]
    return ["organization", "name", "day", "channel", "language", *codes, "sex", "age", "suggestions"]


def _pieces(survey: Survey) -> Iterator[list[tuple[str, ...]]]:
    last: str | UUID = "" if connection.vendor == "sqlite" else UUID(int=0)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_ROWS, [survey.pk, last, _PIECE])
            rows = cursor.fetchall()
        if not rows:
            return
        yield rows
        last = rows[-1][0]


def _cells(edition: Edition, row: tuple[str, ...]) -> list[str]:
    _, day, channel, language, answers, sex, age, suggestions = row
    spoken = {"1": "да", "0": "нет", BLANK: ""}
    said = [
        ""
        if character == BLANK
        else question.options[ord(character) - ord("a")].code
        if question.options
        else spoken[character]
        for question, character in zip(edition.closed_questions, answers, strict=True)
    ]
    return [str(day), str(Channel(channel).label), language, *said, sex, age, safe(suggestions)]


def _line(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows(rows)
    return text.getvalue()


@contextmanager
def _one_moment() -> Iterator[None]:
    """Reading that sees the database as it was at its beginning and keeps no writer waiting."""
    connection.ensure_connection()
    if connection.in_atomic_block:
        yield
    elif isinstance(connection.connection, sqlite3.Connection):
        with connection.cursor() as cursor:
            cursor.execute("BEGIN DEFERRED")
        try:
            yield
        finally:
            connection.connection.rollback()
    else:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            yield
