"""What a calculation starts from: the accepted answers and inspections of a cycle, and their digest."""

import hashlib
import json
from collections.abc import Iterable

from merilo.observations import Observation
from merilo_web.cycles.models import Cycle
from merilo_web.fieldwork.queries import answers, inspected
from merilo_web.results.codec import observation_json


def observations_of(cycle: Cycle) -> tuple[Observation, ...]:
    """Everything known of every listed organization, in the list's order."""
    return answers.observations(cycle, inspected.items(cycle))


def canonical(observations: Iterable[Observation]) -> bytes:
    """Observations as one file: the same observations give the same bytes, in whatever order they were read."""
    body = [observation_json(one) for one in sorted(observations, key=_number)]
    for one in body:
        one["items"].sort()
        one["counts"].sort()
    return json.dumps(body, ensure_ascii=False, separators=(",", ":")).encode()


def digest_of(observations: Iterable[Observation]) -> str:
    """SHA-256 in hex over the observations."""
    return hashlib.sha256(canonical(observations)).hexdigest()


def _number(seen: Observation) -> str:
    return seen.organization.id
