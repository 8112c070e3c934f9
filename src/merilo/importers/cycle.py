"""A cycle as read from its folder: the one thing that scoring, documents and the CLI work from."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from merilo.methodology.model import Edition
from merilo.observations import Observation, Organization
from merilo.scoring.policies import Policies
from merilo.tally.contract import Relation


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file that figures came from: name relative to the cycle folder, size in bytes, SHA-256 in hex."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Cycle:
    """One cycle, ready to be scored.

    `observations` has one entry per organization of the register, in the register's order, also for those with no
    answers. `relation` are the raw answers for resampling, None when only sums (`counts.csv`) were given.
    `remarks` are data-quality events for people: how many answers were contradictory, how many questionnaires empty.
    """

    title: str
    folder: Path
    edition: Edition
    on: date
    policies: Policies
    organizations: tuple[Organization, ...]
    observations: tuple[Observation, ...]
    relation: Relation | None
    files: tuple[SourceFile, ...]
    remarks: tuple[str, ...] = ()
