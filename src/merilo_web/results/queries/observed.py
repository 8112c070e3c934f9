"""What a calculation starts from: the accepted answers and inspections of a cycle, and their digest."""

import hashlib
import importlib
import importlib.util
import json
from collections.abc import Iterable

from merilo.observations import Observation
from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.queries import answers
from merilo_web.results.codec import observation_json

_INSPECTED = "merilo_web.fieldwork.queries.inspected"


def observations_of(cycle: Cycle) -> tuple[Observation, ...]:
    """Everything known of every listed organization, in the list's order."""
    return answers.observations(cycle, items_of(cycle))


def items_of(cycle: Cycle) -> answers.Items:
    """What inspectors recorded."""
    if importlib.util.find_spec(_INSPECTED) is None:
        return {}
    found: answers.Items = importlib.import_module(_INSPECTED).items(cycle)
    return found


def canonical(observations: Iterable[Observation]) -> bytes:
    """Observations as one file: the same observations give the same bytes."""
    body = [observation_json(one) for one in observations]
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(observations: Iterable[Observation]) -> str:
    """SHA-256 in hex over the observations."""
    return hashlib.sha256(canonical(observations)).hexdigest()
