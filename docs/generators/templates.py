"""Draws docs/reference/templates.md: the fields that each template of a document may name."""

from collections.abc import Iterator, Mapping

from merilo.documents.clerk_templates.fields import FIELDS, FILTERS, FieldKind, TemplateField, TemplateKind
from merilo.documents.clerk_templates.samples import sample_values

HEAD = """# Шаблоны документов

<!-- Drawn by `make docs` from the declarations in the code; not edited by hand. -->

Шаблон — обычный документ Word. Возьмите шаблон по умолчанию, поправьте в нём слова, шрифты, поля страницы и загрузите
обратно: программа проверит его и укажет каждую ошибку вместе с абзацем.

| пишется | значит |
|---|---|
| `{{ организация }}` | напечатать поле; перечень строк печатается по строке |
| `{%p for один in абзацы %}` … `{%p endfor %}` | повторить абзацы между ними; каждая такая запись — в своём абзаце |
| `{%tr for строка in раздел.строки %}` … `{%tr endfor %}` | повторить строки таблицы; каждая запись — в своей |
| `{% if тема %}` … `{% else %}` … `{% endif %}` | напечатать, если поле не пусто; есть `{%p if … %}`, `{%tr if … %}` |
| `{% if тема == "срочно" %}` | сравнить поле со словом; «не равно» — `!=` |
| `{{ loop.index }}` | номер по порядку внутри повтора |
| `{# заметка #}` | заметка для себя, в документ не попадает |
"""


def page() -> str:
    """The text of docs/reference/templates.md."""
    lines = [HEAD.rstrip("\n")]
    lines += [f"| `{_cell(usage)}` | {_cell(meaning)} |" for usage, meaning in FILTERS.values()]
    for kind in TemplateKind:
        lines += [f"\n## {kind.label}\n", "| поле | что это | вид | пример |", "|---|---|---|---|"]
        lines += _rows(FIELDS[kind], sample_values(kind), "")
    return "\n".join(lines) + "\n"


def _rows(fields: tuple[TemplateField, ...], values: Mapping[str, object], over: str) -> Iterator[str]:
    for field in fields:
        value = values.get(field.name, "")
        needed = " (нужно)" if field.needed else ""
        cells = (f"`{over}{field.name}`", f"{_cell(field.meaning)}{needed}", field.kind.label, _sample(field, value))
        yield f"| {' | '.join(cells)} |"
        if field.kind is FieldKind.RECORDS:
            first = value[0] if isinstance(value, list) and value else {}
            yield from _rows(field.parts, first, f"{over}{field.name}.")


def _sample(field: TemplateField, value: object) -> str:
    if field.kind is FieldKind.RECORDS:
        return ""
    return "<br>".join(_cell(str(one)) for one in value) if isinstance(value, list) else _cell(str(value))


def _cell(text: str) -> str:
    return text.replace("|", r"\|").replace("<", "&lt;").replace("\n", "<br>")
