"""How the intervals of a cycle are estimated: by whole questionnaires where there are any, else by sums."""

from collections.abc import Mapping

from merilo.documents.assemble import Estimation
from merilo.importers.cycle import Cycle
from merilo.tally.contract import Patterns
from merilo.tally.duckdb_engine import DuckdbEngine


def estimation(cycle: Cycle, *, seed: int, draws: int) -> Estimation:
    """Seed, draws and the distinct answer patterns of every organization."""
    return Estimation(seed, draws, _patterns(cycle))


def _patterns(cycle: Cycle) -> Mapping[str, Patterns] | None:
    if cycle.relation is None:
        return None
    rule = cycle.policies.choices.get("contradictions", "discard")
    return DuckdbEngine().patterns(cycle.relation, cycle.edition.closed_questions, contradictions=rule)
