"""Sending letters: each once, through a real mail server of the test; refusals, breaks, and what is told of them."""

import socketserver
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import StringIO

import pytest
from django.conf import LazySettings
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse
from tests.web.prepared import DAY, admin, events, requests
from tests.web.territory import Territory

from merilo_web.cycles.actions import letters
from merilo_web.cycles.actions.sending import MOST_ATTEMPTS, PAUSE, Sending, send_queued
from merilo_web.cycles.models import Letter
from merilo_web.cycles.states import LetterKind, LetterState

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Postman(socketserver.StreamRequestHandler):
    """A mail server: answers by the recipient; «drop» breaks the line when the letter has been read."""

    server: "PostOffice"

    def handle(self) -> None:
        self.say("220 ready")
        answer = "250 ok"
        while line := self.rfile.readline().decode().strip():
            word = line.upper()
            if word.startswith("RCPT"):
                answer = self.server.answers.get(line.split("<")[1].split(">")[0], "250 ok")
                self.say(answer if not answer.startswith("drop") else "250 ok")
            elif word.startswith("DATA"):
                self.say("354 go")
                while self.rfile.readline() != b".\r\n":
                    pass
                if answer.startswith("drop"):
                    return
                self.server.taken += 1
                self.say("250 ok")
            elif word.startswith("QUIT"):
                self.say("221 bye")
                return
            else:
                self.say("250 ok")

    def say(self, words: str) -> None:
        self.wfile.write(f"{words}\r\n".encode())


class PostOffice(socketserver.ThreadingTCPServer):
    """The server with its answers by address and the count of what it took."""

    daemon_threads = True
    allow_reuse_address = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Postman)
        self.answers: dict[str, str] = {}
        self.taken = 0


@pytest.fixture
def post_office(settings: LazySettings) -> Iterator[PostOffice]:
    with PostOffice() as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT = server.server_address
        settings.EMAIL_TIMEOUT = 5
        yield server
        server.shutdown()


@pytest.fixture
def queued(territory: Territory) -> list[Letter]:
    requests(territory)
    kind = LetterKind.POPULATION_REQUEST
    letters.issue_letters(territory.home.cycle, by=admin(territory.home), on=DAY, kind=kind, first_number="1")
    assert letters.queue_letters(territory.home.cycle, by=admin(territory.home), kind=kind) == 3
    return list(Letter.objects.order_by("id"))


def _states() -> list[str]:
    return list(Letter.objects.order_by("id").values_list("state", flat=True))


def test_a_letter_goes_with_its_text_and_the_issued_pdf(queued: list[Letter]) -> None:
    assert send_queued(now=NOW) == Sending(sent=3)
    letter, sent = queued[0], mail.outbox[0]
    assert (sent.to, sent.reply_to, sent.subject) == ([letter.email], ["uo-home@example.org"], letter.subject)
    assert sent.body.count("Уважаемая Ольга Игоревна!") == 1
    name, content, kind = sent.attachments[0]
    assert (name, content[:5], kind) == ("Письмо 1 Школа № 1, Заречный.pdf", b"%PDF-", "application/pdf")
    assert events()[-3:] == ["cycles.letter_sent"] * 3
    assert (_states(), Letter.objects.get(pk=letter.pk).sent_at) == ([LetterState.SENT] * 3, NOW)


def test_a_second_run_sends_nothing_again(queued: list[Letter]) -> None:
    send_queued(now=NOW)
    assert send_queued(now=NOW + timedelta(days=1)) == Sending()
    assert len(mail.outbox) == len(queued)


def test_a_letter_claimed_by_another_run_is_left_to_it(queued: list[Letter]) -> None:
    Letter.objects.filter(pk=queued[0].pk).update(state=LetterState.SENDING)
    assert send_queued(now=NOW) == Sending(sent=2)
    assert [one.to for one in mail.outbox] == [[one.email] for one in queued[1:]]


def test_a_refusal_for_good_fails_and_one_for_a_time_is_tried_again(
    queued: list[Letter], post_office: PostOffice
) -> None:
    post_office.answers = {queued[0].email: "550 nobody here", queued[1].email: "450 later"}
    assert send_queued(now=NOW) == Sending(sent=1, failed=1, waiting=1)
    assert _states() == [LetterState.FAILED, LetterState.QUEUED, LetterState.SENT]
    assert send_queued(now=NOW + PAUSE / 2) == Sending(waiting=1)
    post_office.answers = {}
    assert send_queued(now=NOW + PAUSE) == Sending(sent=1)
    assert (post_office.taken, Letter.objects.get(pk=queued[1].pk).attempts) == (2, 2)


def test_attempts_come_to_an_end(queued: list[Letter], post_office: PostOffice) -> None:
    Letter.objects.exclude(pk=queued[0].pk).update(state=LetterState.SENT)
    post_office.answers = {queued[0].email: "450 later"}
    runs = [send_queued(now=NOW + PAUSE * turn) for turn in range(MOST_ATTEMPTS)]
    assert [run.waiting for run in runs] == [1, 1, 1, 1, 0]
    assert _states()[0] == LetterState.FAILED


def test_a_break_after_the_letter_was_read_is_never_sent_again_by_itself(
    territory: Territory, queued: list[Letter], post_office: PostOffice
) -> None:
    post_office.answers = {queued[0].email: "drop"}
    send_queued(now=NOW)
    assert _states()[0] == LetterState.SENDING
    assert Letter.objects.get(pk=queued[0].pk).error.startswith("Связь прервалась, неизвестно, ушло ли письмо")
    assert send_queued(now=NOW + timedelta(days=1)).sent == _states()[1:].count(LetterState.QUEUED)
    again = letters.queue_letter(queued[0], by=admin(territory.home))
    assert (again.state, again.attempts, again.error) == (LetterState.QUEUED, 0, "")


def test_without_a_mail_server_everything_waits_and_the_command_says_so(
    queued: list[Letter], settings: LazySettings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1
    told = StringIO()
    with pytest.raises(CommandError, match="Почтовый сервер недоступен"):
        call_command("send_letters", stdout=told)
    assert told.getvalue() == "Отправлено: 0. Не доставлено: 0. Осталось в очереди: 3.\n"
    assert [(one.state, one.attempts) for one in Letter.objects.all()] == [(LetterState.QUEUED, 0)] * len(queued)


def test_the_log_of_delivery_tells_what_went_wrong(
    territory: Territory, queued: list[Letter], post_office: PostOffice
) -> None:
    post_office.answers = {one.email: "554 spam <script>" for one in queued}
    send_queued(now=NOW)
    browser = Client()
    browser.force_login(admin(territory.home), backend="allauth.account.auth_backends.AuthenticationBackend")
    words = browser.get(reverse("cycles:deliveries", args=(territory.home.cycle.pk,))).content.decode()
    assert (words.count("не доставлено"), words.count("spam &lt;script&gt;"), "spam <script>" in words) == (3, 3, False)
