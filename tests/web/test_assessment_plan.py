"""The plan of the assessment: ready-made, edited, approved, carried out, reported; seminars and publications."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.web.prepared import DAY, admin, events, stand
from tests.web.territory import Territory

from merilo.documents.writers.legal_text import text
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import assessment_plans as plans
from merilo_web.cycles.actions import public_events
from merilo_web.cycles.actions.assessment_plans import Approver, Execution, MeasureFacts
from merilo_web.cycles.actions.public_events import EventFacts
from merilo_web.cycles.models import AssessmentPlan, CyclePaper, PlannedMeasure, PublicEvent
from merilo_web.cycles.queries import preparation
from merilo_web.cycles.queries.assessment_plans import measure_rows
from merilo_web.cycles.queries.cycles import running
from merilo_web.cycles.queries.own_papers import plan_paper
from merilo_web.cycles.states import PlanState, PublicEventKind
from merilo_web.registry.access import access_of

Browser = Callable[[User], Client]
HEAD = Approver("Лугова Анна Сергеевна", "начальник управления")


def _made(territory: Territory) -> AssessmentPlan:
    return plans.make_plan(stand(territory.home), by=admin(territory.home))


def _approved(territory: Territory) -> AssessmentPlan:
    return plans.approve_plan(_made(territory), by=admin(territory.home), on=DAY, approver=HEAD)


def test_the_plan_begins_with_the_steps_of_the_law(territory: Territory) -> None:
    plan = _made(territory)
    rows = plan.measures.values_list("number", "term", "due_on")
    assert (plan.measures.count(), rows[0], rows[15]) == (
        19,
        ("1", "I квартал 2026 г.", date(2026, 3, 31)),
        ("13", "постоянно", None),
    )
    with pytest.raises(NotAllowedError, match="уже составлен"):
        plans.make_plan(territory.home.cycle, by=admin(territory.home))


@pytest.mark.parametrize(
    ("term", "due_on"),
    [
        ("до 1 марта 2026 г.", date(2026, 3, 1)),
        ("сентябрь 2026 года", date(2026, 9, 30)),
        ("в течение месяца со дня поступления информации", None),
        ("постоянно", None),
        ("", None),
    ],
)
def test_a_term_is_kept_as_it_was_written_and_gives_its_day(
    territory: Territory, term: str, due_on: date | None
) -> None:
    plan = _made(territory)
    facts = MeasureFacts("17", "Круглый стол", term=term, section="II. Проведение и результаты")
    made = plans.add_measure(plan, by=admin(territory.home), facts=facts)
    assert (made.term, made.due_on) == (term, due_on)
    assert list(plan.measures.values_list("number", flat=True)).index("17") == 13


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (MeasureFacts("", "Круглый стол"), "number"),
        (MeasureFacts("2.1", "Круглый стол"), "number"),
        (MeasureFacts("17", " "), "title"),
        (MeasureFacts("17", "Круглый стол", term="когда-нибудь потом"), "term"),
    ],
)
def test_what_is_wrong_with_a_measure_is_said_at_its_field(
    territory: Territory, facts: MeasureFacts, field: str
) -> None:
    plan = _made(territory)
    with pytest.raises(ValidationError) as refused:
        plans.add_measure(plan, by=admin(territory.home), facts=facts)
    assert list(refused.value.message_dict) == [field]


def test_measures_move_and_go_only_in_a_draft(territory: Territory) -> None:
    plan, by = _made(territory), admin(territory.home)
    first, second = plan.measures.all()[:2]
    plans.move_measure(first, by=by, down=True)
    plans.move_measure(second, by=by, down=False)
    assert [one.number for one in plan.measures.all()[:2]] == ["2", "1"]
    plans.remove_measure(second, by=by)
    plans.approve_plan(plan, by=by, on=DAY, approver=HEAD)
    for refused in (
        lambda: plans.remove_measure(first, by=by),
        lambda: plans.move_measure(first, by=by, down=True),
        lambda: plans.edit_measure(first, by=by, facts=MeasureFacts("1", "Иное")),
    ):
        with pytest.raises(NotAllowedError):
            refused()
    assert plan.measures.count() == 18


def test_approval_names_the_person_and_issues_the_plan(territory: Territory) -> None:
    plan = _approved(territory)
    assert (plan.state, plan.approved_on, plan.approved_by_name) == (PlanState.APPROVED, DAY, HEAD.name)
    assert CyclePaper.objects.get().docx.file_name == "План проведения оценки 2026.docx"
    assert events() == ["cycles.make_plan", "cycles.approve_plan"]
    with pytest.raises(ValidationError):
        plans.reopen_plan(plan, by=admin(territory.home), reason="")
    reopened = plans.reopen_plan(plan, by=admin(territory.home), reason="Новый срок")
    assert (reopened.state, reopened.approved_by_name) == (PlanState.DRAFT, "")


@pytest.mark.parametrize("approver", [Approver(), Approver("Лугова А. С.", annex_to="протоколу от 02.03.2026 № 1")])
def test_a_plan_is_approved_by_a_person_or_as_an_annex(territory: Territory, approver: Approver) -> None:
    plan, by = _made(territory), admin(territory.home)
    with pytest.raises(ValidationError) as refused:
        plans.approve_plan(plan, by=by, on=DAY, approver=approver)
    assert list(refused.value.message_dict) == ["name"]
    annex = plans.approve_plan(plan, by=by, on=DAY, approver=Approver(annex_to="протоколу от 02.03.2026 № 1"))
    assert text(plan_paper(annex, on=DAY)).splitlines()[:2] == ["Приложение", "к\u00a0протоколу от 02.03.2026 № 1"]


def test_execution_is_recorded_and_reported(territory: Territory) -> None:
    plan, by = _approved(territory), territory.people[Role.COUNCIL_SECRETARY]
    measure = plan.measures.get(number="1")
    with pytest.raises(ValidationError):
        plans.record_execution(measure, by=by, on=DAY, facts=Execution("Сделано", date(2026, 3, 3)))
    with pytest.raises(ValidationError):
        plans.record_execution(measure, by=by, on=DAY, facts=Execution(" ", DAY))
    done = plans.record_execution(measure, by=by, on=DAY, facts=Execution("Утверждён", DAY, "протокол № 1"))
    assert (done.completed_on, done.document) == (DAY, "протокол № 1")
    report = plans.issue_plan_report(plan, by=by, on=DAY)
    assert report.pdf.title == "Отчёт о выполнении плана: НОК 2026, Заречный район"


def test_what_is_late_is_shown_until_it_is_done(territory: Territory) -> None:
    plan, by, day = _approved(territory), admin(territory.home), date(2026, 4, 1)
    late = [row.measure.number for row in measure_rows(plan, on=day) if row.is_overdue]
    tasks = preparation.awaiting(access_of(by), running(access_of(by)), day)
    assert (late, [(task.title, task.due_on) for task in tasks]) == (
        ["1"],
        [("Отметить исполнение плана проведения оценки", date(2026, 3, 31))],
    )
    assert [row.measure.number for row in measure_rows(plan, on=day) if row.is_head] == ["2"]
    plans.record_execution(plan.measures.get(number="1"), by=by, on=day, facts=Execution("Утверждён", day))
    assert preparation.awaiting(access_of(by), running(access_of(by)), day) == ()


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.ORGANIZATION_HEAD, Role.OPERATOR_INSPECTOR])
def test_others_neither_approve_nor_record(territory: Territory, role: Role) -> None:
    plan = _made(territory)
    for by in (territory.people[role], territory.foreign.people[Role.AUTHORITY_ADMIN]):
        with pytest.raises(NotAllowedError):
            plans.approve_plan(plan, by=by, on=DAY, approver=HEAD)
        with pytest.raises(NotAllowedError):
            public_events.add_event(plan.cycle, by=by, facts=EventFacts(PublicEventKind.SEMINAR, DAY, "Семинар"))
    assert events() == ["cycles.make_plan"]


def test_the_plan_is_made_edited_approved_and_carried_out_on_the_screen(
    territory: Territory, signed_in: Browser
) -> None:
    home, browser = territory.home, signed_in(admin(territory.home))
    stand(home)
    browser.post(reverse("cycles:make_plan", args=(home.cycle.pk,)))
    measure = PlannedMeasure.objects.get(number="13")
    page = reverse("cycles:assessment_measure", args=(measure.pk,))
    faulty = browser.post(page, {"number": "13", "title": "Сайты", "term": "невесть когда"})
    assert faulty.content.decode().count("Срок непонятен") == 2
    browser.post(page, {"number": "13", "title": "Сайты <i>", "term": "до 1 мая 2027 г."})
    plan = AssessmentPlan.objects.get()
    browser.post(reverse("cycles:approve_plan", args=(plan.pk,)), {"name": HEAD.name, "post": HEAD.post})
    browser.post(page, {"outcome": "Размещены", "link": "https://example.org/plan"})
    measure.refresh_from_db()
    assert (measure.title, measure.due_on, measure.outcome) == ("Сайты <i>", date(2027, 5, 1), "Размещены")
    shown = browser.get(reverse("cycles:assessment_plan", args=(home.cycle.pk,))).content.decode()
    assert (shown.count("Сайты &lt;i&gt;"), shown.count("https://example.org/plan") > 0) == (1, True)
    assert signed_in(territory.foreign.people[Role.AUTHORITY_ADMIN]).get(page).status_code == 404


def test_events_are_entered_changed_and_taken_out(territory: Territory, signed_in: Browser) -> None:
    home, browser = territory.home, signed_in(admin(territory.home))
    facts = {
        "kind": PublicEventKind.MASS_MEDIA,
        "held_on": "2026-03-02",
        "title": "Статья",
        "link": "javascript:alert(1)",
    }
    add = reverse("cycles:add_event", args=(home.cycle.pk,))
    assert browser.post(add, facts).status_code == 422
    browser.post(add, {**facts, "link": "https://example.org/news"})
    event = PublicEvent.objects.get()
    edit = reverse("cycles:edit_event", args=(home.cycle.pk, event.pk))
    browser.post(edit, {**facts, "title": "Заметка", "link": "", "place": "«Рабочее слово»"})
    shown = browser.get(reverse("cycles:events", args=(home.cycle.pk,))).content.decode()
    assert (shown.count("Заметка") > 0, shown.count("«Рабочее слово»")) == (True, 1)
    foreign = reverse("cycles:edit_event", args=(territory.foreign.cycle.pk, event.pk))
    assert browser.get(foreign).status_code == 404
    browser.post(reverse("cycles:remove_event", args=(home.cycle.pk, event.pk)))
    assert PublicEvent.objects.count() == 0
    assert events() == ["cycles.record_public_event"] * 3


def test_a_link_of_another_kind_is_refused_by_the_action_too(territory: Territory) -> None:
    with pytest.raises(ValidationError):
        public_events.add_event(
            territory.home.cycle,
            by=admin(territory.home),
            facts=EventFacts(PublicEventKind.OTHER, DAY, "Встреча", link="javascript:alert(1)"),
        )
