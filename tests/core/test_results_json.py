"""results.json: the contract that others build on."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest
from tests.core import report_cycles

from merilo.documents.assemble import assemble
from merilo.documents.results_json import digest, results, written

SCHEMA = Path(__file__).resolve().parents[2] / "docs/reference/schemas/results.schema.json"
DECIDED = {"no_disabled": "renormalize", "no_information_users": "other_half"}


@pytest.fixture(scope="module")
def body():
    return json.loads(written(results(report_cycles.report(draws=100))))


def of(body, organization_id):
    return next(one for one in body["organizations"] if one["id"] == organization_id)


@pytest.mark.parametrize("draws", [0, 50])
def test_the_file_meets_its_schema(draws):
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    body = json.loads(written(results(report_cycles.report(draws=draws))))
    found = [error.message for error in jsonschema.Draft202012Validator(schema).iter_errors(body)]
    assert found == []


def test_warnings_of_the_readers_are_kept_with_code_place_and_text(body):
    place = {"file": "responses.csv", "sheet": "", "row": 125, "column": "stand"}
    assert body["problems"] == [{"code": "answer.contradictory", "place": place, "text": "Ответов вопреки фильтру: 2"}]


def test_the_same_cycle_gives_the_same_bytes():
    once, again = (written(results(report_cycles.report(draws=50))) for _ in range(2))
    assert once == again


def test_a_rounded_number_is_a_string_beside_its_exact_fraction(body):
    # Школа № 1: 5.3 «Да» 117 - (91 + 117) mod 19 = 99 of 117, that is 84.615… per cent
    assert of(body, "001")["indicators"]["5.3"] == {
        "value": "84.62",
        "exact": "1100/13",
        "state": "valued",
        "share": "1/2",
    }


def test_equal_totals_share_a_place_and_name_each_other(body):
    assert [of(body, one)["place"]["value"] for one in ("003", "001", "007", "005")] == [1, 2, 2, 4]
    assert of(body, "001")["place"]["tied"] == ["007"]
    assert of(body, "007")["place"]["tied"] == ["001"]


def test_those_without_a_place_say_why(body):
    reasons = {one["id"]: one["place"]["unranked"] for one in body["organizations"] if one["place"]["value"] is None}
    assert reasons == {
        "002": "awaiting_decision",
        "004": "blocked",
        "006": "few_respondents",
        "008": "not_assessed",
        "009": "awaiting_decision",
    }


def test_an_open_decision_shows_every_variant_and_no_total(body):
    undecided = of(body, "002")
    assert undecided["total"]["value"] is None
    assert [one["choices"] for one in undecided["variants"]] == [
        {"no_disabled": "renormalize"},
        {"no_disabled": "zero"},
        {"no_disabled": "full"},
    ]


def test_problems_carry_codes(body):
    codes = {one["id"]: [problem["code"] for problem in one["problems"]] for one in body["organizations"]}
    assert codes == {
        "001": [],
        "002": ["awaiting_decision"],
        "003": ["few_answers"],
        "004": ["blocked"],
        "005": [],
        "006": ["few_respondents"],
        "007": [],
        "008": ["not_assessed"],
        "009": ["awaiting_decision"],
    }


def test_a_policy_that_decided_is_named_with_the_number():
    body = results(report_cycles.report(DECIDED))
    assert of(body, "002")["indicators"]["3.3"] == {
        "value": None,
        "exact": None,
        "state": "absent",
        "share": None,
        "policy": "no_disabled",
    }
    assert [one["code"] for one in of(body, "002")["problems"]] == ["decided_by_policy"]


def test_an_interval_holds_its_number(body):
    leader = of(body, "001")
    low, high = leader["interval"]["total"]
    assert float(low) <= float(leader["total"]["value"]) <= float(high)
    best, worst = leader["place"]["interval"]
    assert best <= leader["place"]["value"] <= worst


def test_without_intervals_their_keys_are_null():
    body = results(report_cycles.report())
    assert body["uncertainty"] is None
    assert {one["interval"] is None for one in body["organizations"]} == {True}


def test_the_digest_covers_everything_else(body):
    assert body["digest"] == digest(body)
    assert digest({**body, "title": "другое"}) != body["digest"]


def test_a_register_without_organizations_gives_an_empty_list():
    body = results(assemble(replace(report_cycles.cycle(), observations=())))
    assert (body["organizations"], [one["scope"] for one in body["aggregates"]]) == ([], [])
