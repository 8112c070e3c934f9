"""Writing a plan: measures, terms as people write them, the library, what is left without a measure."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.web.planned import (
    BEGUN_ON,
    SHELF,
    answered,
    approved,
    deputy,
    drafted,
    intruders,
    reported,
    submitted,
)
from tests.web.territory import Territory

from merilo_web.accounts.roles import ORGANIZATION, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import amendments, writing
from merilo_web.plans.actions.writing import MeasureFacts
from merilo_web.plans.models import MeasureLibraryEntry
from merilo_web.plans.queries.faults import faults, hindering
from merilo_web.plans.queries.library import REMEDY, offered


def test_a_measure_keeps_its_term_verbatim_and_knows_the_last_day(territory: Territory) -> None:
    plan = drafted(territory.home)
    every = list(plan.listed.deficiencies.values_list("pk", flat=True))
    made = writing.add(plan, by=deputy(territory.home), facts=SHELF, deficiencies=every[:2])
    assert (made.term, made.due_on, made.position) == ("до 01.03.2027", date(2027, 3, 1), 1)
    assert sorted(made.deficiencies.values_list("pk", flat=True)) == every[:2]
    entry = JournalEntry.objects.get(event="plans.edit")
    assert entry.changes["мероприятие"] == ["", "Поставить скамьи у входа"]


def test_a_quarter_without_a_year_is_of_the_plans_year(territory: Territory) -> None:
    plan = drafted(territory.home)
    made = writing.add(plan, by=deputy(territory.home), facts=MeasureFacts("Скамьи", "II квартал"))
    assert made.due_on == date(2027, 6, 30)


def test_whoever_rewords_a_measure_is_its_author(territory: Territory) -> None:
    (made,) = answered(drafted(territory.home), territory.home)
    head = territory.people[Role.ORGANIZATION_HEAD]
    every = list(made.deficiencies.values_list("pk", flat=True))
    same = writing.change(made, by=head, facts=SHELF, deficiencies=every)
    other = writing.change(made, by=head, facts=MeasureFacts("Купить скамьи", "март 2027"), deficiencies=())
    assert (same.author, other.author) == (deputy(territory.home), head)
    assert (other.due_on, other.deficiencies.count()) == (date(2027, 3, 31), 0)


def test_measures_are_put_in_order_and_taken_out(territory: Territory) -> None:
    plan, by = drafted(territory.home), deputy(territory.home)
    first, second = (writing.add(plan, by=by, facts=MeasureFacts(text)) for text in ("первое", "второе"))
    writing.raise_up(second, by=by)
    assert [one.text for one in plan.measures.all()] == ["второе", "первое"]
    writing.raise_up(second, by=by)
    writing.remove(first, by=by)
    assert [one.text for one in plan.measures.all()] == ["второе"]
    assert JournalEntry.objects.filter(event="plans.edit").latest("id").changes == {"мероприятие": ["первое", ""]}


@pytest.mark.parametrize(
    ("facts", "faults"),
    [
        (MeasureFacts("  "), {"text": ["Напишите, что будет сделано."]}),
        (MeasureFacts("а" * 2001), {"text": ["Сократите до 2000 знаков."]}),
        (MeasureFacts("а", expected="б" * 2001), {"expected": ["Сократите до 2000 знаков."]}),
    ],
)
def test_a_faulty_measure_is_told_at_its_field(
    territory: Territory, facts: MeasureFacts, faults: dict[str, list[str]]
) -> None:
    with pytest.raises(ValidationError) as fault:
        writing.add(drafted(territory.home), by=deputy(territory.home), facts=facts)
    assert fault.value.message_dict == faults


def test_a_term_that_no_column_holds_is_refused_at_its_field(territory: Territory) -> None:
    with pytest.raises(ValidationError) as fault:
        writing.add(drafted(territory.home), by=deputy(territory.home), facts=MeasureFacts("а", term="б" * 301))
    assert list(fault.value.message_dict) == ["term"]


def test_a_deficiency_of_another_plan_is_not_answered_here(territory: Territory) -> None:
    plan = drafted(territory.home)
    with pytest.raises(ValidationError) as fault:
        writing.add(plan, by=deputy(territory.home), facts=SHELF, deficiencies=[10**6])
    assert fault.value.message_dict == {"deficiencies": ["Выберите недостатки этого плана."]}
    assert plan.measures.count() == 0


def test_nobody_else_writes_the_plan(territory: Territory) -> None:
    plan = drafted(territory.home)
    assert (
        intruders(
            territory,
            ORGANIZATION,
            lambda by: writing.add(plan, by=by, facts=SHELF),
            lambda by: writing.explain(plan, [], by=by, note="нет денег"),
            lambda by: writing.add_from_library(plan, {}, by=by),
        )
        == []
    )


def test_a_submitted_plan_is_not_written(territory: Territory) -> None:
    measure = submitted(territory.home).measures.get()
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        writing.remove(measure, by=deputy(territory.home))


def test_the_library_offers_measures_for_what_is_missing(territory: Territory) -> None:
    plan, by = drafted(territory.home), deputy(territory.home)
    found = list(plan.listed.deficiencies.filter(kind="stand"))
    offers = offered(plan, found[0])
    assert offers[-1].key == REMEDY
    key = offers[0].key
    same = [one for one in found if any(each.key == key for each in offered(plan, one))]
    made = writing.add_from_library(plan, dict.fromkeys([one.pk for one in same], key), by=by)
    answers = {one.pk: {each.pk for each in one.measures.all()} for one in same}
    assert {one.library_key for one in made} == {key}
    assert {number for numbers in answers.values() for number in numbers} == {one.pk for one in made}
    assert {len(numbers) for numbers in answers.values()} == {1}


def test_the_authoritys_wording_stands_instead_of_the_products(territory: Territory) -> None:
    plan = drafted(territory.home)
    one = plan.listed.deficiencies.filter(kind="stand")[0]
    first, second = offered(plan, one)[:2]
    entry = {"authority": territory.home.authority, "subject": "stand", "term": "март", "post": "завхоз"}
    MeasureLibraryEntry.objects.create(key=first.key, text="По-нашему", expected="Есть", **entry)
    MeasureLibraryEntry.objects.create(key=second.key, text="Скрыто", expected="Есть", is_active=False, **entry)
    found = {each.key: (each.text, each.is_own) for each in offered(plan, one)}
    assert (found[first.key], second.key in found) == (("По-нашему", True), False)


def test_a_measure_that_the_library_lost_is_refused(territory: Territory) -> None:
    plan = drafted(territory.home)
    one = plan.listed.deficiencies.all()[0]
    with pytest.raises(ValidationError, match="обновите страницу"):
        writing.add_from_library(plan, {one.pk: "no.such"}, by=deputy(territory.home))


def test_a_plan_says_what_it_lacks(territory: Territory) -> None:
    plan, by = drafted(territory.home), deputy(territory.home)
    every = list(plan.listed.deficiencies.values_list("pk", flat=True))
    assert len(hindering(plan)) == len(every) + 1
    made = writing.add(plan, by=by, facts=MeasureFacts("Скамьи", "когда-нибудь"), deficiencies=every[:1])
    constant = MeasureFacts("Следить", "постоянно", "Белых А. С.", "заместитель")
    writing.add(plan, by=by, facts=constant, deficiencies=every[1:2])
    writing.explain(plan, every[2:], by=by, note="Здание арендовано")
    found = [(one.measure == made.pk, one.field, one.hinders) for one in faults(plan)]
    assert found == [
        (True, "term", True),
        (True, "assignee_name", True),
        (True, "assignee_post", True),
        (False, "term", False),
    ]


def test_a_measure_that_was_reported_keeps_its_words_in_a_new_version(territory: Territory) -> None:
    plan = approved(territory.home)
    reported(plan.measures.get(), territory.home)
    copy = amendments.amend(plan, by=deputy(territory.home), on=BEGUN_ON, reason="новый срок").measures.get()
    with pytest.raises(NotAllowedError, match="уже отчитались"):
        writing.change(copy, by=deputy(territory.home), facts=MeasureFacts("Иное"), deficiencies=())
