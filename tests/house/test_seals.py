"""A sealed edition never changes: results that were made with it keep their ground."""

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
