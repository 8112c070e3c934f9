"""The seal of an edition: what breaks it, and who may renew it."""

import shutil

import pytest

from merilo.methodology import catalogue, seal

EDITION = catalogue.FOLDER / "2014-kostroma"


@pytest.fixture
def copy(tmp_path):
    return shutil.copytree(EDITION, tmp_path / EDITION.name)


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
