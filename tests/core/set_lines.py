"""Set lines as a reader finds them."""

import re

from merilo.documents.printing.faces import Face
from merilo.documents.printing.lines import Setting


def said(setting: Setting, face: Face) -> list[str]:
    """What each line says: its glyphs by their meaning, kerning left out; nothing for a line without words."""
    meanings = dict(face.embedded(setting.glyphs).meanings)
    shown = [re.sub(r">-?\d+<", "", line.shown)[2:-4] for line in setting.lines]
    return ["".join(meanings[int(line[at : at + 4], 16)] for at in range(0, len(line), 4)) for line in shown]
