"""Invented cycles: the size that was ordered, the same for the same seed, true to their own truth."""

import csv
import json

import numpy as np
import pytest
from python_calamine import CalamineWorkbook

from merilo.cli import main
from merilo.importers.folder import read_cycle
from merilo.methodology import catalogue
from merilo.problems import RefusalError
from merilo.requisites import valid_inn
from merilo.simulation.folder import write_folder
from merilo.simulation.order import FileFormat, Order, equal_parts, refuse_long_sheet, uneven_parts

EDUCATION = catalogue.get("2024-344n-408n", "education")


def _written(folder, *, seed=4, file_format="csv", responses=None):
    parts = equal_parts(10, 50) if responses is None else responses
    write_folder(Order(EDUCATION, parts, seed, FileFormat(file_format)), folder)
    return folder


def _table(path):
    with path.open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def test_the_command_writes_what_was_ordered(tmp_path, capsys):
    ordered = ["--organizations", "7", "--responses", "101", "--seed", "9", "--sector", "culture"]
    assert main(["simulate", "--out", str(tmp_path / "cycle"), *ordered]) == 0
    assert "7 организаций, 101 анкет" in capsys.readouterr().out
    assert len(_table(tmp_path / "cycle" / "organizations.csv")) == 7
    assert len(_table(tmp_path / "cycle" / "responses.csv")) == 101
    about = json.loads((tmp_path / "cycle" / "truth.json").read_text(encoding="utf-8"))
    assert (about["seed"], about["sector"], about["responses"]) == (9, "culture", 101)


def test_the_same_seed_gives_the_same_files_and_another_seed_others(tmp_path):
    one, same, other = (_written(tmp_path / name, seed=seed) for name, seed in (("a", 4), ("b", 4), ("c", 5)))
    for name in ("cycle.yaml", "organizations.csv", "responses.csv", "checklists.csv", "truth.csv", "truth.json"):
        assert (one / name).read_bytes() == (same / name).read_bytes()
    assert (one / "responses.csv").read_bytes() != (other / "responses.csv").read_bytes()


@pytest.mark.parametrize("file_format", ["csv", "xlsx"])
def test_the_importer_finds_nothing_wrong_with_it(tmp_path, file_format):
    cycle, problems = read_cycle(_written(tmp_path / "cycle", file_format=file_format))
    assert [str(problem) for problem in problems] == []
    assert [seen.respondents for seen in cycle.observations] == [50] * 10


def test_parquet_and_csv_hold_the_same_cycle(tmp_path):
    cycles = [read_cycle(_mixed(tmp_path / name, name))[0] for name in ("csv", "parquet")]
    assert cycles[0].observations == cycles[1].observations


def _mixed(folder, file_format):
    """Answers in the given format; the register and checklists as people keep them."""
    _written(folder, file_format=file_format)
    if file_format == "parquet":
        plain = _written(folder.with_name("plain"))
        for name in ("organizations", "checklists"):
            (folder / f"{name}.parquet").unlink()
            (plain / f"{name}.csv").rename(folder / f"{name}.csv")
    return folder


def test_a_book_holds_the_same_rows_as_the_csv(tmp_path):
    book, plain = _written(tmp_path / "a", file_format="xlsx"), _written(tmp_path / "b")
    sheet = CalamineWorkbook.from_path(book / "responses.xlsx").get_sheet_by_index(0).to_python()
    rows = _table(plain / "responses.csv")
    assert sheet[0] == list(rows[0])
    assert [row[:5] for row in sheet[1:]] == [list(row.values())[:5] for row in rows]


def test_answers_follow_the_truth(tmp_path):
    """Every share of 4,000 answers lies within five standard deviations of its truth: under one false alarm in 10⁴."""
    folder = _written(tmp_path / "cycle", responses=equal_parts(4, 4_000))
    truth = {row["organization"]: row for row in _table(folder / "truth.csv")}
    cycle, _ = read_cycle(folder)
    for seen in cycle.observations:
        for code, count in seen.counts.items():
            share = float(truth[seen.organization.id][code])
            spread = (share * (1 - share) / count.answered) ** 0.5
            assert abs(count.yes / count.answered - share) < 5 * spread


def test_true_scores_are_the_edition_s_scores_of_the_true_shares(tmp_path):
    row = _table(_written(tmp_path / "cycle") / "truth.csv")[0]
    told = 100 * (0.3 * float(row["recommend"]) + 0.2 * float(row["schedule"]) + 0.5 * float(row["overall"]))
    assert abs(float(row["true 5"]) - told) <= 0.005 + 1e-9
    total = sum(float(row[f"true {code}"]) for code in "12345") / 5
    assert abs(float(row["true S"]) - total) <= 0.01


def test_invented_organizations_have_sound_numbers_and_distinct_names(tmp_path):
    rows = _table(_written(tmp_path / "cycle") / "organizations.csv")
    assert all(valid_inn(row["inn"]) for row in rows)
    assert len({row["name"] for row in rows}) == len(rows)
    assert all(int(row["population"]) > 50 for row in rows)


def test_uneven_parts_sum_to_the_whole():
    parts = uneven_parts(33, 20_001, seed=2)
    assert int(parts.sum()) == 20_001
    assert 300 < parts.min() < parts.max() < 1_000
    assert np.array_equal(parts, uneven_parts(33, 20_001, seed=2))


def _code(refused):
    return refused.value.problems[0].code


def test_impossible_orders_are_refused(tmp_path):
    with pytest.raises(RefusalError) as refused:
        equal_parts(0, 5)
    assert _code(refused) == "simulation.too_small"
    with pytest.raises(RefusalError) as refused:
        refuse_long_sheet(Order(EDUCATION, equal_parts(2, 600_000), 1, FileFormat.XLSX))
    assert _code(refused) == "simulation.too_large_for_sheet"
    _written(tmp_path / "cycle")
    with pytest.raises(RefusalError) as refused:
        _written(tmp_path / "cycle")
    assert _code(refused) == "simulation.folder_taken"
