"""The bulk path equals scoring organization by organization: every printed number, status and place."""

import json
from fractions import Fraction

import numpy as np
import pytest

from merilo.cli.rank_table import crowd_of
from merilo.importers.lake import read_lake
from merilo.methodology import catalogue
from merilo.observations import Count, ItemState, ItemValue, Observation, Organization
from merilo.scoring.bulk import STATUSES, Crowd, Points, scored
from merilo.scoring.policies import Policies
from merilo.scoring.ranking import rank
from merilo.scoring.score import score
from merilo.scoring.vectorised import TOTAL, VALUED, plan_of
from merilo.simulation.folder import write_folder
from merilo.simulation.order import FileFormat, Order, equal_parts, uneven_parts
from merilo.tally.connection import connected
from merilo.tally.contract import Relation
from merilo.tally.duckdb_engine import DuckdbEngine

EDITIONS = {
    ("2024-344n-408n", "education"): 600,
    ("2024-344n-408n", "healthcare"): 200,
    ("2014-kostroma", "healthcare"): 150,
}
POLICIES = (
    {},
    {"rounding": "stepwise2", "no_disabled": "renormalize", "no_information_users": "other_half", "ties": "exact"},
    {"rounding": "stepwise1", "no_disabled": "full", "no_remote_users": "zero", "not_applicable": "missing"},
    {"rounding": "stepwise0", "no_disabled": "zero", "contradictions": "reject_response", "rank_from": 5},
    {"ties": "exact", "no_disabled": "renormalize", "no_remote_users": "renormalize", "no_answers": "zero"},
)


def _order(name, *, organizations, most):
    edition = catalogue.get(*name)
    parts = uneven_parts(organizations, organizations * most // 2, seed=7)
    parts[:: max(1, organizations // 20)] = 0
    parts[1 :: max(2, organizations // 30)] = 3
    parts[2::9] = 32
    return Order(edition, parts, 7, FileFormat.PARQUET)


@pytest.fixture(scope="module", params=EDITIONS, ids="-".join)
def folder(request, tmp_path_factory):
    path = tmp_path_factory.mktemp("lake") / "cycle"
    write_folder(_order(request.param, organizations=EDITIONS[request.param], most=60), path)
    _spoil(path)
    return path


def _spoil(path):
    """Contradictions, empty rows, items unchecked, not applicable as a whole part, or without any record."""
    connection = connected()
    responses, checklists = path / "responses.parquet", path / "checklists.parquet"
    columns = [name for name, *_ in connection.execute(f"DESCRIBE SELECT * FROM '{responses}'").fetchall()]
    filtered = {"stand_satisfied": "stand_used", "stay": "booked_first"}
    dirty = ", ".join(
        f"CASE WHEN number % 50 = 0 THEN TRUE WHEN number % 77 = 0 THEN NULL ELSE {name} END AS {name}"
        if name in filtered
        else f"CASE WHEN number % 77 = 0 AND '{name}' <> 'organization' THEN NULL ELSE {name} END AS {name}"
        for name in columns
    )
    connection.execute(
        f"CREATE TABLE spoilt AS SELECT {dirty} FROM (SELECT *, row_number() OVER () AS number FROM '{responses}')"
    )
    connection.execute(f"COPY spoilt TO '{responses}' (FORMAT parquet)")
    connection.execute(f"CREATE TABLE records AS SELECT * FROM '{checklists}'")
    connection.execute("UPDATE records SET value = 'не проверено' WHERE organization = '100010' AND item LIKE 'site.%'")
    connection.execute("DELETE FROM records WHERE organization = '100012' AND item LIKE '%.works'")
    connection.execute("UPDATE records SET value = '0' WHERE organization = '100012' AND item LIKE '%.published'")
    connection.execute("DELETE FROM records WHERE organization = '100014' AND item LIKE '%.published'")
    connection.execute("DELETE FROM records WHERE organization = '100020' AND item LIKE '%.published'")
    connection.execute("UPDATE records SET value = '0' WHERE organization = '100020' AND item LIKE '%.works'")
    connection.execute("DELETE FROM records WHERE organization IN ('100016', '100018') AND item LIKE 'stand.%'")
    connection.execute(
        "INSERT INTO records SELECT '100016', 'stand', 'не применимо', 'нет стендов по закону', '' "
        "FROM records WHERE item LIKE 'stand.%' LIMIT 1"
    )
    connection.execute(f"COPY records TO '{checklists}' (FORMAT parquet)")
    connection.close()


def _observations(folder, edition, policies):
    """The slow way: rows of the files as observations."""
    connection = connected()
    engine = DuckdbEngine(connection)
    answers = Relation(f"'{folder / 'responses.parquet'}'")
    tallies = engine.tally(answers, edition.closed_questions, contradictions=policies["contradictions"])
    items = {}
    for organization, item, value, reason in connection.execute(
        f"SELECT organization, item, value, reason FROM '{folder / 'checklists.parquet'}'"
    ).fetchall():
        checklist = edition.checklist(item)
        for code in [one.code for one in checklist.items] if checklist and item == checklist.part else [item]:
            items.setdefault(organization, {})[code] = _value(value, reason)
    register = connection.execute(
        f"SELECT id, name, type, \"group\" FROM '{folder / 'organizations.parquet'}' ORDER BY id"
    )
    found = [
        Observation(
            Organization(*row),
            tallies[row[0]].respondents if row[0] in tallies else 0,
            tallies[row[0]].counts if row[0] in tallies else {question.code: Count() for question in edition.questions},
            items.get(row[0], {}),
        )
        for row in register.fetchall()
    ]
    connection.close()
    return found


def _value(value, reason):
    if value == "не проверено":
        return ItemValue(ItemState.UNCHECKED)
    if value == "не применимо":
        return ItemValue(ItemState.NOT_APPLICABLE, reason=reason)
    return ItemValue(ItemState.OBSERVED, Fraction(value))


def _shown(scores, code, row):
    if scores.states[code][row] != VALUED:
        return None
    units = f"{scores.units[code][row]:0{scores.digits + 1}d}"
    return f"{units[: -scores.digits]}.{units[-scores.digits :]}" if scores.digits else units


@pytest.mark.parametrize("chosen", POLICIES, ids=lambda chosen: "-".join(map(str, chosen.values())) or "defaults")
def test_every_printed_number_status_and_place_equals_the_exact_one(folder, chosen):
    connection = connected()
    lake = read_lake(_decided(folder, chosen), connection)
    edition, policies = lake.settings.edition, lake.settings.policies
    connection.close()
    scores = scored(plan_of(edition, policies), crowd_of(lake))

    cards = [score(edition, observation, policies) for observation in _observations(folder, edition, policies)]
    ranking = rank(cards, policies)
    for row, card in enumerate(cards):
        nodes = {TOTAL: card.trace, **card.criteria, **card.indicators}
        assert {code: _shown(scores, code, row) for code in nodes} == {code: node.shown for code, node in nodes.items()}
        assert STATUSES[scores.states[TOTAL][row]] == card.status
        standing = ranking[card.organization.id]
        assert (scores.place[row] or None, scores.place_in_group[row] or None) == (
            standing.place,
            standing.place_in_group,
        )
    assert {card.status for card in cards} >= {STATUSES[0]}


def _decided(folder, chosen):
    """The folder with these policies in its cycle.yaml, as far as the edition knows them."""
    settings = folder / "cycle.yaml"
    text = settings.read_text(encoding="utf-8").partition("policies:")[0]
    edition = catalogue.get(*next(name for name in EDITIONS if f"edition: {name[0]}" in text and name[1] in text))
    known = {code: value for code, value in chosen.items() if _knows(edition, code, value)}
    settings.write_text(f"{text}policies: {json.dumps(known)}\ndecision: протокол № 1\n", encoding="utf-8")
    return folder


def _knows(edition, code, value):
    rule = edition.policies.get(code)
    return code in edition.thresholds or (rule is not None and rule.option(str(value)) is not None)


def test_rows_on_a_rounding_boundary_are_settled_exactly():
    """32 answers each: shares like 25/32 = 78.125 stand exactly on a half and go up."""
    education = catalogue.get("2024-344n-408n", "education")
    order = Order(education, equal_parts(3, 0), 1, FileFormat.CSV)
    crowd = _crowd(order, yes=25, answered=32)
    scores = scored(plan_of(education, Policies.of(education)), crowd)
    assert scores.units["5.1"].tolist() == [7813, 7813, 7813]
    assert scores.units["5"].tolist() == [7813, 7813, 7813]
    assert scores.exactly == 0


def _crowd(order, *, yes, answered):
    size = order.organizations
    codes = [question.code for question in order.edition.closed_questions]
    whole = np.full(size, 100)
    plan = plan_of(order.edition, Policies.of(order.edition))
    points = Points(whole, np.ones(size, dtype=np.int64), np.zeros(size, dtype=bool), np.zeros(size, dtype=bool))
    return Crowd(
        respondents=np.full(size, answered),
        groups=np.zeros(size, dtype=np.int64),
        yes=dict.fromkeys(codes, np.full(size, yes)),
        answered=dict.fromkeys(codes, np.full(size, answered)),
        options={},
        points={component.code: points for component in plan.checklist_components},
    )
