"""Fields and repeats as a clerk writes them in Word, found in the text of a part and made into a Jinja source.

Word cuts a text into pieces as it likes, so that a field may lie over several of them. A repeat of rows, paragraphs or
cells stands alone in one of them, which it replaces. What is left of braces in the part means nothing: the source has
brackets of its own, which no document holds.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from merilo.documents.clerk_templates import codes
from merilo.documents.clerk_templates.package import Element
from merilo.problems import Place, Problem

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
VALUE, BLOCK, COMMENT = ("\ue000", "\ue001"), ("\ue002", "\ue003"), ("\ue004", "\ue005")
"""Brackets of the source: signs of private use, which are taken out of the document first."""
MOST_TAGS = 1000
SHOWN = 60
"""Letters of a paragraph that tell where a problem is."""
_PARTS = {"document": "текст", "header": "верхний колонтитул", "footer": "нижний колонтитул", "notes": "сноски"}
_OPENING = re.compile("[\ue000\ue002\ue004]")
_PRIVATE = re.compile("[\ue000-\ue00f]")
_TAG = re.compile(r"\{\{(?P<value>.*?)\}\}|\{%(?P<block>.*?)%\}|\{#(?P<comment>.*?)#\}", re.DOTALL)
_LEFT_OVER = re.compile(r"\{\{|\}\}|\{%|%\}|\{#|#\}")
_WHOLE = re.compile(r"-?(?P<what>tr|tc|p)\s+(?P<rest>\S.*)", re.DOTALL)
_ELEMENTS = {"tr": f"{WORD}tr", "tc": f"{WORD}tc", "p": f"{WORD}p"}
_NAMES = {"tr": "строке таблицы", "tc": "ячейке", "p": "абзаце"}
_PLAIN = str.maketrans("“”„«»‘’\u00a0\n\r", '"""""\'\'   ')
"""Word makes quotes and spaces fine; inside of a tag they are plain."""
_PARENTS = {f"{WORD}{name}" for name in ("tbl", "tr", "tc")}


@dataclass(frozen=True, slots=True)
class TemplateSource:
    """A part as a Jinja source, where each of its tags stands, and what is wrong with its brackets.

    Every tag holds one line break, and there is no other: the line of a node tells its tag.
    """

    text: str
    places: tuple[Place, ...]
    problems: tuple[Problem, ...]

    def place(self, line: int | None) -> Place:
        """Where the tag stands whose name is on this line of the source."""
        return self.places[min(max((line or 0) - 2, 0), len(self.places) - 1)] if self.places else Place()


def source(root: Element, part: str) -> TemplateSource:
    """The source of a part. The tree is changed."""
    problems: list[Problem] = []
    places: list[Place] = []
    for number, paragraph in enumerate(list(root.iter(f"{WORD}p")), 1):
        pieces = [piece for piece in paragraph.iter(f"{WORD}t") if _owner(piece) is paragraph]
        text = "".join(_cleared(piece) for piece in pieces)
        if not _LEFT_OVER.search(text):
            continue
        place = Place(part_name(part), row=number, column=text.strip()[:SHOWN])
        found = list(_TAG.finditer(text))
        places += [place] * len(found)
        if stray := _LEFT_OVER.search(_TAG.sub("", text)):
            problems.append(Problem(codes.SYNTAX, place, f"Непарная скобка «{stray.group()}»"))
            continue
        problems += _place(paragraph, pieces, found=found, place=place)
    if len(places) > MOST_TAGS:
        problems.append(Problem(codes.TOO_BIG, Place(part_name(part)), f"Полей и повторов {len(places)}"))
    _drop_gaps(root)
    text = etree.tostring(root, encoding="unicode").replace("\n", " ")
    return TemplateSource(_OPENING.sub(r"\g<0>\n", text), tuple(places), tuple(problems))


def part_name(part: str) -> str:
    """What a clerk calls a part of the file."""
    return next((name for sign, name in _PARTS.items() if sign in part), part)


def _owner(piece: Element) -> Element:
    """The nearest paragraph over a text: a text box holds paragraphs inside a paragraph."""
    return next(piece.iterancestors(f"{WORD}p"), None)


def _cleared(piece: Element) -> str:
    piece.text = _PRIVATE.sub("", piece.text or "")
    return str(piece.text)


def _place(paragraph: Element, pieces: list[Element], *, found: list[re.Match[str]], place: Place) -> Iterator[Problem]:
    whole = [_WHOLE.match((one["block"] or "").translate(_PLAIN).strip()) for one in found]
    if any(whole):
        yield from _replace(paragraph, found, whole=whole, place=place)
        return
    for one in reversed(found):
        _write(pieces, one.span(), _bracketed(one))


def _replace(
    paragraph: Element,
    found: list[re.Match[str]],
    *,
    whole: list[re.Match[str] | None],
    place: Place,
) -> Iterator[Problem]:
    """Put a repeat in the place of its row, paragraph or cell, which must hold nothing else."""
    first = whole[0]
    if first is None or len(found) != 1:
        yield Problem(codes.MISPLACED, place, "Рядом с повтором стоит другое поле")
        return
    what = first["what"]
    element = paragraph if what == "p" else next(paragraph.iterancestors(_ELEMENTS[what]), None)
    if element is None:
        yield Problem(codes.MISPLACED, place, f"{{%{what} … %}} стоит не в {_NAMES[what]}")
        return
    if "".join(piece.text or "" for piece in element.iter(f"{WORD}t")).strip() != found[0].group().strip():
        yield Problem(codes.MISPLACED, place, f"В этой {_NAMES[what]} есть и другой текст: он пропал бы")
        return
    _swap(element, f"{BLOCK[0]} {first['rest']} {BLOCK[1]}")


def _swap(element: Element, text: str) -> None:
    parent, before = element.getparent(), element.getprevious()
    text += element.tail or ""
    if before is None:
        parent.text = (parent.text or "") + text
    else:
        before.tail = (before.tail or "") + text
    parent.remove(element)


def _bracketed(one: re.Match[str]) -> str:
    kind = one.lastgroup or "comment"
    opening, closing = {"value": VALUE, "block": BLOCK, "comment": COMMENT}[kind]
    return f"{opening} {one[kind].translate(_PLAIN).strip()} {closing}"


def _write(pieces: list[Element], span: tuple[int, int], text: str) -> None:
    """Put a text in the place of a span of the joined pieces: into the piece where the span begins."""
    start, end = span
    at = 0
    for piece in pieces:
        length = len(piece.text)
        low, high = max(start - at, 0), min(end - at, length)
        if low < high:
            piece.text = piece.text[:low] + (text if at <= start < at + length else "") + piece.text[high:]
            piece.set(SPACE, "preserve")
        at += length


def _drop_gaps(root: Element) -> None:
    """Take out the white space between the rows and cells of tables, where it means nothing."""
    for element in root.iter(*_PARENTS):
        if element.text and not element.text.strip():
            element.text = None
        for inner in element:
            if inner.tail and not inner.tail.strip():
                inner.tail = None
