"""What the shipped editions say: the facts that results rest on, each stated once more by hand."""

from datetime import date
from fractions import Fraction

import pytest

from merilo.law.clause import Basis, Clause
from merilo.methodology import catalogue
from merilo.methodology.loader import load_edition, load_header
from merilo.methodology.model import Formula, Part, Role
from merilo.problems import Place

EDITIONS = ("2018-344n", "2024-344n-408n")
SECTORS = ("education", "culture", "healthcare", "social_care", "disability_assessment")
WITHOUT_WAITING = ("education", "culture")
ALL = [(edition, sector) for edition in EDITIONS for sector in SECTORS] + [("2014-kostroma", "healthcare")]
CLOSED = [
    "stand_used",
    "stand_satisfied",
    "site_used",
    "site_satisfied",
    "timely",
    "comfort",
    "disability",
    "accessibility",
    "first_contact",
    "service_staff",
    "remote_used",
    "remote_contact",
    "recommend",
    "schedule",
    "overall",
]
OPENED = {
    "stand_satisfied": "stand_used",
    "site_satisfied": "site_used",
    "accessibility": "disability",
    "remote_contact": "remote_used",
}
WEIGHTS = {
    "1.1": "0.3",
    "1.2": "0.3",
    "1.3": "0.4",
    "2.1": "0.3",
    "2.2": "0.4",
    "2.3": "0.3",
    "3.1": "0.3",
    "3.2": "0.4",
    "3.3": "0.3",
    "4.1": "0.4",
    "4.2": "0.4",
    "4.3": "0.2",
    "5.1": "0.3",
    "5.2": "0.2",
    "5.3": "0.5",
}
SYMBOLS = [
    *("Пинф", "Пдист", "Поткруд"),
    *("Пкомф.усл", "Пожид", "Пкомфуд"),
    *("Поргдост", "Пуслугдост", "Пдостуд"),
    *("Пперв.контуд", "Показ.услугуд", "Пвежл.дистуд"),
    *("Преком", "Порг.услуд", "Пуд"),
]
EMPTY = {
    "stand": "no_norm",
    "site": "no_norm",
    "stand_satisfied": "no_information_users",
    "site_satisfied": "no_information_users",
    "accessibility": "no_disabled",
    "remote_contact": "no_remote_users",
}
scheme = pytest.mark.parametrize(("edition_id", "sector"), [pair for pair in ALL if pair[0] in EDITIONS])
every = pytest.mark.parametrize(("edition_id", "sector"), ALL)


@scheme
def test_weights_are_those_of_the_order(edition_id, sector):
    edition = catalogue.get(edition_id, sector)
    expected = {code: Fraction(weight) for code, weight in WEIGHTS.items()}
    if sector in WITHOUT_WAITING:
        del expected["2.2"]
        expected |= {"2.1": Fraction(1, 2), "2.3": Fraction(1, 2)}
    assert {indicator.code: indicator.weight for indicator in edition.indicators} == expected
    assert [criterion.weight for criterion in edition.criteria] == [Fraction(1, 5)] * 5
    assert edition.highest == 100


@scheme
def test_indicators_carry_the_symbols_of_the_order(edition_id, sector):
    expected = [symbol for symbol in SYMBOLS if symbol != "Пожид" or sector not in WITHOUT_WAITING]
    assert [indicator.symbol for indicator in catalogue.get(edition_id, sector).indicators] == expected


@scheme
def test_the_questionnaire_has_its_questions_in_order_with_their_filters(edition_id, sector):
    edition = catalogue.get(edition_id, sector)
    expected = [code for code in CLOSED if code != "timely" or sector not in WITHOUT_WAITING]
    assert [question.code for question in edition.closed_questions] == expected
    assert {question.code: question.filter for question in edition.questions if question.filter} == OPENED
    assert [question.code for question in edition.questions if not question.closed] == ["suggestions", "sex", "age"]
    filters = {question.code: question.indicator for question in edition.questions if question.role is Role.FILTER}
    assert filters == {"stand_used": "1.3", "site_used": "1.3", "disability": "3.3", "remote_used": "4.3"}


@scheme
def test_points_for_conditions_are_those_of_the_order(edition_id, sector):
    edition = catalogue.get(edition_id, sector)
    components = [component for indicator in edition.indicators for component in indicator.components]
    assert {
        component.source: (component.points_each, component.full_from)
        for component in components
        if component.formula is Formula.CONDITIONS
    } == {"remote": (30, 4), "comfort": (20, 5), "premises": (20, 5), "access": (20, 5)}


@scheme
def test_an_empty_denominator_is_decided_by_its_own_policy(edition_id, sector):
    edition = catalogue.get(edition_id, sector)
    components = [component for indicator in edition.indicators for component in indicator.components]
    shares = [part for part in components if part.formula in (Formula.SATISFACTION, Formula.NORM_SHARE)]
    assert {part.source: part.when_empty for part in shares} == {
        part.source: EMPTY.get(part.source, "no_answers") for part in shares
    }
    assert [part.when_empty for part in components if part not in shares] == [None] * (len(components) - len(shares))


@scheme
def test_a_remote_way_has_two_items(edition_id, sector):
    remote = catalogue.get(edition_id, sector).checklist(Part.REMOTE)
    ways = ("phone", "email", "e_services", "faq", "survey_link")
    assert [item.code for item in remote.items] == [f"{way}.{side}" for way in ways for side in ("published", "works")]


def _sizes(sector):
    edition = catalogue.get("2024-344n-408n", sector)
    return {checklist.part.value: len(checklist.items) for checklist in edition.checklists}


@pytest.mark.parametrize(
    ("sector", "sizes"),
    [
        ("education", {"stand": 17, "site": 77, "comfort": 5}),
        ("culture", {"stand": 10, "site": 13, "comfort": 7}),
        ("healthcare", {"stand": 34, "site": 34, "comfort": 7, "waiting": 1}),
        ("social_care", {"stand": 19, "site": 19, "comfort": 6, "waiting": 1}),
        ("disability_assessment", {"stand": 14, "site": 14, "comfort": 6, "waiting": 1}),
    ],
)
def test_checklists_have_the_sizes_seen_in_practice(sector, sizes):
    assert _sizes(sector) == sizes | {"remote": 10, "premises": 5, "access": 6}


def test_the_norm_of_a_site_differs_by_type_of_organization():
    site = catalogue.get("2024-344n-408n", "education").checklist(Part.SITE)
    types = ("kindergarten", "school", "boarding", "additional", "vocational")
    assert {kind: len(site.norm(kind)) for kind in types} == {
        "kindergarten": 59,
        "school": 68,
        "boarding": 72,
        "additional": 61,
        "vocational": 70,
    }
    assert [item.code for item in site.norm("school") if not item.applies("kindergarten")] == [
        "site.study_form",
        "site.accreditation",
        "site.teacher_subjects",
        "site.practice_rooms",
        "site.menu",
        "site.diet_menu",
        "site.caterers",
        "site.food_suppliers",
        "site.meals_feedback",
    ]


def test_waiting_time_has_the_six_steps_and_its_component_takes_them():
    edition = catalogue.get("2024-344n-408n", "healthcare")
    (item,) = edition.checklist(Part.WAITING).items
    assert [band.points for band in item.bands] == [0, 10, 20, 40, 60, 100]
    (indicator,) = [indicator for indicator in edition.indicators if indicator.code == "2.2"]
    assert [component.bands for component in indicator.components] == [item.bands, ()]
    assert indicator.formula == "scale+satisfaction"


@pytest.mark.parametrize("edition_id", EDITIONS)
def test_policies_default_to_the_council_where_the_law_is_silent(edition_id):
    edition = catalogue.get(edition_id, "education")
    assert {
        rule.code: [rule.default, *(option.code for option in rule.options)] for rule in edition.policies.values()
    } == {
        "rounding": ["exact", "exact", "stepwise2", "stepwise1", "stepwise0"],
        "no_disabled": ["undecided", "undecided", "renormalize", "zero", "full"],
        "no_information_users": ["undecided", "undecided", "other_half", "renormalize", "zero"],
        "no_remote_users": ["undecided", "undecided", "renormalize", "zero"],
        "no_answers": ["undecided", "undecided", "renormalize", "zero"],
        "no_norm": ["undecided", "undecided", "other_half", "renormalize", "zero"],
        "no_respondents": ["not_assessed", "not_assessed"],
        "not_applicable": ["exclude", "exclude", "missing"],
        "contradictions": ["discard", "discard", "reject_response"],
        "ties": ["shown", "shown", "exact"],
    }
    assert {rule.code: rule.default for rule in edition.thresholds.values()} == {"publish_from": 10, "rank_from": 30}
    assert (edition.sampling.share, edition.sampling.cap) == (Fraction(2, 5), 600)


def test_the_older_scheme_adds_points_of_steps():
    edition = catalogue.get("2014-kostroma", "healthcare")
    formulas = {indicator.code: indicator.formula for indicator in edition.indicators}
    assert formulas == dict.fromkeys(
        ["1.4", "1.5", "2.1", "2.2", "2.4", "2.5", "3.2", "3.3", "4.1", "4.2", "5.1", "5.2"], "banded_share"
    ) | {"2.2": "banded_mean", "2.5": "whole_share"}
    assert edition.highest == 54
    assert (edition.checklists, edition.sampling) == ((), None)


@pytest.mark.parametrize(("percent", "points"), [(0, 0), (69, 0), (70, 1), (75, 2), (80, 3), (85, 4), (89, 4), (90, 5)])
def test_the_older_scheme_gives_points_for_a_whole_per_cent(percent, points):
    assert _reached("1.4", percent) == points


@pytest.mark.parametrize(("days", "points"), [(5, 4), (6, 4), (7, 3), (8, 2), (9, 1), (10, 1), (11, 0), (14, 0)])
def test_the_older_scheme_gives_more_points_for_fewer_days(days, points):
    assert _reached("2.2", days) == points


def _reached(code, value):
    edition = catalogue.get("2014-kostroma", "healthcare")
    (component,) = next(indicator for indicator in edition.indicators if indicator.code == code).components
    return [band for band in component.bands if band.reached_by(Fraction(value))][-1].points


def _clauses(found):
    if isinstance(found, Clause):
        yield found
    elif isinstance(found, tuple | list):
        for each in found:
            yield from _clauses(each)
    elif hasattr(found, "__slots__"):
        for name in found.__slots__:
            yield from _clauses(getattr(found, name))


@every
def test_every_clause_says_where_how_sure_and_when(edition_id, sector):
    edition = catalogue.get(edition_id, sector)
    clauses = [
        *_clauses(edition),
        *_clauses(list(edition.policies.values())),
        *_clauses(list(edition.thresholds.values())),
    ]
    assert {clause.checked_on for clause in clauses} == {date(2026, 11, 22)}
    assert [clause for clause in clauses if len(clause.text) < 10] == []


@every
def test_a_fact_that_was_not_found_is_never_called_read(edition_id, sector):
    clauses = set(_clauses(catalogue.get(edition_id, sector)))
    admitted = [clause for clause in clauses if "перечень проекта" in clause.text or "закон молчит" in clause.text]
    assert {clause.basis for clause in admitted} <= {Basis.DEFAULT}


@every
def test_codes_of_items_are_unique_over_the_whole_sector(edition_id, sector):
    codes = [item.code for checklist in catalogue.get(edition_id, sector).checklists for item in checklist.items]
    assert sorted(codes) == sorted(set(codes))


def test_the_digest_covers_both_files(tmp_path):
    source = catalogue.FOLDER / "2018-344n"
    folder = tmp_path / "2018-344n"
    folder.mkdir()
    for name in ("edition.yaml", "culture.yaml"):
        (folder / name).write_bytes((source / name).read_bytes())
    digests = [load_edition(folder, "culture").digest]
    for name in ("edition.yaml", "culture.yaml"):
        (folder / name).write_bytes((folder / name).read_bytes() + b"# a remark\n")
        digests.append(load_edition(folder, "culture").digest)
    assert digests[0] == load_edition(source, "culture").digest
    assert len(set(digests)) == 3


def test_the_header_is_what_the_file_says():
    header = load_header(catalogue.FOLDER / "2024-344n-408n")
    assert (header.in_force_from, header.in_force_until, header.reading) == (date(2024, 10, 5), None, 1)
    assert header.sectors == SECTORS


def test_a_place_names_file_and_line():
    assert str(Place("2018-344n/culture.yaml", row=3)) == "2018-344n/culture.yaml, строка 3"
