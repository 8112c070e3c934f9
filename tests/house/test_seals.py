"""A sealed edition never changes: results that were made with it keep their ground."""

import shutil

import pytest

from merilo.methodology import catalogue, seal
from merilo.methodology.loader import load_header

EDITIONS = [catalogue.FOLDER / header.id for header in catalogue.headers()]
by_id = pytest.mark.parametrize("folder", EDITIONS, ids=lambda folder: folder.name)


@by_id
def test_nothing_was_changed_since_the_edition_was_sealed(folder):
    assert [str(problem) for problem in seal.breaches(folder)] == []


@by_id
def test_an_edition_is_whole(folder):
    sectors = {f"{sector}.yaml" for sector in load_header(folder).sectors}
    assert {path.name for path in folder.iterdir()} == {"edition.yaml", "READINGS.md", "SEAL"} | sectors


@by_id
def test_the_reading_in_force_is_written_down(folder):
    readings = [line for line in (folder / "READINGS.md").read_text(encoding="utf-8").splitlines() if "## Толк" in line]
    assert [line.split()[2] for line in readings][-1] == str(load_header(folder).reading)


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(EDITIONS[0], tmp_path / EDITIONS[0].name)


def _found(folder):
    return [(problem.code, problem.place.file, problem.detail) for problem in seal.breaches(folder)]


def test_a_changed_file_breaks_the_seal(copy):
    (copy / "healthcare.yaml").write_text("sector: healthcare\n", encoding="utf-8")
    assert _found(copy) == [
        ("edition.seal_broken", "2014-kostroma/healthcare.yaml", "Файл изменён после запечатывания")
    ]


def test_an_added_and_a_removed_file_break_the_seal(copy):
    (copy / "READINGS.md").unlink()
    (copy / "culture.yaml").write_text("sector: culture\n", encoding="utf-8")
    assert _found(copy) == [
        ("edition.seal_broken", "2014-kostroma/READINGS.md", "Файл удалён после запечатывания"),
        ("edition.seal_broken", "2014-kostroma/culture.yaml", "Файла нет в печати"),
    ]


def test_the_command_seals_what_has_no_seal(copy, capsys):
    (copy / "SEAL").unlink()
    assert seal.main([], root=copy.parent) == 0
    assert capsys.readouterr().out == "2014-kostroma: запечатана\n"
    assert _found(copy) == []


def test_the_command_never_renews_a_broken_seal_by_itself(copy, capsys):
    (copy / "READINGS.md").write_text("# Толкования\n", encoding="utf-8")
    assert seal.main([], root=copy.parent) == 1
    assert capsys.readouterr().err.rstrip().endswith("[edition.seal_broken]")
    assert seal.main(["--again", "2014-kostroma"], root=copy.parent) == 0


def test_a_seal_is_what_sha256sum_checks(copy):
    lines = (copy / "SEAL").read_text(encoding="utf-8").splitlines()
    assert [line[64:] for line in lines] == ["  READINGS.md", "  edition.yaml", "  healthcare.yaml"]
