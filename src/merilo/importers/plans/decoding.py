"""Decoding: the text of a file whose encoding no one named."""

import codecs
import re

from merilo.importers.plans import codes
from merilo.importers.plans.block_writer import BlockWriter, refused

MOST_BYTES = 4 << 20
MOST_LINES = 60_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_DECLARED = re.compile(rb"""charset\s*=\s*["']?\s*([\w-]{3,20})|encoding\s*=\s*["']([\w-]{3,20})["']""", re.IGNORECASE)
_RUSSIAN = ("cp1251", "koi8-r", "cp866")
_FREQUENT = frozenset("оеаинтсрвлкмдпу")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b]")
_SAMPLE = 20_000


def decoded(content: bytes, writer: BlockWriter) -> str:
    """The text; signs that could not be decoded stand as «\ufffd» and are told.

    Raises UnreadableFileError when the content is too large or is no text at all.
    """
    if len(content) > MOST_BYTES:
        raise refused(codes.TOO_LARGE, writer.file, "Текст больше 4 МиБ")
    text = _text(content)
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        raise refused(codes.TOO_MANY, writer.file, "Строк больше 60 000")
    if len(_CONTROL.findall(text)) * 50 > len(text):
        raise refused(codes.UNKNOWN_KIND, writer.file, "Внутри не текст")
    if spoilt := text.count("\ufffd"):
        writer.told(codes.BAD_ENCODING, f"Знаков, которые не прочитались: {spoilt}")
    return text


def _text(content: bytes) -> str:
    for mark, name in _MARKS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    if name := _without_mark(content[:_SAMPLE]):
        return content.decode(name, "replace")
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _not_quite_utf8(content)


def _without_mark(start: bytes) -> str:
    """UTF-16 that does not say so: in Russian and Latin text every second byte is a small one."""
    high, low = start[1::2], start[::2]
    if len(start) < 4 or 0 not in start:
        return ""
    if sum(byte in (0, 4) for byte in high) * 10 > len(high) * 9:
        return "utf-16-le"
    return "utf-16-be" if sum(byte in (0, 4) for byte in low) * 10 > len(low) * 9 else ""


def _not_quite_utf8(content: bytes) -> str:
    """Damaged UTF-8 when most of its letters are whole, otherwise the Russian encoding that reads best."""
    spoilt = content.decode("utf-8", "replace")
    letters = sum("а" <= letter <= "я" for letter in spoilt[:_SAMPLE].lower())
    if letters > 3 * spoilt[:_SAMPLE].count("\ufffd"):
        return spoilt
    if (named := _declared(content)) and named not in ("utf-8", "utf8"):
        return content.decode(named, "replace")
    readings = [content.decode(name, "replace") for name in _RUSSIAN]
    return max(readings, key=lambda text: sum(letter in _FREQUENT for letter in text[:_SAMPLE]))


def _declared(content: bytes) -> str:
    """The encoding that the content itself declares, empty when Python does not know it as one of text."""
    found = _DECLARED.search(content, 0, 4096)
    name = (found[1] or found[2]).decode().lower() if found else ""
    try:
        return name if name and codecs.lookup(name).name in {codecs.lookup(known).name for known in _RUSSIAN} else ""
    except LookupError:
        return ""
