"""An authority's own Word templates: taken when sound, refused with places, versions kept, used for what is issued."""

import io
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from tests.web.plan_screens import SignedIn, sent, shown
from tests.web.planned import APPROVAL, APPROVED_ON, BEGUN_ON, approved, deputy, intruders, specialist, submitted
from tests.web.territory import Municipality, Territory

from merilo.documents.clerk_templates.defaults import default_template
from merilo.documents.clerk_templates.fields import FIELDS, TemplateKind, walked
from merilo_web.accounts.roles import AUTHORITY
from merilo_web.archive.actions import attach, read
from merilo_web.archive.models import Document, Evidence
from merilo_web.archive.uploads import DOCX, Upload
from merilo_web.journal.models import JournalEntry
from merilo_web.plans.actions import reports, review
from merilo_web.plans.queries.windows import Quarter
from merilo_web.registry.actions.clerk_templates import drop_template, take_template
from merilo_web.registry.models import ClerkTemplate

PLAN = TemplateKind.IMPROVEMENT_PLAN
BODY = "word/document.xml"
MARK = "Наш бланк"


@pytest.fixture
def home(territory: Territory) -> Municipality:
    """The municipality that sets."""
    return territory.home


def template(text: str = MARK, kind: TemplateKind = PLAN) -> bytes:
    """The default template with this paragraph on top."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(default_template(kind))) as given, zipfile.ZipFile(out, "w") as made:
        for name in given.namelist():
            content = given.read(name)
            if name == BODY:
                paragraph = f"<w:body><w:p><w:r><w:t>{text}</w:t></w:r></w:p>".encode()
                content = content.replace(b"<w:body>", paragraph)
            made.writestr(name, content)
    return out.getvalue()


def body(document: Document) -> str:
    """The text of an issued Word file as XML."""
    with zipfile.ZipFile(read(document.file)) as archive:
        return archive.read(BODY).decode()


def upload(content: bytes, name: str = "наш план.docx") -> SimpleUploadedFile:
    """A file as a browser sends it."""
    return SimpleUploadedFile(name, content, content_type="application/octet-stream")


def take(home: Municipality, content: bytes) -> ClerkTemplate:
    """A template in use."""
    given = Upload(content, "наш.docx", DOCX)
    return take_template(home.authority, PLAN, by=specialist(home), on=APPROVED_ON, upload=given)


def test_the_default_template_and_its_fields_can_be_taken_away(home: Municipality, signed_in: SignedIn) -> None:
    client = signed_in(specialist(home))
    for kind in TemplateKind:
        numbers = (home.authority.pk, kind.value)
        answer = client.get(reverse("plans:settings_template_default", args=numbers))
        assert (answer.content, answer.headers["Content-Type"]) == (default_template(kind), DOCX)
        assert client.get(reverse("plans:settings_template_sample", args=numbers)).content[:2] == b"PK"
        page = shown(client, "settings_template", *numbers)
        assert [path for path, _ in walked(FIELDS[kind]) if f">{path}<" not in page] == []
    assert shown(client, "settings").count("По умолчанию.") == len(TemplateKind)


def test_a_sound_template_is_kept_with_its_digest_and_its_predecessors(home: Municipality, signed_in: SignedIn) -> None:
    client, numbers = signed_in(specialist(home)), (home.authority.pk, PLAN.value)
    first, second = template(), template("Второй бланк")
    for content in (first, second):
        assert sent(client, "settings_template", *numbers, file=upload(content)).status_code == 302
    kept = list(ClerkTemplate.objects.select_related("evidence__file").order_by("number"))
    assert [(one.number, one.dropped_on is None, read(one.evidence.file).read_bytes()) for one in kept] == [
        (1, False, first),
        (2, True, second),
    ]
    page = shown(client, "settings_template", *numbers)
    assert [one.evidence.file.sha256 in page for one in kept] == [True, True]
    entries = JournalEntry.objects.filter(event="registry.take_template")
    assert entries.count() == 2
    assert kept[1].evidence.file.sha256 in str(entries.latest("id").changes)
    foreign = signed_in(stranger(home))
    assert foreign.get(reverse("registry:evidence", args=(kept[0].evidence_id,))).status_code == 404
    answer = client.get(reverse("registry:evidence", args=(kept[0].evidence_id,)))
    assert b"".join(answer.streaming_content) == first  # type: ignore[attr-defined]  # a file's answer streams


def stranger(home: Municipality) -> object:
    """Who works for the operator of the same place."""
    return next(person for role, person in home.people.items() if role not in AUTHORITY and "operator" in role)


def test_a_broken_template_is_told_with_place_and_remedy_and_leaves_nothing(
    home: Municipality, signed_in: SignedIn
) -> None:
    client, numbers = signed_in(specialist(home)), (home.authority.pk, PLAN.value)
    for content, told in (
        (template("{{ нет_такого }}"), "template.unknown_field"),
        (template("{{ организация"), "template.syntax"),
        (b"%PDF-1.7 not a template", "Такой файл не подходит"),
        (b"", "пуст"),
    ):
        answer = sent(client, "settings_template", *numbers, file=upload(content))
        assert (answer.status_code, list(answer.context["form"].errors)) == (422, ["file"])
        assert told in answer.content.decode()
    page = sent(client, "settings_template", *numbers, file=upload(template("{{ нет_такого }}"))).content.decode()
    assert ("нет_такого" in page, "Что сделать:" in page, "word/document.xml" in page or "абзац" in page) == (
        True,
        True,
        True,
    )
    assert ClerkTemplate.objects.count() == Evidence.objects.count() == 0


def test_what_is_issued_is_made_by_the_template_in_use(home: Municipality) -> None:
    take(home, template())
    plan = approved(home)
    assert plan.docx is not None
    assert plan.pdf is not None
    assert MARK in body(plan.docx)
    assert plan.listed.organization.full_name.split("«")[1] in body(plan.docx)
    assert read(plan.pdf.file).read_bytes()[:5] == b"%PDF-"


def test_the_quarterly_report_is_made_by_its_own_template(home: Municipality) -> None:
    kind, plan = TemplateKind.QUARTERLY_REPORT, approved(home)
    given = Upload(template(kind=kind), "отчёт.docx", DOCX)
    take_template(home.authority, kind, by=specialist(home), on=APPROVED_ON, upload=given)
    report = reports.begin(plan, by=deputy(home), on=BEGUN_ON, quarter=Quarter(2026, 4))
    report = reports.submit(report, by=deputy(home), on=BEGUN_ON)
    assert plan.docx is not None
    assert report.docx is not None
    assert (MARK in body(plan.docx), MARK in body(report.docx)) == (False, True)


def test_a_template_that_does_not_fit_any_more_stops_nothing(home: Municipality, signed_in: SignedIn) -> None:
    taken = take(home, template())
    other = attach(template("{{ нет_такого }}"), file_name="старый.docx", media_type=DOCX, by=specialist(home))
    ClerkTemplate.objects.filter(pk=taken.pk).update(evidence=other)
    plan = approved(home)
    assert plan.docx is not None
    assert "План" in plan.docx.title
    assert "нет_такого" not in body(plan.docx)
    page = shown(signed_in(specialist(home)), "settings_template", home.authority.pk, PLAN.value)
    assert "больше не подходит" in page


def test_after_the_way_back_documents_come_in_the_usual_form(home: Municipality, signed_in: SignedIn) -> None:
    take(home, template())
    client, numbers = signed_in(specialist(home)), (home.authority.pk, PLAN.value)
    assert "Вернуться к шаблону" in shown(client, "settings_template_drop", *numbers)
    assert sent(client, "settings_template_drop", *numbers).status_code == 302
    assert sent(client, "settings_template_drop", *numbers).status_code == 422
    assert ClerkTemplate.objects.filter(dropped_on__isnull=False).count() == 1
    plan = review.approve(submitted(home), by=specialist(home), on=APPROVED_ON, facts=APPROVAL)
    assert plan.docx is not None
    assert MARK not in body(plan.docx)
    assert JournalEntry.objects.filter(event="registry.drop_template").count() == 1


def test_only_the_authority_sets_its_templates(territory: Territory, signed_in: SignedIn) -> None:
    authority, given = territory.home.authority, Upload(template(), "наш.docx", DOCX)
    assert (
        intruders(
            territory,
            AUTHORITY,
            lambda by: take_template(authority, PLAN, by=by, on=APPROVED_ON, upload=given),
            lambda by: drop_template(authority, PLAN, by=by, on=APPROVED_ON),
        )
        == []
    )
    names = ("settings_template", "settings_template_drop", "settings_template_default", "settings_template_sample")
    for person in (
        specialist(territory.foreign),
        *(one for role, one in territory.people.items() if role not in AUTHORITY),
    ):
        client = signed_in(person)
        statuses = {client.get(reverse(f"plans:{name}", args=(authority.pk, PLAN.value))).status_code for name in names}
        assert statuses == {404}
    own = signed_in(specialist(territory.home))
    assert own.get(reverse("plans:settings_template", args=(authority.pk, "nothing"))).status_code == 404
