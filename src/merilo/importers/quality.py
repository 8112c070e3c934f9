"""Quality of answers: contradictory answers and empty questionnaires with their rows, as problems that stop nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from heapq import merge
from itertools import islice

import duckdb

from merilo.importers import codes
from merilo.importers.answers import OWNER, ROW, Survey
from merilo.methodology.model import Question
from merilo.problems import Place
from merilo.tally.contract import OrganizationTally, Relation
from merilo.tally.query import DISCARD, quoted

_ROWS = 10
_OWNERS = 5
_EMPTY = ""
_RULES = {
    DISCARD: "учтены только ответы без противоречия, эти отброшены",
    "reject_response": "такая анкета не учтена целиком",
}


@dataclass(slots=True)
class _Event:
    """One kind of fault: how many times in each organization, and the first rows."""

    owners: dict[str, int] = field(default_factory=dict)
    rows: list[int] = field(default_factory=list)

    def add(self, owner: str, count: int, rows: list[int]) -> None:
        self.owners[owner] = count
        self.rows = list(islice(merge(self.rows, sorted(rows)), _ROWS))

    def told(self) -> str:
        """«17; организации: 101 — 12, 102 — 5; строки 5, 9»; what is left out is counted."""
        total = sum(self.owners.values())
        named = sorted(self.owners.items(), key=lambda one: (-one[1], one[0]))
        others = f" и ещё {len(named) - _OWNERS}" if len(named) > _OWNERS else ""
        owners = ", ".join(f"{owner} — {count}" for owner, count in named[:_OWNERS])
        rest = f" и ещё {total - len(self.rows)}" if total > len(self.rows) else ""
        return f"{total}; организации: {owners}{others}; строки {', '.join(map(str, self.rows))}{rest}"


def report_quality(
    relation: Relation,
    tallies: Mapping[str, OrganizationTally],
    survey: Survey,
    *,
    connection: duckdb.DuckDBPyConnection,
) -> None:
    """Name contradictory answers by question, and empty questionnaires; one problem each, with the first rows.

    `relation` holds `row_number` beside the answers. It is looked through only when the counts say that there is
    something to be found.
    """
    known = {owner: tally for owner, tally in tallies.items() if owner in survey.register.by_id}
    events = _events(relation, _sought(known, survey), owners=set(known), connection=connection)
    for code, event in events.items():
        if code == _EMPTY:
            place = Place(survey.table.file, survey.table.sheet.name, event.rows[0])
            survey.findings.add(codes.EMPTY_RESPONSE, place, f"Анкет без единого ответа: {event.told()}")
        else:
            _tell(survey, code, event)


def _tell(survey: Survey, code: str, event: _Event) -> None:
    question = next(one for one in survey.settings.edition.closed_questions if one.code == code)
    opens = str(question.filter)
    title = survey.place(0, opens).column
    asked = f"фильтр {opens}, столбец «{title}»" if opens in survey.titles else f"столбца фильтра {opens} нет"
    rule = survey.settings.policies["contradictions"]
    detail = (
        f"Ответов на {code} вопреки фильтру ({asked}): {event.told()}. "
        f"По политике contradictions = {rule} {_RULES[rule]}"
    )
    survey.findings.add(codes.ANSWER_CONTRADICTORY, survey.place(event.rows[0], code), detail)


def _sought(tallies: Mapping[str, OrganizationTally], survey: Survey) -> dict[str, str]:
    """What there is to be found, as code → SQL condition; «» stands for empty questionnaires."""
    questions = survey.settings.edition.closed_questions
    rejected = any(tally.rejected for tally in tallies.values())
    met = {code for tally in tallies.values() for code, count in tally.counts.items() if count.contradictory}
    found = {one.code: _contradicts(one) for one in questions if one.filter and (rejected or one.code in met)}
    if any(tally.empty for tally in tallies.values()):
        found[_EMPTY] = " AND ".join(f"{quoted(one.code)} IS NULL" for one in questions)
    return found


def _contradicts(question: Question) -> str:
    return f"{quoted(question.code)} IS NOT NULL AND {quoted(question.filter or '')} IS NOT TRUE"


def _events(
    relation: Relation, sought: Mapping[str, str], *, owners: set[str], connection: duckdb.DuckDBPyConnection
) -> dict[str, _Event]:
    """Every fault sought that was met, in the order of questions; one look at the answers finds all."""
    if not sought:
        return {}
    figures = ", ".join(
        f"count(*) FILTER ({condition}), min({ROW}, {_ROWS}) FILTER ({condition})" for condition in sought.values()
    )
    found = connection.execute(f"SELECT {quoted(OWNER)}, {figures} FROM {relation.sql} GROUP BY 1 ORDER BY 1")
    events: dict[str, _Event] = {}
    for owner, *cells in found.fetchall():
        for code, count, rows in zip(sought, cells[::2], cells[1::2], strict=True):
            if count and owner in owners:
                events.setdefault(code, _Event()).add(owner, count, rows)
    return {code: events[code] for code in sought if code in events}
