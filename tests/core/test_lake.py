"""`merilo rank`: the table it writes, and every fault of a lake that it refuses by name."""

import csv

import pytest

from merilo.cli import main
from merilo.importers.folder import read_cycle
from merilo.methodology import catalogue
from merilo.scoring.score import score
from merilo.simulation.folder import write_folder
from merilo.simulation.order import FileFormat, Order, equal_parts
from merilo.tally.connection import connected


@pytest.fixture
def folder(tmp_path):
    edition = catalogue.get("2024-344n-408n", "education")
    write_folder(Order(edition, equal_parts(6, 40), 5, FileFormat.PARQUET), tmp_path / "cycle")
    return tmp_path / "cycle"


def _changed(folder, name, *statements):
    connection = connected()
    connection.execute(f"CREATE TABLE changed AS SELECT * FROM '{folder / name}.parquet'")
    for statement in statements:
        connection.execute(statement)
    connection.execute(f"COPY changed TO '{folder / name}.parquet' (FORMAT parquet)")
    connection.close()


def _refused(folder, capsys):
    assert main(["rank", str(folder), "--out", str(folder / "out.csv")]) == 1
    assert not (folder / "out.csv").exists()
    return capsys.readouterr().err


def test_the_table_has_places_first_and_exact_decimals(folder, capsys):
    assert main(["rank", str(folder), "--out", str(folder / "out.csv")]) == 0
    assert "организаций 6" in capsys.readouterr().out
    with (folder / "out.csv").open(encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    assert list(rows[0])[:6] == ["organization", "respondents", "status", "place", "place_in_group", "total"]
    assert [row["respondents"] for row in rows] == ["40"] * 6
    ranked = [row for row in rows if row["status"] == "scored"]
    assert rows[: len(ranked)] == ranked
    totals = [row["total"] for row in ranked]
    assert totals == sorted(totals, reverse=True)
    assert all(len(total.partition(".")[2]) == 2 for total in totals)


def test_parquet_and_csv_hold_the_same_table(folder):
    for name in ("out.csv", "out.parquet"):
        assert main(["rank", str(folder), "--out", str(folder / name)]) == 0
    connection = connected()
    read = [
        connection.execute(f"SELECT organization, place, total::VARCHAR FROM {source}").fetchall()
        for source in (
            f"read_csv('{folder / 'out.csv'}', types = {{'organization': 'VARCHAR', 'total': 'DECIMAL(18, 2)'}})",
            f"'{folder / 'out.parquet'}'",
        )
    ]
    connection.close()
    assert read[0] == read[1]


def test_another_suffix_is_refused(folder, capsys):
    assert main(["rank", str(folder), "--out", str(folder / "out.xlsx")]) == 1
    assert "[rank.bad_suffix]" in capsys.readouterr().err


def test_a_missing_file_is_named(folder, capsys):
    (folder / "responses.parquet").unlink()
    message = _refused(folder, capsys)
    assert "responses.parquet" in message
    assert "[folder.missing_file]" in message


def test_a_broken_file_is_named(folder, capsys):
    (folder / "checklists.parquet").write_bytes(b"PAR1 nothing of the kind PAR1")
    message = _refused(folder, capsys)
    assert "checklists.parquet" in message
    assert "[file.broken]" in message


@pytest.mark.parametrize(("rounding", "digits"), [("exact", 2), ("stepwise2", 2), ("stepwise1", 1), ("stepwise0", 0)])
def test_scores_are_printed_as_score_prints_them(folder, rounding, digits):
    for name in ("organizations", "checklists"):
        connection = connected()
        connection.execute(f"COPY (FROM '{folder / name}.parquet') TO '{folder / name}.csv' (FORMAT csv, HEADER)")
        connection.close()
        (folder / f"{name}.parquet").unlink()
    with (folder / "cycle.yaml").open("a", encoding="utf-8") as stream:
        stream.write(f"policies: {{rounding: {rounding}, no_disabled: zero, no_information_users: zero}}\n")
    assert main(["rank", str(folder), "--out", str(folder / "out.csv")]) == 0
    with (folder / "out.csv").open(encoding="utf-8") as stream:
        ranked = {row["organization"]: row for row in csv.DictReader(stream)}
    cycle, _ = read_cycle(folder)
    for observation in cycle.observations:
        card = score(cycle.edition, observation, cycle.policies)
        printed = {"total": card.trace.shown, **{node.code: node.shown for node in card.trace.children}}
        printed |= {code: node.shown for code, node in card.indicators.items()}
        row = ranked[observation.organization.id]
        assert {code: row[code] for code in printed} == {code: shown or "" for code, shown in printed.items()}
    assert {len(row["total"].partition(".")[2]) for row in ranked.values() if row["total"]} == {digits}


@pytest.mark.parametrize("name", ["organizations", "responses", "checklists"])
def test_a_table_without_rows_is_refused(folder, capsys, name):
    _changed(folder, name, "DELETE FROM changed")
    message = _refused(folder, capsys)
    assert f"{name}.parquet: Под заголовком нет ни одной строки." in message
    assert "[file.no_table]" in message


SECOND, NAVIGATION = "id = '100002'", "item = 'comfort.navigation'"
FAULTS = [
    ("organizations", "name = ' '", SECOND, "organization.blank: столбец «name»"),
    ("organizations", "id = '100001'", SECOND, "organization.doubled: 100001"),
    ("organizations", "id = ' '", SECOND, "organization.blank: столбец «id»"),
    ("organizations", "type = 'castle'", SECOND, "organization.type: castle"),
    ("organizations", "type = NULL", SECOND, "organization.type: пусто"),
    (
        "organizations",
        "\"group\" = CASE id WHEN '100002' THEN 'Школы' ELSE 'школы\u00a0' END",
        "TRUE",
        "organization.spelled_apart: «школы» и «Школы»",
    ),
    ("responses", "organization = 'чужая'", "organization = '100002'", "organization.unknown: чужая"),
    ("responses", "organization = NULL", "organization = '100002'", "organization.unknown: пусто"),
    ("checklists", "item = 'moat'", NAVIGATION, "item.unknown: moat"),
    ("checklists", "value = '7'", NAVIGATION, "item.value: 7"),
    ("checklists", "value = ''", NAVIGATION, "item.blank: без значения"),
    ("checklists", "value = 'н/п', reason = ''", NAVIGATION, "item.reason: 6"),
    ("checklists", "organization = 'нет такой'", "organization = '100003'", "organization.unknown: нет такой"),
]
"""What is set in which rows of a table, the code of the refusal and a word of it."""
MISMADE = [
    ("responses", "ALTER TABLE changed DROP COLUMN comfort", "column.missing: comfort"),
    ("responses", "ALTER TABLE changed ALTER comfort TYPE INTEGER", "answer.unclear: comfort"),
    ("organizations", "ALTER TABLE changed DROP COLUMN name", "column.missing: столбец «name»"),
    ("checklists", "INSERT INTO changed SELECT * FROM changed LIMIT 2", "item.doubled: 2"),
    *((table, f"UPDATE changed SET {change} WHERE {rows}", told) for table, change, rows, told in FAULTS),
]


@pytest.mark.parametrize("fault", MISMADE, ids=lambda fault: f"{fault[0]}-{fault[2]}")
def test_a_fault_is_refused_by_its_code(folder, capsys, fault):
    name, statement, told = fault
    code, word = told.split(": ")
    _changed(folder, name, statement)
    message = _refused(folder, capsys)
    assert f"[{code}]" in message
    assert word in message


def test_a_reason_may_stand_after_a_colon(folder):
    written = "UPDATE changed SET value = 'не применимо: арендуем зал', reason = NULL WHERE item = 'premises.entrance'"
    _changed(folder, "checklists", written)
    assert main(["rank", str(folder), "--out", str(folder / "out.csv")]) == 0


def test_an_item_outside_the_norm_is_a_warning(folder, capsys):
    foreign = "INSERT INTO changed SELECT '100001', 'site.scholarships', '1', '', '' FROM changed LIMIT 1"
    edition = catalogue.get("2024-344n-408n", "education")
    norms = {
        kind.code: {item.code for item in edition.checklist("site").norm(kind.code)}
        for kind in edition.organization_types
    }
    outside = sorted(norms["vocational"] - norms["kindergarten"])
    _changed(folder, "checklists", foreign.replace("site.scholarships", outside[0]))
    assert main(["rank", str(folder), "--out", str(folder / "out.csv")]) == 0
    assert "[item.not_in_norm]" in capsys.readouterr().err
