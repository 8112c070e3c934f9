"""Letters with results: drafted from an approved version, issued, sent, their delivery logged, opened by whom."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.scored import approved, considered
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import letters as sent_letters
from merilo_web.cycles.actions.sending import send_queued
from merilo_web.cycles.models import Letter
from merilo_web.cycles.queries.cycles import running
from merilo_web.cycles.states import LetterKind, LetterState
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.access import access_of
from merilo_web.results.actions.letters import write_letters
from merilo_web.results.queries.tasks import awaiting

SignedIn = Callable[[User], Client]
ON = date(2026, 10, 12)
KIND = LetterKind.TRANSMITTAL


def titles(user: User) -> list[str]:
    """What awaits a person in results."""
    access = access_of(user)
    return [task.title for task in awaiting(access, running(access), ON)]


@pytest.mark.parametrize("role", list(Role))
def test_the_authority_writes_them(territory: Territory, role: Role) -> None:
    version = approved(territory.home)
    if role in AUTHORITY:
        assert write_letters(version, by=territory.people[role], on=ON) == 3
        assert JournalEntry.objects.filter(event="cycles.write_transmittals").count() == 1
    else:
        with pytest.raises(NotAllowedError):
            write_letters(version, by=territory.people[role], on=ON)


def test_they_tell_figures_proposals_and_the_day_for_the_plan(territory: Territory) -> None:
    version = approved(territory.home)
    write_letters(version, by=territory.people[Role.AUTHORITY_ADMIN], on=ON)
    row = version.organizations.get(listed=territory.home.listed[0])
    first = version.recommendations.filter(listed=row.listed_id).order_by("position").first()
    text = Letter.objects.get(listed=row.listed_id).text
    total = f"Итоговая оценка: {row.total.replace('.', ',')} из 100, место 1."
    assert first is not None
    assert [one in text for one in (total, f"1) {first.text}", "протокол от 08.10.2026 № 4", "утвердить план")] == [
        True
    ] * 4


def test_results_that_the_council_has_not_approved_are_not_told(territory: Territory) -> None:
    version = considered(territory.home)
    with pytest.raises(NotAllowedError, match="утверждённой советом"):
        write_letters(version, by=territory.people[Role.AUTHORITY_ADMIN], on=ON)


def test_from_the_button_to_the_log_of_delivery(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = approved(home)
    client = signed_in(home.people[Role.AUTHORITY_SPECIALIST])
    page = client.post(reverse("results:write_letters", args=(version.pk,)))
    letters = f"{reverse('cycles:letters', args=(home.cycle.pk,))}?kind=transmittal"
    assert page.headers["Location"] == letters
    at = (home.cycle.pk, KIND.value)
    client.post(reverse("cycles:issue_letters", args=at), {"first_number": "01-15/7"})
    client.post(reverse("cycles:queue_letters", args=at))
    assert send_queued(now=timezone.now()).sent == 3
    assert sorted(one.to[0] for one in mail.outbox) == sorted(one.email for one in home.organizations)
    assert [name for name, _, _ in mail.outbox[0].attachments] == ["Письмо 01-15-7 Школа № 1, Заречный.pdf"]
    log = client.get(reverse("cycles:deliveries", args=(home.cycle.pk,))).content.decode()
    assert log.count("отправлено") == 3


def test_the_desk_reminds_of_them_until_they_are_written(territory: Territory) -> None:
    home = territory.home
    version = approved(home)
    admin, task = home.people[Role.AUTHORITY_ADMIN], "Составить письма организациям с результатами и предложениями"
    assert [task in titles(one) for one in (admin, home.people[Role.COUNCIL_CHAIR])] == [True, False]
    write_letters(version, by=admin, on=ON)
    assert task not in titles(admin)


def test_the_organization_finds_its_letter_beside_its_results(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = approved(home)
    admin = home.people[Role.AUTHORITY_ADMIN]
    write_letters(version, by=admin, on=ON)
    client = signed_in(home.people[Role.ORGANIZATION_HEAD])
    page = reverse("results:organization", args=(version.pk, home.listed[0].pk))
    letter = Letter.objects.get(listed=home.listed[0])
    link = reverse("cycles:letter", args=(letter.pk,))
    assert link not in client.get(page).content.decode()
    sent_letters.issue_letters(home.cycle, by=admin, on=ON, kind=KIND, first_number="1")
    assert link in client.get(page).content.decode()
    letter.refresh_from_db()
    assert letter.state == LetterState.ISSUED
    opened = {one.pk: client.get(reverse("registry:document", args=(one.docx_id,))) for one in Letter.objects.all()}
    assert {number: page.status_code for number, page in opened.items()} == {
        one.pk: 200 if one == letter else 404 for one in Letter.objects.all()
    }
    assert opened[letter.pk].getvalue()


@pytest.mark.parametrize("role", [Role.COUNCIL_MEMBER, Role.OPERATOR_INSPECTOR, Role.REGIONAL_OBSERVER])
def test_every_link_to_a_letter_opens(territory: Territory, signed_in: SignedIn, role: Role) -> None:
    home = territory.home
    admin = home.people[Role.AUTHORITY_ADMIN]
    write_letters(approved(home), by=admin, on=ON)
    sent_letters.issue_letters(home.cycle, by=admin, on=ON, kind=KIND, first_number="1")
    client = signed_in(territory.people[role])
    page = client.get(reverse("cycles:letters", args=(home.cycle.pk,)), {"kind": KIND.value}).content.decode()
    links = re.findall(r'href="(/registry/documents/\d+/)"', page)
    opened = [client.get(link) for link in links]
    assert [(one.status_code, one.getvalue()[:2] in {b"PK", b"%P"}) for one in opened] == [(200, True)] * 6
