"""Nothing in a full dump of the database joins an answer to the one-time code that it was given with."""

import sqlite3
from io import StringIO
from secrets import SystemRandom

import pytest
from django.core.management import call_command
from django.db import connection
from django.test import Client
from tests.web.inspected import DAY, in_fieldwork, second_inspector
from tests.web.surveys import FILLED, PACKED, opened, signed, unspent
from tests.web.territory import Territory

from merilo import short_codes
from merilo_web.accounts.roles import Role
from merilo_web.fieldwork.actions import paper
from merilo_web.fieldwork.actions.intake import code_digest, receipt_number
from merilo_web.fieldwork.actions.paper import KeyedSheet
from merilo_web.fieldwork.guard import key_of
from merilo_web.fieldwork.models import PaperSheet, Response, Survey, UnspentCode
from merilo_web.fieldwork.views import questionnaire

NUMBER = 40
Spent = tuple[Survey, tuple[str, ...], list[str]]
"""The survey, the spent codes in their order, the keys of the answers in that order."""
Dump = dict[str, list[tuple[object, ...]]]


def _tables() -> list[str]:
    return sorted(connection.introspection.table_names())


def _dump() -> Dump:
    """Every row of every table, in the order in which the database itself gives them, with what it hides."""
    rows: Dump = {}
    with connection.cursor() as cursor:
        for table in _tables():
            cursor.execute(f'SELECT * FROM "{table}"')
            rows[table] = cursor.fetchall()
    return rows


def _spend(survey: Survey, codes: tuple[str, ...]) -> list[str]:
    """Spend the codes one after another; keys of the answers in that order."""
    keys = []
    for number, code in enumerate(codes):
        form = signed(survey)
        typed = {**form, **FILLED, "code": code, "suggestions": f"предложение {number}"}
        assert Client().post(f"/a/{survey.short_code}", typed).status_code == 303
        keys.append(form["key"])
    return keys


def _holding(keys: list[str]) -> set[str]:
    """Tables in whose rows any of these keys stands, however it is written."""
    return {table for table, rows in _dump().items() if any(key in repr(rows).replace("-", "") for key in keys)}


@pytest.fixture
def spent(territory: Territory) -> Spent:
    questionnaire._buckets.forget()
    survey = opened(territory.home.listed[0], with_codes=True)
    drawn = short_codes.short_codes(NUMBER * 2, taken=(), rng=SystemRandom(), length=short_codes.ONE_TIME)
    unspent(survey, *drawn)
    codes = drawn[:NUMBER]
    return survey, codes, _spend(survey, codes)


def test_no_row_of_any_table_holds_a_spent_code_or_its_digest(
    spent: Spent,
) -> None:
    survey, codes, keys = spent
    text = repr(_dump())
    traces = {code for code in codes if code in text or code_digest(survey.pk, code) in text}
    receipts = {key for key in keys if receipt_number(key_of(key)) in text}
    assert (traces, receipts, UnspentCode.objects.count()) == (set(), set(), NUMBER)


def test_the_key_of_an_answer_stands_in_its_own_row_alone(
    spent: Spent,
) -> None:
    _, _, keys = spent
    assert _holding(keys) == {"fieldwork_response"}


def test_no_table_but_the_answers_grew_with_them(territory: Territory) -> None:
    survey = opened(territory.home.listed[0], with_codes=True)
    codes = short_codes.short_codes(5, taken=(), rng=SystemRandom(), length=short_codes.ONE_TIME)
    unspent(survey, *codes)
    before = _dump()
    _spend(survey, codes)
    changed = {table for table, rows in _dump().items() if rows != before[table]}
    assert changed == {
        "fieldwork_response",
        "fieldwork_patterncount",
        "fieldwork_daycount",
        "fieldwork_unspentcode",
    }


def test_an_answer_keeps_no_time_but_its_day(spent: Spent) -> None:
    names = {field.name: field.get_internal_type() for field in Response._meta.local_fields}
    assert names == {
        "pk": "CompositePrimaryKey",
        "survey": "ForeignKey",
        "id": "UUIDField",
        "channel": "CharField",
        "language": "CharField",
        "received_on": "DateField",
        "answers": "CharField",
        "sex": "CharField",
        "age": "CharField",
        "suggestions": "TextField",
    }


def test_rows_do_not_lie_in_the_order_of_arrival(spent: Spent) -> None:
    """On PostgreSQL only after the nightly command, which also renews the hidden numbers of transactions."""
    _, _, keys = spent
    call_command("forget_order", stdout=StringIO())
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT id FROM fieldwork_response")
            lying = [str(row[0]) for row in cursor.fetchall()]
        else:
            cursor.execute("SELECT id, xmin::text FROM fieldwork_response ORDER BY ctid")
            rows = cursor.fetchall()
            lying = [row[0].hex for row in rows]
            assert len({row[1] for row in rows}) == 1
    assert lying == sorted(keys)
    assert lying != keys


@pytest.mark.parametrize(
    "table", ["fieldwork_response", "fieldwork_unspentcode", "fieldwork_patterncount", "fieldwork_daycount"]
)
def test_sqlite_gives_rows_of_answers_and_codes_no_number(territory: Territory, table: str) -> None:
    if connection.vendor != "sqlite":
        assert connection.vendor == "postgresql"
        return
    connection.ensure_connection()
    with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
        connection.connection.execute(f"SELECT rowid FROM {table}")


def test_sqlite_finds_nothing_wrong_with_these_tables(spent: Spent) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA integrity_check")
            assert cursor.fetchall() == [("ok",)]


def test_nothing_is_logged(
    spent: Spent,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    assert (caplog.text, *capfd.readouterr()) == ("", "", "")


def test_the_thanks_page_after_a_code_offers_no_second_questionnaire(
    spent: Spent,
) -> None:
    survey, _, _ = spent
    assert "Заполнить ещё одну" not in Client().get(f"/a/{survey.short_code}/thanks").content.decode()


def test_an_open_paper_batch_leads_to_its_own_answers_alone_and_a_closed_one_to_none(
    territory: Territory, spent: Spent
) -> None:
    survey, codes, keys = spent
    in_fieldwork(territory.home)
    first, second = territory.people[Role.OPERATOR_INSPECTOR], second_inspector(territory.home)
    batch = paper.open_batch(survey, by=first, on=DAY, title="5 А", nth=2)
    for number in (1, 2):
        paper.key_sheet(batch, KeyedSheet(number, PACKED), by=first, on=DAY)
    paper.key_sheet(batch, KeyedSheet(2, PACKED), by=second, on=DAY)
    papers = [one.hex for one in PaperSheet.objects.values_list("key", flat=True)]
    assert _holding(papers) == {"fieldwork_response", "fieldwork_papersheet"}
    assert (_holding(keys), len(papers)) == ({"fieldwork_response"}, 2)
    traces = {code for code in codes if code in repr(_dump()) or code_digest(survey.pk, code) in repr(_dump())}
    paper.close_batch(batch, by=first)
    assert (_holding(papers), _holding(keys), traces) == ({"fieldwork_response"}, {"fieldwork_response"}, set())
