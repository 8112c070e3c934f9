"""Responsible persons of a cell: runs without separators, posts before or after the names, shared posts, bodies."""

import re
from itertools import pairwise

from merilo.morphology import nominative, plural
from merilo.plans.model import Assignee
from merilo.plans.person_names import names_in

LONGEST = 10_000
"""A longer text is no list of persons and stays whole."""
_LINES = re.compile(r"[;\n\r\v\f\u2028•]+")
_JOINT = r"(?:и|а также)"
_HEAD = re.compile(rf"^[\s,.]*(?:{_JOINT}\s+)?[\s,]*", re.IGNORECASE)
_TAIL = re.compile(rf"(?:(?:^|[\s,]+){_JOINT})?[\s,]*$", re.IGNORECASE)
_SIDES = " \t\xa0,.;:/–—-"
_COMMA = re.compile(rf"\s*,\s*(?:{_JOINT}\s+)?|\s+{_JOINT}\s+")
_LABEL = re.compile(
    r"(?:ответственн\w+(?: (?:исполнител\w+|лиц\w+))?|исполнител\w+|отв)\.?\s*[:–—-]?\s*", re.IGNORECASE
)
_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_QUALIFIES = re.compile(r"\w+(?:щ|вш)(?:ий|ие|ая|ее|ую|его|ей|их|им|ими)|котор\w+|включая|кроме", re.IGNORECASE)
"""«организации, участвующие в …»: the comma does not end the body."""
_AIM = re.compile(r"\bпо\s+[А-ЯЁ]{2,}(?:\s*(?:,|и)\s*[А-ЯЁ]{2,})*$")
"""«по УВР, ВР»: the abbreviation that follows belongs to the post."""
_PAIRS = {"(": ")", "«": "»", "[": "]", "„": "“"}


def split_assignees(text: str) -> tuple[Assignee, ...]:
    """The persons and bodies of a cell, in their order; words of the cell are never lost, joining «и» is left out.

    A post in the plural is shared by the names beside it; a person without a post has an empty one. What names no
    person — a body, a post alone — comes with an empty name and an empty post.
    """
    if len(text) > LONGEST:
        return (Assignee(text.strip(), "", ""),)
    return tuple(assignee for segment in _segments(text) for assignee in _segment(segment))


def _segments(text: str) -> list[str]:
    """Lines of the cell; a name and its post on two lines stay together."""
    lines = [line for line in _LINES.split(text) if line.strip()]
    joined: list[str] = []
    free = False
    for line in lines:
        if free and _completes(joined[-1], line):
            joined[-1] = f"{joined[-1]}\n{line}"
            free = False
        else:
            joined.append(line)
            free = True
    return joined


def _completes(first: str, second: str) -> bool:
    """Whether one line is a bare name and the other a post in small letters."""
    bare = [_bare_name(line) for line in (first, second)]
    post = [not names_in(line) and line.strip(_SIDES)[:1].islower() for line in (first, second)]
    return (bare[0] and post[1]) or (post[0] and bare[1])


def _bare_name(line: str) -> bool:
    found = names_in(line)
    return len(found) == 1 and not (line[: found[0][0]] + line[found[0][1] :]).strip(_SIDES)


def _segment(segment: str) -> list[Assignee]:
    spans = names_in(segment)
    if not spans:
        return _bodies(segment)
    edges = [0, *(edge for span in spans for edge in span), len(segment)]
    gaps = [segment[first:last] for first, last in list(pairwise(edges))[::2]]
    names = [segment[first:last] for first, last in spans]
    return _people(names, gaps)


def _people(names: list[str], gaps: list[str]) -> list[Assignee]:
    found, right = _lead(gaps[0])
    before = bool(_post(right))
    for number, (name, gap) in enumerate(zip(names, gaps[1:], strict=True), start=1):
        left, others, following = _shared_out(gap, before=before, last=number == len(names))
        found.append(Assignee(_stripped(f"{right}{name}{left}"), _single(name), _post(right) or _bare(left)))
        found += others
        right = following
    return _with_shared(found, before=before)


def _lead(gap: str) -> tuple[list[Assignee], str]:
    """Bodies before the first person, and the post that stands right before the name."""
    pieces = _pieces(gap)
    if len(pieces) > 1 and all(_is_body(piece) for piece in pieces[:-1]):
        cut = gap.rindex(pieces[-1])
        return [Assignee(_stripped(piece), "", "") for piece in pieces[:-1]], gap[cut:]
    return [], gap


def _shared_out(gap: str, *, before: bool, last: bool) -> tuple[str, list[Assignee], str]:
    """What stands between two names: the post of the first, bodies between, the post of the second."""
    if last:
        post, rest = ("", gap) if before and not gap.lstrip().startswith(("(", "-", "–", "—")) else _cut_body(gap)
        return post, _bodies(rest), ""
    if not before:
        cut = _dash_before_name(gap)
        post, rest = _cut_body(gap[:cut])
        return post, _bodies(rest), gap[cut:]
    bracket = re.match(r"\s*\([^()]*\)", gap)
    cut = bracket.end() if bracket else 0
    return gap[:cut], [], gap[cut:]


def _dash_before_name(gap: str) -> int:
    """Where «…, завхоз – » before a name begins; the end of the gap when its post stands after a name."""
    match = re.search(r",\s*(?P<post>[^,]*[^\s,])\s*[–—:-]\s*$", gap)
    return match.start("post") if match and match.start() > 0 else len(gap)


def _cut_body(gap: str) -> tuple[str, str]:
    """The post after a name, and what begins another assignee: «администратор сайта | Классные руководители»."""
    first = _WORD.search(gap)
    if first is None:
        return gap, ""
    for word in _WORD.finditer(gap, first.end()):
        if _open_pairs(gap[: word.start()]):
            continue
        separated = gap[first.end() : word.start()].rstrip()[-1:] == ","
        if _begins_body(word[0], separated=separated) and not _AIM.search(gap[: word.start()].rstrip(" ,")):
            return gap[: word.start()], gap[word.start() :]
    return gap, ""


def _begins_body(word: str, *, separated: bool) -> bool:
    if separated:
        capital = word[0].isupper() and nominative(word.lower())
        return capital or plural(word.lower()) or _abbreviation(word)
    return word[0].isupper() and not word.isupper() and plural(word.lower())


def _bodies(text: str) -> list[Assignee]:
    return [Assignee(piece, "", "") for piece in map(_stripped, _pieces(text)) if piece]


def _pieces(text: str) -> list[str]:
    """Bodies and posts between commas and «и»; a comma inside a body does not part it."""
    pieces: list[str] = []
    start = 0
    for match in _COMMA.finditer(text):
        word = _WORD.match(text, match.end())
        if word and not _open_pairs(text[start : match.start()]) and _parts(text[start : match.start()], word[0]):
            pieces.append(text[start : match.start()])
            start = match.end()
    return [piece for piece in [*pieces, text[start:]] if piece.strip(_SIDES)]


def _parts(piece: str, word: str) -> bool:
    if _abbreviation(word):
        return not _AIM.search(piece)
    return not _QUALIFIES.fullmatch(word) and (nominative(word.lower()) or plural(word.lower()))


def _is_body(piece: str) -> bool:
    word = _WORD.search(piece)
    return word is not None and (_abbreviation(word[0]) or word[0][0].isupper())


def _abbreviation(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _open_pairs(text: str) -> bool:
    return any(text.count(first) > text.count(last) for first, last in _PAIRS.items())


def _with_shared(found: list[Assignee], *, before: bool) -> list[Assignee]:
    """A post in the plural goes to the neighbours that have none: after it when posts stand before names."""
    shared: list[Assignee] = []
    post = ""
    for assignee in found if before else reversed(found):
        if assignee.post or not assignee.name:
            post = assignee.post if _many(assignee.post) else ""
            shared.append(assignee)
        else:
            shared.append(Assignee(assignee.text, assignee.name, post))
    return shared if before else shared[::-1]


def _many(post: str) -> bool:
    word = _WORD.search(post)
    return word is not None and plural(word[0].lower())


def _post(right: str) -> str:
    return "" if _LABEL.fullmatch(right.strip()) else _bare(right)


def _bare(gap: str) -> str:
    """A post without the signs and joints around it."""
    bare = _TAIL.sub("", _HEAD.sub("", gap)).strip(_SIDES)
    if bare.startswith("(") and bare.endswith(")"):
        bare = bare[1:-1]
    return _single(bare)


def _stripped(text: str) -> str:
    return _TAIL.sub("", _HEAD.sub("", text)).strip(" \t\xa0,;:/–—-\n")


def _single(text: str) -> str:
    return " ".join(text.split())
