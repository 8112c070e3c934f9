"""Pages of execution: a measure, its proofs, its terms, the quarter's report."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.plan_screens import HOSTILE, SignedIn, noon, sent, shown
from tests.web.planned import BEGUN_ON, approved, deputy, head, reported, specialist, submitted
from tests.web.territory import Municipality, Territory
from time_machine import TimeMachineFixture

from merilo_web.accounts.roles import Role
from merilo_web.plans.models import Measure, QuarterlyReport

pytestmark = pytest.mark.django_db
PNG = b"\x89PNG\r\n\x1a\n" + b"0" * 64
DONE = {"implemented": "Поставлены две скамьи", "completed_on": BEGUN_ON.isoformat()}


@pytest.fixture
def begun(territory: Territory, time_machine: TimeMachineFixture) -> Municipality:
    """The municipality on the day on which its approved plan is carried out."""
    approved(territory.home)
    time_machine.move_to(noon(BEGUN_ON))
    return territory.home


def measure_of(home: Municipality) -> Measure:
    return Measure.objects.get(plan__listed=home.listed[0])


def test_from_the_first_day_to_the_confirmation(begun: Municipality, signed_in: SignedIn) -> None:
    measure = measure_of(begun)
    writer, checker = signed_in(deputy(begun)), signed_in(specialist(begun))
    assert "Начать работу" in shown(writer, "measure", measure.pk)
    assert sent(writer, "begin_measure", measure.pk).status_code == 302
    photo = SimpleUploadedFile("скамьи.png", PNG, "image/png")
    assert sent(writer, "add_proof", measure.pk, title="Скамьи", file=photo).status_code == 302
    assert sent(writer, "report_measure", measure.pk, **DONE).status_code == 302
    assert sent(checker, "refuse_measure", measure.pk, remark="Не видно второй скамьи").status_code == 302
    assert "Не видно второй скамьи" in shown(writer, "measure", measure.pk)
    assert sent(writer, "report_measure", measure.pk, **DONE).status_code == 302
    assert "Подтвердить исполнение" in shown(checker, "measure", measure.pk)
    assert sent(checker, "confirm_measure", measure.pk, note="видел сам").status_code == 302
    page = shown(writer, "measure", measure.pk)
    proof = measure.proofs.get()
    assert [proof.digest in page, f"/registry/evidence/{proof.evidence_id}/" in page, "Белых" in page] == [True] * 3
    assert sent(checker, "reopen_measure", measure.pk, reason="Скамьи убрали").status_code == 302
    assert sent(checker, "cancel_measure", measure.pk, reason="").status_code == 422
    assert sent(checker, "cancel_measure", measure.pk, reason="Вход закрыт").status_code == 302
    measure.refresh_from_db()
    assert (measure.state, measure.plan.state) == ("cancelled", "in_execution")


def test_a_plan_is_offered_to_be_closed_when_every_measure_is_settled(begun: Municipality, signed_in: SignedIn) -> None:
    measure = measure_of(begun)
    checker = signed_in(specialist(begun))
    closing = reverse("plans:close", args=(measure.plan_id,))
    reported(measure, begun)
    waiting = shown(checker, "plan", measure.plan_id)
    assert sent(checker, "confirm_measure", measure.pk, note="видел сам").status_code == 302
    settled = shown(checker, "plan", measure.plan_id)
    assert (closing in waiting, closing in settled) == (False, True)


def test_what_was_typed_about_execution_stays(begun: Municipality, signed_in: SignedIn) -> None:
    measure = measure_of(begun)
    client = signed_in(deputy(begun))
    wrong = {
        "report_measure": {**DONE, "completed_on": "2030-01-01"},
        "request_extension": {"term": "когда-нибудь", "reason": "Поставлены две скамьи"},
        "add_proof": {"title": "Поставлены две скамьи"},
    }
    answers = {name: sent(client, name, measure.pk, **fields) for name, fields in wrong.items()}
    kept = {name: (one.status_code, DONE["implemented"] in one.content.decode()) for name, one in answers.items()}
    assert kept == dict.fromkeys(wrong, (422, True))


def test_nobody_confirms_what_is_theirs(begun: Municipality, signed_in: SignedIn) -> None:
    measure = reported(measure_of(begun), begun)
    for user in (deputy(begun), head(begun)):
        client = signed_in(user)
        assert "Подтвердить исполнение" not in shown(client, "measure", measure.pk)
        assert [sent(client, name, measure.pk).status_code for name in ("confirm_measure", "refuse_measure")] == [
            403,
            403,
        ]
    writer_verbs = ("begin_measure", "report_measure", "add_proof", "request_extension")
    checker = signed_in(specialist(begun))
    assert [sent(checker, name, measure.pk).status_code for name in writer_verbs] == [403] * 4
    member = signed_in(begun.people[Role.COUNCIL_MEMBER])
    assert sent(member, "confirm_measure", measure.pk, note="видел").status_code == 302


def test_proofs_have_versions_and_are_withdrawn(begun: Municipality, signed_in: SignedIn) -> None:
    measure = measure_of(begun)
    client = signed_in(deputy(begun))
    assert sent(client, "add_proof", measure.pk, url="javascript:alert(1)").status_code == 422
    disguised = SimpleUploadedFile("акт.pdf", b"MZ\x90", "application/pdf")
    assert sent(client, "add_proof", measure.pk, file=disguised).status_code == 422
    assert sent(client, "add_proof", measure.pk, url="https://school1.example.org/a", title=HOSTILE).status_code == 302
    first = measure.proofs.get()
    assert HOSTILE not in shown(client, "measure", measure.pk)
    assert sent(client, "replace_proof", first.pk, url="https://school1.example.org/b").status_code == 302
    second = measure.proofs.get(number=2)
    assert sent(client, "withdraw_proof", second.pk, reason="").status_code == 422
    assert sent(client, "withdraw_proof", second.pk, reason="Не та страница").status_code == 302
    page = shown(client, "measure", measure.pk)
    assert ["заменено" in page, "отозвано" in page, "Не та страница" in page] == [True] * 3
    assert sent(client, "replace_proof", first.pk, url="https://school1.example.org/c").status_code == 403


def test_a_later_term_is_asked_for_and_answered(begun: Municipality, signed_in: SignedIn) -> None:
    measure = measure_of(begun)
    writer, checker = signed_in(deputy(begun)), signed_in(specialist(begun))
    asked = {"term": "до 01.06.2027", "reason": "Подрядчик сорвал срок"}
    assert sent(writer, "request_extension", measure.pk, **asked).status_code == 302
    again = sent(writer, "request_extension", measure.pk, **{**asked, "term": "до 01.07.2027"})
    assert (again.status_code, asked["reason"] in again.content.decode()) == (422, True)
    extension = measure.extensions.get()
    assert ("Продлить" in shown(checker, "measure", measure.pk), asked["reason"] in shown(checker, "to_check")) == (
        True,
        False,
    )
    assert sent(writer, "grant_extension", extension.pk).status_code == 403
    assert sent(checker, "refuse_extension", extension.pk, answer="").status_code == 422
    assert sent(checker, "grant_extension", extension.pk, answer="Согласовано").status_code == 302
    measure.refresh_from_db()
    assert measure.due_on == date(2027, 6, 1)
    assert sent(checker, "refuse_extension", extension.pk, answer="нет").status_code == 403


def test_a_quarter_is_reported(begun: Municipality, signed_in: SignedIn, time_machine: TimeMachineFixture) -> None:
    plan = measure_of(begun).plan
    client = signed_in(deputy(begun))
    page = client.get(reverse("plans:reports", args=(plan.pk,)))
    assert [(str(one.window.quarter.title), one.standing.value) for one in page.context["lines"]] == [
        ("I квартал 2027 года", "ahead"),
        ("IV квартал 2026 года", "late"),
    ]
    assert client.post(reverse("plans:begin_report", args=(plan.pk, 2025, 1))).status_code == 404
    assert client.post(reverse("plans:begin_report", args=(plan.pk, 2026, 4))).status_code == 302
    report = QuarterlyReport.objects.get()
    assert "Сдать отчёт" in shown(client, "report", report.pk)
    long = sent(client, "submit_report", report.pk, note="а" * 4001)
    assert (long.status_code, "а" * 4001 in long.content.decode()) == (422, True)
    assert sent(client, "submit_report", report.pk, note="Идёт закупка").status_code == 302
    report.refresh_from_db()
    checker = signed_in(specialist(begun))
    for reader in (client, checker):
        text = shown(reader, "report", report.pk)
        assert (f"/registry/documents/{report.docx_id}/" in text, "Идёт закупка" in text) == (True, True)
    assert sent(client, "submit_report", report.pk).status_code == 403
    assert client.post(reverse("plans:begin_report", args=(plan.pk, 2027, 1))).status_code == 302
    ahead = QuarterlyReport.objects.get(year=2027)
    assert "Квартал ещё идёт" in shown(client, "report", ahead.pk)
    assert sent(client, "submit_report", ahead.pk).status_code == 422
    time_machine.move_to(noon(date(2027, 4, 5)))
    assert sent(signed_in(deputy(begun)), "submit_report", ahead.pk).status_code == 302


def test_a_plan_that_is_not_approved_is_not_carried_out(territory: Territory, signed_in: SignedIn) -> None:
    measure = submitted(territory.home).measures.get()
    client = signed_in(deputy(territory.home))
    names = ("begin_measure", "report_measure", "add_proof", "request_extension")
    assert [sent(client, name, measure.pk).status_code for name in names] == [403] * 4
    assert "Сообщить об исполнении" not in shown(client, "measure", measure.pk)
