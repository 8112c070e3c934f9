"""`merilo explain`: from a cycle folder to the tree of one number."""

import csv
import json

import pytest
from tests.spec import reader

from merilo.cli import main
from merilo.observations import ItemState

CASE = reader.chapters()[0].cases[0]
CYCLE = """\
title: Проверочный цикл
sector: education
date: 2025-04-15
edition: 2024-344n-408n
decision: протокол № 7
policies: {no_disabled: undecided}
"""
OPEN_POLICY = "ждёт решения совета: Среди опрошенных нет инвалидов (no_disabled)"
WAITS = f"Важно: параметр 3.3.1: на вопрос не ответил никто; {OPEN_POLICY}"


def _write(path, rows):
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(rows)


def _value(item):
    return "не применимо" if item.state is ItemState.NOT_APPLICABLE else str(item.value)


@pytest.fixture
def folder(tmp_path):
    """Three schools: the first synthetic one, the same without disabled respondents, the same with an unseen site."""
    (tmp_path / "cycle.yaml").write_text(CYCLE, encoding="utf-8")
    schools = {"7": "Школа № 7", "8": "Школа № 8", "9": "Школа № 9"}
    seen = CASE.observation
    _write(
        tmp_path / "organizations.csv",
        [["id", "name", "type", "respondents"], *([id_, name, "school", "283"] for id_, name in schools.items())],
    )
    counts = [
        [id_, code, *((0, 283) if id_ == "8" and code == "disability" else (count.yes, count.no))]
        for id_ in schools
        for code, count in seen.counts.items()
        if not (id_ == "8" and code == "accessibility")
    ]
    _write(tmp_path / "counts.csv", [["organization", "code", "yes", "no"], *counts])
    items = [
        [id_, code, "не проверено" if id_ == "9" and code.startswith("site.") else _value(item), item.reason]
        for id_ in schools
        for code, item in seen.items.items()
    ]
    _write(tmp_path / "checklists.csv", [["organization", "item", "value", "reason"], *items])
    return tmp_path


def _explained(capsys, *arguments):
    code = main(["explain", *map(str, arguments)])
    return code, capsys.readouterr()


def test_an_indicator_is_explained_down_to_its_counts(folder, capsys):
    code, printed = _explained(capsys, folder, "--organization", "7", "--number", "1.3")
    lines = [line.strip() for line in printed.out.splitlines()]
    assert code == 0
    assert lines[0] == "Школа № 7 (7): посчитано, анкет 283"
    assert lines[2:5] == [
        "Решение совета: протокол № 7",
        "Политики и пороги:",
        "Округление: точный счёт до конца; при показе два знака, половина вверх [rounding: exact]",
    ]
    assert "Поткруд = 1/2 · (240/242 + 221/241) · 100 = 95,44 (точно 2783050/29161)" in lines
    assert "«Да»: 221 — Устроила ли Вас информация на сайте: открытая, полная, доступная? [site_satisfied]" in lines


def test_without_a_number_the_whole_tree_is_printed(folder, capsys):
    _, printed = _explained(capsys, folder, "--organization", "7")
    total = [line for line in printed.out.splitlines() if line.startswith("S ")]
    criteria = [line.strip().split()[0] for line in printed.out.splitlines() if line.startswith("    К")]
    assert total == ["S Итоговая оценка: 79,75"]
    assert sorted(set(criteria)) == ["К1", "К2", "К3", "К4", "К5"]


@pytest.mark.parametrize("number", ["3", "К3", "K3"])
def test_a_criterion_answers_to_its_code_and_to_its_symbol(folder, capsys, number):
    _, printed = _explained(capsys, folder, "--organization", "7", "--number", number, "--json")
    trace = json.loads(printed.out)["trace"]
    assert (trace["code"], trace["value"], trace["exact"]) == ("3", "39.33", "118/3")


def test_what_waits_for_the_council_is_shown_with_every_variant(folder, capsys):
    _, printed = _explained(capsys, folder, "--organization", "8", "--number", "3.3")
    head = [line for line in printed.out.splitlines() if line.startswith(("Важно", "Вариант"))]
    assert head == [
        WAITS,
        (
            "Вариант решения: показатель 3.3 не считается, его значимость делят 3.1 и 3.2 [no_disabled: renormalize] "
            "→ итог 76,46"
        ),
        "Вариант решения: показатель 3.3 равен 0 [no_disabled: zero] → итог 75,09",
        "Вариант решения: показатель 3.3 равен 100 [no_disabled: full] → итог 81,09",
    ]


def test_a_site_that_was_not_checked_is_named_with_its_school(folder, capsys):
    _, printed = _explained(capsys, folder, "--organization", "9", "--number", "1.1")
    head = [line for line in printed.out.splitlines() if line.startswith("Важно: Школа")]
    assert head == ["Важно: Школа № 9: параметр 1.1.2 не посчитан; не проверено: официальный сайт (все пункты, 68)"]


def test_the_tree_for_programs_carries_what_it_was_made_by(folder, capsys):
    _, printed = _explained(capsys, folder, "--organization", "8", "--json")
    found = json.loads(printed.out)
    assert {key: found[key] for key in ("edition", "sector", "decision", "respondents", "status")} == {
        "edition": "2024-344n-408n",
        "sector": "education",
        "decision": "протокол № 7",
        "respondents": 283,
        "status": "awaiting_decision",
    }
    assert found["policies"]["no_disabled"] == "undecided"
    assert [variant["value"] for variant in found["variants"]] == ["76.46", "75.09", "81.09"]


@pytest.mark.parametrize(
    ("organization", "number", "code"),
    [("77", "S", "scoring.unknown_organization"), ("7", "6.1", "scoring.unknown_number")],
)
def test_what_is_not_there_is_refused(folder, capsys, organization, *, number, code):
    returned, printed = _explained(capsys, folder, "--organization", organization, "--number", number)
    assert (returned, printed.out) == (1, "")
    assert f"[{code}]" in printed.err
