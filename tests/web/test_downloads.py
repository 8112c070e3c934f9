"""Names of files that people take away: Russian, whole in every browser, without marks that a disk does not take."""

from collections.abc import Callable
from datetime import date
from urllib.parse import unquote

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from tests.web.territory import Territory

from merilo_web import downloads
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.archive.actions import issue
from merilo_web.archive.models import DocumentKind
from merilo_web.registry.actions.filing import file_document

SignedIn = Callable[[User], Client]


def taken(header: str) -> str:
    """The name in a header, as a browser reads it."""
    kind, _, name = header.partition("; filename*=utf-8''")
    assert kind == "attachment"
    return unquote(name)


@pytest.mark.parametrize(
    ("whose", "name"),
    [
        ("", "Плакат.pdf"),
        ("Школа № 1", "Плакат, Школа № 1.pdf"),
        (date(2026, 2, 3), "Плакат, 03.02.2026.pdf"),
        ('МБОУ "Школа/1" \r\nSet-Cookie: a', "Плакат, МБОУ Школа 1 Set-Cookie a.pdf"),
        ("../../etc/passwd", "Плакат, .. .. etc passwd.pdf"),
        ("Ш" * 300, f"Плакат, {'Ш' * 112}.pdf"),
    ],
)
def test_what_and_whose_make_a_name_that_any_disk_takes(whose: object, name: str) -> None:
    made = downloads.file_name("Плакат", whose, ending="pdf")
    assert made == name
    assert taken(str(downloads.attach(HttpResponse(), made).headers["Content-Disposition"])) == name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("acceptance-act.docx", "Акт приёмки.docx"),
        ("Акт приёмки 5.pdf", "Акт приёмки 5.pdf"),
        ("results.machine.csv", "Акт приёмки.csv"),
    ],
)
def test_an_archived_name_without_a_russian_letter_is_told_by_its_kind(name: str, told: str) -> None:
    assert downloads.russian_name(name, DocumentKind.ACCEPTANCE_ACT.label) == told


def test_a_document_is_taken_away_under_its_russian_name(territory: Territory, signed_in: SignedIn) -> None:
    kind = DocumentKind.ACCEPTANCE_ACT
    made = issue(
        b"%PDF-1.7", kind=kind, title="Акт", file_name="acceptance-act.pdf", media_type="application/pdf",
        dated_on=date(2026, 2, 3),
    )  # fmt: skip
    file_document(made, scope=territory.home.cycle.scope)
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    page = client.get(reverse("registry:document", args=(made.pk,)))
    assert (page.getvalue(), taken(page.headers["Content-Disposition"])) == (b"%PDF-1.7", "Акт приёмки.pdf")
    assert "Акт приёмки.pdf" in client.get(reverse("registry:documents")).content.decode()


@pytest.mark.parametrize(("name", "told"), [("desk:journal_file", "Журнал действий.csv"), ("registry:export", "")])
def test_tables_are_taken_away_under_russian_names(
    territory: Territory, signed_in: SignedIn, *, name: str, told: str
) -> None:
    page = signed_in(territory.people[Role.AUTHORITY_ADMIN]).get(reverse(name), {"format": "csv"})
    found = taken(page.headers["Content-Disposition"])
    assert found == told or found.startswith("Реестр организаций, ")
    assert (page.headers["Cache-Control"], page.headers["X-Content-Type-Options"]) == ("private, no-store", "nosniff")
