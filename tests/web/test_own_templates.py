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
from tests.web.prepared import DAY, requests, stand
from tests.web.territory import Municipality, Territory

from merilo.documents.clerk_templates.fields import TemplateKind
from merilo.documents.papers.letters import Transmittal
from merilo.plans.rule_set_files import FILE
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.archive.actions import read
from merilo_web.archive.models import Document
from merilo_web.archive.uploads import DOCX, PDF, Upload
from merilo_web.cycles.actions import letters
from merilo_web.cycles.actions.sending import message
from merilo_web.cycles.models import Letter
from merilo_web.cycles.states import CycleState, LetterKind
from merilo_web.plans.actions import evaluation, reports, review
from merilo_web.plans.actions.answering import AnswerFacts, issue_answer
from merilo_web.plans.actions.evaluation import RulesFacts
from merilo_web.plans.models import HeadEvaluation
from merilo_web.plans.queries.windows import Quarter
from merilo_web.registry.actions.clerk_templates import take_template
from merilo_web.registry.models import ClerkTemplate, Organization
from merilo_web.registry.queries.clerk_templates import KINDS

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
    TemplateKind.LETTER: (
        "БЛАНК УПРАВЛЕНИЯ",
        '{{ дата }} № {{ номер }}: {{ кому|через(", ") }}',
        "{{ тема }}. {{ обращение }}",
        "{%p for один in абзацы %}",
        "{{ loop.index }}) {{ один }}",
        "{%p endfor %}",
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


def letter(home: Municipality) -> Document | None:
    """A letter with results, issued with those to all."""
    written = {home.organizations[0].pk: Transmittal(home.cycle.title, total="79,76")}
    stand(home, CycleState.APPROVED)
    letters.write_transmittals(home.cycle, by=specialist(home), on=DAY, handed=written)
    letters.issue_letters(home.cycle, by=specialist(home), on=DAY, kind=LetterKind.TRANSMITTAL, first_number="7")
    return Letter.objects.get(listed=home.listed[0]).docx


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
    TemplateKind.LETTER: (
        letter,
        [
            "БЛАНК УПРАВЛЕНИЯ",
            "02.03.2026 № 7: Директору, Муниципального бюджетного учреждения «Школа № 1», Белых\u00a0А.\u00a0С.",
            "О результатах независимой оценки качества условий оказания услуг. Уважаемая Анна Сергеевна!",
            (
                "1) Направляем результаты независимой оценки качества условий оказания услуг Вашей организации "
                f"({NAME}): НОК 2026, Заречный район."
            ),
            "2) Итоговая оценка: 79,76 из 100.",
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


def test_the_preview_of_a_letter_is_by_the_own_template_and_without_one_in_the_usual_form(
    territory: Territory, home: Municipality, signed_in: Callable[[User], Client]
) -> None:
    draft, client = requests(territory)[0], signed_in(specialist(home))
    address = reverse("cycles:letter_preview", args=(draft.pk, "docx"))
    usual = lines_of_word(client.get(address).content)
    taken(home, TemplateKind.LETTER)
    own = lines_of_word(client.get(address).content)
    assert ("БЛАНК УПРАВЛЕНИЯ" in usual, own[:2]) == (
        False,
        [
            "БЛАНК УПРАВЛЕНИЯ",
            (
                "________________ № __________: Директору, Муниципального бюджетного учреждения «Школа № 1», "
                "Белых\u00a0А.\u00a0С."
            ),
        ],
    )
    assert client.get(reverse("cycles:letter_preview", args=(draft.pk, "pdf"))).content[:5] == b"%PDF-"
    assert client.get(reverse("cycles:letter_preview", args=(draft.pk, "xlsx"))).status_code == 404


def test_a_letter_by_the_own_template_is_sent_with_both_files_and_any_other_with_its_pdf(
    territory: Territory, home: Municipality
) -> None:
    first, second, _ = requests(territory)
    usual = letters.issue_letter(first, by=specialist(home), on=DAY, number="1")
    template = taken(home, TemplateKind.LETTER)
    own = letters.issue_letter(second, by=specialist(home), on=DAY)
    sent = [[kind for _, _, kind in message(one).attachments] for one in (usual, own)]
    assert ([one.template for one in (usual, own)], sent) == ([None, template], [[PDF], [PDF, DOCX]])
    assert own.docx is not None
    assert message(own).attachments[1][1] == read(own.docx.file).read_bytes()


def test_a_letter_tells_by_which_template_it_was_issued(
    territory: Territory, home: Municipality, signed_in: Callable[[User], Client]
) -> None:
    draft, client = requests(territory)[0], signed_in(specialist(home))
    page = client.get(reverse("cycles:letters", args=(home.cycle.pk,)), {"kind": draft.kind}).content.decode()
    settings = reverse("plans:settings_template", args=(home.authority.pk, "letter"))
    assert (settings in page, client.get(settings).status_code) == (True, 200)
    taken(home, TemplateKind.LETTER)
    letters.issue_letter(draft, by=specialist(home), on=DAY)
    said = "DOCX — по шаблону органа власти № 1"
    assert said in client.get(reverse("cycles:letter", args=(draft.pk,))).content.decode()


def test_the_answer_on_the_execution_of_plans_comes_by_the_template_of_letters(home: Municipality) -> None:
    approved(home)
    taken(home, TemplateKind.LETTER)
    facts = AnswerFacts("Минобр", "министр", "Белых Анна Сергеевна", "12", "Первое.\n\nВторое.")
    issued = issue_answer(home.cycle, by=specialist(home), on=BEGUN_ON, facts=facts)
    lines = lines_of_word(read(issued.file).read_bytes())
    assert (lines[0], lines[3:]) == ("БЛАНК УПРАВЛЕНИЯ", ["1) Первое.", "2) Второе."])
