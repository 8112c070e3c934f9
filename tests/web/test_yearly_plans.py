"""An own plan for a year: begun, written, put in order, approved by the head, carried out, published, closed."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from tests.web.planned import events, intruders
from tests.web.territory import Municipality, Territory
from tests.web.yearly import APPROVAL, APPROVED_ON, BEGUN_ON, FACTS, STAND, approved, begun, head, of_authority, written

from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import yearly_beginning as beginning
from merilo_web.plans.actions import yearly_execution as execution
from merilo_web.plans.actions import yearly_life as life
from merilo_web.plans.actions import yearly_writing as writing
from merilo_web.plans.actions.yearly_beginning import YearlyFacts, later_term
from merilo_web.plans.actions.yearly_execution import YearlyResult
from merilo_web.plans.actions.yearly_writing import YearlyMeasureFacts
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.registry.models import Filing

pytestmark = pytest.mark.django_db
DONE_ON = date(2027, 4, 2)
DONE = YearlyResult("Стенд обновлён, сведения полны", DONE_ON, "акт № 3", "https://school1.example.org/stand")


def _numbers(plan: YearlyPlan) -> list[tuple[str, str]]:
    return list(plan.measures.order_by("position").values_list("number", "text"))


def _add(plan: YearlyPlan, home: Municipality, **facts: str) -> YearlyMeasure:
    return writing.add(plan, by=head(home), facts=YearlyMeasureFacts(**{"text": "Дело", **facts}))


def test_a_plan_begins_for_its_organization_and_for_its_authority(territory: Territory) -> None:
    home = territory.home
    plan, own = begun(home), of_authority(home)
    assert (plan.organization, plan.authority, plan.state, str(plan)) == (
        home.organizations[0],
        home.authority,
        "draft",
        "План на 2027 год: Школа № 1, Заречный",
    )
    assert (own.organization, own.keeper, own.keeping.authority) == (None, home.authority, home.authority.pk)
    assert events() == ["plans.begin_yearly", "plans.begin_yearly"]
    for facts, field in (
        (YearlyFacts("по улучшению", 2027), "year"),
        (YearlyFacts("по улучшению", 2040), "year"),
        (YearlyFacts(" ", 2028), "title"),
    ):
        with pytest.raises(ValidationError) as refused:
            beginning.begin(home.organizations[0], by=head(home), on=BEGUN_ON, facts=facts)
        assert list(refused.value.message_dict) == [field]


def test_a_school_year_stands_beside_a_calendar_one_and_reads_its_terms_in_its_own_half(territory: Territory) -> None:
    home = territory.home
    begun(home)
    facts = YearlyFacts("по улучшению", 2027, is_school_year=True)
    plan = beginning.begin(home.organizations[0], by=head(home), on=BEGUN_ON, facts=facts)
    march, autumn, whole = (_add(plan, home, term=term) for term in ("март", "октябрь", "в течение года"))
    assert plan.period == "2027–2028 учебный год"
    assert (march.due_on, autumn.due_on) == (date(2028, 3, 31), date(2027, 10, 31))
    assert (whole.starts_on, whole.due_on) == (date(2027, 9, 1), date(2028, 8, 31))
    moved = beginning.set_heading(plan, by=head(home), on=BEGUN_ON, facts=YearlyFacts("по улучшению", 2028))
    assert [one.due_on for one in moved.measures.all()] == [date(2028, 3, 31), date(2028, 10, 31), date(2028, 12, 31)]


@pytest.mark.parametrize(
    ("term", "starts_on", "due_on"),
    [
        ("до 01.03.2027", None, date(2027, 3, 1)),
        ("II квартал", date(2027, 4, 1), date(2027, 6, 30)),
        ("I квартал; до 20 декабря", date(2027, 1, 1), date(2027, 12, 20)),
        ("постоянно", None, None),
        ("когда-нибудь", None, None),
        ("", None, None),
    ],
)
def test_a_term_is_kept_as_it_was_written_with_the_days_that_it_means(
    territory: Territory, term: str, starts_on: date | None, *, due_on: date | None
) -> None:
    made = _add(begun(territory.home), territory.home, term=term)
    assert (made.term, made.starts_on, made.due_on) == (term, starts_on, due_on)


def test_measures_are_numbered_inside_their_sections_and_under_their_heads(territory: Territory) -> None:
    home = territory.home
    plan = begun(home)
    for section, number, text in (
        ("I. Сведения", "", "сайт"),
        ("I. Сведения", "", "стенд"),
        ("II. Комфорт", "", "скамьи"),
        ("I. Сведения", "1.1", "раздел сайта"),
        ("I. Сведения", "", "журнал"),
    ):
        _add(plan, home, section=section, number=number, text=text)
    assert _numbers(plan) == [
        ("1", "сайт"),
        ("1.1", "раздел сайта"),
        ("2", "стенд"),
        ("3", "журнал"),
        ("1", "скамьи"),
    ]
    with pytest.raises(ValidationError, match="уже есть"):
        _add(plan, home, section="I. Сведения", number="1.1.")
    stand = plan.measures.get(text="стенд")
    writing.raise_up(stand, by=head(home))
    assert _numbers(plan)[:3] == [("1", "стенд"), ("2", "сайт"), ("2.1", "раздел сайта")]
    entries = JournalEntry.objects.count()
    writing.raise_up(stand, by=head(home))
    assert (_numbers(plan)[0], JournalEntry.objects.count()) == (("1", "стенд"), entries)
    moved = writing.change(stand, by=head(home), facts=YearlyMeasureFacts("стенд", section="II. Комфорт"))
    assert (moved.number, _numbers(plan)[-1]) == ("2", ("2", "стенд"))
    writing.remove(moved, by=head(home))
    assert JournalEntry.objects.latest("id").changes == {"мероприятие": ["2. стенд", ""]}


def test_last_years_plan_lends_its_measures_and_moves_their_years(territory: Territory) -> None:
    home = territory.home
    former = approved(home)
    execution.cancel(former.measures.last(), by=head(home), reason="Нет средств")
    execution.record_result(former.measures.first(), by=head(home), on=DONE_ON, facts=DONE)
    facts = YearlyFacts("по улучшению", 2028)
    plan = beginning.begin(home.organizations[0], by=head(home), on=DONE_ON, facts=facts, former=former)
    fields = ("section", "number", "text", "term", "due_on", "assignee_name", "state", "outcome")
    moved = ("до 01.03.2028", date(2028, 3, 1), STAND.assignee_name)
    assert list(plan.measures.values_list(*fields)) == [(STAND.section, "1", STAND.text, *moved, "planned", "")]
    foreign = begun(territory.foreign)
    with pytest.raises(ValidationError) as refused:
        beginning.begin(home.organizations[0], by=head(home), on=DONE_ON, facts=YearlyFacts("по", 2029), former=foreign)
    assert list(refused.value.message_dict) == ["former"]


@pytest.mark.parametrize(
    ("term", "later"),
    [
        ("до 01.03.2026", "до 01.03.2027"),
        ("2025-2026 учебный год", "2026-2027 учебный год"),
        ("II квартал", "II квартал"),
        ("приказ № 120265", "приказ № 120265"),
    ],
)
def test_years_in_a_term_move_with_the_plan(term: str, later: str) -> None:
    assert later_term(term, 1) == later


def test_the_head_approves_and_the_document_is_issued(territory: Territory) -> None:
    home = territory.home
    plan = written(home)
    with pytest.raises(NotAllowedError):
        life.approve(plan, by=home.people[Role.ORGANIZATION_DEPUTY], on=APPROVED_ON, facts=APPROVAL)
    plan = life.approve(plan, by=head(home), on=APPROVED_ON, facts=APPROVAL)
    assert (plan.state, plan.number, plan.approver_name, plan.docx.title, plan.docx.number) == (
        "approved",
        1,
        APPROVAL.approver_name,
        "План мероприятий на 2027 год, Школа № 1, Заречный",
        "1",
    )
    with pytest.raises(NotAllowedError):
        _add(plan, home)
    with pytest.raises(NotAllowedError):
        beginning.discard(plan, by=head(home))


def test_a_plan_without_measures_or_terms_is_not_approved(territory: Territory) -> None:
    home = territory.home
    plan = begun(home)
    with pytest.raises(ValidationError, match="ни одного мероприятия"):
        life.approve(plan, by=head(home), on=APPROVED_ON, facts=APPROVAL)
    _add(plan, home, number="1")
    _add(plan, home, number="1.1", term="май")
    _add(plan, home, number="2")
    with pytest.raises(ValidationError) as refused:
        life.approve(plan, by=head(home), on=APPROVED_ON, facts=APPROVAL)
    assert refused.value.messages == ["У мероприятия № 2 нет срока: укажите его."]


def test_an_approved_plan_is_changed_and_approved_anew(territory: Territory) -> None:
    home = territory.home
    plan = life.publish(approved(home), by=head(home), on=APPROVED_ON, url="https://school1.example.org/plan")
    former = plan.docx
    assert [one.is_public for one in Filing.objects.filter(document__in=(plan.docx_id, plan.pdf_id))] == [True, True]
    with pytest.raises(ValidationError):
        life.amend(plan, by=head(home), on=APPROVED_ON, reason=" ")
    plan = life.amend(plan, by=head(home), on=APPROVED_ON, reason="Сменился подрядчик")
    with pytest.raises(NotAllowedError, match="уже утверждали"):
        beginning.discard(plan, by=head(home))
    plan = life.approve(plan, by=head(home), on=APPROVED_ON, facts=APPROVAL)
    assert (plan.number, plan.reason, plan.docx.supersedes, plan.docx.filing.is_public) == (2, "", former, True)
    assert events()[-3:] == ["plans.publish_yearly", "plans.amend_yearly", "plans.approve_yearly"]


def test_results_are_written_and_told_to_the_journal(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    first = plan.measures.first()
    begun_one = execution.record_result(first, by=head(home), on=DONE_ON, facts=YearlyResult("Заказан стенд"))
    assert begun_one.state == "in_progress"
    done = execution.record_result(first, by=home.people[Role.ORGANIZATION_DEPUTY], on=DONE_ON, facts=DONE)
    assert (done.state, done.completed_on, done.document) == ("done", DONE_ON, "акт № 3")
    entry = JournalEntry.objects.latest("id")
    assert (entry.event, entry.changes["состояние"], entry.organization_id) == (
        "plans.record_yearly",
        ["in_progress", "done"],
        home.organizations[0].pk,
    )
    back = execution.record_result(first, by=head(home), on=DONE_ON, facts=YearlyResult())
    assert (back.state, back.completed_on, back.link) == ("planned", None, "")


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (YearlyResult("Готово", date(2027, 5, 1)), "completed_on"),
        (YearlyResult("Готово", date(2020, 5, 1)), "completed_on"),
        (YearlyResult("", DONE_ON), "outcome"),
        (YearlyResult("я" * 4001), "outcome"),
        (YearlyResult("Готово", document="я" * 501), "document"),
        (YearlyResult("Готово", link="javascript:alert(1)"), "link"),
    ],
)
def test_what_is_wrong_with_a_result_is_said_at_its_field(
    territory: Territory, facts: YearlyResult, field: str
) -> None:
    measure = approved(territory.home).measures.first()
    with pytest.raises(ValidationError) as refused:
        execution.record_result(measure, by=head(territory.home), on=DONE_ON, facts=facts)
    assert list(refused.value.message_dict) == [field]


def test_a_measure_is_cancelled_with_its_reason_and_put_back(territory: Territory) -> None:
    home = territory.home
    measure = approved(home).measures.first()
    with pytest.raises(ValidationError):
        execution.cancel(measure, by=head(home), reason="")
    cancelled = execution.cancel(measure, by=head(home), reason="Нет средств")
    assert (cancelled.state, cancelled.reason) == ("cancelled", "Нет средств")
    for deed in (
        lambda: execution.cancel(measure, by=head(home), reason="Ещё раз"),
        lambda: execution.record_result(measure, by=head(home), on=DONE_ON, facts=DONE),
    ):
        with pytest.raises(NotAllowedError):
            deed()
    resumed = execution.resume(measure, by=head(home))
    assert (resumed.state, resumed.reason) == ("planned", "")
    with pytest.raises(NotAllowedError):
        execution.resume(measure, by=head(home))


def test_the_year_is_closed_with_a_word_for_what_was_not_done(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    reported = execution.report(plan, by=home.people[Role.ORGANIZATION_DEPUTY], on=DONE_ON)
    first = reported.report_docx
    with pytest.raises(ValidationError) as refused:
        life.close(plan, by=head(home), on=DONE_ON)
    assert list(refused.value.message_dict) == ["note"]
    closed = life.close(plan, by=head(home), on=DONE_ON, note="Скамьи перенесены")
    assert (closed.state, closed.closed_on, closed.report_docx.supersedes) == ("closed", DONE_ON, first)
    with pytest.raises(NotAllowedError):
        execution.record_result(plan.measures.first(), by=head(home), on=DONE_ON, facts=DONE)
    reopened = life.reopen(closed, by=head(home), on=DONE_ON, reason="Забыли результат")
    assert (reopened.state, reopened.closed_on) == ("approved", None)


def test_a_draft_is_thrown_away_and_the_journal_remembers(territory: Territory) -> None:
    plan = written(territory.home)
    beginning.discard(plan, by=head(territory.home))
    assert (YearlyPlan.objects.count(), YearlyMeasure.objects.count(), events()[-1]) == (0, 0, "plans.discard_yearly")


def test_nobody_but_the_keeper_acts_on_a_plan(territory: Territory) -> None:
    home = territory.home
    draft, plan = of_authority(home), approved(home)
    measure = plan.measures.first()
    keepers = frozenset({Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY})
    refused = intruders(
        territory,
        keepers,
        lambda by: beginning.begin(home.organizations[0], by=by, on=BEGUN_ON, facts=YearlyFacts("по", 2028)),
        lambda by: execution.record_result(measure, by=by, on=DONE_ON, facts=DONE),
        lambda by: execution.report(plan, by=by, on=DONE_ON),
        lambda by: life.publish(plan, by=by, on=DONE_ON, url="https://example.org/p"),
        lambda by: life.amend(plan, by=by, on=DONE_ON, reason="Так"),
    )
    own = intruders(
        territory,
        frozenset({Role.AUTHORITY_ADMIN, Role.AUTHORITY_SPECIALIST}),
        lambda by: writing.add(draft, by=by, facts=STAND),
        lambda by: beginning.set_heading(draft, by=by, on=BEGUN_ON, facts=FACTS),
        lambda by: beginning.discard(draft, by=by),
    )
    assert (refused, own) == ([], [])
    with pytest.raises(NotAllowedError):
        writing.add(draft, by=territory.foreign.people[Role.AUTHORITY_ADMIN], facts=STAND)
