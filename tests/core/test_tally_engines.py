"""The same answers give the same counts and patterns on every engine."""

import sqlite3

import psycopg
import pyarrow
import pytest
from tests.core.postgres import running
from tests.core.tally_cases import CASES, QUESTIONS

from merilo.observations import Count
from merilo.tally import oracle
from merilo.tally.contract import OrganizationTally, Relation
from merilo.tally.duckdb_engine import DuckdbEngine
from merilo.tally.engine import SqlEngine
from merilo.tally.postgres_engine import PostgresEngine
from merilo.tally.query import quoted
from merilo.tally.sqlite_engine import SqliteEngine

RULES = ("discard", "reject_response")
TABLE = Relation('"responses"')
BRACKETED = Relation('(SELECT * FROM "responses")')


def _created(boolean):
    columns = [f"{quoted(question.code)} {'TEXT' if question.options else boolean}" for question in QUESTIONS]
    return f'CREATE TABLE "responses" ("organization" TEXT, {", ".join(columns)})'


def _rows(responses):
    codes = ("organization", *(question.code for question in QUESTIONS))
    return [tuple(response.get(code) for code in codes) for response in responses]


def _inserted(mark):
    return f'INSERT INTO "responses" VALUES ({", ".join([mark] * (len(QUESTIONS) + 1))})'


@pytest.fixture(scope="session")
def server():
    with running() as address:
        yield address


@pytest.fixture
def duckdb_of():
    engine = DuckdbEngine()

    def loaded(responses):
        engine.connection.execute(_created("BOOLEAN"))
        for row in _rows(responses):
            engine.connection.execute(_inserted("?"), row)
        return engine

    yield loaded
    engine.connection.close()


@pytest.fixture
def sqlite_of():
    connection = sqlite3.connect(":memory:")

    def loaded(responses):
        connection.execute(_created("BOOLEAN"))
        connection.executemany(_inserted("?"), _rows(responses))
        return SqliteEngine(connection)

    yield loaded
    connection.close()


@pytest.fixture
def postgres_of(server):
    with psycopg.connect(server) as connection:

        def loaded(responses):
            connection.execute(_created("BOOLEAN"))
            with connection.cursor() as cursor:
                cursor.executemany(_inserted("%s"), _rows(responses))
            return PostgresEngine(connection)

        yield loaded
        connection.rollback()


class PortableDuckdb(SqlEngine):
    """DuckDB running the portable form of the query, as the other engines do."""

    dialect = "duckdb"

    def __init__(self, connection):
        self.connection = connection

    def rows(self, sql):
        return self.connection.execute(sql).fetchall()


@pytest.fixture
def portable_duckdb_of(duckdb_of):
    return lambda responses: PortableDuckdb(duckdb_of(responses).connection)


@pytest.fixture(params=["duckdb", "portable_duckdb", "sqlite", "postgres"])
def engine_of(request):
    return request.getfixturevalue(f"{request.param}_of")


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("case", CASES)
def test_counts_equal_the_naive_ones(engine_of, case, rule):
    counted = engine_of(CASES[case]).tally(TABLE, QUESTIONS, contradictions=rule)
    assert counted == oracle.tally(CASES[case], QUESTIONS, contradictions=rule)


@pytest.mark.parametrize("rule", RULES)
@pytest.mark.parametrize("case", CASES)
def test_patterns_equal_the_naive_ones(engine_of, case, rule):
    found = engine_of(CASES[case]).patterns(TABLE, QUESTIONS, contradictions=rule)
    assert _listed(found) == _listed(oracle.patterns(CASES[case], QUESTIONS, contradictions=rule))


def test_organizations_come_in_the_order_of_their_ids(engine_of):
    engine = engine_of(CASES["unusual organization ids"])
    in_order = sorted(response["organization"] for response in CASES["unusual organization ids"])
    assert list(engine.tally(TABLE, QUESTIONS, contradictions="discard")) == in_order
    assert list(engine.patterns(TABLE, QUESTIONS, contradictions="discard")) == in_order


def test_a_bracketed_query_is_as_good_a_relation_as_a_table(engine_of):
    engine = engine_of(CASES["plain answers and blanks"])
    assert engine.tally(BRACKETED, QUESTIONS, contradictions="discard") == engine.tally(
        TABLE, QUESTIONS, contradictions="discard"
    )


def test_discarded_contradictions_leave_the_denominator_and_are_counted(engine_of):
    """Six questionnaires of «1»; of five answers on the stand four contradict the filter, one stays."""
    engine = engine_of(CASES["answers that contradict their filter"])
    tally = engine.tally(TABLE, QUESTIONS, contradictions="discard")["1"]
    assert (tally.respondents, tally.empty, tally.rejected) == (6, 0, 0)
    assert tally.counts["stand_used"] == Count(yes=1, no=2)
    assert tally.counts["stand_satisfied"] == Count(yes=1, no=0, filtered_out=0, contradictory=4)
    assert tally.counts["order"] == Count(yes=2, no=1)
    assert tally.counts["wait"] == Count(contradictory=1, options={"7": 0, "14": 0, "д'Арк": 0})


def test_rejected_responses_leave_every_count(engine_of):
    """Of six questionnaires of «1» five contradict a filter; «2» has nothing else."""
    engine = engine_of(CASES["answers that contradict their filter"])
    tallies = engine.tally(TABLE, QUESTIONS, contradictions="reject_response")
    assert (tallies["1"].respondents, tallies["1"].empty, tallies["1"].rejected) == (1, 0, 5)
    assert tallies["1"].counts["stand_satisfied"] == Count(yes=1)
    assert tallies["1"].counts["order"] == Count()
    nobody = {question.code: Count(options={option.code: 0 for option in question.options}) for question in QUESTIONS}
    assert tallies["2"] == OrganizationTally(respondents=0, counts=nobody, empty=0, rejected=1)


def test_those_whom_the_filter_stopped_are_counted_apart_from_the_silent(engine_of):
    """Three opened the stand's filter (one stayed silent), one said «Нет», one left it blank."""
    engine = engine_of(CASES["filters open, close and stay blank"])
    tally = engine.tally(TABLE, QUESTIONS, contradictions="discard")["1"]
    assert tally.counts["stand_satisfied"] == Count(yes=1, no=1, filtered_out=1)
    assert tally.respondents == 5


def test_an_organization_with_empty_rows_only_has_no_respondents(engine_of):
    tallies = engine_of(CASES["rows without an answer"]).tally(TABLE, QUESTIONS, contradictions="discard")
    assert {name: (tally.respondents, tally.empty) for name, tally in tallies.items()} == {"1": (1, 2), "2": (0, 1)}


def test_each_option_is_counted(engine_of):
    tally = engine_of(CASES["options, known and unknown"]).tally(TABLE, QUESTIONS, contradictions="discard")["1"]
    assert tally.counts["channel"].options == {"site": 1, "call": 2}
    assert tally.counts["wait"] == Count(filtered_out=1, options={"7": 1, "14": 0, "д'Арк": 1})
    assert (tally.respondents, tally.empty) == (6, 1)


def test_an_unknown_rule_of_contradictions_is_refused(engine_of):
    engine = engine_of([])
    with pytest.raises(ValueError, match="unknown rule of contradictions: guess"):
        engine.tally(TABLE, QUESTIONS, contradictions="guess")
    with pytest.raises(ValueError, match="unknown rule of contradictions: guess"):
        oracle.tally([{"organization": "1", "order": True}], QUESTIONS, contradictions="guess")


def test_duckdb_reads_an_arrow_table_in_place():
    engine = DuckdbEngine()
    table = engine.register("arrived", pyarrow.table({"organization": ["1", "1"], "order": [True, None]}))
    tallies = engine.tally(table, (QUESTIONS[2],), contradictions="discard")
    engine.connection.close()
    assert tallies == {"1": OrganizationTally(respondents=1, counts={"order": Count(yes=1)}, empty=1)}


def _listed(found):
    return {
        name: (patterns.answers.tolist(), str(patterns.answers.dtype), patterns.multiplicity.tolist())
        for name, patterns in found.items()
    }
