"""What a fact of the law stands on: the words, where they stand, how sure we are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Basis(StrEnum):
    """How sure we are of a fact of the law."""

    READ = "read"
    """Read in the act or in an official paper that quotes it."""
    PRACTICE = "practice"
    """How it is really done; the act itself was not readable."""
    DEFAULT = "default"
    """The project's own default: the law is silent or was not found; a council may decide otherwise."""


@dataclass(frozen=True, slots=True)
class Clause:
    """Where a fact stands in the law, how sure we are, and when a person last checked."""

    text: str
    basis: Basis
    checked_on: date

    @property
    def printed(self) -> str:
        """The words for official papers and screens: an act that was out of reach is told as not verified."""
        return self.text.replace("не прочитан", "не проверен")


_ORDER = tuple(Basis)


def weakest(bases: Iterable[Basis]) -> Basis:
    """How sure we are of what follows from several facts: as sure as of the least sure of them."""
    return max(bases, key=_ORDER.index)
