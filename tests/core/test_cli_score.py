"""merilo score: one folder in, the ranking on the screen, every file written whole."""

import json
import shutil
from pathlib import Path

import pytest

from merilo.cli import main

ROOT = Path(__file__).resolve().parents[2]
FILES = ["report.docx", "results.csv", "results.json", "results.machine.csv", "results.xlsx"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    copy = tmp_path_factory.mktemp("cycle") / "folder"
    shutil.copytree(ROOT / "examples/district", copy)
    return copy


def score(folder, out, *options):
    return main(["score", str(folder), "--out", str(out), *options])


def written(out):
    return sorted(path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file())


def test_it_writes_every_file_and_prints_the_ranking(folder, tmp_path, capsys):
    assert score(folder, tmp_path / "out", "--draws", "50") == 0
    printed = capsys.readouterr().out
    assert written(tmp_path / "out") == FILES
    assert "Места — по итоговой оценке, от большей к меньшей." in printed
    assert "[rounding: exact]\n  Среди опрошенных нет инвалидов: показатель 3.3 не считается" in printed
    body = json.loads((tmp_path / "out/results.json").read_bytes())
    leader = next(one for one in body["organizations"] if one["place"]["value"] == 1)
    assert leader["total"]["value"].replace(".", ",") in printed


def test_what_it_wrote_can_be_verified_with_the_folder(folder, tmp_path, capsys):
    score(folder, tmp_path, "--draws", "50")
    assert main(["verify", str(tmp_path / "results.json"), "--folder", str(folder)]) == 0
    assert capsys.readouterr().out.splitlines()[-2].startswith("Сходится: организаций ")


def test_two_runs_write_the_same_bytes(folder, tmp_path):
    for run in ("one", "two"):
        score(folder, tmp_path / run, "--draws", "20", "--seed", "7")
    first, second = ({name: (tmp_path / run / name).read_bytes() for name in FILES} for run in ("one", "two"))
    assert [name for name in FILES if first[name] != second[name]] == []


def test_without_intervals_none_are_printed(folder, tmp_path, capsys):
    assert score(folder, tmp_path, "--no-intervals") == 0
    assert "Интервал" not in capsys.readouterr().out
    assert json.loads((tmp_path / "results.json").read_bytes())["uncertainty"] is None


def test_a_sheet_is_written_for_the_named_organization_only(folder, tmp_path):
    body_at = tmp_path / "results.json"
    score(folder, tmp_path, "--no-intervals")
    first = json.loads(body_at.read_bytes())["organizations"][0]["id"]
    score(folder, tmp_path, "--no-intervals", "--pdf", first)
    assert written(tmp_path) == sorted([*FILES, f"organizations/{first}.pdf"])


def test_a_sheet_for_an_unknown_organization_is_refused_and_nothing_is_written(folder, tmp_path, capsys):
    assert score(folder, tmp_path / "out", "--no-intervals", "--pdf", "нет-такой") == 1
    assert "score.no_organization" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_folder_with_faults_is_refused_and_nothing_is_written(folder, tmp_path, capsys):
    broken = tmp_path / "broken"
    shutil.copytree(folder, broken)
    (broken / "organizations.csv").unlink()
    assert score(broken, tmp_path / "out") == 1
    assert "Ничего не записано" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
