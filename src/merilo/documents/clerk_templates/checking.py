"""Whether a template that a clerk hands us may be used: every fault with its place, before anything is printed."""

import io
import zipfile
from collections.abc import Iterator, Mapping

from merilo.documents.clerk_templates import codes, package
from merilo.documents.clerk_templates.compile import CompiledTemplate, compiled
from merilo.documents.clerk_templates.fields import FIELDS, FieldKind, TemplateField, TemplateKind, TemplateValue
from merilo.documents.clerk_templates.tags import WORD
from merilo.problems import Place, Problem, RefusalError

SIGNS = "Проба <&\"'> ]]> {{ }} \x00\n\u202eвторая строка"
"""What people may type: it must stay text."""


def check(template: bytes, kind: TemplateKind) -> tuple[Problem, ...]:
    """All that is wrong with a template of a document; warnings alone do not forbid it. Never raises."""
    try:
        made = compiled(template, kind)
    except RefusalError as refused:
        return tuple(dict.fromkeys(refused.problems))
    return (*_tried(made, kind), *_missing(made, kind))


def _tried(made: CompiledTemplate, kind: TemplateKind) -> Iterator[Problem]:
    """Fill it in with lists of two, of one and of none: every part must be sound XML, every table must have rows."""
    for count, said in ((2, "двумя записями"), (1, "одной записью"), (0, "пустыми перечнями")):
        values = {field.name: _sample(field, count) for field in FIELDS[kind]}
        for name, content in _parts(made.filled(values)):
            if fault := _unsound(name, content):
                yield Problem(codes.MISPLACED, Place(name), f"При заполнении {said} {fault}")
                return


def _sample(field: TemplateField, count: int) -> TemplateValue:
    match field.kind:
        case FieldKind.TEXT:
            return SIGNS if count else ""
        case FieldKind.LINES:
            return [SIGNS] * count
        case FieldKind.RECORDS:
            return [_record(field, count) for _ in range(count)]


def _record(field: TemplateField, count: int) -> Mapping[str, TemplateValue]:
    return {one.name: _sample(one, count) for one in field.parts}


def _parts(document: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(document)) as archive:
        for name in archive.namelist():
            if package.WRITTEN.fullmatch(name):
                yield name, archive.read(name)


def _unsound(name: str, content: bytes) -> str:
    """What is wrong with a filled part, empty when nothing is."""
    try:
        root = package.parsed(content, name)
    except RefusalError:
        return "документ выходит повреждённым: повтор начат в одном месте таблицы, а кончен в другом"
    if any(table.find(f"{WORD}tr") is None for table in root.iter(f"{WORD}tbl")):
        return "таблица остаётся без строк"
    if any(row.find(f"{WORD}tc") is None for row in root.iter(f"{WORD}tr")):
        return "строка таблицы остаётся без ячеек"
    ends = (cell[-1].tag if len(cell) else "" for cell in root.iter(f"{WORD}tc"))
    return "ячейка остаётся без абзаца" if any(tag != f"{WORD}p" for tag in ends) else ""


def _missing(made: CompiledTemplate, kind: TemplateKind) -> Iterator[Problem]:
    for over, field in _needed(FIELDS[kind], ""):
        if f"{over}{field.name}" not in made.used:
            yield Problem(codes.MISSING_FIELD, Place(), f"В шаблоне нет поля «{over}{field.name}»: {field.meaning}")


def _needed(fields: tuple[TemplateField, ...], over: str) -> Iterator[tuple[str, TemplateField]]:
    for field in fields:
        if field.needed:
            yield over, field
        yield from _needed(field.parts, f"{field.name}.")
