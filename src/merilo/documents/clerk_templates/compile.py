"""Templates compiled once and filled many times: only the parts with fields are rendered, the rest is copied packed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from jinja2 import Template
from jinja2.sandbox import SandboxedEnvironment
from markupsafe import Markup, escape

from merilo.documents.clerk_templates import grammar, package, tags
from merilo.documents.clerk_templates.fields import FIELDS, TemplateKind, TemplateValues
from merilo.documents.typography import printable
from merilo.documents.writers.packing import PackedFile, archive, packed
from merilo.problems import Problem, RefusalError

BREAK = Markup('</w:t><w:br/><w:t xml:space="preserve">')
EMPTY = (("</w:tcPr></w:tc>", "</w:tcPr><w:p/></w:tc>"), ("<w:tc></w:tc>", "<w:tc><w:p/></w:tc>"), ("<w:tc/>", ""))
"""A cell without a paragraph is no cell: where all of its repeats gave nothing, an empty one is put."""
KEPT = 64
"""Templates that stay compiled in a process."""


@dataclass(frozen=True, slots=True)
class CompiledTemplate:
    """A template ready to be filled: members as they are, and those that are rendered. `used` names its fields."""

    members: tuple[PackedFile | tuple[str, Template], ...]
    used: frozenset[str]

    def filled(self, values: TemplateValues) -> bytes:
        """The document; the same values give the same bytes."""
        return archive(self._members(values))

    def _members(self, values: TemplateValues) -> Iterable[PackedFile]:
        for member in self.members:
            if isinstance(member, PackedFile):
                yield member
            else:
                name, template = member
                yield packed(name, _mended(template.render(values)).encode())


def fill(template: bytes, values: TemplateValues, kind: TemplateKind) -> bytes:
    """The document of a template. Raises RefusalError for a template that `check` refuses."""
    return compiled(template, kind).filled(values)


@lru_cache(maxsize=KEPT)
def compiled(template: bytes, kind: TemplateKind) -> CompiledTemplate:
    """The template compiled. Raises RefusalError with all that is wrong with its file, its tags and its words."""
    members: list[PackedFile | tuple[str, Template]] = []
    used: set[str] = set()
    problems: list[Problem] = []
    for name, content in package.opened(template).members:
        if not package.WRITTEN.fullmatch(name):
            members.append(packed(name, content))
            continue
        root = package.parsed(content, name)
        package.refuse_reaching(root, name)
        source = tags.source(root, name)
        found, faults = (set(), ()) if source.problems else grammar.spoken(environment(), source, FIELDS[kind])
        used |= found
        problems += (*source.problems, *faults)
        if not problems:
            members.append((name, environment().from_string(source.text)))
    if problems:
        raise RefusalError(*problems)
    return CompiledTemplate(tuple(members), frozenset(used))


@cache
def environment() -> SandboxedEnvironment:
    """Jinja with brackets of our own, escaping, no globals, and our filters alone."""
    made = SandboxedEnvironment(
        block_start_string=tags.BLOCK[0],
        block_end_string=tags.BLOCK[1],
        variable_start_string=tags.VALUE[0],
        variable_end_string=tags.VALUE[1],
        comment_start_string=tags.COMMENT[0],
        comment_end_string=tags.COMMENT[1],
        autoescape=True,
        finalize=_printed,
        keep_trailing_newline=True,
        cache_size=0,
    )
    made.globals.clear()
    made.tests.clear()
    made.filters.clear()
    filters: dict[str, Callable[..., object]] = {"прописными": _upper, "через": _joined}
    made.filters.update(filters)
    return made


def _printed(value: object) -> Markup:
    """A value inside a text of Word: several lines are parted by breaks, what no XML can hold is replaced."""
    if isinstance(value, Markup):
        return value
    text = "\n".join(map(str, value)) if isinstance(value, list | tuple) else str(value)
    lines = printable(text).replace("\r", "").split("\n")
    return BREAK.join(escape(line) for line in lines)


def _upper(value: object) -> object:
    return [str(one).upper() for one in value] if isinstance(value, list | tuple) else str(value).upper()


def _joined(value: object, between: str) -> str:
    return between.join(map(str, value)) if isinstance(value, list | tuple) else str(value)


def _mended(text: str) -> str:
    for wrong, right in EMPTY:
        text = text.replace(wrong, right)
    return text
