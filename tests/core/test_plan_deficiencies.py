"""Every lost point is a deficiency with a key that stays the same from cycle to cycle."""

from fractions import Fraction

from tests.core.small_edition import EDITION, NO, NOT_APPLICABLE, observation

from merilo.observations import ItemState, ItemValue
from merilo.plans.deficiencies import Deficiency, DeficiencyKind, Proposal, deficiencies, losses, with_repeated
from merilo.scoring.policies import Policies
from merilo.scoring.score import score

POLICIES = Policies.of(EDITION)
PARTLY = ItemValue(ItemState.OBSERVED, Fraction(1, 2))
FAULTLESS = dict.fromkeys(("stand_satisfied", "site_satisfied", "timely", "accessibility"), (40, 40))


def _found(items=None, answers=None, *, bar=None, proposals=()):
    seen = observation(items, FAULTLESS | (answers or {}))
    return deficiencies(losses(EDITION, score(EDITION, seen, POLICIES), seen, bar=bar), proposals)


def _brief(found):
    return [(one.key, one.kind.value, one.indicator, one.text) for one in found]


def test_an_organization_without_losses_has_no_deficiencies():
    assert _found() == ()


def test_missing_and_partial_items_are_deficiencies_of_their_part():
    assert _brief(_found({"stand.licence": NO, "site.contacts": PARTLY})) == [
        ("stand.licence", "stand", "1.1", "на стенде нет: пункт stand.licence"),
        ("site.contacts", "site", "1.1", "на сайте не полностью: пункт site.contacts"),
    ]


def test_a_remote_way_is_one_deficiency_by_what_it_lacks():
    found = _found({"phone.published": NO, "phone.works": NO, "email.works": NO})
    assert _brief(found) == [
        ("phone.published", "remote", "1.2", "на сайте нет: phone"),
        ("email.works", "remote", "1.2", "указано на сайте, но не работает: email"),
    ]
    assert [one.title for one in found] == ["phone", "email"]


def test_waiting_is_known_by_its_item():
    (one,) = _found({"waiting_time": ItemValue(ItemState.OBSERVED, Fraction(1, 10))})
    assert _brief([one]) == [("waiting_time", "waiting", "2.2", "в срок")]
    assert one.wording == "среднее время ожидания: в срок"


def test_what_is_not_applicable_is_no_deficiency():
    assert _found({"stand.licence": NOT_APPLICABLE}) == ()


def test_a_dissatisfied_share_is_a_deficiency_of_its_question():
    (one,) = _found(answers={"timely": (36, 40)})
    assert _brief([one]) == [("timely", "satisfaction", "2.2", "«Нет» ответили 4 из 40")]
    assert one.wording == "доля «timely»: «Нет» ответили 4 из 40"
    assert one.criterion == "2"
    assert one.gain == Fraction(1, 2) * Fraction(4, 10) * Fraction(1, 2) * 10


def test_a_share_at_the_bar_or_above_is_no_deficiency_and_still_loses_points():
    answers = {"timely": (36, 40), "stand_satisfied": (35, 40)}
    assert [one.key for one in _found(answers=answers, bar=Fraction(9, 10))] == ["stand_satisfied"]
    assert [one.key for one in _found(answers=answers)] == ["stand_satisfied", "timely"]
    seen = observation(None, FAULTLESS | answers)
    found = losses(EDITION, score(EDITION, seen, POLICIES), seen, bar=Fraction(9, 10))
    assert {loss.indicator.code: loss.points for loss in found} == {"1.3": Fraction(5, 4), "2.2": Fraction(1)}


def test_the_gain_of_a_share_of_few_answers_is_not_told():
    (one,) = _found(answers={"accessibility": (3, 4)})
    assert (one.text, one.gain) == ("есть неудовлетворённые (менее 10\u00a0ответов)", None)


def test_proposals_stand_beside_deficiencies_or_reword_them():
    own = Proposal("Назначить дежурного", "2.2")
    reworded = Proposal("Повесить лицензию у входа", "1.1", key="stand.licence")
    found = _found({"stand.licence": NO}, proposals=[own, reworded])
    assert [(one.kind.value, one.indicator, one.recommendation) for one in found] == [
        ("stand", "1.1", "Повесить лицензию у входа"),
        ("proposal", "2.2", "Назначить дежурного"),
    ]
    again = _found(proposals=[Proposal(" назначить  ДЕЖУРНОГО", "2.2")])
    assert [one.key for one in again] == [found[1].key]


def test_a_deficiency_of_the_previous_cycle_is_marked_as_repeated():
    found = _found({"stand.licence": NO, "stand.name": NO, "phone.works": NO})
    marked = with_repeated(found, {"stand.name", "phone.published", "site.name"})
    assert {one.key: one.repeated for one in marked} == {
        "stand.name": True,
        "stand.licence": False,
        "phone.works": True,
    }


def test_deficiencies_stand_in_the_order_of_indicators():
    words = [Proposal(f"предложение {code}", code) for code in ("10.1", "2.1", "1.2")]
    assert [one.indicator for one in deficiencies((), words)] == ["1.2", "2.1", "10.1"]
    assert Deficiency("x", DeficiencyKind.PROPOSAL, "10.1", "", "текст", "", None).criterion == "10"
