"""The same answers give the same intervals, whoever counted them."""

from dataclasses import replace

import numpy as np
import pyarrow as pa
from tests.core.invented_survey import QUESTIONS, Invention, invent

from merilo.tally import oracle
from merilo.tally.duckdb_engine import DuckdbEngine
from merilo.uncertainty.estimate import estimate

CODES = [question.code for question in QUESTIONS]


def _responses(patterns):
    """Questionnaires, one dictionary each, in an order of their own."""
    rows = [
        {"organization": id_}
        | {code: None if said < 0 else bool(said) for code, said in zip(CODES, answers, strict=True)}
        for id_, one in patterns.items()
        for answers, times in zip(one.answers, one.multiplicity, strict=True)
        for _ in range(times)
    ]
    return [rows[place] for place in np.random.default_rng(5).permutation(len(rows))]


def test_the_engine_and_the_oracle_give_the_same_intervals():
    evidence = invent(Invention(organizations=5, respondents=80, alike=0.5), 3).evidence
    responses = _responses(evidence.patterns)
    engine = DuckdbEngine()
    relation = engine.register("responses", pa.Table.from_pylist(responses))
    by_engine = engine.patterns(relation, QUESTIONS, contradictions="discard")
    by_oracle = oracle.patterns(responses, QUESTIONS, contradictions="discard")
    found = [
        estimate(replace(evidence, patterns=patterns), seed=4, draws=100)
        for patterns in (evidence.patterns, by_engine, by_oracle)
    ]
    assert found[0] == found[1] == found[2]
