"""The register from a file and into a file: seen first, applied as a whole, never half."""

import io
import re
import time
from collections import Counter
from collections.abc import Callable

import pytest
import xlsxwriter
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from tests.web.registers import entered, facts
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import Upload
from merilo_web.demo.numbers import inn
from merilo_web.journal.models import JournalEntry
from merilo_web.journal.queries import breach
from merilo_web.registry.actions import organizations as organization_actions
from merilo_web.registry.actions import register as actions
from merilo_web.registry.actions.register import CSV
from merilo_web.registry.models import Filing, Organization, RegisterImport
from merilo_web.registry.natural_order import natural_key
from merilo_web.registry.queries.register import preview

SignedIn = Callable[[User], Client]
HEAD = "ИНН;Краткое наименование;Тип;Телефон;Головная организация"
DIGEST = re.compile(r'name="digest" value="([0-9a-f]{64})"')


def _table(*rows: str, head: str = HEAD) -> Upload:
    return Upload("\r\n".join([head, *rows]).encode(), "реестр.csv", CSV)


def _uploaded(territory: Territory, table: Upload, role: Role = Role.AUTHORITY_ADMIN) -> RegisterImport:
    by = territory.people[role]
    return actions.upload_register(territory.home.authority, by=by, table=table, sector="education")


def _applied(territory: Territory, kept: RegisterImport, digest: str = "") -> RegisterImport:
    by = territory.people[Role.AUTHORITY_ADMIN]
    return actions.apply_register(kept, by=by, digest=digest or preview(kept).digest)


def test_an_upload_waits_as_evidence_and_changes_nothing(territory: Territory) -> None:
    before = list(Organization.objects.values())
    kept = _uploaded(territory, _table(f"{inn(7)};Школа № 7;школа;;"))
    assert (kept.state, Filing.objects.get().scope, list(Organization.objects.values())) == (
        "waiting",
        kept.scope,
        before,
    )


def test_the_preview_tells_added_changed_and_missing(territory: Territory) -> None:
    entered(territory.home.authority)
    rows = (f"{inn(7)};Школа № 7;;+7 000 1;", f"{inn(8)};Сад № 8;детский сад;;")
    shown = preview(_uploaded(territory, _table(*rows)))
    assert [(one.name, one.row) for one in shown.added] == [("Сад № 8", 3)]
    changes = [(one.name, [(c.title, c.before, c.after) for c in one.changes]) for one in shown.changed]
    assert changes == [("Школа № 7", [("Телефон", "", "+7 000 1")])]
    assert len(shown.missing) == 3


def test_a_genitive_of_the_name_comes_from_a_file_and_is_previewed(territory: Territory) -> None:
    one = entered(territory.home.authority)
    written = "Муниципального учреждения «Школы № 7»"
    head = "ИНН;Краткое наименование;Полное наименование в родительном падеже"
    kept = _uploaded(territory, _table(f"{inn(7)};Школа № 7;{written}", head=head))
    changes = [(c.title, c.before, c.after) for each in preview(kept).changed for c in each.changes]
    assert changes == [("Полное наименование в родительном падеже", "", written)]
    _applied(territory, kept)
    one.refresh_from_db()
    assert one.full_name_genitive == written


def test_a_new_full_name_in_a_file_takes_the_former_genitive_with_it(territory: Territory) -> None:
    one = entered(territory.home.authority, full_name_genitive="Школы № 7")
    head = "ИНН;Краткое наименование;Полное наименование"
    kept = _uploaded(territory, _table(f"{inn(7)};Школа № 7;Гимназия № 7", head=head))
    changes = [(c.title, c.before, c.after) for each in preview(kept).changed for c in each.changes]
    assert changes[1:] == [("Полное наименование в родительном падеже", "Школы № 7", "")]
    _applied(territory, kept)
    one.refresh_from_db()
    told = JournalEntry.objects.get(event="registry.edit_organization").changes
    assert one.full_name_genitive == ""
    assert told["полное наименование в родительном падеже"] == ["Школы № 7", ""]


def test_applying_writes_all_and_tells_of_each(territory: Territory) -> None:
    one = entered(territory.home.authority)
    rows = (
        f"{inn(8)};Сад № 8;детский сад;;",
        f"{inn(8)};Сад № 8, корпус;детский сад;;Сад № 8",
        f"{inn(7)};Школа № 7;;+7 000 1;",
    )
    done = _applied(territory, _uploaded(territory, _table(*rows)))
    branch = Organization.objects.get(short_name="Сад № 8, корпус")
    one.refresh_from_db()
    assert (branch.head_office.short_name, branch.full_name, one.phone) == ("Сад № 8", "Сад № 8, корпус", "+7 000 1")
    assert (done.state, done.added, done.changed) == ("applied", 2, 1)
    assert list(JournalEntry.objects.order_by("pk").values_list("event", "subject_name")) == [
        ("registry.upload_register", "реестр.csv"),
        ("registry.edit_organization", "Школа № 7"),
        ("registry.add_organization", "Сад № 8"),
        ("registry.add_organization", "Сад № 8, корпус"),
        ("registry.apply_register", "реестр.csv"),
    ]
    assert JournalEntry.objects.get(subject_name="Школа № 7").changes == {"телефон": ["", "+7 000 1"]}


def test_a_register_that_changed_since_the_preview_is_looked_at_again(territory: Territory) -> None:
    by, one = territory.people[Role.AUTHORITY_ADMIN], entered(territory.home.authority)
    kept = _uploaded(territory, _table(f"{inn(7)};Школа № 7;;+7 000 1;"))
    digest = preview(kept).digest
    organization_actions.edit_organization(one, by=by, facts={"phone": "+7 000 2"})
    with pytest.raises(ValidationError, match="реестр изменился"):
        _applied(territory, kept, digest)
    one.refresh_from_db()
    kept.refresh_from_db()
    assert (one.phone, kept.state) == ("+7 000 2", "waiting")


@pytest.mark.parametrize(
    "row",
    [
        "0080000078;Школа № 7;школа;;",
        f"{inn(7)};Школа № 7;институт;;",
        f"{inn(7)};Школа № 7;школа;;Нет такой",
        f"{inn(7)};{'я' * 300};школа;;",
        ";Школа № 7;школа;;",
    ],
)
def test_a_file_with_a_fault_changes_nothing(territory: Territory, row: str) -> None:
    before = Organization.objects.count()
    kept = _uploaded(territory, _table(f"{inn(8)};Сад № 8;детский сад;;", row))
    with pytest.raises(NotAllowedError, match="ошибки"):
        _applied(territory, kept)
    assert Organization.objects.count() == before


def test_an_upload_is_decided_once(territory: Territory) -> None:
    kept = _uploaded(territory, _table(f"{inn(8)};Сад № 8;детский сад;;"))
    by = territory.people[Role.AUTHORITY_SPECIALIST]
    actions.discard_register(kept, by=by)
    for decide in (lambda: actions.discard_register(kept, by=by), lambda: _applied(territory, kept)):
        with pytest.raises(NotAllowedError, match="не на этом этапе"):
            decide()
    assert Organization.objects.filter(short_name="Сад № 8").count() == 0


@pytest.mark.parametrize("role", [role for role in Role if role not in AUTHORITY])
def test_only_the_authority_uploads_and_decides(territory: Territory, role: Role) -> None:
    table, by = _table(f"{inn(8)};Сад № 8;детский сад;;"), territory.people[role]
    with pytest.raises(NotAllowedError):
        _uploaded(territory, table, role)
    kept = _uploaded(territory, table)
    with pytest.raises(NotAllowedError):
        actions.apply_register(kept, by=by, digest=preview(kept).digest)
    with pytest.raises(NotAllowedError):
        actions.discard_register(kept, by=by)


def _book(rows: list[list[object]]) -> bytes:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return made.getvalue()


def _sent(client: Client, territory: Territory, content: bytes, *named: str) -> object:
    typed = {"authority": territory.home.authority.pk, "sector": "education"}
    return client.post(
        "/registry/import/", {**typed, "table": SimpleUploadedFile(*(named or ("реестр.xlsx",)), content)}
    )


def test_a_file_is_seen_and_applied_from_the_pages(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(territory.people[Role.AUTHORITY_SPECIALIST])
    book = _book([["ИНН", "Наименование", "Тип"], [inn(7), "Школа № 7", "школа"]])
    address = _sent(client, territory, book).url
    html = client.get(address).content.decode()
    assert "1 организация" in html
    stale = client.post(address, {"digest": "0" * 64}).content.decode()
    assert "реестр изменился" in stale
    assert client.post(address, {"digest": DIGEST.search(html)[1]}).url == address
    assert "внесена" in client.get(address).content.decode()
    assert Organization.objects.get(inn=inn(7)).short_name == "Школа № 7"
    assert signed_in(territory.foreign.people[Role.AUTHORITY_ADMIN]).get(address).status_code == 404


@pytest.mark.parametrize(
    "case",
    [
        (b"%PDF-1.7", "реестр.xlsx", "Такой файл не подходит"),
        (b"PK\x03\x04 broken", "реестр.xlsx", "Файл повреждён"),
        (b"", "реестр.csv", "пуст"),
        (b"MZ\x90", "реестр.exe", "Такой файл не подходит"),
    ],
)
def test_an_unfit_file_is_refused_at_its_field(
    territory: Territory, signed_in: SignedIn, case: tuple[bytes, str, str]
) -> None:
    *sent, sentence = case
    answer = _sent(signed_in(territory.people[Role.AUTHORITY_ADMIN]), territory, *sent)
    assert (answer.status_code, sentence in answer.content.decode()) == (422, True)
    assert RegisterImport.objects.count() == 0


@pytest.mark.parametrize(
    "case",
    [
        (b"PK\x03\x04", "file.wrong_content"),
        (b"\x00\x01;2", "file.nul"),
        (b"<html><table>", "file.wrong_content"),
        ("ИНН;Краткое наименование\r\n".encode(), "file.no_table"),
        ("ИНН;Краткое наименование\r\n<script>alert(1)</script>;А".encode(), "register.value"),
    ],
)
def test_a_hostile_table_is_told_on_the_preview(
    territory: Territory, signed_in: SignedIn, case: tuple[bytes, str]
) -> None:
    table, code = case
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    html = client.get(_sent(client, territory, table, "реестр.csv").url).content.decode()
    assert (f"[{code}]" in html, "Внести в реестр" in html, "<script>alert" in html) == (True, False, False)


def test_a_cell_with_an_error_of_a_formula_is_told(territory: Territory, signed_in: SignedIn) -> None:
    made = io.BytesIO()
    with xlsxwriter.Workbook(made, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["ИНН", "Наименование", "Тип"])
        sheet.write_row(1, 0, [inn(7), "", "школа"])
        sheet.write_formula(1, 1, "=1/0", None, "#DIV/0!")
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    html = client.get(_sent(client, territory, made.getvalue()).url).content.decode()
    assert ("[file.error_cell]" in html, "Внести в реестр" in html) == (True, False)


@pytest.mark.parametrize("kind", ["xlsx", "csv"])
def test_the_export_comes_back_without_a_difference(territory: Territory, signed_in: SignedIn, kind: str) -> None:
    Organization.objects.filter(authority=territory.home.authority).update(inn=inn(50))
    one = entered(
        territory.home.authority,
        full_name="=HYPERLINK(«x»)",
        full_name_genitive="=A1",
        phone="+7 000 1",
        last_assessed_on="2024-03-01",
    )
    entered(territory.home.authority, 7, short_name="Филиал", head_office=one, closed_on="2025-01-31", phone="'-1")
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    exported = client.get("/registry/export/", {"format": kind, "state": "all"})
    assert exported.headers["Content-Disposition"].endswith(f".{kind}")
    upload = actions.looked_through(SimpleUploadedFile(f"реестр.{kind}", exported.content))
    shown = preview(_uploaded(territory, upload))
    assert (shown.diff.problems, shown.diff.empty, shown.diff.same, shown.missing) == ((), True, 5, ())


def test_the_export_is_what_the_list_shows(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(territory.people[Role.ORGANIZATION_HEAD])
    lines = client.get("/registry/export/", {"format": "csv"}).content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in lines] == ["Краткое наименование", "Школа № 1, Заречный"]
    filtered = signed_in(territory.people[Role.AUTHORITY_ADMIN]).get("/registry/export/?format=csv&words=№+2")
    names = [line.split(";")[0] for line in filtered.content.decode("utf-8-sig").splitlines()[1:]]
    assert names == ["Школа № 2, Заречный"]


def _two_thousand(territory: Territory) -> RegisterImport:
    """A register of two thousand, and a file that changes nearly all of it and adds fifty."""
    Organization.objects.bulk_create(
        Organization(authority=territory.home.authority, **facts(number)) for number in range(100, 2100)
    )
    rows = [f"{inn(number)};Школа № {number};школа;+7 000 {number};" for number in range(150, 2150)]
    return _uploaded(territory, _table(*rows))


def test_two_thousand_rows_are_previewed_in_three_seconds(territory: Territory) -> None:
    kept = _two_thousand(territory)
    began = time.process_time()
    shown = preview(kept)
    assert time.process_time() - began < 3
    assert (len(shown.added), len(shown.changed), len(shown.missing)) == (50, 1950, 53)


def test_two_thousand_rows_are_applied_in_three_seconds_with_an_entry_for_each(territory: Territory) -> None:
    kept = _two_thousand(territory)
    before, digest = JournalEntry.objects.count(), preview(kept).digest
    began = time.process_time()
    _applied(territory, kept, digest)
    assert time.process_time() - began < 3
    events = JournalEntry.objects.order_by("-id").values_list("event", flat=True)[:2001]
    assert JournalEntry.objects.count() == before + 2001
    assert Counter(events) == {"registry.edit_organization": 1950, "registry.add_organization": 50, events[0]: 1}
    last = Organization.objects.get(inn=inn(2000), authority=territory.home.authority)
    entry = JournalEntry.objects.get(subject_type="registry.organization", subject_id=str(last.pk))
    assert (last.phone, entry.changes["телефон"][1], entry.actor_name) == (
        "+7 000 2000",
        "+7 000 2000",
        territory.people[Role.AUTHORITY_ADMIN].full_name,
    )


def test_entries_written_at_once_are_sealed_one_to_the_other(territory: Territory) -> None:
    _applied(territory, _uploaded(territory, _table(*(f"{inn(n)};Школа № {n};школа;;" for n in range(20, 30)))))
    assert breach() is None


def test_a_new_name_of_a_row_moves_it_in_the_natural_order(territory: Territory) -> None:
    one = entered(territory.home.authority, 7, short_name="Школа № 7")
    _applied(territory, _uploaded(territory, _table(f"{one.inn};Школа № 7;детский сад;;")))
    kept = Organization.objects.get(pk=one.pk)
    assert (kept.type, kept.sort_key) == ("kindergarten", natural_key("Школа № 7"))
