"""Whatever people answered, DuckDB and SQLite count it as plain Python does."""

import sqlite3

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.core.tally_cases import QUESTIONS

from merilo.tally import oracle
from merilo.tally.contract import Relation
from merilo.tally.duckdb_engine import DuckdbEngine
from merilo.tally.query import quoted
from merilo.tally.sqlite_engine import SqliteEngine

TABLE = Relation("responses")
RULES = st.sampled_from(["discard", "reject_response"])
ORGANIZATIONS = st.sampled_from(["1", "01", "Школа № 1", "O'Brien", None])


def _answers(question):
    if question.options:
        return st.sampled_from([None, "unknown", *(option.code for option in question.options)])
    return st.sampled_from([None, True, False])


RESPONSES = st.lists(
    st.fixed_dictionaries(
        {"organization": ORGANIZATIONS, **{question.code: _answers(question) for question in QUESTIONS}}
    ),
    max_size=25,
)
COLUMNS = ", ".join(f"{quoted(question.code)} {'TEXT' if question.options else 'BOOLEAN'}" for question in QUESTIONS)
CREATED = f"CREATE TABLE responses (organization TEXT, {COLUMNS})"
CODES = ("organization", *(question.code for question in QUESTIONS))
ROW = f"({', '.join('?' * len(CODES))})"


@pytest.fixture(scope="module")
def engines():
    kept, small = DuckdbEngine(), sqlite3.connect(":memory:")
    for connection in (kept.connection, small):
        connection.execute(CREATED)
    yield kept, SqliteEngine(small)
    kept.connection.close()
    small.close()


def _loaded(engine, responses):
    engine.connection.execute("DELETE FROM responses")
    if responses:
        answers = [response[code] for response in responses for code in CODES]
        engine.connection.execute(f"INSERT INTO responses VALUES {', '.join([ROW] * len(responses))}", answers)
    return engine


@settings(max_examples=60, deadline=None)
@given(responses=RESPONSES, rule=RULES)
def test_engines_equal_the_naive_count(engines, responses, rule):
    expected = oracle.tally(responses, QUESTIONS, contradictions=rule)
    for engine in engines:
        assert _loaded(engine, responses).tally(TABLE, QUESTIONS, contradictions=rule) == expected


@settings(max_examples=60, deadline=None)
@given(responses=RESPONSES, rule=RULES)
def test_engines_find_the_naive_patterns(engines, responses, rule):
    expected = _listed(oracle.patterns(responses, QUESTIONS, contradictions=rule))
    for engine in engines:
        assert _listed(_loaded(engine, responses).patterns(TABLE, QUESTIONS, contradictions=rule)) == expected


@settings(max_examples=60, deadline=None)
@given(responses=RESPONSES, rule=RULES)
def test_every_response_is_a_respondent_or_empty_or_rejected_and_in_one_pattern(responses, rule):
    tallies = oracle.tally(responses, QUESTIONS, contradictions=rule)
    patterns = oracle.patterns(responses, QUESTIONS, contradictions=rule)
    for name, tally in tallies.items():
        own = [response for response in responses if response["organization"] == name]
        assert tally.respondents + tally.empty + tally.rejected == len(own)
        assert tally.respondents == (int(patterns[name].multiplicity.sum()) if name in patterns else 0)


def _listed(found):
    return {name: (own.answers.tolist(), own.multiplicity.tolist()) for name, own in found.items()}
