"""A report brought as a file: looked at, written at its measures by number and words, what is left kept and named."""

from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse
from tests.web.plan_screens import SignedIn, noon, sent, shown
from tests.web.planned import events, intruders
from tests.web.territory import Municipality, Territory
from tests.web.yearly import BENCHES, STAND, approved, begun, head
from time_machine import TimeMachineFixture

from merilo.deadlines.terms import parse_term
from merilo.importers.plans.reading import read_plan
from merilo.plans.model import PlanPaper, PlanRow, PlanSection, Shape
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import Upload
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import yearly_execution as execution
from merilo_web.plans.actions import yearly_reported as actions
from merilo_web.plans.actions.yearly_execution import YearlyResult
from merilo_web.plans.actions.yearly_papers import take_paper
from merilo_web.plans.forms.papers import TEXT
from merilo_web.plans.models import YearlyPlan

pytestmark = pytest.mark.django_db
ON = date(2027, 7, 15)
CORRECTED = "их исправляют после утверждения"
REPORT = """Информация о выполнении плана мероприятий на 2027 год

№ п/п\tМероприятие\tСрок исполнения\tОтветственные исполнители\tРезультаты мероприятий
II. Комфортность
1\tПоставить скамьи\tII квартал\tБелых А. С.\tПоставлены две скамьи
I. Открытость
1\tОбновить стенд у входа\tдо 01.03.2027\tБелых А. С.\tСтенд обновлён
7\tКупить лампы\tмай\tБелых А. С.\tКуплено сорок ламп
"""
RESULTS = [("Обновить стенд у входа", "Стенд обновлён"), ("Поставить скамьи", "Поставлены две скамьи")]


LOST = """Информация о выполнении плана мероприятий на 2027 год

№ п/п\tМероприятие\tСрок исполнения\tОтветственные исполнители\tРезультаты мероприятий
7\tКупить лампы\tмай\tБелых А. С.\tКуплено сорок ламп
"""


def _row_of(paper: PlanPaper) -> PlanRow:
    return next(row for row in paper.rows if row.measures == (STAND.text,))


def _paper(text: str = REPORT) -> PlanPaper:
    return read_plan(text.encode(), "report.txt").paper


def test_a_report_is_read_looked_at_and_written_at_its_measures(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    home = territory.home
    plan = approved(home)
    time_machine.move_to(noon(ON))
    client = signed_in(head(home))
    assert "Взять результаты из отчёта" in shown(client, "yearly", plan.pk)
    assert "Или текст отчёта" in shown(client, "yearly_report_paper", plan.pk)
    assert sent(client, "yearly_report_paper", plan.pk).status_code == 422
    assert sent(client, "take_yearly_report", plan.pk).url == reverse("plans:yearly_report_paper", args=(plan.pk,))
    assert sent(client, "yearly_report_paper", plan.pk, text=REPORT).status_code == 302
    preview = shown(client, "yearly_report_paper", plan.pk)
    assert [words in preview for words in ("Поставлены две скамьи", "№ 7 Купить лампы", "в плане с тем же")] == [
        True,
        True,
        False,
    ]
    assert set(plan.measures.values_list("outcome", flat=True)) == {""}
    assert sent(client, "take_yearly_report", plan.pk).status_code == 302
    assert list(plan.measures.values_list("text", "outcome")) == RESULTS
    assert set(plan.measures.values_list("state", flat=True)) == {"in_progress"}
    page = shown(client, "yearly", plan.pk)
    assert ["Стенд обновлён" in page, "№ 7 Купить лампы — Куплено сорок ламп" in page] == [True, True]
    assert "Уже записано" in shown(client, "yearly_report_paper", plan.pk)
    assert sent(client, "drop_yearly_report", plan.pk).status_code == 302
    assert "Отчёт уже написан?" in shown(client, "yearly_report_paper", plan.pk)


def test_every_result_is_told_to_the_journal_and_nothing_is_kept_twice(territory: Territory) -> None:
    home = territory.home
    plan, by = approved(home), head(home)
    before = len(events())
    assert actions.take_report(plan, _paper(), by=by, on=ON) == 2
    plan.refresh_from_db()
    kept = list(plan.unplaced)
    assert len(events()) - before == 3
    assert [one["text"] for one in kept if "лампы" in one["text"]] == ["№ 7 Купить лампы — Куплено сорок ламп"]
    assert actions.take_report(plan, _paper(), by=by, on=ON) == 0
    plan.refresh_from_db()
    assert plan.unplaced == kept


def test_words_that_fit_no_measure_are_kept_even_where_no_result_is_new(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    home = territory.home
    plan = approved(home)
    time_machine.move_to(noon(ON))
    client = signed_in(head(home))
    sent(client, "yearly_report_paper", plan.pk, text=LOST)
    assert "Сохранить эти слова под планом" in shown(client, "yearly_report_paper", plan.pk)
    assert sent(client, "take_yearly_report", plan.pk).status_code == 302
    assert "№ 7 Купить лампы — Куплено сорок ламп" in shown(client, "yearly", plan.pk)


def test_a_report_that_tells_nothing_is_not_taken(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    home = territory.home
    plan = approved(home)
    time_machine.move_to(noon(ON))
    client = signed_in(head(home))
    sent(client, "yearly_report_paper", plan.pk, text=LOST.replace("Куплено сорок ламп", ""))
    assert sent(client, "take_yearly_report", plan.pk).status_code == 403


def test_a_day_joins_words_that_were_taken_without_one_and_long_words_are_no_news(territory: Territory) -> None:
    home = territory.home
    plan, by = approved(home), head(home)
    long = REPORT.replace("Поставлены две скамьи", "Поставлены две скамьи " + "у входа " * 600)
    assert actions.take_report(plan, _paper(long), by=by, on=ON) == 2
    assert actions.take_report(plan, _paper(long), by=by, on=ON) == 0
    measure = plan.measures.get(text=STAND.text)
    assert (measure.completed_on, measure.state) == (None, "in_progress")
    with_day = replace(_row_of(_paper(long)), completed=(parse_term("01.03.2027", 2027),))
    paper = PlanPaper(Shape.EXECUTION, "Отчёт", sections=(PlanSection("I", "Открытость", rows=(with_day,)),))
    assert actions.take_report(plan, paper, by=by, on=ON) == 1
    measure.refresh_from_db()
    assert (measure.completed_on, measure.state) == (date(2027, 3, 1), "done")


def test_the_journal_tells_of_the_report_by_its_own_name_and_by_counts(territory: Territory) -> None:
    home = territory.home
    plan, by = approved(home), head(home)
    actions.drop_report(plan, by=by)
    actions.keep_report(plan, Upload(REPORT.encode(), "отчёт.txt", TEXT), by=by)
    actions.take_report(plan, _paper(), by=by, on=ON)
    actions.take_report(plan, _paper(), by=by, on=ON)
    actions.drop_report(plan, by=by)
    actions.drop_report(plan, by=by)
    told = JournalEntry.objects.filter(event="plans.take_yearly_report").order_by("pk")
    rest = len(YearlyPlan.objects.get(pk=plan.pk).unplaced)
    assert list(told.values_list("note", flat=True)) == [
        "отчёт загружен",
        f"15.07.2027: результатов 2, не размещено {rest}",
        "отчёт отложен",
    ]
    assert [entry.changes for entry in told][1] == {}


def test_a_result_that_was_written_by_hand_stays(territory: Territory) -> None:
    home = territory.home
    plan, by = approved(home), head(home)
    measure = plan.measures.get(text=STAND.text)
    execution.record_result(measure, by=by, on=ON, facts=YearlyResult("Стенд заменён новым", date(2027, 2, 1)))
    assert actions.take_report(plan, _paper(), by=by, on=ON) == 1
    measure.refresh_from_db()
    plan.refresh_from_db()
    assert (measure.outcome, measure.state) == ("Стенд заменён новым", "done")
    assert [one["text"] for one in plan.unplaced if "Стенд" in one["text"]] == [
        "№ 1 Обновить стенд у входа — Стенд обновлён"
    ]


def test_results_of_a_report_that_begins_a_plan_stand_at_its_measures(
    territory: Territory, signed_in: SignedIn
) -> None:
    home = territory.home
    plan, client = begun(home), signed_in(head(home))
    assert CORRECTED not in shown(client, "yearly", plan.pk)
    plan = take_paper(plan, _paper(), by=head(home), on=ON)
    assert CORRECTED in shown(client, "yearly", plan.pk)
    assert list(plan.measures.values_list("text", "outcome", "state")) == [
        (BENCHES.text, "Поставлены две скамьи", "in_progress"),
        (STAND.text, "Стенд обновлён", "in_progress"),
        ("Купить лампы", "Куплено сорок ламп", "in_progress"),
    ]
    assert [one["text"] for one in plan.unplaced if "скамьи" in one["text"]] == []


def _foreign(home: Municipality) -> list[str]:
    plan = approved(home)
    return [
        reverse(f"plans:{name}", args=(plan.pk,))
        for name in ("yearly_report_paper", "take_yearly_report", "drop_yearly_report")
    ]


def test_a_foreign_report_is_not_there_and_nobody_but_the_keeper_takes_one(
    territory: Territory, signed_in: SignedIn
) -> None:
    addresses = _foreign(territory.home)
    client = signed_in(territory.foreign.people[Role.ORGANIZATION_HEAD])
    assert [client.post(address).status_code for address in addresses] == [404, 404, 404]
    plan = territory.home.organizations[0].yearly_plans.get()
    keepers = frozenset({Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY})
    assert (
        intruders(
            territory,
            keepers,
            lambda by: actions.take_report(plan, _paper(), by=by, on=ON),
            lambda by: actions.drop_report(plan, by=by),
        )
        == []
    )


def test_a_draft_takes_no_report(territory: Territory) -> None:
    with pytest.raises(NotAllowedError):
        actions.take_report(begun(territory.home), _paper(), by=head(territory.home), on=ON)
