"""merilo verify: a results.json agrees with its own inputs, or every disagreement is named."""

import json

import pytest
from tests.core import report_cycles

from merilo.cli import main
from merilo.documents.model import Source
from merilo.documents.results_json import digest, results, written
from merilo.documents.verification import parsed, sources_compared, verified
from merilo.problems import RefusalError

NAME = "results.json"


@pytest.fixture
def body():
    return json.loads(written(results(report_cycles.report(draws=50))))


def codes(body):
    return [problem.code for problem in verified(body, NAME)]


def refusal(read, given):
    with pytest.raises(RefusalError) as refused:
        read(given, NAME)
    return [problem.code for problem in refused.value.problems]


def sealed(body):
    """The file with a digest that fits again, as a careful forger would leave it."""
    return {**body, "digest": digest(body)}


def test_a_true_file_agrees(body):
    assert verified(body, NAME) == ()


@pytest.mark.parametrize("rounding", ["exact", "stepwise2", "stepwise0"])
def test_every_rounding_agrees_with_itself(rounding):
    body = json.loads(written(results(report_cycles.report({"rounding": rounding}))))
    assert verified(body, NAME) == ()


def test_an_altered_score_is_named_and_so_is_the_broken_digest(body):
    body["organizations"][0]["total"]["value"] = "99.99"
    assert codes(body) == ["verify.altered", "verify.differs"]
    problem = verified(body, NAME)[1]
    assert problem.detail == 'organizations[001].total.value: в файле "99.99", пересчёт "92.92"'


def test_an_altered_count_shows_in_every_figure_that_follows_from_it(body):
    body["organizations"][0]["inputs"]["counts"]["overall"]["yes"] -= 1
    paths = [problem.detail.split(":")[0] for problem in verified(sealed(body), NAME)]
    assert "organizations[001].indicators.5.3.exact" in paths
    assert "organizations[001].total.exact" in paths


def test_another_text_of_the_edition_is_refused_before_any_figure(body):
    body["edition_digest"] = "0" * 64
    assert codes(sealed(body)) == ["verify.other_edition"]


def details(body):
    return [problem.detail for problem in verified(sealed(body), NAME)]


def test_a_missing_organization_is_named_by_those_that_mention_it(body):
    body["organizations"] = [one for one in body["organizations"] if one["id"] != "007"]
    assert details(body)[0] == "organizations: нет «007», хотя места и полосы рейтинга её называют"
    assert set(codes(sealed(body))) == {"verify.differs"}


def test_an_organization_written_twice_is_named(body):
    body["organizations"].append(body["organizations"][0])
    assert details(body)[0] == "organizations: «001» записана не один раз"


def test_another_policy_shows_in_what_follows_from_it(body):
    body["policies"]["no_disabled"] = "zero"
    assert details(body)[0].startswith("organizations[002]")


def test_an_unknown_policy_is_refused_beside_the_broken_digest(body):
    body["policies"]["no_disabled"] = "whatever"
    assert refusal(verified, body) == ["verify.altered", "policy.unknown_option"]


@pytest.mark.parametrize("count", ["77", -1, 2.5, True, None])
def test_a_count_that_is_no_count_is_refused(body, count):
    body["organizations"][0]["inputs"]["counts"]["overall"]["yes"] = count
    assert refusal(verified, sealed(body)) == ["verify.not_results"]


@pytest.mark.parametrize("content", [b"\xff\xfe", b"[]", b"{}", b"{" * 100_000])
def test_what_is_no_results_file_is_refused(content):
    assert refusal(parsed, content) == ["verify.not_results"]


def test_inputs_that_make_no_sense_are_refused(body):
    del body["organizations"][0]["inputs"]
    assert refusal(verified, sealed(body)) == ["verify.not_results"]


def test_another_version_of_the_format_is_refused(body):
    assert refusal(parsed, json.dumps({**body, "schema_version": "9"}).encode()) == ["verify.other_version"]


def test_source_files_are_compared_by_size_and_digest(body):
    found = sources_compared(body, [Source("responses.csv", 1, "cd" * 32), Source("counts.csv", 5, "ef" * 32)])
    assert [(problem.code, problem.place.file, problem.detail) for problem in found] == [
        ("verify.source_differs", "responses.csv", "Файл изменился"),
        ("verify.source_differs", "counts.csv", "Файла не было при расчёте"),
    ]


def test_the_command_says_that_all_agrees(body, tmp_path, capsys):
    (tmp_path / NAME).write_bytes(written(body))
    assert main(["verify", str(tmp_path / NAME)]) == 0
    printed = capsys.readouterr().out
    assert printed.splitlines() == [
        "Сходится: организаций 9. Редакция 2024-344n-408n.",
        f"Отпечаток: {body['digest']}",
    ]


def test_the_command_names_the_difference_and_fails(body, tmp_path, capsys):
    body["organizations"][0]["total"]["value"] = "99.99"
    (tmp_path / NAME).write_bytes(written(sealed(body)))
    assert main(["verify", str(tmp_path / NAME)]) == 1
    captured = capsys.readouterr()
    assert captured.out == "Не сходится: 1.\n"
    assert "organizations[001].total.value" in captured.err


def test_a_file_that_is_not_there_is_refused(tmp_path, capsys):
    assert main(["verify", str(tmp_path / "нет.json")]) == 1
    assert "verify.not_results" in capsys.readouterr().err


@pytest.mark.parametrize("key", ["id", "name", "type", "group", "inn", "municipality", "region"])
def test_a_register_that_is_not_text_is_refused(body, key):
    for value in (7, [1], None):
        body["organizations"][1][key] = value
        assert refusal(verified, sealed(body)) == ["verify.not_results"]


def test_a_file_that_lost_the_digest_of_its_edition_is_refused(body):
    del body["edition_digest"]
    assert codes(sealed(body)) == ["verify.other_edition"]
