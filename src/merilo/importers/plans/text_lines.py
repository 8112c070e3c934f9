"""Lines of a text file as a person counts them, with the cells that were broken over several lines put together."""

import re
from dataclasses import dataclass
from itertools import groupby

from merilo.importers.plans.block_writer import BLANK

_OPENED = re.compile(r"<(?:p|ul|ol|li|table|div)(?=[\s>])", re.IGNORECASE)
_CLOSED = re.compile(r"</(?:p|ul|ol|li|table|div)\s*>", re.IGNORECASE)
_RULING = re.compile(r"[\s|+:=\-–—─━═┼╋╪╬├┤┬┴┌┐└┘╠╣╦╩╔╗╚╝]*")
_DASHES = re.compile(r"--|––|——|==|──|━━|══")
_SPACES = BLANK.replace("\t", "")
_FARTHEST = 40
"""How many lines a broken cell may take."""


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line with its number; a cell that was broken over several lines stands in it with line breaks."""

    number: int
    text: str

    @property
    def tabs(self) -> int:
        return self.text.count("\t")

    @property
    def blank(self) -> bool:
        return not self.text.strip(_SPACES)

    @property
    def ruling(self) -> bool:
        """Whether the line only rules a table."""
        return _RULING.fullmatch(self.text) is not None and _DASHES.search(self.text) is not None


def groups(text: str) -> list[list[TextLine]]:
    """The lines of a text in groups that blank lines part."""
    numbered = [
        TextLine(number, part)
        for number, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1)
        for part in line.split("\f")
    ]
    whole = _mended(numbered)
    return [list(found) for blank, found in groupby(whole, key=lambda line: line.blank) if not blank]


def _mended(broken: list[TextLine]) -> list[TextLine]:
    """The same lines; those that a quotation mark or an open tag joins are one."""
    opened = [_opened(line.text) for line in broken]
    found: list[TextLine] = []
    at = 0
    while at < len(broken):
        length = _quoted_length(broken[at : at + _FARTHEST]) or _tagged_length(opened[at : at + _FARTHEST])
        text = "\n".join(line.text for line in broken[at : at + length])
        found.append(TextLine(broken[at].number, text))
        at += length
    return found


def _quoted_length(broken: list[TextLine]) -> int:
    """How many lines make one because of a quotation mark; 0: there is none, or none that closes it."""
    marks = 0
    if _quoted(broken[0].text):
        for count, line in enumerate(broken, 1):
            marks += line.text.count('"')
            if marks % 2 == 0:
                return count
    return 0


def _tagged_length(opened: list[int]) -> int:
    """How many lines make one until every tag that the first one opens is closed; 1: none does."""
    left = 0
    if opened[0] > 0:
        for count, more in enumerate(opened, 1):
            left += more
            if left <= 0:
                return count
    return 1


def _quoted(text: str) -> bool:
    """Whether a cell begins with a quotation mark that this line does not close, as spreadsheets copy line breaks."""
    return '"' in text and "\t" in text and text.count('"') % 2 == 1 and text.rsplit("\t", 1)[1].startswith('"')


def _opened(text: str) -> int:
    return len(_OPENED.findall(text)) - len(_CLOSED.findall(text)) if "<" in text else 0


def unquoted(cell: str) -> str:
    """A cell without the quotation marks that a spreadsheet put around its line breaks."""
    if "\n" in cell and cell.startswith('"') and cell.endswith('"') and len(cell) > 1:
        return cell[1:-1].replace('""', '"')
    return cell
