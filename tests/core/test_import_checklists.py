"""Checklists: long and wide, every item of a norm, nothing dropped and nothing guessed."""

from fractions import Fraction
from pathlib import Path

import pytest
from tests.core.invented_folder import (
    CYCLE,
    OWNERS,
    checklist_rows,
    checklists_csv,
    csv_text,
    edition,
    norm,
    only,
    read,
    told,
    workbook,
)

from merilo.importers.checklist_meaning import ItemIndex
from merilo.importers.findings import Findings
from merilo.importers.folder import FolderReading
from merilo.importers.inspected import Written, item_value
from merilo.methodology.catalogue import get
from merilo.observations import ItemState, ItemValue
from merilo.problems import Place

FIRST, SECOND = "stand.name", "stand.address"


def with_row(*rows: list[str], without: tuple[str, ...] = ()) -> dict[str, str]:
    """Sound checklists, some items of 101 left out and these rows put on top."""
    kept = [row for row in checklist_rows() if row[0] != "101" or not row[1].startswith(without or ("-",))]
    return {"checklists.csv": checklists_csv([*rows, *kept])}


def values(reading: FolderReading) -> dict[str, ItemValue]:
    observations = reading.cycle.observations
    return dict(observations[0].items)


@pytest.mark.parametrize(
    ("written", "value"),
    [("1", Fraction(1)), ("0", Fraction(0)), ("0,5", Fraction(1, 2)), ("0.5", Fraction(1, 2)), ("Да", Fraction(1)),
     ("нет ", Fraction(0)), ("0,25", Fraction(1, 4)), ("0,125", Fraction(1, 8))],
)  # fmt: skip
def test_a_value_is_read_exactly(tmp_path: Path, written: str, value: Fraction) -> None:
    reading = read(tmp_path, with_row(["101", FIRST, written, "", ""], without=(FIRST,)))
    assert (reading.problems, values(reading)[FIRST].value) == ((), value)


def test_mixed_decimal_marks_in_one_column_are_each_read_right(tmp_path: Path) -> None:
    rows = [["101", FIRST, "0,5", "", ""], ["101", SECOND, "0.25", "", ""]]
    reading = read(tmp_path, with_row(*rows, without=(FIRST, SECOND)))
    assert (reading.problems, values(reading)[FIRST].value, values(reading)[SECOND].value) == (
        (),
        Fraction(1, 2),
        Fraction(1, 4),
    )


@pytest.mark.parametrize("written", ["2", "-1", "1,234", "есть", "100%", "1/2"])
def test_another_value_is_an_error_with_its_place(tmp_path: Path, written: str) -> None:
    reading = read(tmp_path, with_row(["101", FIRST, written, "", ""], without=(FIRST,)))
    assert told(reading) == [("item.value", "checklists.csv", 2, "value")]


def test_a_blank_value_is_asked(tmp_path: Path) -> None:
    reading = read(tmp_path, with_row(["101", FIRST, "", "", ""], without=(FIRST,)))
    assert told(reading) == [("item.blank", "checklists.csv", 2, "value")]


def test_not_applicable_needs_a_reason(tmp_path: Path) -> None:
    reading = read(tmp_path, with_row(["101", FIRST, "не применимо", "", ""], without=(FIRST,)))
    assert told(reading) == [("item.reason", "checklists.csv", 2, "value")]


@pytest.mark.parametrize(
    "row", [["не применимо", "нет этажа"], ["н/п: нет этажа", ""], ["Не применимо (нет этажа)", ""]]
)
def test_not_applicable_with_a_reason_is_kept_with_it(tmp_path: Path, row: list[str]) -> None:
    reading = read(tmp_path, with_row(["101", FIRST, row[0], row[1], "см. акт"], without=(FIRST,)))
    assert values(reading)[FIRST] == ItemValue(ItemState.NOT_APPLICABLE, None, "нет этажа", "см. акт")


def test_a_whole_part_may_be_unchecked(tmp_path: Path) -> None:
    reading = read(tmp_path, with_row(["101", "site", "не проверено", "не открывался", ""], without=("site.",)))
    states = {one.state for code, one in values(reading).items() if code.startswith("site.")}
    assert (reading.problems, states) == ((), {ItemState.UNCHECKED})


def test_no_stands_at_all_is_a_zero_for_every_item(tmp_path: Path) -> None:
    reading = read(tmp_path, with_row(["101", "stand", "0", "", "стендов нет"], without=("stand.",)))
    seen = [one.value for code, one in values(reading).items() if code.startswith("stand.")]
    assert seen == [Fraction(0)] * len([code for code in norm() if code.startswith("stand.")])


@pytest.mark.parametrize("halves", [("published", "works"), ("works", "published")])
@pytest.mark.parametrize("value", ["0", "не применимо: телефона нет"])
def test_a_way_that_one_half_has_settled_needs_no_record_of_the_other(
    tmp_path: Path, halves: tuple[str, str], value: str
) -> None:
    half, other = halves
    reading = read(tmp_path, with_row(["101", f"phone.{half}", value, "", ""], without=("phone.",)))
    assert reading.problems == ()
    problem = only(read(tmp_path, with_row(["101", f"phone.{half}", "1", "", ""], without=("phone.",))), "item.missing")
    assert problem.detail == (
        f"101 — МБОУ «Школа № 1»: в части remote нет записи о phone.{other}; показатель 1.2 без балла"
    )


def test_the_last_item_of_every_block_is_read(tmp_path: Path) -> None:
    """Fault: an off-by-one lost the last item of each block."""
    last = [checklist.norm("school")[-1].code for checklist in edition().checklists]
    rows = [[owner, code, "0" if code in last else "1", "", ""] for owner in OWNERS for code in norm()]
    seen = values(read(tmp_path, {"checklists.csv": checklists_csv(rows)}))
    assert {code for code, one in seen.items() if one.value == 0} == set(last)


def test_a_doubled_item_names_both_places(tmp_path: Path) -> None:
    problem = only(read(tmp_path, with_row(["101", FIRST, "0", "", ""])), "item.doubled")
    assert (problem.place.row, problem.detail) == (3, "101, stand.name: уже записано в строке 2")


def test_a_part_and_its_item_contradict_each_other(tmp_path: Path) -> None:
    reading = read(tmp_path, with_row(["101", "access", "0", "", ""]))
    assert {code for code, *_ in told(reading)} == {"item.doubled"}


def test_an_unknown_item_is_told_with_the_likest_codes(tmp_path: Path) -> None:
    problem = only(read(tmp_path, with_row(["101", "stand.nane", "1", "", ""])), "item.unknown")
    assert problem.detail.startswith("Пункта «stand.nane» нет; похожие: stand.name")


def test_an_item_outside_the_norm_of_the_type_is_told_and_left_out(tmp_path: Path) -> None:
    problem = only(read(tmp_path, with_row(["101", "site.employment", "1", "", ""])), "item.not_in_norm")
    title = next(
        one.title for checklist in edition().checklists for one in checklist.items if one.code.endswith(".employment")
    )
    norm = f"в норматив «школа» не входят пункты (1): «{title}» (site.employment)"
    assert problem.detail == f"101, часть «официальный сайт»: {norm}"


def test_items_outside_the_norm_are_told_once_an_organization_and_part(tmp_path: Path) -> None:
    strays = [one.code for checklist in edition().checklists for one in checklist.items if not one.applies("school")]
    reading = read(tmp_path, with_row(*(["101", code, "1", "", ""] for code in strays)))
    parts = list(dict.fromkeys(code.split(".")[0] for code in strays))
    listed = {part: [code for code in strays if code.startswith(f"{part}.")] for part in parts}
    assert told(reading) == [
        ("item.not_in_norm", "checklists.csv", strays.index(listed[part][0]) + 2, "value") for part in parts
    ]
    assert [one.detail.partition("пункты ")[2].partition(":")[0] for one in reading.problems] == [
        f"({len(listed[part])})" for part in parts
    ]


def test_of_an_organization_of_unknown_type_no_item_is_said_to_be_outside_the_norm(tmp_path: Path) -> None:
    register = "id,name,type\n101,МБОУ «Школа № 1»,scool\n102,МБОУ «Школа № 2»,school\n"
    found = [code for code, *_ in told(read(tmp_path, {"organizations.csv": register}))]
    assert found == ["organization.type"]


def test_missing_items_are_named_with_the_indicator_they_block(tmp_path: Path) -> None:
    reading = read(tmp_path, with_row(without=("comfort.water", "comfort.navigation")))
    assert only(reading, "item.missing").detail == (
        "101 — МБОУ «Школа № 1»: в части comfort нет записи о comfort.navigation, comfort.water; "
        "показатель 2.1 без балла"
    )
    assert reading.cycle is not None


def test_a_part_without_any_row_is_told_once(tmp_path: Path) -> None:
    reading = read(tmp_path, with_row(without=("comfort.",)))
    assert only(reading, "item.missing").detail == (
        "101 — МБОУ «Школа № 1»: нет ни одной записи части comfort (пунктов 5); показатель 2.1 без балла"
    )


def test_an_item_may_be_named_by_its_text_and_place(tmp_path: Path) -> None:
    reading = read(tmp_path, with_row(["101", "На стенде: УСТАВ", "0", "", ""], without=("stand.charter",)))
    assert (reading.problems, values(reading)["stand.charter"].value) == ((), Fraction(0))


def test_a_blank_row_inside_is_harmless(tmp_path: Path) -> None:
    text = checklists_csv(checklist_rows()).split("\n")
    text.insert(5, ",,,,")
    assert read(tmp_path, {"checklists.csv": "\n".join(text)}).problems == ()


def test_rows_of_organizations_are_told_once_a_spelling(tmp_path: Path) -> None:
    owners = ("Лицей", "Лицей", "", "Итого")
    rows = [[owner, item, "1", "", ""] for owner, item in zip(owners, norm(), strict=False)]
    assert told(read(tmp_path, with_row(*rows))) == [
        ("organization.blank", "checklists.csv", 4, "organization"),
        ("organization.totals_row", "checklists.csv", 5, "organization"),
        ("organization.unknown", "checklists.csv", 2, "organization"),
    ]


def wide_heading() -> list[str]:
    titles = {checklist.part: checklist for checklist in edition().checklists}
    places = {"stand": "На СТЕНДЕ: ", "site": "На САЙТЕ: "}
    return ["Наименование организации"] + [
        places.get(part.value, "") + one.title for part, checklist in titles.items() for one in checklist.norm("school")
    ]


def wide(folder: Path, **changes: object) -> dict[str, str | bytes | None]:
    """A wide workbook under a merged title; changes are values of 101 by item code."""
    rows = [[owner, *(changes.get(code, 1) if owner == "101" else 1 for code in norm())] for owner in OWNERS]
    content = workbook(folder / "made.xlsx", {"Чек-лист": [["Обследование"], wide_heading(), *rows]})
    return {"checklists.csv": None, "checklists.xlsx": content}


def test_a_wide_checklist_is_read_by_its_headings(tmp_path: Path) -> None:
    last = norm()[-1]
    reading = read(tmp_path, wide(tmp_path, **{last: 0, FIRST: "0,5", SECOND: 0.25}))
    assert reading.problems == ()
    seen = values(reading)
    assert (list(seen), seen[last].value, seen[FIRST].value, seen[SECOND].value) == (
        norm(),
        Fraction(0),
        Fraction(1, 2),
        Fraction(1, 4),
    )


def test_a_blank_cell_of_a_wide_checklist_is_asked_never_dropped(tmp_path: Path) -> None:
    problem = only(read(tmp_path, wide(tmp_path, **{FIRST: None})), "item.blank")
    assert (problem.place.sheet, problem.place.row) == ("Чек-лист", 3)


def test_neither_long_nor_wide_is_an_error(tmp_path: Path) -> None:
    text = csv_text(["organization", "слово"], [["101", "а"]])
    found = [code for code, *_ in told(read(tmp_path, {"checklists.csv": text})) if code != "item.missing"]
    assert found == ["column.ignored", "column.missing"]


def test_a_mapping_to_an_unknown_code_is_an_error(tmp_path: Path) -> None:
    cycle = CYCLE + 'columns:\n  checklists:\n    "слово": comfort.nothing\n'
    assert told(read(tmp_path, {"cycle.yaml": cycle})) == [("column.unknown_code", "cycle.yaml", 0, "слово")]


@pytest.mark.parametrize(
    ("written", "value"), [("half", 1), ("0,1", Fraction(1, 10)), ("0.4", Fraction(2, 5)), ("0", 0)]
)
def test_a_band_is_named_by_code_or_by_points(written: str, value: Fraction) -> None:
    items, findings = ItemIndex(get("2024-344n-408n", "healthcare")), Findings()
    waiting = items.by_code("waiting_time")
    found = item_value(Written(written, Place("checklists.csv", row=2)), waiting, findings)
    assert (found, list(findings)) == (ItemValue(ItemState.OBSERVED, Fraction(value)), [])


def test_a_value_between_bands_is_an_error() -> None:
    items, findings = ItemIndex(get("2024-344n-408n", "healthcare")), Findings()
    found = item_value(Written("0,5", Place("checklists.csv", row=2)), items.by_code("waiting_time"), findings)
    assert (found, [problem.code for problem in findings]) == (None, ["item.band"])
