"""Every number explains itself: whole traces, as people read them and as machines do."""

import json
from dataclasses import replace
from fractions import Fraction

from tests.core.small_edition import EDITION, NO, NOT_APPLICABLE, UNCHECKED, observation
from tests.spec import reader

from merilo.methodology import catalogue
from merilo.observations import Count, ItemState, ItemValue, Organization
from merilo.scoring.policies import Policies
from merilo.scoring.score import score
from merilo.scoring.trace import render_trace, trace_json


def _rendered(card):
    return "\n".join(render_trace(card.trace, card.policies.choices)) + "\n"


def test_the_first_synthetic_school_from_the_total_to_every_item(text):
    case = reader.chapters()[0].cases[1]
    assert _rendered(score(case.law, case.observation, case.choices)) == text


def test_what_is_partial_left_out_waited_for_and_unseen(text):
    half = ItemValue(ItemState.OBSERVED, Fraction(1, 3), note="фото 12")
    items = {"stand.name": half, "stand.licence": NOT_APPLICABLE, "site.name": UNCHECKED, "site.schedule": None}
    seen = observation(items | {"phone.works": NO, "waiting_time": NO}, {"accessibility": (0, 0), "timely": (0, 0)})
    counts = {**seen.counts, "site_satisfied": Count(yes=5, no=2, filtered_out=33, contradictory=1)}
    policies = Policies.of(EDITION, {"no_answers": "renormalize", "rounding": "stepwise1"})
    assert _rendered(score(EDITION, replace(seen, counts=counts), policies)) == text


def test_an_organization_that_nobody_assessed(text):
    assert _rendered(score(EDITION, observation(respondents=0), Policies.of(EDITION))) == text


def test_the_older_scheme_with_its_scales(text):
    edition = catalogue.get("2014-kostroma", "healthcare")
    days = edition.question("waiting_days")
    counts = {question.code: Count(yes=34, no=2) for question in edition.closed_questions if not question.options}
    counts |= {"overall": Count(), days.code: Count(options={"d14": 2, "d12": 1, "d10": 9, "d7": 11, "d5": 29})}
    seen = replace(observation(respondents=66, organization=Organization("1", "Больница")), counts=counts, items={})
    assert _rendered(score(edition, seen, Policies.of(edition))) == text


def test_the_same_tree_for_machines(text):
    card = score(EDITION, observation(answers={"accessibility": (0, 0)}), Policies.of(EDITION))
    assert json.dumps(trace_json(card.node("2")), ensure_ascii=False, indent=1) + "\n" == text
