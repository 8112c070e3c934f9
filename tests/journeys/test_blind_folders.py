"""Folders in the documented format, made blindly, through the command line: every figure equals arithmetic by hand."""

import csv
import io
import json
from fractions import Fraction

import pytest
from tests.journeys.blind_arithmetic import DEFAULTS, NOT_APPLICABLE, STATUS, counted, numbers, places, shown, variants
from tests.journeys.blind_cycle import FORMATS, Blind, drawn_policies, view_of

from merilo.cli import main

SECTORS = ("education", "culture", "healthcare", "social_care", "disability_assessment")
EDITIONS = ("2018-344n", "2024-344n-408n")
CYCLES = [
    (edition, sector, place)
    for place, (edition, sector) in enumerate((edition, sector) for edition in EDITIONS for sector in SECTORS)
]


def scored(folder, tmp_path):
    out = tmp_path / "out"
    assert main(["score", str(folder), "--out", str(out), "--no-intervals"]) == 0
    return json.loads((out / "results.json").read_text(encoding="utf-8"))


def printed(number, rounding):
    state, value = number
    return (state, None, None) if value is None else (state, shown(value, rounding), value)


def told(number):
    return number["state"], number["value"], None if number["exact"] is None else Fraction(number["exact"])


def expected(case, choices):
    """Figures of one organization by code; without respondents only the figures that need none are compared."""
    whole, _ = numbers(case, choices)
    figures = {code: printed(number, choices["rounding"]) for code, number in whole.items()}
    return {code: figure for code, figure in figures.items() if case["counted"][1] or figure[0] == "valued"}


def found_in(organization):
    levels = {**organization["components"], **organization["indicators"], **organization["criteria"]}
    return {code: told(number) for code, number in {**levels, "S": organization["total"]}.items()}


@pytest.mark.parametrize("cycle", CYCLES, ids=lambda cycle: f"{cycle[0]}-{cycle[1]}")
def test_every_figure_status_variant_and_place_is_the_one_computed_by_hand(cycle, tmp_path, capsys):
    *asked, seed = cycle
    blind = Blind(view_of(main, capsys, asked), seed, policies=drawn_policies(seed) if seed % 3 else {})
    blind.write(tmp_path / "cycle", list(FORMATS)[seed % len(FORMATS)])
    choices = {**DEFAULTS, **blind.policies}
    organizations = scored(tmp_path / "cycle", tmp_path)["organizations"]
    assert [one["id"] for one in organizations] == [case["id"] for case in blind.cases]
    ranked = {}
    for case, organization in zip(blind.cases, organizations, strict=True):
        case["counted"] = counted(case["sheets"], blind.questions, choices["contradictions"])
        state, total = numbers(case, choices)[0]["S"]
        assert (organization["status"], organization["respondents"]) == (STATUS[state], case["counted"][1])
        figures, found = expected(case, choices), found_in(organization)
        assert {code: found[code] for code in figures} == figures
        assert {code for code, figure in found.items() if figure[1]} == {code for code in figures if figures[code][1]}
        listed = [(one["choices"], one["value"]) for one in organization["variants"]]
        assert sorted(map(str, listed)) == sorted(map(str, variants(case, choices)))
        if total is not None and case["counted"][1] >= choices["rank_from"]:
            ranked[case["id"]] = (total, case["group"] or case["type"])
    by_hand = places(ranked, choices)
    for one in organizations:
        place = (one["place"]["value"], one["place_in_group"]["value"], set(one["place"]["tied"]))
        assert place == by_hand.get(one["id"], (None, None, set()))
    assert_tables_agree(tmp_path / "out", organizations)
    assert main(["verify", str(tmp_path / "out/results.json"), "--folder", str(tmp_path / "cycle")]) == 0


def assert_tables_agree(out, organizations):
    """Both tables hold what results.json holds."""
    excel = (out / "results.csv").read_text(encoding="utf-8-sig")
    machine = (out / "results.machine.csv").read_text(encoding="utf-8")
    russian = {row["Код"]: row for row in csv.DictReader(io.StringIO(excel), delimiter=";")}
    plain = {row["id"]: row for row in csv.DictReader(io.StringIO(machine))}
    for one in organizations:
        values = {**one["criteria"], **one["indicators"], "total": one["total"]}
        assert {code: plain[one["id"]][code] for code in values} == {
            code: number["value"] or "" for code, number in values.items()
        }
        if one["total"]["value"]:
            assert russian[one["id"]]["Общий балл"] == one["total"]["value"].replace(".", ",")


VECTORS = {
    "first": (
        {"stand": (9, 11), "site": (32, 44), "remote": 3, "comfort": 4, "premises": 0, "access": 2},
        "240/242 221/241 248/283 7/9 257/283 266/283 106/112 262/283 283/283 264/283",
        (
            "77.27",
            "90.00",
            "95.44",
            "88.36",
            "83.82",
            "39.33",
            "92.85",
            "94.42",
            {"exact": "79.75", "stepwise2": "79.76"},
        ),
    ),
    "second": (
        {"stand": (10, 12), "site": (40, 45), "remote": 3, "comfort": 4, "premises": 2, "access": 3},
        "76/80 54/61 109/117 5/7 111/117 113/117 29/31 103/117 107/117 110/117",
        (
            "86.11",
            "90.00",
            "91.76",
            "89.54",
            "86.58",
            "57.43",
            "95.29",
            "91.71",
            {"exact": "84.11", "stepwise2": "84.11"},
        ),
    ),
}
ASKED = (
    *("stand_satisfied", "site_satisfied", "comfort", "accessibility", "first_contact", "service_staff"),
    *("remote_contact", "recommend", "schedule", "overall"),
)


@pytest.mark.parametrize("vector", [(name, rounding) for name in VECTORS for rounding in ("exact", "stepwise2")])
def test_the_vectors_of_the_fact_sheet_come_out_of_a_folder_of_sums(vector, tmp_path, capsys):
    name, rounding = vector
    seen, shares, figures = VECTORS[name]
    blind = Blind(view_of(main, capsys, (EDITIONS[-1], "education")), 1, policies={"rounding": rounding})
    blind.cases = [{**blind.cases[-1], "type": "school", "sheets": [], "whole": {}}]
    case = blind.cases[0]
    lists = {one["part"]: one["items"] for one in blind.lists}
    case["norm"] = {
        part: [item["code"] for item in items if item["applies_to"] is None or "school" in item["applies_to"]]
        for part, items in lists.items()
    }
    case["items"] = {code: value for part, held in seen.items() for code, value in items_of(case["norm"][part], held)}
    folder = tmp_path / "cycle"
    blind.write(folder)
    (folder / "responses.csv").unlink()
    rows = ["organization,code,yes,no", f"{case['id']},respondents,{shares.split('/')[-1]},0"]
    for question, share in zip(ASKED, shares.split(), strict=True):
        yes, answered = map(int, share.split("/"))
        rows.append(f"{case['id']},{question},{yes},{answered - yes}")
    (folder / "counts.csv").write_text("\n".join([*rows, ""]), encoding="utf-8")
    (one,) = scored(folder, tmp_path)["organizations"]
    found = [one["indicators"][code]["value"] for code in ("1.1", "1.2", "1.3")]
    assert (*found, *(one["criteria"][code]["value"] for code in "12345")) == figures[:-1]
    assert one["total"]["value"] == figures[-1][rounding]


def items_of(codes, held):
    """Values of the items of a part: so many hold (of so many applicable); a remote way is two items that both hold."""
    if isinstance(held, tuple):
        done, norm = held
        values = [Fraction(1)] * done + [Fraction(0)] * (norm - done) + [NOT_APPLICABLE] * (len(codes) - norm)
        return zip(codes, values, strict=True)
    ways = sorted({code.rsplit(".", 1)[0] for code in codes}) if codes[0].endswith(".published") else codes
    kept = set(ways[:held])
    return [(code, Fraction(code in kept or code.rsplit(".", 1)[0] in kept)) for code in codes]
