"""Every fault of the files of rules and of the production calendar is refused by its code, file and line."""

import pytest

from merilo.deadlines.holidays import load_year
from merilo.deadlines.rules import load
from merilo.problems import RefusalError

RULES = """\
clauses:
  act: {text: "пункт 1", basis: read, checked_on: 2026-11-22}
events:
  - {code: received, title: получение}
rules:
  - {code: answer, title: Ответ, event: received, amount: 10, unit: days, bound: not_later, day_off: stays,
     act: Акт, clause: act, counting: act}
shares:
  - {code: part, title: Доля, share: "1/3", act: Акт, clause: act}
"""
YEAR = """\
year: 2025
workdays: 247
clauses:
  decree: {text: "постановление", basis: read, checked_on: 2026-11-22}
clause: decree
transfers:
  - {from: 2025-01-04, to: 2025-05-02}
  - {from: 2025-01-05, to: 2025-12-31}
  - {from: 2025-02-23, to: 2025-05-08}
  - {from: 2025-03-08, to: 2025-06-13}
  - {from: 2025-11-01, to: 2025-11-03}
"""


def _changed(text, before, after):
    assert text.count(before) == 1
    return text.replace(before, after)


def _faults(read, path, text):
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RefusalError) as refusal:
        read(path)
    return [(problem.place.row, problem.code) for problem in refusal.value.problems]


def test_a_sound_file_of_rules_is_read(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(RULES, encoding="utf-8")
    found = load(path)
    assert (list(found.rules), list(found.shares), found.rules["answer"].event.title) == (
        ["answer"],
        ["part"],
        "получение",
    )


@pytest.mark.parametrize(
    "case",
    [
        ("event: received", "event: sent", [(4, "deadlines.unused_event"), (6, "deadlines.unknown_event")]),
        ("title: получение}", "title: получение}\n  - {code: sent, title: отправка}", [(5, "deadlines.unused_event")]),
        ("amount: 10", "amount: 0", [(6, "deadlines.bad_amount")]),
        ("amount: 10, unit: days", "amount: 29, unit: quarter_day", [(6, "deadlines.bad_amount")]),
        ("amount: 10", "amount: десять", [(6, "deadlines.bad_amount"), (6, "law.wrong_kind")]),
        ('share: "1/3"', 'share: "0"', [(9, "deadlines.bad_amount")]),
        ('share: "1/3"', "share: 2", [(9, "deadlines.bad_amount")]),
        ("code: part", "code: answer", [(9, "law.duplicate_code")]),
        ("unit: days", "unit: nights", [(6, "law.unknown_word")]),
        ("counting: act", "counting: habit", [(7, "law.unknown_clause")]),
        ("amount: 10, ", "", [(6, "law.missing_key")]),
        ("day_off: stays,", "day_off: stays, weekend: works,", [(6, "law.unknown_key")]),
    ],
)
def test_a_fault_of_a_rule_is_named_with_its_line(tmp_path, case):
    before, after, faults = case
    assert sorted(_faults(load, tmp_path / "rules.yaml", _changed(RULES, before, after))) == faults


def test_a_sound_calendar_is_read(tmp_path):
    path = tmp_path / "2025.yaml"
    path.write_text(YEAR, encoding="utf-8")
    assert (load_year(path).workdays, len(load_year(path).transfers)) == (247, 5)


@pytest.mark.parametrize(
    "case",
    [
        (
            "year: 2025",
            "year: 2024",
            [(1, "deadlines.wrong_year")],
        ),
        ("workdays: 247", "workdays: 248", [(2, "deadlines.wrong_total")]),
        ("to: 2025-12-31", "to: 2026-12-31", [(8, "deadlines.bad_transfer")]),
        ("to: 2025-12-31", "to: 2025-12-28", [(8, "deadlines.bad_transfer")]),
        ("from: 2025-11-01", "from: 2025-10-31", [(11, "deadlines.bad_transfer")]),
        ("from: 2025-01-05", "from: 2025-01-04", [(8, "deadlines.bad_transfer")]),
        ("to: 2025-12-31", "to: 31.12.2025", [(8, "law.bad_date")]),
        ("year: 2025", "year: 0", [(1, "deadlines.wrong_year")]),
        ("year: 2025", "year: двадцать пятый", [(1, "law.wrong_kind")]),
        ("basis: read", "basis: heard", [(4, "law.unknown_word")]),
    ],
)
def test_a_fault_of_a_calendar_is_named_with_its_line(tmp_path, case):
    before, after, faults = case
    assert _faults(load_year, tmp_path / "2025.yaml", _changed(YEAR, before, after)) == faults
