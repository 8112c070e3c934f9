"""«Что исправить в первую очередь?»: worked by hand on the small edition."""

from fractions import Fraction

from tests.core.small_edition import EDITION, NO, UNCHECKED, observation

from merilo.observations import Count, ItemState, ItemValue
from merilo.plans.deficiencies import Deficiency, DeficiencyKind, Proposal, deficiencies, losses
from merilo.plans.gains import plan_of_gains
from merilo.plans.power import Power
from merilo.scoring.policies import Policies
from merilo.scoring.score import score

FAULTLESS = dict.fromkeys(("stand_satisfied", "site_satisfied", "timely", "accessibility"), (40, 40))
WAYS = {f"{way}.{half}": NO for way in ("email", "faq", "e_services", "survey_link") for half in ("published", "works")}


def _gains(items=None, answers=None, *, ticked=(), share=Fraction(1), proposals=(), chosen=None):
    policies = Policies.of(EDITION, chosen)
    seen = observation(items, FAULTLESS | (answers or {}))
    found = deficiencies(losses(EDITION, score(EDITION, seen, policies), seen), proposals)
    return plan_of_gains(EDITION, seen, policies, deficiencies=found, ticked=ticked, share=share)


def _table(gains):
    return [(row.deficiency.key, row.ticked, row.alone, row.gain) for row in gains.rows]


def test_ways_beyond_the_cap_give_less_and_then_nothing():
    # One way works: 30 points of 1.2, worth 0.5 × 0.3 = 0.15 each. 30 → 60 → 90 → 100 → 100.
    every = _gains(WAYS, ticked=["email.published", "faq.published", "e_services.published", "survey_link.published"])
    assert _table(every) == [
        ("email.published", True, Fraction(9, 2), Fraction(9, 2)),
        ("faq.published", True, Fraction(9, 2), Fraction(9, 2)),
        ("e_services.published", True, Fraction(9, 2), Fraction(3, 2)),
        ("survey_link.published", True, Fraction(9, 2), Fraction(0)),
    ]
    assert (every.before, every.after, every.gained) == (Fraction(179, 2), Fraction(100), Fraction(21, 2))


def test_what_is_not_ticked_shows_what_it_would_add_to_the_choice():
    gains = _gains(WAYS, ticked=["faq.published", "e_services.published"])
    assert [(row.deficiency.key, row.gain) for row in gains.rows if not row.ticked] == [
        ("email.published", Fraction(3, 2)),
        ("survey_link.published", Fraction(3, 2)),
    ]
    assert gains.after == Fraction(197, 2)


def test_the_dearest_stands_first_whatever_is_ticked():
    items = {"stand.licence": NO, "phone.works": NO}
    answers = {"accessibility": (20, 40), "timely": (36, 40)}
    first = _gains(items, answers)
    then = _gains(items, answers, ticked=["timely"])
    assert [row.deficiency.key for row in first.rows] == ["accessibility", "stand.licence", "timely", "phone.works"]
    assert [row.deficiency.key for row in then.rows] == [row.deficiency.key for row in first.rows]
    assert first.rows[-1].alone == 0, "four ways of five are enough"


def test_printed_gains_add_up_to_printed_totals():
    items = {"stand.licence": NO, "stand.name": NO, "stand.schedule": NO}
    gains = _gains(items, ticked=list(items))
    # Each third of a stand is 0.5 × 0.3 × 0.5 × 100 / 3 = 2.5 points; stepwise1 rounds on the way.
    assert [row.shown for row in gains.rows] == ["2.50", "2.50", "2.50"]
    rounded = _gains(
        {"site.name": NO, "stand.name": NO}, ticked=["site.name", "stand.name"], chosen={"rounding": "stepwise0"}
    )
    printed = sum(Fraction(row.shown) for row in rounded.rows)
    assert (rounded.shown_before, rounded.shown_after, printed) == ("96", "100", 4)


def test_a_share_rises_to_the_bar_and_no_further():
    answers = {"accessibility": (20, 40), "timely": (36, 40)}
    gains = _gains(answers=answers, ticked=["accessibility", "timely"], share=Fraction(4, 5))
    assert _table(gains) == [
        ("accessibility", True, Fraction(9), Fraction(9)),
        ("timely", True, Fraction(0), Fraction(0)),
    ]
    assert "доля довольных доросла до 80\u00a0%" in gains.assumption
    assert gains.beyond == 100 - gains.after == Fraction(7)


def test_the_assumption_says_that_an_opinion_is_no_promise():
    assert _gains().assumption == (
        "Прибавка посчитана так: недостающий пункт появился полностью, способ связи указан и работает, а там, где "
        "потеряны баллы за мнение, довольны все ответившие. Мнение нельзя назначить: это наибольшая прибавка, а не "
        "обещание."
    )


def test_waiting_rises_to_the_best_step():
    gains = _gains({"waiting_time": ItemValue(ItemState.OBSERVED, Fraction(0))}, ticked=["waiting_time"])
    assert (gains.rows[0].gain, gains.after) == (Fraction(10), 100)


def test_a_proposal_gains_nothing_by_itself():
    gains = _gains({"stand.licence": NO}, ticked=["stand.licence"], proposals=[Proposal("Слова", "1.1", key="words")])
    assert [(row.deficiency.key, row.gain, row.power) for row in gains.rows] == [
        ("stand.licence", Fraction(5, 2), Power.OWN),
        ("words", Fraction(0), None),
    ]


def test_what_the_edition_does_not_know_or_what_is_right_by_now_gains_nothing():
    policies, seen = Policies.of(EDITION), observation(None, FAULTLESS)
    kept = [
        Deficiency("stand.gone", DeficiencyKind.STAND, "1.1", "", "", "", Fraction(1)),
        Deficiency("stand.name", DeficiencyKind.STAND, "1.1", "", "", "", Fraction(1)),
        Deficiency("timely", DeficiencyKind.SATISFACTION, "2.2", "", "", "", Fraction(1)),
        Deficiency("gone", DeficiencyKind.SATISFACTION, "2.2", "", "", "", Fraction(1)),
    ]
    gains = plan_of_gains(EDITION, seen, policies, deficiencies=kept, ticked=[one.key for one in kept])
    assert [row.gain for row in gains.rows] == [0, 0, 0, 0]
    assert (gains.before, gains.after, gains.beyond) == (100, 100, 0)


def test_putting_right_never_takes_points_away():
    policies = Policies.of(EDITION, {"no_disabled": "full"})
    seen = observation(None, FAULTLESS)
    seen.counts["accessibility"] = Count()
    kept = [Deficiency("accessibility", DeficiencyKind.SATISFACTION, "3.3", "", "", "", None)]
    share = Fraction(4, 5)
    gains = plan_of_gains(EDITION, seen, policies, deficiencies=kept, ticked=["accessibility"], share=share)
    assert (gains.before, gains.after) == (100, 100)


def test_without_a_total_nothing_is_reckoned_and_the_reason_is_told():
    gains = _gains({"stand.licence": NO, "site.name": UNCHECKED}, ticked=["stand.licence"])
    assert [(row.deficiency.key, row.ticked, row.gain, row.shown) for row in gains.rows] == [
        ("stand.licence", True, None, "")
    ]
    assert (gains.before, gains.after, gains.gained, gains.beyond) == (None, None, None, None)
    assert "не проверено: официальный сайт" in gains.reason


def test_in_whose_power_it_is():
    items = {"stand.licence": NO, "waiting_time": ItemValue(ItemState.OBSERVED, Fraction(0))}
    gains = _gains(items, {"timely": (20, 40)})
    assert {row.deficiency.key: row.power and row.power.label for row in gains.rows} == {
        "stand.licence": "в силах организации",
        "waiting_time": "в силах организации",
        "timely": "зависит от мнения получателей услуг",
    }
