"""Signing in: by invited people only, counted by address and name together, ended at once when it must end."""

import re

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse
from tests.web.territory import Territory

from merilo_web.accounts import actions, invitations
from merilo_web.accounts.invitations import Standing
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.journal.models import JournalEntry

PASSWORD = "Очень длинный пароль 1"  # noqa: S105 - of the invented people
NEW = "Совсем другой пароль 2"


@pytest.fixture
def head(territory: Territory) -> User:
    return territory.people[Role.ORGANIZATION_HEAD]


@pytest.fixture
def invited(territory: Territory) -> User:
    return actions.open_account("novaya@example.org", full_name="Новая Инна Олеговна")


def _enter(email, password, address="10.0.0.1"):
    return Client(REMOTE_ADDR=address).post(reverse("account_login"), {"login": email, "password": password})


def test_a_person_signs_in_with_e_mail_and_password(head):
    assert _enter(head.email, PASSWORD).headers["Location"] == "/"


def test_a_wrong_password_says_so_and_keeps_the_e_mail(head):
    page = _enter(head.email, "не тот").content.decode()
    assert (f'value="{head.email}"' in page, "Исправьте, пожалуйста" in page) == (True, True)


def test_a_stranger_who_guesses_does_not_lock_a_head_out(head):
    strangers = [_enter(head.email, "гадаю", address="203.0.113.9").status_code for _ in range(9)]
    assert strangers == [422] * 6 + [429] * 3
    assert _enter(head.email, PASSWORD, address="203.0.113.9").status_code == 429
    assert _enter(head.email, PASSWORD, address="10.0.0.1").headers["Location"] == "/"


def test_the_page_of_a_paused_sign_in_says_when_to_come_back(head):
    pages = [_enter(head.email, "гадаю") for _ in range(7)]
    assert pages[-1].headers["Retry-After"] == "900"
    assert "приостановлен на 15 минут" in pages[-1].content.decode()


def test_behind_a_proxy_of_ours_the_address_is_the_one_it_tells(head, settings):
    settings.TRUSTED_PROXIES = 1
    for _ in range(7):
        Client(REMOTE_ADDR="127.0.0.1").post(
            reverse("account_login"),
            {"login": head.email, "password": "гадаю"},
            headers={"X-Forwarded-For": "1.1.1.1, 203.0.113.9"},
        )
    entered = Client(REMOTE_ADDR="127.0.0.1").post(
        reverse("account_login"),
        {"login": head.email, "password": PASSWORD},
        headers={"X-Forwarded-For": "203.0.113.9, 10.0.0.1"},
    )
    assert entered.headers["Location"] == "/"


def test_signing_out_asks_first_and_ends_at_the_sign_in_page(head, signed_in):
    browser = signed_in(head)
    assert browser.get(reverse("account_logout")).status_code == 200
    assert browser.post(reverse("account_logout")).headers["Location"] == reverse("account_login")


def test_nobody_signs_up(client, db):
    page = client.post(reverse("account_signup"), {"email": "new@example.org", "password1": NEW, "password2": NEW})
    assert (page.status_code, User.objects.count()) == (422, 0)


def test_changing_the_password_is_journalled_and_ends_other_sessions(head, signed_in):
    here, elsewhere = signed_in(head), signed_in(head)
    form = {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW}
    assert here.post(reverse("account_change_password"), form).status_code == 302
    assert [entry.event for entry in JournalEntry.objects.all()] == ["accounts.set_password"]
    assert (here.get("/").status_code, elsewhere.get("/").status_code) == (200, 302)


def test_a_forgotten_password_is_set_anew_by_a_link_in_a_letter(client, head):
    client.post(reverse("account_reset_password"), {"email": head.email})
    link = re.search(r"http://\S+", mail.outbox[0].body)[0].removeprefix("http://testserver")
    page = client.get(link, follow=True)
    action = page.request["PATH_INFO"]
    assert client.post(action, {"password1": NEW, "password2": NEW}).status_code == 302
    assert _enter(head.email, NEW).headers["Location"] == "/"
    assert "больше не действует" in Client().get(link).content.decode()


def test_a_stranger_learns_nothing_from_the_page_of_forgotten_passwords(client, head):
    pages = [
        client.post(reverse("account_reset_password"), {"email": email}) for email in (head.email, "no@example.org")
    ]
    assert [page.headers["Location"] for page in pages] == [reverse("account_reset_password_done")] * 2
    assert [letter.to for letter in mail.outbox] == [[head.email]]


def test_an_invited_person_sets_a_password_and_is_signed_in(client, invited):
    link = invitations.address(invited).removeprefix("http://127.0.0.1:8000")
    assert "novaya@example.org" in client.get(link).content.decode()
    assert client.post(link, {"password": NEW, "repeated": NEW}).headers["Location"] == "/"
    entry = JournalEntry.objects.get()
    assert (entry.event, entry.actor_name) == ("accounts.accept_invitation", "Новая Инна Олеговна")


@pytest.mark.parametrize(
    ("password", "repeated", "said"),
    [(NEW, "иначе", "Пароли не совпали"), ("123", "123", "пароль слишком короткий"), ("", "", "Обязательное поле")],
)
def test_a_bad_first_password_is_said_at_its_field(client, invited, *, password, repeated, said):
    link = reverse("accounts:invitation", args=[invitations.token(invited)])
    page = client.post(link, {"password": password, "repeated": repeated}).content.decode()
    assert said.lower() in page.lower()
    assert not User.objects.get(pk=invited.pk).has_usable_password()


def test_a_used_replaced_expired_closed_or_forged_link_says_which(client, invited, time_machine):
    time_machine.move_to("2026-03-01T10:00:00Z", tick=False)
    first = invitations.token(actions.renew_invitation(invited))
    time_machine.shift(60)
    second = invitations.token(actions.renew_invitation(invited))
    assert [invitations.opened(token)[0] for token in (first, second, second + "x", "чужое")] == [
        Standing.REPLACED,
        Standing.GOOD,
        Standing.FORGED,
        Standing.FORGED,
    ]
    time_machine.shift(8 * 86_400)
    assert invitations.opened(second)[0] is Standing.EXPIRED
    actions.switch(invited, active=False)
    assert invitations.opened(second)[0] is Standing.CLOSED
    actions.switch(invited, active=True)
    third = invitations.token(actions.renew_invitation(invited))
    actions.accept_invitation(third, password=NEW)
    page = client.get(reverse("accounts:invitation", args=[third]))
    assert (page.status_code, "Приглашение уже принято" in page.content.decode()) == (410, True)


def test_ending_sessions_signs_a_person_out_everywhere(head, signed_in):
    browser = signed_in(head)
    assert browser.get("/").status_code == 200
    actions.end_sessions(head)
    assert browser.get("/").headers["Location"] == "/accounts/login/?next=/"


def test_a_closed_account_is_out_at_once_and_cannot_come_back(head, signed_in):
    browser = signed_in(head)
    actions.switch(head, active=False)
    assert browser.get("/").status_code == 302
    assert _enter(head.email, PASSWORD).headers.get("Location") == reverse("account_inactive")
