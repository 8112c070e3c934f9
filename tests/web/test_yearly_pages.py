"""Pages of plans for a year: written, taken from a file, approved, carried out; whose they are; their files."""

import csv
import io
from datetime import date
from zipfile import ZipFile

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.plan_screens import HOSTILE, SignedIn, noon, sent, shown
from tests.web.territory import Municipality, Territory
from tests.web.yearly import (
    APPROVAL,
    APPROVED_ON,
    BEGUN_ON,
    FACTS,
    STAND,
    approved,
    begun,
    carried_by_authority,
    head,
    written,
)
from time_machine import TimeMachineFixture

from merilo.documents.writers.legal_text import text
from merilo_web.accounts.roles import Role
from merilo_web.desk.queries.tasks import desk_of
from merilo_web.plans.actions import yearly_execution, yearly_life, yearly_writing
from merilo_web.plans.actions.yearly_execution import YearlyResult
from merilo_web.plans.actions.yearly_writing import YearlyMeasureFacts
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.yearly_overseen import YearlyAttention, YearlyFilter, standings, totals
from merilo_web.plans.queries.yearly_papers import plan_paper, report_paper
from merilo_web.registry.access import access_of

pytestmark = pytest.mark.django_db
LATE = date(2027, 7, 15)
PAPER = """ПЛАН МЕРОПРИЯТИЙ
по повышению удовлетворённости на 2027 год

№ п/п\tНаименование мероприятия\tСрок реализации\tРезультат
I. Открытость и доступность информации
1\tОбновить сайт\tв течение года\tСведения полны
3\tВести журнал обращений\tпостоянно\tНа обращения отвечают в срок
II. Комфортность
1\tПоставить скамьи\tдо 01.03.2027\tЕсть где ждать
Директор О. И. Ветрова
"""


def _began(client: Client, home: Municipality, **fields: object) -> YearlyPlan:
    given = {"title": FACTS.title, "year": FACTS.year, **fields}
    answer = sent(client, "begin_yearly", "organization", home.organizations[0].pk, **given)
    assert answer.status_code == 302, answer.content.decode()
    return YearlyPlan.objects.latest("pk")


def test_a_school_goes_through_its_year_in_the_browser(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    home = territory.home
    time_machine.move_to(noon(BEGUN_ON))
    client = signed_in(head(home))
    plan = _began(client, home)
    for name, fields in (
        ("add_yearly", {"text": "Обновить стенд", "section": "I. Открытость", "term": "до 01.03.2027"}),
        ("add_yearly", {"text": "Вести журнал", "section": "I. Открытость", "term": "постоянно"}),
        (
            "approve_yearly",
            {"approver_name": "Ветрова О. И.", "approver_post": "директор", "approved_on": "2026-12-01"},
        ),
        ("publish_yearly", {"url": "https://school1.example.org/plan"}),
    ):
        assert (name, sent(client, name, plan.pk, **fields).status_code) == (name, 302)
    first, second = plan.measures.all()
    time_machine.move_to(noon(LATE))
    client = signed_in(head(home))
    assert "просрочено" in shown(client, "yearly", plan.pk)
    done = {"outcome": "Стенд обновлён", "completed_on": "2027-02-20", "document": "акт № 3"}
    assert sent(client, "yearly_result", first.pk, **done).status_code == 302
    assert sent(client, "cancel_yearly", second.pk, reason="Журнал ведёт канцелярия").status_code == 302
    assert sent(client, "report_yearly", plan.pk).status_code == 302
    assert sent(client, "close_yearly", plan.pk).status_code == 302
    page = shown(client, "yearly", plan.pk)
    assert ["исполнено 1 из 1" in page, "Журнал ведёт канцелярия" in page, "просрочено" in page] == [True, True, False]
    plan.refresh_from_db()
    assert (plan.state, plan.published_url) == ("closed", "https://school1.example.org/plan")
    opened, closed = (
        Client().get(reverse("registry:document", args=(number,))) for number in (plan.pdf_id, plan.report_pdf_id)
    )
    opened.close()
    assert (opened.status_code, closed.status_code) == (200, 302)


def test_forms_with_faults_say_so_at_their_fields_and_keep_what_was_typed(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    home = territory.home
    time_machine.move_to(noon(APPROVED_ON))
    plan, client = written(home), signed_in(head(home))
    measure = plan.measures.first()
    told = {}
    for name, number, fields in (
        ("yearly_heading", plan.pk, {"title": HOSTILE, "year": "1999"}),
        ("add_yearly", plan.pk, {"text": "", "section": HOSTILE}),
        ("change_yearly", measure.pk, {"text": HOSTILE, "number": "я" * 17}),
        ("approve_yearly", plan.pk, {"approver_name": HOSTILE, "approved_on": "2027-12-01"}),
        ("yearly_paper", plan.pk, {}),
    ):
        answer = sent(client, name, number, **fields)
        page = answer.content.decode()
        told[name] = (answer.status_code, HOSTILE in page, "&lt;script&gt;" in page)
    assert told == {
        "yearly_heading": (422, False, True),
        "add_yearly": (422, False, True),
        "change_yearly": (422, False, True),
        "approve_yearly": (422, False, True),
        "yearly_paper": (403, False, False),
    }
    plan = yearly_life.approve(plan, by=head(home), on=APPROVED_ON, facts=APPROVAL)
    for name, number, fields in (
        ("yearly_result", measure.pk, {"completed_on": "2026-12-10"}),
        ("cancel_yearly", measure.pk, {"reason": ""}),
        ("amend_yearly", plan.pk, {"reason": " "}),
        ("publish_yearly", plan.pk, {"url": "нет"}),
        ("close_yearly", plan.pk, {"note": ""}),
    ):
        assert (name, sent(client, name, number, **fields).status_code) == (name, 422)


def test_a_plan_that_exists_is_read_looked_at_and_taken_whole(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(head(territory.home))
    plan = begun(territory.home)
    assert sent(client, "yearly_paper", plan.pk, text=PAPER).status_code == 302
    preview = shown(client, "yearly_paper", plan.pk)
    assert ["годовой план организации" in preview, "После номера 1 стоит 3" in preview] == [True, True]
    assert plan.measures.count() == 0
    assert sent(client, "take_yearly_paper", plan.pk).status_code == 302
    fields = ("section", "number", "text", "term", "expected")
    first = "I. Открытость и доступность информации"
    assert list(plan.measures.values_list(*fields)) == [
        (first, "1", "Обновить сайт", "в течение года", "Сведения полны"),
        (first, "3", "Вести журнал обращений", "постоянно", "На обращения отвечают в срок"),
        ("II. Комфортность", "1", "Поставить скамьи", "до 01.03.2027", "Есть где ждать"),
    ]
    page = shown(client, "yearly", plan.pk)
    assert ["Директор О. И. Ветрова" in page, "по повышению удовлетворённости" in page] == [True, True]
    assert sent(client, "take_yearly_paper", plan.pk).status_code == 403


def test_a_paper_is_put_aside(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(head(territory.home))
    plan = begun(territory.home)
    sent(client, "yearly_paper", plan.pk, text="просто слова")
    assert sent(client, "take_yearly_paper", plan.pk).status_code == 403
    assert sent(client, "drop_yearly_paper", plan.pk).status_code == 302
    plan.refresh_from_db()
    assert (plan.paper, "План уже написан?" in shown(client, "yearly_paper", plan.pk)) == (None, True)


def test_the_next_plan_begins_with_the_measures_of_the_former(territory: Territory, signed_in: SignedIn) -> None:
    former = approved(territory.home)
    client = signed_in(head(territory.home))
    made = _began(client, territory.home, year=2028, former=former.pk)
    assert [(one.text, one.term) for one in made.measures.all()] == [
        (STAND.text, "до 01.03.2028"),
        ("Поставить скамьи", "II квартал"),
    ]
    again = {"title": "по", "year": 2028, "former": former.pk}
    assert sent(client, "begin_yearly", "organization", territory.home.organizations[0].pk, **again).status_code == 422


def test_a_foreign_plan_is_not_there(territory: Territory, signed_in: SignedIn) -> None:
    plan = written(territory.home)
    measure = plan.measures.first()
    plans = (
        "yearly",
        "yearly_heading",
        "discard_yearly",
        "add_yearly",
        "yearly_paper",
        "approve_yearly",
        "amend_yearly",
    )
    plans += ("publish_yearly", "close_yearly", "reopen_yearly")
    measures = ("yearly_result", "change_yearly", "remove_yearly", "cancel_yearly", "resume_yearly")
    addresses = [reverse(f"plans:{name}", args=(plan.pk,)) for name in plans]
    addresses += [reverse(f"plans:{name}", args=(measure.pk,)) for name in measures]
    for paper, ending in (("plan", "docx"), ("report", "pdf"), ("table", "csv")):
        addresses.append(reverse("plans:yearly_file", args=(plan.pk, paper, ending)))
    addresses.append(reverse("plans:begin_yearly", args=("organization", plan.organization_id)))
    posted = [
        reverse(f"plans:{name}", args=(number,))
        for name, number in (
            ("take_yearly_paper", plan.pk),
            ("drop_yearly_paper", plan.pk),
            ("report_yearly", plan.pk),
            ("raise_yearly", measure.pk),
        )
    ]
    foreign = territory.foreign.people
    for person in (foreign[Role.ORGANIZATION_HEAD], foreign[Role.AUTHORITY_ADMIN], foreign[Role.COUNCIL_CHAIR]):
        client = signed_in(person)
        assert {client.get(address).status_code for address in addresses} == {404}
        assert {client.post(address).status_code for address in (*addresses, *posted)} <= {404, 405}
    operator = signed_in(territory.people[Role.OPERATOR_MANAGER])
    assert operator.get(addresses[0]).status_code == 404
    assert operator.get(reverse("plans:yearly_organizations")).status_code == 403


def test_the_authority_reads_a_draft_and_the_council_and_the_region_an_approved_plan(
    territory: Territory, signed_in: SignedIn
) -> None:
    home = territory.home
    plan = written(home)
    readers = {role: signed_in(territory.people[role]) for role in (
        Role.AUTHORITY_SPECIALIST, Role.COUNCIL_MEMBER, Role.REGIONAL_OBSERVER
    )}  # fmt: skip
    address = reverse("plans:yearly", args=(plan.pk,))
    before = [client.get(address).status_code for client in readers.values()]
    change = reverse("plans:change_yearly", args=(plan.measures.first().pk,))
    assert (before, readers[Role.AUTHORITY_SPECIALIST].get(change).status_code) == ([200, 404, 404], 403)
    yearly_life.approve(plan, by=head(home), on=APPROVED_ON, facts=APPROVAL)
    assert [client.get(address).status_code for client in readers.values()] == [200, 200, 200]


def test_the_list_of_organizations_says_who_is_late(
    territory: Territory, signed_in: SignedIn, time_machine: TimeMachineFixture
) -> None:
    approved(territory.home)
    time_machine.move_to(noon(LATE))
    client = signed_in(territory.people[Role.AUTHORITY_SPECIALIST])
    access = access_of(territory.people[Role.AUTHORITY_SPECIALIST])
    count, found = totals(access, YearlyFilter(2027), LATE)
    assert (count, {one.value: number for one, number in found.items()}) == (
        3,
        {"no_plan": 2, "not_approved": 0, "measures_late": 1, "not_published": 1, "not_closed": 0},
    )
    (late,) = standings(access, YearlyFilter(2027, YearlyAttention.MEASURES_LATE), LATE).rows
    assert (late.organization, late.measures, late.done, late.late) == (territory.home.organizations[0], 2, 0, 2)
    page = shown(client, "yearly_organizations")
    assert ["у каких организаций есть план на 2027 год" in page.lower(), page.count("плана нет") > 2] == [True, True]
    table = client.get(f"{reverse('plans:yearly_organizations_table', args=('csv',))}?attention=no_plan")
    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert [row[:3] for row in rows[1:]] == [
        ["Школа № 2, Заречный", "", "плана нет"],
        ["Школа № 3, Заречный", "", "плана нет"],
    ]


def test_the_list_asks_the_database_as_often_for_one_plan_as_for_three(
    territory: Territory, signed_in: SignedIn
) -> None:
    home = territory.home
    client = signed_in(territory.people[Role.AUTHORITY_SPECIALIST])
    approved(home)
    address = f"{reverse('plans:yearly_organizations')}?year=2027"
    client.get(address)
    with CaptureQueriesContext(connection) as one:
        client.get(address)
    for organization in home.organizations[1:]:
        plan = YearlyPlan.objects.create(
            authority=home.authority, organization=organization, year=2027, title="по", drafted_on=BEGUN_ON,
            drafted_by=head(home), state="approved",
        )  # fmt: skip
        YearlyMeasure.objects.create(plan=plan, position=1, number="1", text="Дело")
    with CaptureQueriesContext(connection) as three:
        client.get(address)
    assert len(three) == len(one)


def test_the_page_asks_the_database_as_often_for_two_measures_as_for_five(
    territory: Territory, signed_in: SignedIn
) -> None:
    plan = written(territory.home)
    client = signed_in(head(territory.home))
    address = reverse("plans:yearly", args=(plan.pk,))
    client.get(address)
    with CaptureQueriesContext(connection) as two:
        client.get(address)
    YearlyMeasure.objects.bulk_create(
        YearlyMeasure(plan=plan, position=number, number=str(number), text="Дело", term="май") for number in (3, 4, 5)
    )
    with CaptureQueriesContext(connection) as five:
        client.get(address)
    assert len(five) == len(two)


def test_the_plan_prints_its_result_and_the_report_what_came_of_it(territory: Territory) -> None:
    home = territory.home
    plan = approved(home)
    first, second = plan.measures.all()
    facts = YearlyResult("Стенд обновлён", date(2027, 2, 20), "акт № 3")
    yearly_execution.record_result(first, by=head(home), on=LATE, facts=facts)
    yearly_execution.cancel(second, by=head(home), reason="Нет средств")
    printed, report = text(plan_paper(plan, on=LATE)), text(report_paper(plan, on=LATE))
    assert [words in printed for words in ("на 2027 год", "Сведения на стенде полны", "приказ от 15.12.2026 № 91")] == [
        True
    ] * 3
    assert [words in report for words in ("Стенд обновлён", "20.02.2027", "отменено", "Нет средств")] == [True] * 4
    assert "Всего мероприятий: 1. Исполнено: 1." in report


def test_the_authoritys_plan_has_those_responsible_and_its_heads_are_not_counted(territory: Territory) -> None:
    plan = carried_by_authority(territory.home)
    printed, report = text(plan_paper(plan, on=LATE)), text(report_paper(plan, on=LATE))
    assert ["Ответственный исполнитель" in printed, "Управление образования" in printed] == [True, True]
    assert "Всего мероприятий: 1. Исполнено: 0." in report


@pytest.mark.parametrize("paper", ["plan", "report"])
def test_files_open_as_what_they_are(territory: Territory, signed_in: SignedIn, paper: str) -> None:
    plan = approved(territory.home)
    client = signed_in(head(territory.home))
    word = client.get(reverse("plans:yearly_file", args=(plan.pk, paper, "docx")))
    pdf = client.get(reverse("plans:yearly_file", args=(plan.pk, paper, "pdf")))
    with ZipFile(io.BytesIO(word.content)) as archive:
        assert "word/document.xml" in archive.namelist()
    assert (pdf.content[:5], word.headers["X-Content-Type-Options"]) == (b"%PDF-", "nosniff")
    for kind, ending in ((paper, "exe"), ("table", "docx"), ("letter", "pdf")):
        assert client.get(reverse("plans:yearly_file", args=(plan.pk, kind, ending))).status_code == 404


def test_nothing_in_a_table_becomes_a_formula(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    plan = begun(home)
    facts = YearlyMeasureFacts("=HYPERLINK(1)", section="+1", term="до 01.03.2027", expected="@cmd", assignee_post="-2")
    yearly_writing.add(plan, by=head(home), facts=facts)
    client = signed_in(head(home))
    table = client.get(reverse("plans:yearly_file", args=(plan.pk, "table", "csv"))).content.decode("utf-8-sig")
    row = list(csv.reader(io.StringIO(table), delimiter=";"))[1]
    assert row[:7] == ["'+1", "1", "'=HYPERLINK(1)", "до 01.03.2027", "01.03.2027", "'-2", "'@cmd"]
    book = client.get(reverse("plans:yearly_file", args=(plan.pk, "table", "xlsx"))).content
    with ZipFile(io.BytesIO(book)) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
        words = archive.read("xl/sharedStrings.xml").decode()
    assert (sheet.count("<f>"), sheet.count("hyperlink"), words.count("=HYPERLINK(1)")) == (0, 0, 1)


def test_the_desk_reminds_of_drafts_of_what_is_late_and_of_a_year_that_is_over(territory: Territory) -> None:
    home = territory.home
    plan = written(home)

    def told(role: Role, on: date) -> list[str]:
        return [
            task.title for task in desk_of(access_of(territory.people[role]), on).tasks if "план" in task.title.lower()
        ]

    assert told(Role.ORGANIZATION_HEAD, BEGUN_ON) == ["Утвердить план на 2027 год"]
    assert told(Role.ORGANIZATION_DEPUTY, BEGUN_ON) == ["Дописать план на 2027 год"]
    yearly_life.approve(plan, by=head(home), on=APPROVED_ON, facts=APPROVAL)
    late = "Записать результаты плана на 2027 год: просрочено 2 мероприятия"
    assert told(Role.ORGANIZATION_DEPUTY, LATE) == [late]
    assert told(Role.ORGANIZATION_HEAD, date(2028, 1, 10)) == [late, "Завершить план на 2027 год: год прошёл"]
    assert told(Role.AUTHORITY_ADMIN, LATE) == []


def test_an_empty_plan_offers_the_sections_of_the_criteria(territory: Territory, signed_in: SignedIn) -> None:
    plan = begun(territory.home)
    client = signed_in(head(territory.home))
    page = shown(client, "yearly", plan.pk)
    assert page.count("Начать раздел") == 5
    section = "II. Комфортность условий предоставления услуг"
    address = f"{reverse('plans:add_yearly', args=(plan.pk,))}?section={section}"
    assert f'value="{section}"' in client.get(address).content.decode()
