"""Scans of signed papers at a contract, an event, a measure: what may be attached, by whom, who opens it."""

import hashlib
import io
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from PIL import Image
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.models import Evidence
from merilo_web.archive.uploads import PDF, Upload
from merilo_web.cycles.actions import assessment_plans, contract, public_events, scans
from merilo_web.cycles.actions.assessment_plans import Approver
from merilo_web.cycles.actions.public_events import EventFacts
from merilo_web.cycles.actions.scans import Papered
from merilo_web.cycles.models import Cycle, Scan
from merilo_web.cycles.states import CycleState
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.models import Filing

SignedIn = Callable[[User], Client]
DAY = date(2026, 2, 16)
CONTENT = b"%PDF-1.7\n1 0 obj <<>> endobj\n%%EOF\n"
UPLOAD = Upload(CONTENT, "Контракт 0145.pdf", PDF)
KINDS = ("contract", "event", "measure")
PAGES = {"contract": "contract", "event": "events", "measure": "assessment_plan"}
ABLE = {
    "contract": AUTHORITY,
    "event": AUTHORITY | COUNCIL_LEADERS,
    "measure": AUTHORITY | COUNCIL_LEADERS | {Role.OPERATOR_MANAGER},
}


def thing(home: Municipality, kind: str) -> Papered:
    """The contract of the cycle, an event or a measure of its approved plan."""
    by = home.people[Role.AUTHORITY_ADMIN]
    if kind == "contract":
        Cycle.objects.filter(pk=home.cycle.pk).update(state=CycleState.LISTED)
        home.cycle.refresh_from_db()
        return contract.prepare_contract(home.cycle, by=by, on=DAY)
    if kind == "event":
        return public_events.add_event(home.cycle, by=by, facts=EventFacts("seminar", DAY, "Семинар"))
    plan = assessment_plans.make_plan(home.cycle, by=by)
    assessment_plans.approve_plan(plan, by=by, on=DAY, approver=Approver(name="Лугова Анна Сергеевна"))
    measure = plan.measures.exclude(number__in=("1", "2")).first()
    assert measure is not None
    return measure


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("role", list(Role))
def test_who_may_attach(territory: Territory, kind: str, role: Role) -> None:
    found = thing(territory.home, kind)
    if role in ABLE[kind]:
        scan = scans.attach_scan(found, by=territory.people[role], upload=UPLOAD)
        assert scan.evidence.file.sha256 == hashlib.sha256(CONTENT).hexdigest()
        assert JournalEntry.objects.latest("id").changes["контрольная сумма"] == ["", scan.evidence.file.sha256]
    else:
        with pytest.raises(NotAllowedError):
            scans.attach_scan(found, by=territory.people[role], upload=UPLOAD)
    with pytest.raises(NotAllowedError):
        scans.attach_scan(found, by=territory.foreign.people[Role.AUTHORITY_ADMIN], upload=UPLOAD)


@pytest.mark.parametrize("kind", KINDS)
def test_it_is_attached_shown_opened_and_taken_off_in_the_browser(
    territory: Territory, signed_in: SignedIn, kind: str
) -> None:
    home = territory.home
    found = thing(home, kind)
    client = signed_in(home.people[Role.AUTHORITY_SPECIALIST])
    page = reverse(f"cycles:{PAGES[kind]}", args=(home.cycle.pk,))
    attach = reverse("cycles:attach_scan", args=(kind, found.pk))
    assert attach in client.get(page).content.decode()
    assert 'enctype="multipart/form-data"' in client.get(attach).content.decode()
    answer = client.post(attach, {"scan": SimpleUploadedFile("../Акт\u202e.exe", CONTENT)})
    assert (answer.status_code, answer.headers["Location"]) == (302, page)
    scan = Scan.objects.get()
    opened = reverse("registry:evidence", args=(scan.evidence_id,))
    assert opened in client.get(page).content.decode()
    file = client.get(opened)
    assert (file.getvalue(), scan.evidence.file_name) == (CONTENT, "Акт.pdf")
    remove = reverse("cycles:remove_scan", args=(scan.pk,))
    assert "Убрать скан?" in client.get(remove).content.decode()
    client.post(remove)
    assert (Scan.objects.count(), Filing.objects.filter(evidence__isnull=False).count()) == (0, 0)
    assert client.get(opened).status_code == 404
    assert Evidence.objects.count() == 1


def test_people_of_the_cycle_open_it_and_nobody_else(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    scan = scans.attach_scan(thing(home, "event"), by=home.people[Role.AUTHORITY_ADMIN], upload=UPLOAD)
    address = reverse("registry:evidence", args=(scan.evidence_id,))
    found = {}
    for role, user in territory.people.items():
        page = signed_in(user).get(address)
        found[role] = page.status_code if page.getvalue() is not None else 0
    strangers = {Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY, Role.SYSTEM_ADMIN}
    assert found == {role: 404 if role in strangers else 200 for role in territory.people}
    assert signed_in(territory.foreign.people[Role.AUTHORITY_ADMIN]).get(address).status_code == 404


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Отправленный файл пуст"),
        (b"MZ\x90\x00 a program", "Такой файл не подходит"),
        (b"<html><script>alert(1)</script>", "Такой файл не подходит"),
        (b"PK\x03\x04 broken", "повреждён"),
    ],
)
def test_what_is_no_scan_is_refused_at_its_field(
    territory: Territory, signed_in: SignedIn, *, content: bytes, words: str
) -> None:
    home = territory.home
    found = thing(home, "event")
    address = reverse("cycles:attach_scan", args=("event", found.pk))
    client = signed_in(home.people[Role.AUTHORITY_ADMIN])
    text = client.post(address, {"scan": SimpleUploadedFile("договор.pdf", content)}).content.decode()
    assert [part in text for part in (words, 'href="#id_scan"')] == [True, True]
    assert Scan.objects.count() == 0


def test_a_picture_is_named_by_what_it_is(territory: Territory, signed_in: SignedIn) -> None:
    home, picture = territory.home, io.BytesIO()
    Image.new("RGB", (4, 4)).save(picture, "JPEG")
    found = thing(home, "event")
    address = reverse("cycles:attach_scan", args=("event", found.pk))
    client = signed_in(home.people[Role.AUTHORITY_ADMIN])
    client.post(address, {"scan": SimpleUploadedFile("лист.pdf", picture.getvalue())})
    assert Scan.objects.get().evidence.file_name == "лист.jpg"


def test_a_measure_of_a_draft_has_no_scans_yet(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.AUTHORITY_ADMIN]
    measure = assessment_plans.make_plan(home.cycle, by=by).measures.first()
    assert measure is not None
    with pytest.raises(NotAllowedError):
        scans.attach_scan(measure, by=by, upload=UPLOAD)


@pytest.mark.parametrize("kind", KINDS)
def test_a_foreign_thing_is_not_found(territory: Territory, signed_in: SignedIn, kind: str) -> None:
    found = thing(territory.home, kind)
    client = signed_in(territory.foreign.people[Role.AUTHORITY_ADMIN])
    assert client.get(reverse("cycles:attach_scan", args=(kind, found.pk))).status_code == 404
    assert client.get(reverse("cycles:attach_scan", args=("letter", found.pk))).status_code == 404


def test_a_scan_belongs_to_exactly_one_thing(territory: Territory) -> None:
    home = territory.home
    scan = scans.attach_scan(thing(home, "event"), by=home.people[Role.AUTHORITY_ADMIN], upload=UPLOAD)
    with pytest.raises(IntegrityError), transaction.atomic():
        Scan.objects.filter(pk=scan.pk).update(event=None)


def test_an_event_taken_out_takes_its_scans_along(territory: Territory) -> None:
    home, by = territory.home, territory.people[Role.AUTHORITY_ADMIN]
    event = public_events.add_event(home.cycle, by=by, facts=EventFacts("seminar", DAY, "Семинар"))
    scans.attach_scan(event, by=by, upload=UPLOAD)
    public_events.remove_event(event, by=by)
    assert (Scan.objects.count(), Filing.objects.filter(evidence__isnull=False).count()) == (0, 0)


def test_a_page_with_three_scans_asks_as_often_as_with_one(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    event, by = thing(home, "event"), home.people[Role.AUTHORITY_ADMIN]
    client, page = signed_in(by), reverse("cycles:events", args=(home.cycle.pk,))
    counts = []
    for more in (1, 2):
        for _ in range(more):
            scans.attach_scan(event, by=by, upload=UPLOAD)
        with CaptureQueriesContext(connection) as queries:
            client.get(page)
        counts.append(len(queries))
    assert counts[0] == counts[1]
