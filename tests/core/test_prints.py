"""Posters, cards and sheets of codes: a camera reads them, long and hostile names fit, nobody is named."""

from dataclasses import fields

import pytest
import segno
from tests.core.invented_prints import (
    CODES,
    HOSTILE,
    HOSTILE_SEEN,
    LINK,
    LONG,
    LONG_ADDRESS,
    a_code_sheet,
    a_poster,
    modules_seen,
    pages_of,
    picture_of,
    some_cards,
    text_of,
    words_of,
)

from merilo.documents import code_sheets as strips
from merilo.documents import qr
from merilo.documents.cards import cards
from merilo.documents.code_sheets import CodeSheet, code_sheet, code_sheets
from merilo.documents.poster import poster, posters
from merilo.documents.survey_wording import in_words, wording
from merilo.methodology import catalogue
from merilo.short_codes import in_groups

MANY = "Щ" * 400


def modules(text):
    """The modules as the library itself makes them."""
    return tuple(tuple(bool(one) for one in row) for row in segno.make(text, error="m", micro=False).matrix)


def test_the_code_of_a_poster_is_the_link():
    assert modules_seen(picture_of(poster(a_poster())), len(modules(LINK))) == modules(LINK)


@pytest.mark.parametrize("prefix", [f"{LINK}?code=", f"{LINK}#"])
def test_the_code_of_a_strip_is_the_link_with_its_one_time_code(prefix):
    content = code_sheet(a_code_sheet(link_prefix=prefix, codes=CODES[:1]))
    wanted = modules(f"{prefix}{CODES[0]}")
    assert modules_seen(picture_of(content), len(wanted)) == wanted


def test_a_qr_code_is_one_path_with_a_quiet_zone():
    side = len(qr.matrix("a")) + 2 * qr.QUIET
    assert (qr.svg("a").count("<path"), f'viewBox="0 0 {side} {side}"' in qr.svg("a"), qr.QUIET) == (1, True, 4)


def test_a_link_that_no_qr_code_holds_is_refused():
    with pytest.raises(ValueError, match="Data too large"):
        poster(a_poster(link="ж" * 3_000))


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"organization": LONG, "address": LONG_ADDRESS, "organization_type": "boarding"},
        {"organization": "Ж" * 360, "council": MANY, "operator": MANY, "address": "w" * 300},
        {"organization": "Ж " * 180, "council": LONG, "operator": LONG, "sector": "disability_assessment"},
        {"organization": "", "council": "", "operator": "", "address": ""},
    ],
    ids=["usual", "long", "unbroken", "words", "empty"],
)
def test_a_poster_is_one_page_whatever_it_says(changed):
    assert pages_of(poster(a_poster(**changed))) == 1


def test_nothing_is_printed_outside_the_margins_of_a_poster():
    unbroken = a_poster(organization="Ж" * 360, council=MANY, operator=MANY, address="w" * 300)
    picture = picture_of(poster(unbroken), dots_per_inch=50)
    below_the_band = picture[20:]
    assert (below_the_band[:, :30].min(), below_the_band[:, -30:].min(), picture[-15:].min()) == (255, 255, 255)


def test_a_name_of_360_characters_is_printed_whole():
    for content in (poster(a_poster(organization=LONG)), cards(some_cards(organization=LONG))):
        assert words_of(content).replace("-", "").replace(" ", "").count(LONG.replace(" ", "")) >= 1


@pytest.mark.parametrize(
    "content",
    [
        lambda: poster(a_poster(organization=HOSTILE)),
        lambda: cards(some_cards(organization=HOSTILE)),
        lambda: code_sheet(a_code_sheet(organization=HOSTILE)),
    ],
    ids=["poster", "cards", "codes"],
)
def test_hostile_names_are_printed_as_text(content):
    assert HOSTILE_SEEN in words_of(content())


@pytest.mark.parametrize("sector", ["education", "culture", "healthcare", "social_care", "disability_assessment"])
def test_every_type_of_organization_has_its_own_title(sector):
    general = wording(sector, "").title
    types = catalogue.get("2024-344n-408n", sector).organization_types
    assert [one.code for one in types if wording(sector, one.code).title == general] == []


def test_an_unknown_sector_gets_the_general_wording():
    assert wording("sport", "stadium").title == ("Оцените условия", "в нашей организации")


def test_a_poster_without_an_operator_does_not_name_one():
    assert ["Собирает ответы" in words_of(poster(a_poster(operator=name))) for name in ("ООО «Мерка»", " ")] == [
        True,
        False,
    ]


def test_posters_of_several_organizations_are_one_file():
    content = posters([a_poster(organization=f"Школа № {number}") for number in (1, 2, 3)])
    assert [page.count("Школа №") for page in text_of(content).split("\f")[:-1]] == [1, 1, 1]


def test_the_same_poster_gives_the_same_tagged_bytes():
    content = poster(a_poster())
    assert (poster(a_poster()) == content, b"pdfuaid:part" in content) == (True, True)


@pytest.mark.parametrize("pages", [1, 3])
def test_ten_cards_stand_on_a_page(pages):
    text = text_of(cards(some_cards(pages=pages)))
    assert [page.count("merilo.example/a/K7M25") for page in text.split("\f")[:-1]] == [10] * pages


def test_long_names_and_addresses_leave_the_cards_on_their_page():
    changed = {"organization": "Ж" * 360, "address": LONG_ADDRESS, "organization_type": "boarding"}
    assert pages_of(cards(some_cards(**changed))) == 1


def test_every_code_of_a_group_is_printed_once():
    words = words_of(code_sheet(a_code_sheet())).split()
    assert [words.count(in_groups(code)) for code in CODES] == [1] * len(CODES)


def test_a_class_of_thirty_takes_two_pages_with_the_organization_and_the_class_above():
    pages = text_of(code_sheet(a_code_sheet())).split("\f")[:-1]
    assert [page.splitlines()[0].split("   ")[0].strip()[:15] for page in pages] == ["МБОУ «СОШ № 5 с"] * 2
    assert [page.splitlines()[0].rstrip()[-5:] for page in pages] == ["5 «А»"] * 2


def test_each_group_begins_a_new_page():
    groups = [a_code_sheet(class_group=name, codes=CODES[:2]) for name in ("5 «А»", "5 «Б»", "")]
    pages = text_of(code_sheets(groups)).split("\f")[:-1]
    assert [[name for name in ("5 «А»", "5 «Б»") if name in page] for page in pages] == [["5 «А»"], ["5 «Б»"], []]


def test_a_strip_holds_its_code_and_nothing_that_tells_it_from_the_others():
    """Neither a number nor a name: strips of one sheet differ by the code and its picture alone."""
    [sheet] = strips.contents([a_code_sheet()])["sheets"]
    assert {key for code in sheet["codes"] for key in code} == {"text", "qr"}
    assert [field.name for field in fields(CodeSheet)] == [
        "organization",
        "class_group",
        "address",
        "link_prefix",
        "codes",
        "until",
        "on",
    ]


@pytest.mark.parametrize(
    ("print_nothing", "words"),
    [
        (lambda: posters([]), "no posters"),
        (lambda: cards(some_cards(pages=0)), "no cards"),
        (lambda: code_sheets([]), "no codes"),
        (lambda: code_sheet(a_code_sheet(codes=())), "no codes"),
    ],
    ids=["posters", "cards", "groups", "codes"],
)
def test_there_is_no_empty_print(print_nothing, words):
    with pytest.raises(ValueError, match=words):
        print_nothing()


def test_a_date_is_said_in_words():
    assert in_words(a_poster().until) == "15\u00a0октября 2026\u00a0года"
