"""Archives of office documents: parts are inflated one by one within limits, nothing else of the file is touched."""

import io
import zipfile

from merilo.importers.guard import BROKEN_ARCHIVE
from merilo.importers.plans import codes
from merilo.importers.plans.block_writer import refused
from merilo.importers.workbook_guard import MOST_MEMBERS

MOST_INFLATED = 16 << 20
_ACTIVE = ("vbaproject", "/activex/", "/macrosheets/", "/dialogsheets/", "/basic/", "/scripts/")


class OfficeArchive:
    """The parts of a document; every reading takes from one budget of bytes."""

    def __init__(self, file: str, parts: zipfile.ZipFile) -> None:
        self.file = file
        self.names = frozenset(parts.namelist())
        self._parts = parts
        self._left = MOST_INFLATED

    def part(self, name: str) -> bytes:
        """A part inflated, empty when there is none of this name.

        Raises UnreadableFileError when it is damaged or when all that was read exceeds the limit.
        """
        if name not in self.names:
            return b""
        try:
            with self._parts.open(name) as stream:
                content = stream.read(self._left + 1)
        except (*BROKEN_ARCHIVE, KeyError, IndexError) as fault:
            raise refused(codes.BROKEN, self.file, f"Часть {name} повреждена") from fault
        self._left -= len(content)
        if self._left < 0:
            raise refused(codes.BOMB, self.file, f"Часть {name} разворачивается сверх 16 МиБ")
        return content


def opened(content: bytes, file: str) -> OfficeArchive:
    """The archive of a document. Raises UnreadableFileError for broken, protected and active ones."""
    try:
        parts = zipfile.ZipFile(io.BytesIO(content))
        members = parts.infolist()
    except (*BROKEN_ARCHIVE, KeyError, IndexError, OverflowError) as fault:
        raise refused(codes.BROKEN, file, "Архив документа повреждён") from fault
    names = [member.filename for member in members]
    if len(names) > MOST_MEMBERS:
        raise refused(codes.BOMB, file, "В архиве слишком много частей")
    if any(member.flag_bits & 1 for member in members):
        raise refused(codes.PASSWORD, file, "Архив закрыт паролем")
    if len(set(names)) != len(names):
        raise refused(codes.BROKEN, file, "В архиве повторяются имена частей")
    if any(sign in f"/{name.lower()}" for name in names for sign in _ACTIVE):
        raise refused(codes.MACROS, file, "В документе есть макросы")
    return OfficeArchive(file, parts)
