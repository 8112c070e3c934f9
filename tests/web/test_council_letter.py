"""The council's letter to the authority: logged with the hand-over, e-mailed by the council, followed as others are."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from tests.web.scored import approved
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import COUNCIL_LEADERS, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.actions import letters
from merilo_web.cycles.actions.sending import send_queued
from merilo_web.cycles.models import Letter
from merilo_web.cycles.queries.letters import next_number
from merilo_web.cycles.states import LetterKind, LetterState
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.models import Authority
from merilo_web.results.actions import handing_over
from merilo_web.results.queries import written

ON = date(2026, 10, 12)
ADDRESS = "uo@example.org"


def _handed(territory: Territory, number: str = "12") -> Letter:
    Authority.objects.filter(pk=territory.home.authority.pk).update(email=ADDRESS)
    version = approved(territory.home)
    paper = written.transmittal(version, ON, number=number)
    handing_over.hand_over(version, paper, by=territory.people[Role.COUNCIL_SECRETARY], on=ON)
    return Letter.objects.get(kind=LetterKind.HAND_OVER)


def test_the_hand_over_leaves_an_issued_letter(territory: Territory) -> None:
    letter = _handed(territory)
    assert (letter.listed, letter.state, letter.number, letter.dated_on, letter.email) == (
        None,
        "issued",
        "12",
        ON,
        ADDRESS,
    )
    assert (letter.docx.kind, letter.pdf.file_name) == ("transmittal", "Сопроводительное письмо.pdf")
    assert str(letter) == f"Передача результатов учредителю № 12: {territory.home.authority}"
    assert letter.text.startswith(
        "Направляем результаты независимой оценки качества условий оказания услуг организаций"
    )
    told = JournalEntry.objects.get(event="results.hand_over")
    assert told.changes["письмо"] == ["", str(letter)]


def test_it_is_e_mailed_and_logged(territory: Territory) -> None:
    letter = letters.queue_letter(_handed(territory), by=territory.people[Role.COUNCIL_CHAIR])
    assert send_queued(now=timezone.now()).sent == 1
    letter.refresh_from_db()
    assert letter.state == LetterState.SENT
    (sent,) = mail.outbox
    assert (sent.to, sent.body, [name for name, _, _ in sent.attachments]) == (
        [ADDRESS],
        letter.text,
        [letter.pdf.file_name],
    )
    events = JournalEntry.objects.filter(event__startswith="cycles.").order_by("pk").values_list("event", flat=True)
    assert list(events)[-2:] == ["cycles.queue_council_letter", "cycles.letter_sent"]


@pytest.mark.parametrize("role", list(Role))
def test_the_council_sends_it_and_nobody_else(territory: Territory, role: Role) -> None:
    letter, by = _handed(territory), territory.people[role]
    acts = (
        lambda: letters.queue_letter(letter, by=by),
        lambda: letters.readdress_letter(letter, by=by, email="new@example.org"),
        lambda: letters.hand_letter(letter, by=by, on=ON, how="в приёмной"),
    )
    for act in acts:
        Letter.objects.filter(pk=letter.pk).update(state=LetterState.ISSUED)
        if role in COUNCIL_LEADERS:
            act()
        else:
            with pytest.raises(NotAllowedError):
                act()


def test_its_number_is_not_of_the_authoritys_row(territory: Territory) -> None:
    letter = _handed(territory, "900")
    assert next_number(letter.cycle, ON.year) == "1"


def test_only_this_letter_is_to_no_organization(territory: Territory) -> None:
    letter = _handed(territory)
    for fields in ({"kind": LetterKind.NOTICE}, {"listed": territory.home.listed[0]}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Letter.objects.filter(pk=letter.pk).update(**fields)


def test_the_pages_lead_to_it_and_a_foreigner_has_none(
    territory: Territory, signed_in: Callable[[User], Client]
) -> None:
    letter = _handed(territory)
    council, cycle = signed_in(territory.people[Role.COUNCIL_CHAIR]), letter.cycle_id
    series = council.get(reverse("cycles:letters", args=(cycle,)), {"kind": "hand_over"}).content.decode()
    assert (str(territory.home.authority) in series, "Отправить по почте: 1" in series) == (True, True)
    page = reverse("cycles:letter", args=(letter.pk,))
    assert "Отправить по почте" in council.get(page).content.decode()
    previews = [reverse("cycles:letter_preview", args=(letter.pk, ending)) for ending in ("pdf", "docx")]
    assert [council.get(page).status_code for page in previews] == [404, 404]
    assert council.get(reverse("cycles:letters_pdf", args=(cycle, "hand_over"))).status_code == 404
    assert council.post(reverse("cycles:queue_letters", args=(cycle, "hand_over"))).status_code == 302
    assert Letter.objects.get(pk=letter.pk).state == LetterState.QUEUED
    assert str(letter) in council.get(reverse("cycles:deliveries", args=(cycle,))).content.decode()
    authority = signed_in(territory.people[Role.AUTHORITY_ADMIN]).get(page).content.decode()
    assert "Отправить по почте" not in authority
    stranger = signed_in(territory.foreign.people[Role.COUNCIL_CHAIR])
    assert stranger.get(page).status_code == 404
