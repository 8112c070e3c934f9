"""The workbook's formulas are the methodology: LibreOffice, computing them anew, gets every figure of ours."""

from dataclasses import replace
from itertools import product

import pytest
from tests.core import report_cycles
from tests.core.recalculation import changed, disagreements, read, recalculated

from merilo.documents.assemble import assemble
from merilo.documents.workbook import workbook
from merilo.methodology import catalogue
from merilo.observations import Count
from merilo.scoring.policies import Policies

POLICIES = {
    "undecided": {},
    "decided": {"no_disabled": "renormalize", "no_information_users": "other_half"},
    "stepwise": {"rounding": "stepwise2", "no_disabled": "zero", "no_information_users": "renormalize"},
    "stepwise1": {"rounding": "stepwise1", "no_disabled": "full", "no_information_users": "zero"},
    "whole": {"rounding": "stepwise0", "no_disabled": "renormalize", "not_applicable": "missing", "ties": "exact"},
    "generous": {"rank_from": 1, "no_disabled": "full", "ties": "exact"},
}
OVERALL_YES = rb'(<c r="AD5"[^>]*><v>)\d+(</v>)'
"""How many of the first organization said «Да» to the last question, on the sheet «Ответы»."""
RESPONDENTS = rb'(<c r="C5"[^>]*><v>)\d+(</v>)'
"""How many questionnaires the first organization has, on the same sheet."""
HALVES = (Count(25, 39), Count(23, 17), Count(1, 1))


def _healthcare():
    edition = catalogue.get("2024-344n-408n", "healthcare")
    waits = ("1", "3/5", "1/10", "0")
    cases = [
        report_cycles.Case(f"{place}01", f"Больница № {place}", "inpatient", 90 + place, {}, _waiting(wait))
        for place, wait in enumerate(waits, 1)
    ]
    odd = report_cycles.Case("901", "Больница без срока", "inpatient", 90, {}, _waiting(None))
    return _whole(edition, [*cases, odd])


def _waiting(value):
    return {"waiting_time": report_cycles.UNCHECKED if value is None else report_cycles.observed(value)}


def _kostroma():
    edition = catalogue.get("2014-kostroma", "healthcare")
    answered = (97, 88, 12, 200, 0)
    cases = [
        report_cycles.Case(f"{place}01", f"Поликлиника № {place}", "outpatient", count, {}, {})
        for place, count in enumerate(answered, 1)
    ]
    bad = report_cycles.Case("901", "Поликлиника с жалобами", "mixed", 40, {"courtesy": Count(25, 15)}, {})
    return _whole(edition, [*cases, bad])


def _whole(edition, cases):
    seen = tuple(report_cycles.observation(edition, case) for case in cases)
    return assemble(report_cycles.Cycle(edition, Policies.of(edition), seen))


def _halves():
    """Shares whose weighted means end in an exact half of the last printed digit."""
    whole = report_cycles.cycle({"rank_from": 1})
    base = whole.observations[0]
    seen = tuple(
        replace(
            base,
            organization=replace(base.organization, id=f"{place}01"),
            counts={**base.counts, "recommend": count, "schedule": count, "overall": count},
        )
        for place, count in enumerate(HALVES, 1)
    )
    return assemble(replace(whole, observations=seen))


def _ways():
    """Every pair of what may be known of a way: whether it is published, whether it works."""
    whole = report_cycles.cycle({"rank_from": 1})
    base = whole.observations[0]
    known = (
        report_cycles.observed(1),
        report_cycles.observed(0),
        report_cycles.NOT_APPLICABLE,
        report_cycles.UNCHECKED,
    )
    seen = tuple(
        replace(
            base,
            organization=replace(base.organization, id=f"{place}01"),
            items={**base.items, "phone.published": published, "phone.works": works},
        )
        for place, (published, works) in enumerate(product(known, repeat=2), 1)
    )
    return assemble(replace(whole, observations=seen))


def _cased():
    """Organizations whose groups and municipalities differ in nothing but the case of a letter."""
    whole = report_cycles.cycle({"rank_from": 1, "no_disabled": "zero"})
    names = ("район", "Район", "РАЙОН")
    seen = tuple(
        replace(one, organization=replace(one.organization, group=name, municipality=name))
        for one, name in zip(whole.observations, names * len(whole.observations), strict=False)
    )
    return assemble(replace(whole, observations=seen))


def _titled():
    """A group that the register calls «школа» beside the default group of the type `school`."""
    whole = report_cycles.cycle({"rank_from": 1, "no_disabled": "zero"})
    seen = tuple(
        replace(one, organization=replace(one.organization, group="школа" if place % 2 else ""))
        for place, one in enumerate(whole.observations)
    )
    return assemble(replace(whole, observations=seen))


@pytest.fixture(scope="module")
def books():
    found = {name: workbook(report_cycles.report(chosen)) for name, chosen in POLICIES.items()}
    return {
        **found,
        "healthcare": workbook(_healthcare()),
        "kostroma": workbook(_kostroma()),
        "halves": workbook(_halves()),
        "cased": workbook(_cased()),
        "ways": workbook(_ways()),
        "titled": workbook(_titled()),
        "silent": changed(found["decided"], 4, pattern=RESPONDENTS, by=rb"\g<1>0\2"),
        "edited": changed(found["decided"], 4, pattern=OVERALL_YES, by=rb"\g<1>60\2"),
    }


@pytest.fixture(scope="module")
def office(books, tmp_path_factory):
    return recalculated(books, tmp_path_factory.mktemp("office"))


@pytest.mark.parametrize("name", [*POLICIES, "healthcare", "kostroma", "halves", "cased", "ways", "titled"])
def test_libreoffice_gets_every_figure_that_we_stored(name, books, office):
    assert disagreements(read(books[name]), office[name]) == []


def test_an_organization_that_nobody_answers_for_any_more_is_counted_among_those_without_a_total(books, office):
    ours, theirs = read(books["decided"])["Сводные"][-1], office["silent"]["Сводные"][-1]
    assert [theirs[column] - ours[column] for column in (2, len(ours) - 1)] == [-1, 1]


def test_a_changed_count_changes_the_figures_so_the_recalculation_is_true(books, office):
    whole = report_cycles.cycle(POLICIES["decided"])
    first, *others = whole.observations
    edited = {**first.counts, "overall": replace(first.counts["overall"], yes=60)}
    again = assemble(replace(whole, observations=(replace(first, counts=edited), *others)))
    ours, before = read(workbook(again))["Баллы"], read(books["decided"])["Баллы"]
    assert disagreements({"Баллы": ours}, office["edited"]) == []
    assert disagreements({"Баллы": ours}, {"Баллы": before}) != []
