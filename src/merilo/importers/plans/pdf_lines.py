"""Lines and entries of a PDF from its words: what was wrapped is put together, what was parted stays apart."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from merilo.importers.plans.pdf_words import PageWord
from merilo.importers.plans.superscripts import raised

_BULLET = re.compile(r"[•–—·▪‣*-](?:\s|$)|\d{1,2}[.)](?:\s|$)")
_WHOLE = re.compile(r"(?:.*\b\d{4}\s*(?:г\.?|года)|.*\b\d\d\.\d\d\.\d{4}|[А-ЯЁ][а-яё]+)")
"""A line that may be whole in a narrow column: a date, a month with its year, one word."""
_CLOSE = re.compile(r"\w-\n\w|\n[,.;:)»]")
"""Where a wrapped line goes on without a space: after the hyphen of a word, before a sign."""
_FAR = 2.5
"""A gap of so many sizes parts columns that no line rules."""
_WIDE_LETTER, _SPACE = 1.3, 0.5
"""In middle letters of a word: how wide a letter may be, and a space."""
_SHORT_REST = 3
_SMALL_WORD = re.compile(r"в|во|и|на|по|до|с|со|к|ко|о|об|от|из|за|у|не|ни|а|для|при|или|без|под|над|год|их|его|ее|её")
_ROOM = 0.5
"""In sizes. A line with more room for the space that ends other lines was ended on purpose."""
_MARGIN = 0.1
"""Which share of a page its margin takes."""
_PARTED = 1.25
"""Lines farther apart than so many times the nearest ones are different paragraphs."""


@dataclass(frozen=True, slots=True)
class PageLine:
    """A line of text: where it begins and ends, its base, its size, the width of its first word.

    `trailed`: whether a space ends it, None on a page whose lines end without any.
    """

    text: str
    start: float
    end: float
    base: float
    size: float
    opening: float
    trailed: bool | None = None


@dataclass(frozen=True, slots=True)
class TextBounds:
    """Between which edges the text may run."""

    left: float
    right: float


def lines(words: Sequence[PageWord]) -> list[PageLine]:
    """Words of one cell or of the space outside of tables as lines; text turned on its side follows."""
    found: list[PageLine] = []
    for turned in sorted({word.turned for word in words}):
        rows: list[list[PageWord]] = []
        tallest = words[0]
        for word in sorted((word for word in words if word.turned == turned), key=lambda word: word.base):
            if rows and abs(word.base - tallest.base) < 0.45 * max(word.size, rows[-1][0].size):
                rows[-1].append(word)
                tallest = max(tallest, word, key=_size)
            else:
                rows.append([word])
                tallest = word
        found += [_line(row) for row in rows]
    return found


def numbers_page(line: PageLine, number: int, height: float) -> bool:
    """Whether a line in the margin of a page only numbers it."""
    plain = line.text.strip(" -–—").removeprefix("стр.").removeprefix("Страница").strip()
    return plain == str(number) and not _MARGIN * height < line.base < (1 - _MARGIN) * height


def entries(words: Sequence[PageWord], width: TextBounds) -> list[str]:
    """The entries of a cell: lines that were broken on purpose; `width` is what a line may fill."""
    return paragraphs(lines(words), width)


def paragraphs(found: Sequence[PageLine], width: TextBounds) -> list[str]:
    """Lines in order as paragraphs: a line goes on when its next word would not have fitted into it.

    Where the last line ends without the space that ends others, that space says of a line that it was wrapped.
    """
    texts: list[str] = []
    steps = [below.base - above.base for above, below in pairwise(found)]
    nearest = min((step for step in steps if step > 0), default=0.0)
    is_told = bool(found) and found[-1].trailed is False and any(line.trailed for line in found)
    for number, line in enumerate(found):
        above = found[number - 1]
        if not number or steps[number - 1] > _PARTED * nearest + 1:
            texts.append(line.text)
        elif _is_broken(above, line, width):
            texts[-1] += line.text
        elif _goes_on(above, line, width, is_told=is_told):
            texts[-1] += line.text if _CLOSE.search(f"{texts[-1][-2:]}\n{line.text[:1]}") else f" {line.text}"
        else:
            texts.append(line.text)
    return texts


def _is_broken(above: PageLine, line: PageLine, width: TextBounds) -> bool:
    """Whether a line is the beginning of one word, wider than the line and without a hyphen, that the line below ends.

    Where even the space would not have fitted, only a short rest is the rest of a word.
    """
    last, first = above.text[-1], line.text[0]
    if above.trailed is not False or " " in above.text or "\t" in above.text or line.base <= above.base:
        return False
    if not ((last.isalpha() and first.islower()) or (last.isdigit() and first.isdigit())):
        return False
    rest, free = re.split(r"\W", line.text, maxsplit=1)[0], _free(above, width)
    letter = line.opening / len(line.text.split()[0])
    if free < _SPACE * letter and not first.isdigit():
        return len(rest) <= _SHORT_REST and not _SMALL_WORD.fullmatch(rest)
    return free < _WIDE_LETTER * letter


def _goes_on(above: PageLine, line: PageLine, width: TextBounds, *, is_told: bool) -> bool:
    if "\t" in above.text or "\t" in line.text or _BULLET.match(line.text) or line.base <= above.base:
        return False
    if above.text.endswith("-") and len(above.text) > 2 and above.text[-2].isalpha():
        return True
    free = _free(above, width)
    if is_told and not above.trailed and free > _ROOM * above.size:
        return False
    if not is_told and _WHOLE.fullmatch(above.text) and (line.text[0].isupper() or line.text[0].isdigit()):
        return False
    return free < line.opening + 0.25 * line.size


def _free(line: PageLine, width: TextBounds) -> float:
    """How much room is left in a line, on both its sides where it stands in the middle."""
    left, right = line.start - width.left, width.right - line.end
    return left + right if abs(left - right) < 0.6 * line.size and left > 0.6 * line.size else right


def _size(word: PageWord) -> float:
    return word.size


def _line(row: list[PageWord]) -> PageLine:
    row.sort(key=lambda word: word.start)
    tallest = max(row, key=_size)
    base, size = tallest.base, tallest.size
    pieces: list[str] = []
    for before, word in zip([None, *row], row, strict=False):
        gap = word.start - before.end if before else 0.0
        if before and gap > _FAR * size:
            pieces.append("\t")
        elif before and (gap > 0.15 * size or (word.spaced and gap > -0.3 * size)):
            pieces.append(" ")
        small = word.size < 0.8 * size and word.base < base - 0.1 * size
        pieces.append(raised(word.text) if small else word.text)
    end = max(word.end for word in row)
    return PageLine("".join(pieces), row[0].start, end, base, size, _opening(row), row[-1].trailed)


def _opening(row: list[PageWord]) -> float:
    """The width of the first word of a line."""
    end = row[0].end
    for before, word in pairwise(row):
        if word.spaced or word.start - before.end > 0.15 * word.size:
            break
        end = word.end
    return end - row[0].start
