"""Every fault of an edition's files is refused by its code, file and line; one reading names them all."""

import pytest

from merilo.methodology.loader import load_edition, load_header
from merilo.problems import RefusalError

COMMON = """\
id: small
title: Малая редакция
act: Акт № 1
in_force_from: 2020-01-01
in_force_until: 2021-01-01
reading: 1
sectors: [culture]
clauses:
  silent: {text: молчит, basis: default, checked_on: 2026-11-22}
policies:
  - code: no_answers
    title: Нет ответов
    clause: silent
    default: zero
    options: [{code: zero, title: ноль}]
thresholds:
  - {code: rank_from, title: Порог, clause: silent, default: 30}
sampling: {share: "0.4", cap: 600, clause: silent}
"""
SECTOR = """\
sector: culture
title: Культура
combine: mean
clauses:
  act: {text: "пункт 1", basis: read, checked_on: 2026-11-22}
organization_types: [{code: club, title: клуб}]
criteria:
  - code: "1"
    key: openness
    name: Открытость
    weight: 1
    combine: mean
    clause: act
    indicators:
      - code: "1.1"
        name: Информация
        weight: "0.6"
        clause: act
        components:
          - {code: "1.1.1", name: стенд, weight: 1, formula: norm_share, source: stand, clause: act}
      - code: "1.2"
        name: Способы
        weight: "2/5"
        clause: act
        components:
          - {code: "1.2.1", name: способы, weight: "1/2", formula: conditions, source: remote,
             points_each: 30, full_from: 4, clause: act}
          - {code: "1.2.2", name: доля, weight: "1/2", formula: satisfaction, source: pleased,
             when_empty: no_answers, clause: act}
questions:
  - {code: used, text: Пользовались?, role: filter, indicator: "1.2", clause: act}
  - {code: pleased, text: Довольны?, role: satisfaction, indicator: "1.2", filter: used, clause: act}
  - {code: wish, text: Пожелания, role: open, clause: act}
checklists:
  - part: stand
    indicator: "1.1"
    items:
      - {code: stand.name, title: Название, clause: act, applies_to: [club]}
  - part: remote
    indicator: "1.2"
    items:
      - {code: phone.published, title: Телефон есть, clause: act}
      - {code: phone.works, title: Телефон отвечает, clause: act}
"""
BANDED = "formula: banded_share, source: pleased, bands: [{}],"
UNSCALED = "formula: satisfaction, source: pleased,"
MEAN = "formula: banded_mean, source: pleased, bands: [{code: a, title: а, points: 0}],"


def _refusal(folder, common=COMMON, sector=SECTOR):
    folder.mkdir(exist_ok=True)
    (folder / "edition.yaml").write_text(common, encoding="utf-8")
    (folder / "culture.yaml").write_text(sector, encoding="utf-8")
    with pytest.raises(RefusalError) as refusal:
        load_edition(folder, "culture")
    return [(problem.place.file, problem.place.row, problem.code) for problem in refusal.value.problems]


def _changed(text, before, after):
    assert text.count(before) == 1
    return text.replace(before, after)


IN_EDITION = [
    ("act: Акт № 1", "act: Акт № 1\nlaw: нет", [(4, "law.unknown_key")]),
    ("act: Акт № 1\n", "", [(1, "law.missing_key")]),
    ("act: Акт № 1", "act: Акт № 1\nact: Акт № 2", [(4, "law.duplicate_key")]),
    ("reading: 1", "reading: первое", [(6, "law.wrong_kind")]),
    ("title: Малая редакция", "title: 3", [(2, "law.wrong_kind")]),
    ("sectors: [culture]", "sectors: culture", [(7, "law.wrong_kind")]),
    (
        "options: [{code: zero, title: ноль}]",
        "options: [ноль]",
        [(14, "edition.unknown_default"), (15, "law.wrong_kind")],
    ),
    ("reading: 1", "reading: -1", [(6, "law.bad_number")]),
    ('share: "0.4"', "share: 0.4", [(18, "law.binary_float")]),
    ('share: "0.4"', 'share: "0,4"', [(18, "law.bad_number")]),
    ('share: "0.4"', 'share: "1/0"', [(18, "law.bad_number")]),
    ("in_force_from: 2020-01-01", "in_force_from: 01.01.2020", [(4, "law.bad_date")]),
    ("in_force_from: 2020-01-01", "in_force_from: 2020-02-30", [(4, "law.bad_date")]),
    ("in_force_until: 2021-01-01", "in_force_until: 2019-12-31", [(5, "law.bad_date")]),
    ("basis: default", "basis: guess", [(9, "law.unknown_word")]),
    ("id: small", "id: great", [(1, "law.unknown_word")]),
    ("default: zero", "default: full", [(14, "edition.unknown_default")]),
    ("code: rank_from", "code: no_answers", [(17, "law.duplicate_code")]),
    ("cap: 600, clause: silent", "cap: 600, clause: loud", [(18, "law.unknown_clause")]),
    (
        "policies:",
        "  spare: {text: лишнее, basis: read, checked_on: 2026-11-22}\npolicies:",
        [(10, "law.unused_clause")],
    ),
]


@pytest.mark.parametrize("case", IN_EDITION)
def test_a_fault_of_the_common_file_is_named_with_its_line(tmp_path, case):
    before, after, faults = case
    found = _refusal(tmp_path / "small", common=_changed(COMMON, before, after))
    assert found == [("small/edition.yaml", row, code) for row, code in faults]


IN_SECTOR = [
    ("weight: 1\n    combine", 'weight: "0.9"\n    combine', [(1, "edition.weights")]),
    ('weight: "0.6"', 'weight: "0.5"', [(8, "edition.weights")]),
    ('weight: "0.6"', "weight: 0.6", [(17, "law.binary_float")]),
    ('weight: "1/2", formula: conditions', 'weight: "1/3", formula: conditions', [(21, "edition.weights")]),
    ("combine: mean\n    clause", "combine: sum\n    clause", [(8, "edition.weights")]),
    ("formula: norm_share", "formula: share_of_norm", [(20, "edition.unknown_formula")]),
    ("role: open", "role: closed", [(33, "law.unknown_word")]),
    ("points_each: 30, ", "", [(26, "edition.formula_needs")]),
    ("source: stand, ", "source: stand, full_from: 4, ", [(20, "edition.formula_needs")]),
    ("formula: norm_share, source: stand", "formula: scale, source: stand", [(20, "edition.formula_needs")]),
    (UNSCALED, "formula: banded_share, source: pleased,", [(28, "edition.formula_needs")]),
    (UNSCALED, f"{UNSCALED} bands: [{{code: a, title: а, points: 1}}],", [(28, "edition.formula_needs")]),
    (UNSCALED, MEAN, [(28, "edition.formula_needs")]),
    ("filter: used, ", "filter: used, options: [{code: a, text: а}], ", [(28, "edition.formula_needs")]),
    ("source: stand, ", "source: site, ", [(20, "edition.unknown_source"), (35, "edition.unused_checklist")]),
    ("source: pleased", "source: delighted", [(28, "edition.unknown_source"), (32, "edition.unused_question")]),
    ("source: pleased", "source: used", [(28, "edition.unknown_source"), (32, "edition.unused_question")]),
    ("when_empty: no_answers", "when_empty: no_luck", [(28, "edition.unknown_policy")]),
    ("filter: used, ", "", [(31, "edition.unused_question")]),
    ('role: filter, indicator: "1.2"', 'role: filter, indicator: "1.1"', [(32, "edition.bad_filter")]),
    ("filter: used, ", "filter: wish, ", [(31, "edition.unused_question"), (32, "edition.bad_filter")]),
    ("filter: used, ", "filter: ghost, ", [(31, "edition.unused_question"), (32, "edition.bad_filter")]),
    (
        'indicator: "1.2", filter',
        'indicator: "7.7", filter',
        [(32, "edition.bad_filter"), (32, "edition.unknown_indicator")],
    ),
    (
        '  - part: stand\n    indicator: "1.1"',
        '  - part: stand\n    indicator: "7.7"',
        [(35, "edition.unknown_indicator")],
    ),
    ("applies_to: [club]", "applies_to: [club, school]", [(38, "edition.unknown_type")]),
    ("  - part: remote", "  - part: shop", [(39, "law.duplicate_code"), (39, "law.unknown_word")]),
    ("  - part: remote", "  - part: comfort", [(26, "edition.unknown_source"), (39, "edition.unused_checklist")]),
    ("code: phone.works", "code: phone.published", [(43, "law.duplicate_code")]),
    ("code: phone.works", "code: phone.answers", [(42, "edition.unpaired_way"), (43, "edition.unpaired_way")]),
    ('code: "1.2.2"', 'code: "1.1"', [(28, "law.duplicate_code")]),
    ("sector: culture", "sector: education", [(1, "law.unknown_word")]),
    (
        UNSCALED,
        BANDED.format("{code: a, title: а, points: 1}, {code: b, title: б, points: 0, at_least: 70}"),
        [(28, "edition.band_order")],
    ),
    (
        UNSCALED,
        BANDED.format("{code: a, title: а, points: 0, at_least: 80}, {code: b, title: б, points: 1, at_least: 70}"),
        [(28, "edition.band_order")],
    ),
    (
        UNSCALED,
        BANDED.format("{code: a, title: а, points: 0, at_most: 5}, {code: b, title: б, points: 1, at_most: 6}"),
        [(28, "edition.band_order")],
    ),
]


@pytest.mark.parametrize("case", IN_SECTOR)
def test_a_fault_of_a_sector_is_named_with_its_line(tmp_path, case):
    before, after, faults = case
    found = _refusal(tmp_path / "small", sector=_changed(SECTOR, before, after))
    assert sorted(found) == [("small/culture.yaml", row, code) for row, code in faults]


def test_one_reading_names_every_fault_of_the_tables_in_the_order_of_the_file(tmp_path):
    sector = _changed(_changed(SECTOR, "role: open", "role: closed"), 'weight: "0.6"', "weight: 0.6")
    assert _refusal(tmp_path / "small", sector=sector) == [
        ("small/culture.yaml", 17, "law.binary_float"),
        ("small/culture.yaml", 33, "law.unknown_word"),
    ]


def test_a_file_that_is_not_yaml_is_refused_at_its_line(tmp_path):
    broken = _changed(COMMON, "title: Малая редакция", "title: [")
    assert _refusal(tmp_path / "small", common=broken) == [("small/edition.yaml", 4, "law.unreadable")]


@pytest.mark.parametrize(("text", "row"), [("", 1), ("- a\n- b\n", 1), ("одно слово", 1)])
def test_a_file_without_a_table_on_top_is_refused(tmp_path, text, row):
    assert _refusal(tmp_path / "small", common=text) == [("small/edition.yaml", row, "law.unreadable")]


def test_a_file_in_another_encoding_is_refused(tmp_path):
    _refusal(tmp_path / "small", common="")
    (tmp_path / "small/edition.yaml").write_bytes(COMMON.encode("cp1251"))
    with pytest.raises(RefusalError) as refusal:
        load_header(tmp_path / "small")
    assert [problem.code for problem in refusal.value.problems] == ["law.unreadable"]


def test_a_missing_file_is_refused_by_name(tmp_path):
    with pytest.raises(RefusalError) as refusal:
        load_header(tmp_path / "small")
    assert [(str(problem.place), problem.code) for problem in refusal.value.problems] == [
        ("small/edition.yaml", "law.not_found")
    ]


def test_a_sector_that_the_edition_does_not_have_is_refused(tmp_path):
    _refusal(tmp_path / "small", sector="")
    with pytest.raises(RefusalError) as refusal:
        load_edition(tmp_path / "small", "healthcare")
    assert [problem.code for problem in refusal.value.problems] == ["edition.unknown_sector"]


def test_the_base_of_these_cases_is_itself_without_fault(tmp_path):
    (tmp_path / "small").mkdir()
    (tmp_path / "small/edition.yaml").write_text(COMMON, encoding="utf-8")
    (tmp_path / "small/culture.yaml").write_text(SECTOR, encoding="utf-8")
    edition = load_edition(tmp_path / "small", "culture")
    assert [indicator.code for indicator in edition.indicators] == ["1.1", "1.2"]
