"""Which edition is in force for a sector on a date."""

from datetime import date
from itertools import pairwise

import pytest

from merilo.methodology import catalogue
from merilo.problems import RefusalError


def test_editions_are_listed_with_the_newest_last():
    assert [header.id for header in catalogue.headers()] == ["2014-kostroma", "2018-344n", "2024-344n-408n"]


@pytest.mark.parametrize(
    ("sector", "on", "edition_id"),
    [
        ("healthcare", date(2014, 10, 21), "2014-kostroma"),
        ("healthcare", date(2018, 10, 22), "2014-kostroma"),
        ("healthcare", date(2018, 10, 23), "2018-344n"),
        ("education", date(2018, 10, 23), "2018-344n"),
        ("education", date(2024, 10, 4), "2018-344n"),
        ("education", date(2024, 10, 5), "2024-344n-408n"),
        ("disability_assessment", date(2030, 1, 1), "2024-344n-408n"),
    ],
)
def test_the_edition_in_force_is_found_by_date(sector, on, edition_id):
    edition = catalogue.in_force(sector, on)
    assert (edition.id, edition.sector) == (edition_id, sector)


def test_no_two_editions_of_a_sector_are_in_force_at_once():
    headers = catalogue.headers()
    overlaps = [
        (left.id, right.id)
        for left, right in pairwise(headers)
        if left.in_force_until is None or left.in_force_until >= right.in_force_from
    ]
    assert overlaps == []


def test_an_edition_is_read_once():
    assert catalogue.get("2018-344n", "culture") is catalogue.get("2018-344n", "culture")


def _refused(call, *arguments):
    with pytest.raises(RefusalError) as refusal:
        call(*arguments)
    return [(problem.code, problem.detail) for problem in refusal.value.problems]


def test_an_unknown_edition_is_refused_with_the_list_of_known_ones():
    assert _refused(catalogue.get, "2030-new", "culture") == [
        ("edition.unknown", "Редакции «2030-new» нет; есть: 2014-kostroma, 2018-344n, 2024-344n-408n")
    ]


def test_an_id_cannot_lead_out_of_the_folder_of_editions():
    assert [code for code, _ in _refused(catalogue.get, "../editions/2018-344n", "culture")] == ["edition.unknown"]


def test_a_sector_that_the_edition_does_not_have_is_refused():
    assert _refused(catalogue.get, "2014-kostroma", "culture") == [
        ("edition.unknown_sector", "Сферы «culture» нет; есть: healthcare")
    ]


def test_an_unknown_sector_has_no_edition_in_force():
    listing = "healthcare, education, culture, social_care, disability_assessment"
    assert _refused(catalogue.in_force, "sport", date(2026, 1, 1)) == [
        ("edition.unknown_sector", f"Сферы «sport» нет; есть: {listing}")
    ]


def test_before_the_first_edition_none_is_in_force():
    assert _refused(catalogue.in_force, "education", date(2018, 10, 22)) == [
        ("edition.none_in_force", "Для сферы «education» на 22.10.2018 действующей редакции нет")
    ]
