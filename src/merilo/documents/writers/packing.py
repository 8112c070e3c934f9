"""Packing the files of a Word document: members that never change are deflated once and copied as they are."""

import struct
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

_LOCAL, _CENTRAL, _END = b"PK\x03\x04", b"PK\x01\x02", b"PK\x05\x06"
_NEEDED, _DEFLATED = 20, 8
_MIDNIGHT, _FIRST_DAY = 0, 0x21
"""01.01.1980, the first day that the format knows: the same content gives the same bytes."""
_RAW = -15


@dataclass(frozen=True, slots=True)
class PackedFile:
    """A member ready to be copied: its ASCII name, its deflated content, the checksum and size of the plain one."""

    name: bytes
    content: bytes
    checksum: int
    size: int

    @property
    def header(self) -> bytes:
        """What local and central headers have in common."""
        return struct.pack(
            "<HHHHHIIIHH",
            _NEEDED,
            0,
            _DEFLATED,
            _MIDNIGHT,
            _FIRST_DAY,
            self.checksum,
            len(self.content),
            self.size,
            len(self.name),
            0,
        )


def packed(name: str, content: bytes) -> PackedFile:
    """A member from its plain content."""
    deflate = zlib.compressobj(zlib.Z_DEFAULT_COMPRESSION, zlib.DEFLATED, _RAW)
    return PackedFile(
        name.encode("ascii"), deflate.compress(content) + deflate.flush(), zlib.crc32(content), len(content)
    )


def archive(files: Iterable[PackedFile]) -> bytes:
    """The ZIP archive of the members in their order. For fewer than 65,536 members and 4 GiB."""
    parts: list[bytes] = []
    directory: list[bytes] = []
    place = 0
    for file in files:
        directory.append(
            _CENTRAL + struct.pack("<H", _NEEDED) + file.header + struct.pack("<HHHII", 0, 0, 0, 0, place) + file.name
        )
        local = _LOCAL + file.header + file.name
        parts += (local, file.content)
        place += len(local) + len(file.content)
    central = b"".join(directory)
    count = len(directory)
    end = _END + struct.pack("<HHHHIIH", 0, 0, count, count, len(central), place, 0)
    return b"".join((*parts, central, end))
