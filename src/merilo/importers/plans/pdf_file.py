"""PDF files as blocks: the text layer of their pages, read by a process of its own that may not hang or swell."""

import json
import subprocess
import sys
from typing import Any

from merilo.importers.findings import UnreadableFileError
from merilo.importers.plans import codes
from merilo.importers.plans.block_writer import BlockWriter, entries, refused
from merilo.importers.plans.blocks import Blocks, Cell
from merilo.problems import Place

MOST_SECONDS = 4.0
_FAULTS = {
    "password": (codes.PASSWORD, "PDF закрыт паролем"),
    "broken": (codes.BROKEN, "PDF повреждён"),
    "many": (codes.TOO_MANY, "Страниц или текста в PDF слишком много"),
    "slow": (codes.TOO_SLOW, "PDF не прочитался за отведённое время"),
}


def read_pdf(content: bytes, name: str) -> Blocks:
    """The blocks of a PDF with a text layer. Raises UnreadableFileError for what cannot be read safely or at all."""
    told = _told(content, name)
    if fault := told.get("fault"):
        kind, detail = _FAULTS[fault]
        raise refused(kind, name, detail)
    writer = BlockWriter(name)
    without = []
    for number, page in enumerate(told["pages"], 1):
        _write(page["items"], number, writer)
        if page["picture"]:
            without.append(number)
    if without:
        kind = codes.NO_TEXT if writer.silent else codes.PAGE_WITHOUT_TEXT
        listing = ", ".join(map(str, without[:20]))
        writer.told(kind, f"Страницы без текстового слоя: {listing}", Place(name, f"стр. {without[0]}"))
    if told.get("attached"):
        writer.told(codes.EMBEDDED, f"Вложенных файлов: {told['attached']}")
    return writer.finished("pdf")


def _told(content: bytes, name: str) -> dict[str, Any]:
    """What the reading process tells. Raises UnreadableFileError when it does not come back well."""
    command = (sys.executable, "-P", "-m", "merilo.importers.plans.pdf_pages")
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=MOST_SECONDS, check=False)
    except subprocess.TimeoutExpired as fault:
        raise refused(codes.TOO_SLOW, name, _FAULTS["slow"][1]) from fault
    if done.returncode:
        raise _stopped(done.stderr, name)
    told: dict[str, Any] = json.loads(done.stdout)
    return told


def _stopped(complaint: bytes, name: str) -> UnreadableFileError:
    if b"MemoryError" in complaint:
        return refused(codes.TOO_SLOW, name, "PDF занимает слишком много памяти")
    return refused(codes.BROKEN, name, "PDF не читается")


def _write(items: list[list[Any]], number: int, writer: BlockWriter) -> None:
    sheet = f"стр. {number}"
    for (item,) in items:
        if isinstance(item, str):
            writer.paragraph(item, sheet=sheet)
            continue
        writer.begin_table()
        for row in item:
            writer.row([Cell(entries(texts), column, span, rows) for column, span, rows, texts in row], sheet=sheet)
