"""A template as a file: opened within limits, nothing active in it, nothing outside it."""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from lxml import etree

from merilo.documents.clerk_templates import codes
from merilo.problems import Place, Problem, ProblemKind, RefusalError

MOST_BYTES = 5_000_000
MOST_INFLATED = 40_000_000
MOST_TEXT = 8_000_000
MOST_MEMBERS = 500
BODY = "word/document.xml"
WRITTEN = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes)\.xml")
"""The parts in which fields are filled in."""
_ACTIVE = re.compile(r"vbaproject|/activex/|/embeddings/|/ctrlprops/|\.bin$", re.IGNORECASE)
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    EOFError,
    ValueError,
    RuntimeError,
)
_LINKS = ("http://", "https://", "mailto:")
Element = Any
"""An element of XML: lxml has no types."""
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_REACHING = re.compile(r"\b(?:DDEAUTO|DDE|INCLUDEPICTURE|INCLUDETEXT|INCLUDE|LINK|IMPORT|DATABASE)\b", re.IGNORECASE)
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


@dataclass(frozen=True, slots=True)
class TemplateArchive:
    """The members of a template in their order, inflated."""

    members: tuple[tuple[str, bytes], ...]

    @property
    def written(self) -> tuple[tuple[str, bytes], ...]:
        """Those in which fields are filled in."""
        return tuple((name, content) for name, content in self.members if WRITTEN.fullmatch(name))


def refusal(kind: ProblemKind, detail: str, place: Place | None = None) -> RefusalError:
    """A refusal of one problem."""
    return RefusalError(Problem(kind, place or Place(), detail))


def opened(template: bytes) -> TemplateArchive:
    """The members of a template. Raises RefusalError for what is broken, too big, active or reaches outside."""
    if len(template) > MOST_BYTES:
        raise refusal(codes.TOO_BIG, f"Файл занимает {len(template) // 1_000_000} МБ")
    try:
        with zipfile.ZipFile(io.BytesIO(template)) as archive:
            members = _inflated(archive)
    except _BROKEN as fault:
        raise refusal(codes.NOT_DOCX, "Файл не читается как документ DOCX") from fault
    found = dict(members)
    if BODY not in found or _DOCUMENT.encode() not in found.get("[Content_Types].xml", b""):
        raise refusal(codes.NOT_DOCX, "В файле нет текста документа Word")
    _refuse_outside(found)
    return TemplateArchive(members)


def _inflated(archive: zipfile.ZipFile) -> tuple[tuple[str, bytes], ...]:
    entries = [entry for entry in archive.infolist() if not entry.is_dir()]
    names = [entry.filename for entry in entries]
    if len(names) > MOST_MEMBERS or sum(entry.file_size for entry in entries) > MOST_INFLATED:
        raise refusal(codes.TOO_BIG, "Файл разворачивается сверх меры")
    if len(set(names)) != len(names) or not all(name.isascii() for name in names):
        raise refusal(codes.NOT_DOCX, "Имена частей документа повторяются или испорчены")
    if active := [name for name in names if _ACTIVE.search(f"/{name}") or name.endswith(".bin")]:
        raise refusal(codes.ACTIVE, f"Найдено: {active[0]}")
    members, left = [], MOST_INFLATED
    for name in names:
        with archive.open(name) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0 or (WRITTEN.fullmatch(name) and len(content) > MOST_TEXT):
            raise refusal(codes.TOO_BIG, f"Часть {name} разворачивается сверх меры")
        members.append((name, content))
    return tuple(members)


def _refuse_outside(found: dict[str, bytes]) -> None:
    for name, content in found.items():
        if not name.endswith(".rels"):
            continue
        for link in parsed(content, name):
            target = str(link.get("Target", ""))
            plain = str(link.get("Type", "")).endswith("/hyperlink") and target.lower().startswith(_LINKS)
            if link.get("TargetMode") == "External" and not plain:
                raise refusal(codes.EXTERNAL, f"Связь с «{target[:100]}»")


def refuse_reaching(root: Element, name: str) -> None:
    """Refuse fields of Word that fetch something when the document is opened, and parts that stand elsewhere."""
    if name == BODY and root.find(f"{_WORD}body") is None:
        raise refusal(codes.NOT_DOCX, "В файле нет текста документа Word")
    told = "".join(one.text or "" for one in root.iter(f"{_WORD}instrText"))
    told += " ".join(str(one.get(f"{_WORD}instr", "")) for one in root.iter(f"{_WORD}fldSimple"))
    if found := _REACHING.search(told):
        raise refusal(codes.EXTERNAL, f"В части {name} поле {found.group()}")
    if next(root.iter(f"{_WORD}altChunk", f"{_WORD}object", f"{_WORD}control"), None) is not None:
        raise refusal(codes.ACTIVE, f"В части {name} вложенный объект")


def parsed(content: bytes, name: str) -> Element:
    """The root of a part. Raises RefusalError for what is no XML or declares entities."""
    if b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise refusal(codes.NOT_DOCX, f"В части {name} объявлены сущности XML")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False, remove_pis=True)
    try:
        root = etree.fromstring(content, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise refusal(codes.NOT_DOCX, f"Часть {name} повреждена") from fault
    if root.getroottree().docinfo.internalDTD is not None:
        raise refusal(codes.NOT_DOCX, f"В части {name} объявлены сущности XML")
    return root
