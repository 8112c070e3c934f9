"""Every document that has a template comes out by the authority's own one, before it is issued and when it is."""

import io
from collections.abc import Callable
from datetime import date

import docx
import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse
from tests.core.legal_readers import lines_of_word
from tests.web.planned import (
    APPROVAL,
    APPROVED_ON,
    BEGUN_ON,
    answered,
    approved,
    confirmed,
    deputy,
    drafted,
    specialist,
    submitted,
)
from tests.web.territory import Municipality, Territory

from merilo.documents.clerk_templates.fields import TemplateKind
from merilo.plans.rule_set_files import FILE
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.archive.actions import read
from merilo_web.archive.models import Document
from merilo_web.archive.uploads import DOCX, Upload
from merilo_web.plans.actions import evaluation, reports, review
from merilo_web.plans.actions.clerk_templates import take_template
from merilo_web.plans.actions.evaluation import RulesFacts
from merilo_web.plans.models import ClerkTemplate, HeadEvaluation
from merilo_web.plans.queries.clerk_templates import KINDS
from merilo_web.plans.queries.windows import Quarter
from merilo_web.registry.models import Organization

EVALUATED_ON, OBJECT_UNTIL = date(2027, 9, 1), date(2027, 9, 8)
NAME = "Муниципальное бюджетное учреждение «Школа № 1»"
SECTIONS = 5
"""The one measure of the plan answers a deficiency of every criterion: the form has it in each of its sections."""
TEMPLATES = {
    TemplateKind.IMPROVEMENT_PLAN: (
        "БЛАНК УПРАВЛЕНИЯ",
        "План {{ организация }} на {{ год }}",
        "{%p for раздел in разделы %}",
        "{%p for строка in раздел.строки %}",
        '{{ строка.мероприятия|через("; ") }}: {{ строка.сроки|через("; ") }}, {{ строка.исполнители|через("; ") }}',
        "{%p endfor %}",
        "{%p endfor %}",
    ),
    TemplateKind.QUARTERLY_REPORT: (
        "БЛАНК УПРАВЛЕНИЯ",
        "{{ организация }}, отчёт {{ период }}",
        "{%p for раздел in разделы %}",
        "{%p for один in раздел.мероприятия %}",
        "{{ один.номер }}. {{ один.мероприятие }} – {{ один.состояние }}",
        "{%p endfor %}",
        "{%p endfor %}",
        "{{ итог }}",
    ),
    TemplateKind.EVALUATION_SHEET: (
        "БЛАНК УПРАВЛЕНИЯ",
        "{{ руководитель }}, {{ организация }}, {{ период }}",
        "Баллы: {{ баллы }} из {{ наибольшее }}",
        "Возразить можно до {{ возражать_до }}",
    ),
}


@pytest.fixture
def home(territory: Territory) -> Municipality:
    """A municipality whose first organization has a full name and a head."""
    organization = territory.home.organizations[0]
    told = {"full_name": NAME, "head_name": "Белых Анна Сергеевна", "head_post": "директор"}
    Organization.objects.filter(pk=organization.pk).update(**told)
    return territory.home


def word(paragraphs: tuple[str, ...]) -> bytes:
    """A Word file with these paragraphs, as Word would write it."""
    made, stream = docx.Document(), io.BytesIO()
    for text in paragraphs:
        made.add_paragraph(text)
    made.save(stream)
    return stream.getvalue()


def taken(home: Municipality, kind: TemplateKind, *more: str) -> ClerkTemplate:
    """The own template of this kind in use."""
    given = Upload(word((*TEMPLATES[kind], *more)), "наш.docx", DOCX)
    return take_template(home.authority, kind, by=specialist(home), on=APPROVED_ON, upload=given)


def plan(home: Municipality) -> Document | None:
    """The plan, issued by its approval."""
    return approved(home).docx


def report(home: Municipality) -> Document | None:
    """The report on a quarter, issued when it is submitted."""
    kept = approved(home)
    confirmed(kept.measures.get(), home)
    begun = reports.begin(kept, by=deputy(home), on=BEGUN_ON, quarter=Quarter(2026, 4))
    return reports.submit(begun, by=deputy(home), on=BEGUN_ON).docx


def sheet(home: Municipality) -> Document | None:
    """The head's sheet, issued with those of all heads."""
    approved(home)
    facts = RulesFacts("приказ от 20.08.2027 № 71", FILE.read_text(encoding="utf-8"))
    by: User = home.people[Role.AUTHORITY_ADMIN]
    evaluation.write_rules(home.authority, by=by, on=EVALUATED_ON, facts=facts)
    evaluation.evaluate_heads(home.cycle, by=specialist(home), on=EVALUATED_ON, object_until=OBJECT_UNTIL)
    return HeadEvaluation.objects.get(listed=home.listed[0]).docx


ISSUED: dict[TemplateKind, tuple[Callable[[Municipality], Document | None], list[str]]] = {
    TemplateKind.IMPROVEMENT_PLAN: (
        plan,
        [
            "БЛАНК УПРАВЛЕНИЯ",
            "План Муниципального бюджетного учреждения «Школа № 1» на 2027 год",
            *["Поставить скамьи у входа: до 01.03.2027, Белых А. С., заместитель директора"] * SECTIONS,
        ],
    ),
    TemplateKind.QUARTERLY_REPORT: (
        report,
        [
            "БЛАНК УПРАВЛЕНИЯ",
            f"{NAME}, отчёт за IV квартал 2026 года",
            "1. Поставить скамьи у входа – исполнено и подтверждено",
            "Всего 1\u00a0мероприятие: исполнено и подтверждено\u00a0– 1.",
        ],
    ),
    TemplateKind.EVALUATION_SHEET: (
        sheet,
        [
            "БЛАНК УПРАВЛЕНИЯ",
            "Белых Анна Сергеевна, Школа № 1, Заречный, за 2026 год",
            "Баллы: 25 из 85",
            "Возразить можно до 08.09.2027",
        ],
    ),
}


def test_every_kind_that_may_be_set_is_tried_here() -> None:
    assert tuple(TEMPLATES) == tuple(ISSUED) == KINDS


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_issued_says_what_the_own_template_says_and_nothing_else(
    kind: TemplateKind, home: Municipality
) -> None:
    taken(home, kind)
    issue, lines = ISSUED[kind]
    document = issue(home)
    assert document is not None
    assert lines_of_word(read(document.file).read_bytes()) == lines


@pytest.mark.parametrize("kind", KINDS)
def test_a_broken_template_of_any_kind_is_refused_with_its_paragraph(kind: TemplateKind, home: Municipality) -> None:
    broken = len(TEMPLATES[kind]) + 1
    with pytest.raises(ValidationError) as refused:
        taken(home, kind, "{{ нет_такого_поля }}")
    (said,) = refused.value.message_dict["file"]
    assert said == (
        f"текст, строка {broken}, столбец «{{{{ нет_такого_поля }}}}»: Поля «нет_такого_поля» нет. "
        "В шаблоне можно называть только поля этого документа. "
        "Что сделать: Возьмите имя из перечня полей документа. [template.unknown_field]"
    )
    assert not ClerkTemplate.objects.exists()


def test_the_preview_of_a_plan_is_what_its_approval_will_issue(
    home: Municipality, signed_in: Callable[[User], Client]
) -> None:
    taken(home, TemplateKind.IMPROVEMENT_PLAN)
    sent = submitted(home)
    seen = signed_in(deputy(home)).get(reverse("plans:file", args=(sent.pk, "docx")))
    issued = review.approve(sent, by=specialist(home), on=APPROVED_ON, facts=APPROVAL).docx
    assert issued is not None
    assert seen.content == read(issued.file).read_bytes()


def test_without_an_own_template_the_preview_is_the_legal_form(
    home: Municipality, signed_in: Callable[[User], Client]
) -> None:
    made = drafted(home)
    answered(made, home)
    client = signed_in(deputy(home))
    address = reverse("plans:file", args=(made.pk, "docx"))
    usual = lines_of_word(client.get(address).content)
    taken(home, TemplateKind.IMPROVEMENT_PLAN)
    own = lines_of_word(client.get(address).content)
    assert ("(наименование организации)" in usual, "БЛАНК УПРАВЛЕНИЯ" in usual) == (True, False)
    assert ("(наименование организации)" in own, own[0]) == (False, "БЛАНК УПРАВЛЕНИЯ")
