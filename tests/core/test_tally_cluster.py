"""The same answers give the same counts and patterns on Spark (local mode, an honest stand-in for a cluster)."""

import pytest
from tests.core.tally_cases import CASES, QUESTIONS

from merilo.tally import oracle
from merilo.tally.contract import Relation
from merilo.tally.spark_engine import SparkEngine

pytestmark = pytest.mark.cluster
VIEW = Relation("responses")


@pytest.fixture(scope="module")
def session(tmp_path_factory):
    from pyspark.sql import SparkSession  # noqa: PLC0415 - PySpark is an extra, absent from the usual environment

    folder = str(tmp_path_factory.mktemp("spark"))
    builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", "false")
    builder = builder.config("spark.sql.warehouse.dir", folder).config("spark.sql.shuffle.partitions", "2")
    builder = builder.config("spark.driver.bindAddress", "127.0.0.1").config("spark.driver.host", "127.0.0.1")
    session = builder.getOrCreate()
    session.sparkContext.setLogLevel("ERROR")
    yield session
    session.stop()


@pytest.fixture(params=CASES)
def case(request, session):
    responses = CASES[request.param]
    codes = ("organization", *(question.code for question in QUESTIONS))
    fields = ", ".join(
        f"`{code}` {'string' if options else 'boolean'}"
        for code, options in zip(codes, (True, *(bool(question.options) for question in QUESTIONS)), strict=True)
    )
    rows = [tuple(response.get(code) for code in codes) for response in responses]
    session.createDataFrame(rows, fields).createOrReplaceTempView("responses")
    return responses


@pytest.mark.parametrize("rule", ["discard", "reject_response"])
def test_counts_equal_the_naive_ones(session, case, rule):
    counted = SparkEngine(session).tally(VIEW, QUESTIONS, contradictions=rule)
    assert counted == oracle.tally(case, QUESTIONS, contradictions=rule)


@pytest.mark.parametrize("rule", ["discard", "reject_response"])
def test_patterns_equal_the_naive_ones(session, case, rule):
    found = SparkEngine(session).patterns(VIEW, QUESTIONS, contradictions=rule)
    assert _listed(found) == _listed(oracle.patterns(case, QUESTIONS, contradictions=rule))


def _listed(found):
    return {name: (own.answers.tolist(), own.multiplicity.tolist()) for name, own in found.items()}
