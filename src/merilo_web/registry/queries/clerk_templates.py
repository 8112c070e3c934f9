"""Which template a document of an authority is made by, and the document made by it."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from merilo.documents.clerk_templates.checking import check
from merilo.documents.clerk_templates.compile import fill
from merilo.documents.clerk_templates.defaults import default_template
from merilo.documents.clerk_templates.fields import FIELDS, TemplateField, TemplateKind, TemplateValues, walked
from merilo.documents.clerk_templates.samples import sample_values
from merilo.problems import Problem, RefusalError
from merilo_web.archive.actions import read
from merilo_web.registry.models import Authority, ClerkTemplate

KINDS = tuple(TemplateKind(value) for value, _ in ClerkTemplate.KINDS)
"""The documents that an authority may set in its own way."""


@dataclass(frozen=True, slots=True)
class TemplateState:
    """A document's template: its version in use, all versions, what is wrong with the one in use, the fields."""

    kind: TemplateKind
    used: ClerkTemplate | None
    versions: tuple[ClerkTemplate, ...]
    problems: tuple[Problem, ...]
    fields: tuple[tuple[str, TemplateField], ...]

    @property
    def is_broken(self) -> bool:
        """True when the template in use does not fit any more: documents come out in the usual form."""
        return is_broken(self.problems)


def template_state(authority: Authority, kind: TemplateKind) -> TemplateState:
    """How the template of a document stands."""
    versions = tuple(_versions(authority.pk, kind))
    used = next((one for one in versions if one.dropped_on is None), None)
    problems = check(content_of(used), kind) if used else ()
    return TemplateState(kind, used, versions, problems, tuple(walked(FIELDS[kind])))


def templates_in_use(authorities: Iterable[int]) -> dict[tuple[int, str], ClerkTemplate]:
    """The authorities' own templates by authority and kind."""
    found = ClerkTemplate.objects.filter(authority__in=authorities, dropped_on__isnull=True)
    return {(one.authority_id, one.kind): one for one in found}


def is_broken(problems: Iterable[Problem]) -> bool:
    """True when a template may not be used."""
    return any(one.blocking for one in problems)


def content_of(template: ClerkTemplate) -> bytes:
    """The bytes of a template."""
    return read(template.evidence.file).read_bytes()


def sample_of(state: TemplateState) -> bytes:
    """An invented document by the template in use; by ours where there is none or it does not fit any more."""
    own = state.used if state.used and not state.is_broken else None
    template = content_of(own) if own else default_template(state.kind)
    return fill(template, sample_values(state.kind), state.kind)


@dataclass(frozen=True, slots=True)
class OwnWord:
    """A document as a Word file by an authority's own template."""

    template: ClerkTemplate
    content: bytes


def own_word(authority: int, kind: TemplateKind, values: TemplateValues) -> OwnWord | None:
    """The document by the authority's own template; None where there is none, or where it does not fit any more."""
    used = _versions(authority, kind).filter(dropped_on__isnull=True).first()
    if used is None:
        return None
    try:
        return OwnWord(used, fill(content_of(used), values, kind))
    except RefusalError:
        return None


def word_by_template(authority: int, kind: TemplateKind, values: TemplateValues) -> bytes | None:
    """The same, its bytes alone."""
    made = own_word(authority, kind, values)
    return made.content if made else None


def _versions(authority: int, kind: TemplateKind) -> QuerySet[ClerkTemplate]:
    found = ClerkTemplate.objects.filter(authority=authority, kind=kind)
    return found.select_related("evidence__file", "evidence__uploaded_by").order_by("-number")
