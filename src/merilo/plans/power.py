"""In whose power it is to put a deficiency right. A table of ours (`power.yaml`), no rule of the law."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path
from types import MappingProxyType

from merilo.law import codes
from merilo.law.clause import Clause
from merilo.law.yaml_source import Schema, Table, Value, open_source
from merilo.plans.deficiencies import Deficiency, DeficiencyKind

FILE = Path(__file__).parent / "power.yaml"
_BOOK = Schema(("clauses", "clause", "kinds", "items"))


class Power(StrEnum):
    """Who can put a deficiency right."""

    OWN = "own"
    MONEY = "money"
    RESPONDENTS = "respondents"
    """Answers of recipients: only the service can be made better, never the answers."""

    @property
    def label(self) -> str:
        return _TITLES[self]


_TITLES = {
    Power.OWN: "в силах организации",
    Power.MONEY: "нужны деньги",
    Power.RESPONDENTS: "зависит от мнения получателей услуг",
}


@dataclass(frozen=True, slots=True)
class PowerBook:
    """The table: by kind, and by item where an item differs from its kind."""

    kinds: Mapping[DeficiencyKind, Power]
    items: Mapping[str, Power]
    clause: Clause


def power_of(deficiency: Deficiency) -> Power | None:
    """Who can put it right; None for a proposal of the council."""
    found = book()
    return found.items.get(deficiency.key) or found.kinds.get(deficiency.kind)


@cache
def book() -> PowerBook:
    """The table of the product."""
    return load(FILE)


def load(path: Path) -> PowerBook:
    """A table from a file. Raises RefusalError naming file and line of every fault found."""
    top, _ = open_source(path)
    table = Table.of(top, _BOOK)
    top.source.read_clauses(table)
    clause = table.clause()
    kinds = {kind: _power(value) for key, value in table.values("kinds").items() if (kind := _kind(key, value))}
    items = {key: _power(value) for key, value in table.values("items").items()}
    top.source.finish()
    return PowerBook(MappingProxyType(kinds), MappingProxyType(items), clause)


def _kind(key: str, value: Value) -> DeficiencyKind | None:
    found = next((kind for kind in DeficiencyKind if kind.value == key), None)
    if found is None:
        value.refuse(codes.UNKNOWN_WORD, f"«{key}»; есть: {', '.join(DeficiencyKind)}")
    return found


def _power(value: Value) -> Power:
    text = value.scalar("str")
    found = next((power for power in Power if power.value == text), None)
    if found is None and text:
        value.refuse(codes.UNKNOWN_WORD, f"«{text}»; есть: {', '.join(Power)}")
    return found or Power.OWN
