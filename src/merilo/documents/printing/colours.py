"""The colours that a paper's numbers mean: a profile of sRGB (IEC 61966-2-1) in the form of ICC.1:2010.

An archive wants it inside of every file, so that grey is the same grey on any printer.
"""

import struct
from functools import cache

_WHITE = (0.9642, 1.0, 0.8249)
"""D50, to which all profiles refer."""
_RED, _GREEN, _BLUE = (0.4360, 0.2225, 0.0139), (0.3851, 0.7169, 0.0971), (0.1431, 0.0606, 0.7141)
"""The primaries of sRGB adapted to D50."""
_FROM_D65 = (1.0479, 0.0229, -0.0502, 0.0296, 0.9904, -0.0171, -0.0092, 0.0151, 0.7519)
"""How the white of screens was adapted to it (Bradford)."""
_CURVE = (2.4, 1 / 1.055, 0.055 / 1.055, 1 / 12.92, 0.04045)
"""From a number to light: a power above the last figure, a straight line below it (`para`, type 3)."""
_HEADER = 128


@cache
def srgb_profile() -> bytes:
    """The profile, the same bytes every time."""
    curve = b"para" + bytes(4) + struct.pack(">HH", 3, 0) + b"".join(map(_fixed, _CURVE))
    tags = {
        b"desc": _text("sRGB"),
        b"cprt": _text("no copyright"),
        b"wtpt": _point(_WHITE),
        b"chad": b"sf32" + bytes(4) + b"".join(map(_fixed, _FROM_D65)),
        b"rXYZ": _point(_RED),
        b"gXYZ": _point(_GREEN),
        b"bXYZ": _point(_BLUE),
        b"rTRC": curve,
        b"gTRC": curve,
        b"bTRC": curve,
    }
    table, bodies, at = struct.pack(">L", len(tags)), b"", _HEADER + 4 + 12 * len(tags)
    for name, body in tags.items():
        table += name + struct.pack(">LL", at + len(bodies), len(body))
        bodies += body + bytes(-len(body) % 4)
    size = at + len(bodies)
    header = struct.pack(">L4sL4s4s4s", size, bytes(4), 0x0420_0000, b"mntr", b"RGB ", b"XYZ ")
    header += struct.pack(">6H", 2010, 1, 1, 0, 0, 0) + b"acsp" + bytes(28)
    header += b"".join(map(_fixed, _WHITE))
    return header + bytes(_HEADER - len(header)) + table + bodies


def _point(place: tuple[float, float, float]) -> bytes:
    return b"XYZ " + bytes(4) + b"".join(map(_fixed, place))


def _text(words: str) -> bytes:
    text = words.encode("utf-16-be")
    return b"mluc" + bytes(4) + struct.pack(">LL2s2sLL", 1, 12, b"en", b"US", len(text), 28) + text


def _fixed(number: float) -> bytes:
    """A number as ICC writes it: sixteen bits before the point and sixteen behind."""
    return struct.pack(">l", round(number * 65536))
