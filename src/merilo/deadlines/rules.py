"""The rules of `rules.yaml`: strict loading, and finding one by its code."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import TypeVar

from merilo.deadlines import codes
from merilo.deadlines.model import Bound, DayOff, DeadlineRule, Event, ShareRule, Unit
from merilo.deadlines.months import LAST_SURE_DAY
from merilo.law.yaml_source import Schema, Table, open_source
from merilo.problems import Place, Problem, RefusalError

Found = TypeVar("Found", DeadlineRule, ShareRule)
FILE = Path(__file__).parent / "rules.yaml"
_BOOK = Schema(("clauses", "events", "rules", "shares"))
_EVENT = Schema(("code", "title"))
_RULE = Schema(("code", "title", "event", "amount", "unit", "bound", "day_off", "act", "clause", "counting"))
_SHARE = Schema(("code", "title", "share", "act", "clause"))


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Every term and every share, by code, in the order of the file."""

    rules: Mapping[str, DeadlineRule]
    shares: Mapping[str, ShareRule]


@cache
def book() -> RuleBook:
    """The rules of the product."""
    return load(FILE)


def rule(code: str) -> DeadlineRule:
    """The term with this code. Raises RefusalError `deadlines.unknown_rule`."""
    return _found(book().rules, code)


def share(code: str) -> ShareRule:
    """The share with this code. Raises RefusalError `deadlines.unknown_rule`."""
    return _found(book().shares, code)


def load(path: Path) -> RuleBook:
    """A file of rules. Raises RefusalError naming file and line of every fault found."""
    top, _ = open_source(path)
    table = Table.of(top, _BOOK)
    top.source.read_clauses(table)
    events = {row.register("event"): row for row in table.tables("events", _EVENT)}
    rules = [_rule(row, events) for row in table.tables("rules", _RULE)]
    shares = [_share(row) for row in table.tables("shares", _SHARE)]
    used = {found.event.code for found in rules}
    for code in [code for code in events if code not in used]:
        events[code].refuse(codes.UNUSED_EVENT, f"Событие «{code}»")
    top.source.finish()
    return RuleBook(
        MappingProxyType({found.code: found for found in rules}),
        MappingProxyType({found.code: found for found in shares}),
    )


def _rule(table: Table, events: Mapping[str, Table]) -> DeadlineRule:
    found = DeadlineRule(
        code=table.register("rule"),
        title=table.text("title"),
        event=_event(table, events),
        amount=table.whole("amount"),
        unit=table.word("unit", Unit),
        bound=table.word("bound", Bound),
        day_off=table.word("day_off", DayOff),
        act=table.text("act"),
        clause=table.clause(),
        counting=table.clause("counting"),
    )
    highest = LAST_SURE_DAY if found.unit is Unit.QUARTER_DAY else found.amount
    if "amount" in table.fields and not 1 <= found.amount <= highest:
        table.fields["amount"].refuse(codes.BAD_AMOUNT, f"Срок «{found.code}»: {found.amount}")
    return found


def _event(table: Table, events: Mapping[str, Table]) -> Event:
    code = table.text("event")
    if code and code not in events:
        table.fields["event"].refuse(codes.UNKNOWN_EVENT, f"«{code}»")
    return Event(code, events[code].text("title") if code in events else "")


def _share(table: Table) -> ShareRule:
    found = ShareRule(
        table.register("rule"), table.text("title"), table.exact("share"), table.text("act"), table.clause()
    )
    if "share" in table.fields and not 0 < found.share <= 1:
        table.fields["share"].refuse(codes.BAD_AMOUNT, f"Доля «{found.code}»: {found.share}")
    return found


def _found(known: Mapping[str, Found], code: str) -> Found:
    if code not in known:
        raise RefusalError(Problem(codes.UNKNOWN_RULE, Place(), f"«{code}»; есть: {', '.join(known)}"))
    return known[code]
