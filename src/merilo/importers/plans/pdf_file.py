"""PDF files as blocks: the text layer of their pages, read by a process of its own that may not hang or swell."""

from typing import Any

from merilo.importers.plans import codes, pdf_wire
from merilo.importers.plans.block_writer import BlockWriter, entries, refused
from merilo.importers.plans.blocks import Blocks, Cell
from merilo.problems import Place

_FAULTS = {
    "password": (codes.PASSWORD, "PDF закрыт паролем"),
    "broken": (codes.BROKEN, "PDF повреждён"),
    "many": (codes.TOO_MANY, "Страниц или текста в PDF слишком много"),
    "slow": (codes.TOO_SLOW, "PDF не прочитался за отведённое время"),
    "memory": (codes.TOO_SLOW, "PDF занимает слишком много памяти"),
    "ended": (codes.BROKEN, "PDF не читается"),
}


def read_pdf(content: bytes, name: str) -> Blocks:
    """The blocks of a PDF with a text layer. Raises UnreadableFileError for what cannot be read safely or at all."""
    told = _told(content)
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


def _told(content: bytes) -> dict[str, Any]:
    try:
        return pdf_wire.told(content)
    except TimeoutError:
        return {"fault": "slow"}
    except EOFError:
        return {"fault": "ended"}


def _write(items: list[list[Any]], number: int, writer: BlockWriter) -> None:
    sheet = f"стр. {number}"
    for (item,) in items:
        if isinstance(item, str):
            writer.paragraph(item, sheet=sheet)
            continue
        writer.begin_table()
        for row in item:
            writer.row([Cell(entries(texts), column, span, rows) for column, span, rows, texts in row], sheet=sheet)
