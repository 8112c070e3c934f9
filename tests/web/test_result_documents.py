"""Documents of a version: written from the frozen cards, archived once, opened by those who may."""

import io
import json
import re
import zipfile
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from tests.web.scored import approved, considered, scored
from tests.web.territory import Territory

from merilo.documents.verification import parsed, verified
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import AUTHORITY, COUNCIL_LEADERS, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive import actions as archive
from merilo_web.results.actions import documents as actions
from merilo_web.results.models import IssuedReport
from merilo_web.results.queries import written

SignedIn = Callable[[User], Client]
ON = date(2026, 10, 12)
ISSUERS = AUTHORITY | COUNCIL_LEADERS | {Role.OPERATOR_MANAGER}


def test_the_report_and_its_annexes_are_issued(territory: Territory) -> None:
    version = considered(territory.home)
    by = territory.people[Role.OPERATOR_MANAGER]
    made = actions.issue_documents(version, written.of_cycle(version), by=by, on=ON)
    assert [one.document.file_name for one in made] == [
        "Отчёт оператора.docx",
        "Отчёт оператора.pdf",
        "Недостатки, том 1.docx",
        "Расчётная книга.xlsx",
        "Результаты.json",
        "Результаты.csv",
        "Для программ.csv",
    ]
    content = {one.document.file_name: archive.read(one.document.file).read_bytes() for one in made}
    assert verified(parsed(content["Результаты.json"], "results.json"), "results.json") == ()
    assert content["Отчёт оператора.pdf"][:5] == b"%PDF-"
    names = zipfile.ZipFile(io.BytesIO(content["Расчётная книга.xlsx"])).namelist()
    assert "xl/workbook.xml" in names
    assert json.loads(content["Результаты.json"])["title"] == "НОК 2026, Заречный район (версия 1, не утверждена)"


def test_a_new_issue_supersedes_the_former_one(territory: Territory) -> None:
    version = considered(territory.home)
    by = territory.people[Role.OPERATOR_MANAGER]
    first = actions.issue_documents(version, written.of_cycle(version), by=by, on=ON)
    second = actions.issue_documents(version, written.of_cycle(version), by=by, on=ON)
    assert [one.document.supersedes for one in second] == [one.document for one in first]
    assert [one.document.file for one in second] == [one.document.file for one in first]


def test_an_organization_opens_its_own_papers_and_no_others(territory: Territory, signed_in: SignedIn) -> None:
    home = territory.home
    version = approved(home)
    by = home.people[Role.AUTHORITY_ADMIN]
    actions.issue_sheets(version, tuple(written.sheets(version)), by=by, on=ON)
    client = signed_in(home.people[Role.ORGANIZATION_HEAD])
    found = {}
    for one in IssuedReport.objects.select_related("document"):
        opened = client.get(reverse("registry:document", args=(one.document_id,)))
        assert opened.getvalue()
        found[one.listed_id == home.listed[0].pk] = opened.status_code
    assert found == {True: 200, False: 404}


@pytest.mark.parametrize("role", list(Role))
def test_who_may_issue(territory: Territory, role: Role) -> None:
    version = considered(territory.home)
    if role in ISSUERS:
        assert actions.issue_documents(version, (), by=territory.people[role], on=ON) == ()
    else:
        with pytest.raises(NotAllowedError):
            actions.issue_documents(version, (), by=territory.people[role], on=ON)


def test_organizations_get_nothing_before_the_approval(territory: Territory) -> None:
    version = considered(territory.home)
    with pytest.raises(NotAllowedError):
        actions.issue_sheets(version, (), by=territory.people[Role.AUTHORITY_ADMIN], on=ON)


def test_a_draft_has_no_documents(territory: Territory) -> None:
    version = scored(territory.home)
    with pytest.raises(NotAllowedError):
        actions.issue_documents(version, (), by=territory.people[Role.AUTHORITY_ADMIN], on=ON)


def test_documents_are_issued_in_the_browser(territory: Territory, signed_in: SignedIn) -> None:
    version = approved(territory.home)
    client = signed_in(territory.people[Role.COUNCIL_SECRETARY])
    for name in ("issue_documents", "issue_sheets"):
        assert client.post(reverse(f"results:{name}", args=(version.pk,))).status_code == 302
    assert version.reports.count() == 7 + 3
    page = client.get(reverse("results:documents", args=(version.pk,))).content.decode()
    assert len(re.findall(r"/registry/documents/\d", page)) == 7 + 3


@pytest.mark.parametrize("name", ["issue_documents", "issue_sheets", "write_letters"])
def test_a_foreign_person_finds_nothing_to_issue(territory: Territory, signed_in: SignedIn, name: str) -> None:
    version = approved(territory.home)
    client = signed_in(territory.foreign.people[Role.AUTHORITY_ADMIN])
    assert client.post(reverse(f"results:{name}", args=(version.pk,))).status_code == 404
