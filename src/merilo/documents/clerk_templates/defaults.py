"""The template that every document has from the beginning: its own paper with fields in the place of words."""

from datetime import date
from functools import cache

from merilo.documents.clerk_templates.fields import TemplateKind
from merilo.documents.papers import evaluation_sheet, improvement_plan, quarterly_report
from merilo.documents.papers.blocks import (
    Block,
    Corner,
    Facing,
    Footnotes,
    LegalPaper,
    Note,
    Paragraph,
    Signature,
    Signatures,
    Title,
)
from merilo.documents.tables import Row, Table, cell

MADE_ON = date(2026, 1, 1)
"""The date of the files, so that they are the same every day."""
SIGNED = Signatures((Signature("{{ должность_подписавшего }}", "{{ подписал }}"),))
_CORNER = Corner(("{%p for строка in гриф %}", "{{ строка }}", "{%p endfor %}"))


@cache
def default_template(kind: TemplateKind) -> bytes:
    """The template as a Word file, to be downloaded, changed and handed back."""
    from merilo.documents.writers.legal_docx import docx  # noqa: PLC0415 - heavy, and needed here alone

    makers = {
        TemplateKind.IMPROVEMENT_PLAN: _plan,
        TemplateKind.QUARTERLY_REPORT: _report,
        TemplateKind.EVALUATION_SHEET: _sheet,
        TemplateKind.LETTER: _letter,
    }
    return docx(makers[kind]())


def _across(text: str) -> Row:
    return Row((text,), across=True)


def _each(name: str, text: str) -> tuple[Paragraph, ...]:
    """A paragraph for every line of a list."""
    return tuple(Paragraph(one) for one in (f"{{%p for один in {name} %}}", text, "{%p endfor %}"))


def _entries(name: str) -> str:
    """A cell with a paragraph for every entry."""
    return cell((f"{{%p for один in {name} %}}", "{{ один }}", "{%p endfor %}"))


def _plan() -> LegalPaper:
    names = ("недостатки", "мероприятия", "сроки", "исполнители", "меры", "фактически")
    rows = (
        _across("{%tr for раздел in разделы %}"),
        Row(("{{ раздел.заголовок }}",), bold=True, shaded=True, across=True),
        _across("{%tr if раздел.пусто %}"),
        _across("{{ раздел.пусто }}"),
        _across("{%tr endif %}"),
        _across("{%tr for строка in раздел.строки %}"),
        Row(tuple(_entries(f"строка.{name}") for name in names)),
        _across("{%tr endfor %}"),
        _across("{%tr endfor %}"),
    )
    annex = Corner(("{%p for строка in приложение %}", "{{ строка }}", "{%p endfor %}"))
    blocks: tuple[Block, ...] = (
        annex,
        _CORNER,
        Title(improvement_plan.TITLE, f"{improvement_plan.ABOUT}{improvement_plan.MARK}"),
        Paragraph("{{ организация }}", align="center", bold=True, keep=True),
        Paragraph(improvement_plan.CAPTION, align="center", keep=True, small=True),
        Paragraph("на {{ год }}", align="center", keep=True),
        Table(improvement_plan.COLUMNS, rows),
        Footnotes(("{%p for сноска in сноски %}", "{{ сноска }}", "{%p endfor %}")),
        *_each("остальное", "{{ один }}"),
    )
    return LegalPaper("План по устранению недостатков", MADE_ON, blocks, landscape=True)


def _report() -> LegalPaper:
    cells = (
        "{{ один.номер }}",
        cell(
            ("{%p if один.недостаток %}", "Недостаток: {{ один.недостаток }}", "{%p endif %}", "{{ один.мероприятие }}")
        ),
        cell(("{{ один.срок }}", "{{ один.исполнитель }}")),
        cell(("{{ один.сделано }}", "{%p if один.фактически %}", "Фактически: {{ один.фактически }}", "{%p endif %}")),
        cell(
            (
                "{%p for файл in один.подтверждение %}", "{{ файл }}", "{%p endfor %}",
                "{%p if один.подтвердил %}", "Подтвердил: {{ один.подтвердил }}", "{%p endif %}",
            )
        ),
        cell(
            (
                "{{ один.состояние }}", "{%p if один.просрочено %}", "{{ один.просрочено }}", "{%p endif %}",
                "{%p if один.причина %}", "Причина: {{ один.причина }}", "{%p endif %}",
            )
        ),
    )  # fmt: skip
    rows = (
        _across("{%tr for раздел in разделы %}"),
        Row(("{{ раздел.заголовок }}",), bold=True, shaded=True, across=True),
        _across("{%tr for один in раздел.мероприятия %}"),
        Row(cells),
        _across("{%tr endfor %}"),
        _across("{%tr endfor %}"),
    )
    blocks: tuple[Block, ...] = (
        _CORNER,
        Title("ОТЧЁТ", "о ходе исполнения плана по устранению недостатков {{ период }}"),
        Paragraph("{{ организация }}", align="center", bold=True, keep=True),
        *(Paragraph(one, align="center", keep=True) for one in ("{%p if план %}", "План {{ план }}.", "{%p endif %}")),
        Table(quarterly_report.COLUMNS, rows),
        Paragraph("{{ итог }}"),
        *_each("примечания", "{{ один }}"),
        Paragraph("Сведения на {{ дата }}.", keep=True),
        SIGNED,
    )
    return LegalPaper("Отчёт о ходе исполнения плана", MADE_ON, blocks, landscape=True)


def _sheet() -> LegalPaper:
    rows = (
        _across("{%tr for один in показатели %}"),
        Row(
            (
                "{{ один.номер }}",
                "{{ один.название }}",
                "{{ один.основание }}",
                "{{ один.баллы }}",
                "{{ один.наибольшее }}",
            )
        ),
        _across("{%tr endfor %}"),
        Row(("", "Итого ({{ процент }} %)", "", "{{ баллы }}", "{{ наибольшее }}"), bold=True, shaded=True),
    )
    until = "{% if возражать_до %} Возражения принимаются до {{ возражать_до }}.{% endif %}"
    blocks: tuple[Block, ...] = (
        _CORNER,
        Title(evaluation_sheet.TITLE, "руководителя {{ период }}"),
        Paragraph("{{ руководитель }}, {{ должность }}", align="center", bold=True, keep=True),
        Paragraph("{{ организация }}", align="center", keep=True),
        Table(evaluation_sheet.COLUMNS, rows),
        *_each("премия", "{{ один }}"),
        *_each("предупреждения", "Предупреждение. {{ один }}"),
        Paragraph("Сведения на {{ дата }}.", keep=True),
        SIGNED,
        Paragraph(f"{evaluation_sheet.ACQUAINTED}{until}", align="left", indented=False, keep=True),
        Signatures((Signature("{{ должность }}", "{{ подпись_руководителя }}"),)),
        Paragraph("{%p if возражение %}"),
        Paragraph("Возражение руководителя: {{ возражение }}"),
        Paragraph("{% if ответ %}Ответ: {{ ответ }}{% endif %}"),
        Paragraph("{%p endif %}"),
    )
    return LegalPaper("Оценочный лист", MADE_ON, blocks)


def _letter() -> LegalPaper:
    head = ("{{ бланк }}",)
    left = ("{{ реквизиты }}", "", "{{ дата }} №\u00a0{{ номер }}", "", "{{ тема }}")
    blocks: tuple[Block, ...] = (
        Facing(left, ("{{ кому }}",), head, centered=True),
        Paragraph("{{ обращение }}", align="center", keep=True),
        *_each("абзацы", "{{ один }}"),
        Paragraph("{%p if приложения %}"),
        Paragraph("Приложения:", keep=True),
        *_each("приложения", "{{ loop.index }}.\u00a0{{ один }}"),
        Paragraph("{%p endif %}"),
        SIGNED,
        *(Note(one) for one in ("{%p if составил %}", "Исп. {{ составил }}", "{%p endif %}")),
    )
    return LegalPaper("Письмо", MADE_ON, blocks)
