"""Letters: written to everybody once, declined, corrected, numbered in a row, filed, never shown to strangers."""

import io
import time
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from tests.web.prepared import DAY, admin, events, requests, stand
from tests.web.territory import Territory

from merilo.documents.papers.blocks import Facing
from merilo.documents.papers.letters import Transmittal
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import letters
from merilo_web.cycles.actions.letters import LetterFacts, LetterText
from merilo_web.cycles.models import Letter, ListedOrganization
from merilo_web.cycles.queries.letters import following, letter_paper, next_number, paragraphs
from merilo_web.cycles.states import CycleState, LetterKind, LetterState
from merilo_web.registry.access import access_of
from merilo_web.registry.models import Organization

Browser = Callable[[User], Client]


def test_a_letter_is_written_to_every_organization_of_the_list_once(territory: Territory) -> None:
    drafts = requests(territory)
    assert [(one.name_dative, one.post_dative, one.email, one.state) for one in drafts] == [
        ("Ветровой Ольге Игоревне", "директору", f"school{number}-home@example.org", LetterState.DRAFT)
        for number in (1, 2, 3)
    ]
    assert [one.answer_by for one in drafts] == [date(2026, 3, 16)] * 3
    assert events() == ["cycles.write_requests"]
    facts = LetterFacts(LetterKind.POPULATION_REQUEST, answer_by=DAY)
    with pytest.raises(NotAllowedError, match="составлять некому"):
        letters.write_letters(territory.home.cycle, by=admin(territory.home), on=DAY, facts=facts)


def test_what_a_person_wrote_in_the_register_wins_over_the_declension(territory: Territory) -> None:
    school = territory.home.organizations[0]
    Organization.objects.filter(pk=school.pk).update(head_name_dative="Ветер Ольге", head_post_dative="и. о. директора")
    draft = requests(territory)[0]
    assert (draft.name_dative, draft.post_dative) == ("Ветер Ольге", "и. о. директора")


def test_a_genitive_of_the_organization_that_a_person_wrote_stands_in_the_address(territory: Territory) -> None:
    school, draft = territory.home.organizations[0], requests(territory)[0]

    def whose() -> str:
        kept = Letter.objects.select_related("cycle__authority", "listed__organization").get(pk=draft.pk)
        (top,) = (one for one in letter_paper(kept, on=DAY).blocks if isinstance(one, Facing))
        return top.right[1]

    before = whose()
    Organization.objects.filter(pk=school.pk).update(full_name_genitive="Школы Веселова")
    assert (before == school.full_name, whose()) == (True, "Школы Веселова")


def test_a_notice_names_dates_operator_and_what_is_looked_at(territory: Territory) -> None:
    home = territory.home
    cycle = stand(home, CycleState.CONTRACTED)
    facts = LetterFacts(
        LetterKind.NOTICE, contact="Гусева М. Л.", questionnaires={home.organizations[0].pk: "https://nok.example/a/K7"}
    )
    assert letters.write_letters(cycle, by=admin(home), on=DAY, facts=facts) == 3
    text = cycle.letters.get(listed__organization=home.organizations[0]).text
    assert [
        words in text for words in ("01.04.2026", "31.05.2026", "ООО «Опрос", "https://nok.example/a/K7", "стенды")
    ] == [True] * 5


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (LetterFacts(LetterKind.POPULATION_REQUEST), "answer_by"),
        (LetterFacts(LetterKind.REMINDER, answer_by=DAY, about="  "), "about"),
        (LetterFacts(LetterKind.NOTICE, begins_on=DAY, ends_on=date(2026, 3, 1)), "ends_on"),
    ],
)
def test_what_is_missing_for_the_letters_is_said_at_its_field(
    territory: Territory, facts: LetterFacts, field: str
) -> None:
    cycle = stand(territory.home, CycleState.CONTRACTED)
    with pytest.raises(ValidationError) as refused:
        letters.write_letters(cycle, by=admin(territory.home), on=DAY, facts=facts)
    assert list(refused.value.message_dict) == [field]
    assert Letter.objects.count() == 0


def test_a_reminder_goes_to_those_who_have_not_answered(territory: Territory) -> None:
    home, cycle = territory.home, stand(territory.home)
    ListedOrganization.objects.filter(pk=home.listed[0].pk).update(population=100)
    facts = LetterFacts(LetterKind.REMINDER, answer_by=DAY, about="просили сообщить численность")
    assert letters.write_letters(cycle, by=admin(home), on=DAY, facts=facts) == 2
    assert set(cycle.letters.values_list("listed", flat=True)) == {one.pk for one in home.listed[1:]}


def test_letters_with_results_are_written_from_what_the_results_say(territory: Territory) -> None:
    home, cycle = territory.home, stand(territory.home, CycleState.APPROVED)
    handed = {home.organizations[1].pk: Transmittal(cycle.title, total="79,76", recommendations=("Обновить стенд.",))}
    assert letters.write_transmittals(cycle, by=admin(home), on=DAY, handed=handed) == 1
    assert "Итоговая оценка: 79,76 из 100." in cycle.letters.get().text


def test_letters_are_issued_under_numbers_in_a_row_and_filed_for_their_organizations(territory: Territory) -> None:
    home = territory.home
    requests(territory)
    issued = letters.issue_letters(
        home.cycle, by=admin(home), on=DAY, kind=LetterKind.POPULATION_REQUEST, first_number="01-15/9"
    )
    rows = Letter.objects.order_by("id")
    assert (issued, [one.number for one in rows]) == (3, ["01-15/9", "01-15/10", "01-15/11"])
    assert {one.state for one in rows} == {LetterState.ISSUED}
    assert set(
        ListedOrganization.objects.filter(cycle=home.cycle).values_list("population_requested_on", flat=True)
    ) == {DAY}
    head = access_of(home.people[Role.ORGANIZATION_HEAD])
    assert [head.sees(one.docx.filing.scope) for one in rows if one.docx] == [True, False, False]
    assert events() == ["cycles.write_requests", *["cycles.issue_letter"] * 3]


def test_a_number_that_the_authority_has_given_this_year_is_refused(territory: Territory) -> None:
    home, drafts = territory.home, requests(territory)
    letters.issue_letter(drafts[0], by=admin(home), on=DAY, number="7")
    with pytest.raises(ValidationError) as refused:
        letters.issue_letter(drafts[1], by=admin(home), on=DAY, number=" 7 ")
    assert refused.value.message_dict == {"first_number": ["Письмо № 7 в этом году уже есть: дайте другой номер."]}
    assert next_number(home.cycle, 2026) == "8"
    assert next_number(territory.foreign.cycle, 2026) == "1"


@pytest.mark.parametrize(
    ("number", "after"), [("9", "10"), ("01-15/099", "01-15/100"), ("12-к", "13-к"), ("б/н", "б/н-2")]
)
def test_the_number_after_a_number(number: str, after: str) -> None:
    assert following(number) == after


def test_a_letter_is_not_issued_while_nobody_can_sign_it(territory: Territory) -> None:
    home, drafts = territory.home, requests(territory)
    type(home.authority).objects.filter(pk=home.authority.pk).update(head_name="")
    with pytest.raises(NotAllowedError, match="некому подписать"):
        letters.issue_letter(drafts[0], by=admin(home), on=DAY)


def test_a_draft_is_corrected_and_an_issued_letter_is_not(territory: Territory) -> None:
    home, draft = territory.home, requests(territory)[0]
    text = LetterText(
        "Тема <b>", "Первый\r\n абзац.\n\n \n\nВторой.", "Ветрова Ольга Игоревна", "Ветровой О. И.", "директору"
    )
    edited = letters.edit_letter(draft, by=admin(home), facts=text)
    assert (edited.subject, paragraphs(edited.text), edited.email) == ("Тема <b>", ("Первый абзац.", "Второй."), "")
    letters.issue_letter(edited, by=admin(home), on=DAY)
    with pytest.raises(NotAllowedError):
        letters.edit_letter(edited, by=admin(home), facts=text)
    with pytest.raises(NotAllowedError):
        letters.discard_letter(edited, by=admin(home))
    with pytest.raises(NotAllowedError, match="нет адреса"):
        letters.queue_letter(edited, by=admin(home))


@pytest.mark.parametrize("role", [Role.OPERATOR_MANAGER, Role.COUNCIL_CHAIR, Role.ORGANIZATION_HEAD, Role.SYSTEM_ADMIN])
def test_only_the_authority_writes_and_issues(territory: Territory, role: Role) -> None:
    draft, by = requests(territory)[0], territory.people[role]
    with pytest.raises(NotAllowedError):
        letters.issue_letter(draft, by=by, on=DAY)
    with pytest.raises(NotAllowedError):
        letters.discard_letter(draft, by=territory.foreign.people[Role.AUTHORITY_ADMIN])
    assert Letter.objects.get(pk=draft.pk).state == LetterState.DRAFT


def test_a_letter_handed_over_on_paper_is_delivered(territory: Territory) -> None:
    home, draft = territory.home, requests(territory)[0]
    issued = letters.issue_letter(draft, by=admin(home), on=DAY)
    with pytest.raises(ValidationError):
        letters.hand_letter(issued, by=admin(home), on=date(2026, 3, 1), how="нарочным")
    handed = letters.hand_letter(issued, by=admin(home), on=DAY, how="нарочным")
    assert (handed.state, handed.handed_to, handed.sent_at is not None) == (LetterState.SENT, "нарочным", True)


def test_all_letters_come_as_one_zip_and_as_one_pdf(territory: Territory, signed_in: Browser) -> None:
    home, kind = territory.home, LetterKind.POPULATION_REQUEST
    requests(territory)
    letters.issue_letters(home.cycle, by=admin(home), on=DAY, kind=kind, first_number="1")
    browser = signed_in(admin(home))
    packed = browser.get(reverse("cycles:letters_zip", args=(home.cycle.pk, kind)))
    with zipfile.ZipFile(io.BytesIO(packed.content)) as archive:
        names = archive.namelist()
    assert (len(names), names[0]) == (6, "Письмо 1 Школа № 1, Заречный.docx")
    assert browser.get(reverse("cycles:letters_pdf", args=(home.cycle.pk, kind))).content[:5] == b"%PDF-"
    stranger = signed_in(territory.foreign.people[Role.AUTHORITY_ADMIN])
    assert stranger.get(reverse("cycles:letters_zip", args=(home.cycle.pk, kind))).status_code == 404


def test_letters_are_written_issued_and_queued_on_the_screen(territory: Territory, signed_in: Browser) -> None:
    home, browser = territory.home, signed_in(admin(territory.home))
    stand(home)
    at = (home.cycle.pk, LetterKind.POPULATION_REQUEST)
    faulty = browser.post(reverse("cycles:write_letters", args=at), {"period": "за 2025 год", "answer_by": ""})
    assert (faulty.status_code, Letter.objects.count()) == (422, 0)
    browser.post(reverse("cycles:write_letters", args=at), {"period": "за 2025 год", "answer_by": "16.03.2026"})
    browser.post(reverse("cycles:issue_letters", args=at), {"first_number": "5"})
    moved = browser.post(reverse("cycles:queue_letters", args=at), follow=True)
    assert moved.redirect_chain[-1][0] == reverse("cycles:deliveries", args=(home.cycle.pk,))
    assert [(one.number, one.state) for one in Letter.objects.order_by("id")] == [
        (str(number), LetterState.QUEUED) for number in (5, 6, 7)
    ]


def test_an_organization_opens_its_own_issued_letter_and_nothing_else(territory: Territory, signed_in: Browser) -> None:
    home, drafts = territory.home, requests(territory)
    head = signed_in(home.people[Role.ORGANIZATION_HEAD])
    pages = [reverse("cycles:letter", args=(one.pk,)) for one in drafts]
    assert [head.get(page).status_code for page in pages] == [404, 404, 404]
    letters.issue_letters(home.cycle, by=admin(home), on=DAY, kind=LetterKind.POPULATION_REQUEST, first_number="1")
    assert [head.get(page).status_code for page in pages] == [200, 404, 404]
    assert head.get(reverse("cycles:letters", args=(home.cycle.pk,))).status_code == 404


def test_the_list_of_letters_asks_the_database_as_often_for_one_as_for_three(
    territory: Territory, signed_in: Browser
) -> None:
    home, browser = territory.home, signed_in(admin(territory.home))
    requests(territory)
    page = f"{reverse('cycles:letters', args=(home.cycle.pk,))}?kind=population_request"
    browser.get(page)
    with CaptureQueriesContext(connection) as three:
        assert browser.get(page).status_code == 200
    Letter.objects.exclude(listed=home.listed[0]).delete()
    with CaptureQueriesContext(connection) as one:
        browser.get(page)
    assert len(one) == len(three)


def test_seventy_five_letters_take_at_most_ten_seconds_of_work(territory: Territory) -> None:
    home, cycle = territory.home, stand(territory.home)
    made = Organization.objects.bulk_create(
        Organization(
            authority=home.authority, full_name=f"Детский сад № {number}", short_name=f"Детский сад № {number}",
            type="kindergarten", inn=f"79000{number:05d}", head_name="Гусев Пётр Ильич", head_post="заведующий",
        )
        for number in range(72)
    )  # fmt: skip
    ListedOrganization.objects.bulk_create(
        ListedOrganization(cycle=cycle, organization=one, ground="never_assessed") for one in made
    )
    facts = LetterFacts(LetterKind.POPULATION_REQUEST, answer_by=DAY)
    began = time.process_time()
    letters.write_letters(cycle, by=admin(home), on=DAY, facts=facts)
    issued = letters.issue_letters(cycle, by=admin(home), on=DAY, kind=facts.kind, first_number="1")
    assert issued == 75
    assert time.process_time() - began <= 10
