"""The register as a table: what is kept of organizations, what an uploaded file would change in it."""

import hashlib
import json
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404

from merilo.importers.register import RegisterFile, RegisterWords, read_register
from merilo.importers.register_diff import FactChange, KeptOrganization, RegisterDiff, compare
from merilo.problems import Problem
from merilo.register import COLUMNS, TITLES, ColumnKind, Fact, RegisterRow
from merilo_web.archive import actions as archive
from merilo_web.registry.access import Access
from merilo_web.registry.models import Authority, Organization, RegisterImport, Sector
from merilo_web.registry.queries.organizations import types

_CODES = tuple(column.code for column in COLUMNS)
_KINDS = {column.code: column.kind for column in COLUMNS}


@dataclass(frozen=True, slots=True)
class ShownChange:
    """A change of one fact, in words."""

    title: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class ShownOrganization:
    """An organization of the preview: the row of the file (0: not in it), its name and INN, what changes."""

    row: int
    name: str
    inn: str
    changes: tuple[ShownChange, ...] = ()


@dataclass(frozen=True, slots=True)
class RegisterPreview:
    """What applying an uploaded register would do; `digest` seals the file and the register as they are now."""

    diff: RegisterDiff
    digest: str

    @property
    def added(self) -> tuple[ShownOrganization, ...]:
        return tuple(ShownOrganization(row.place.row, row.name, row.inn) for row in self.diff.added)

    @property
    def changed(self) -> tuple[ShownOrganization, ...]:
        return tuple(
            ShownOrganization(one.row.place.row, one.kept.name, one.kept.inn, tuple(map(_shown, one.changes)))
            for one in self.diff.changed
        )

    @property
    def missing(self) -> tuple[ShownOrganization, ...]:
        return tuple(ShownOrganization(0, one.name, one.inn) for one in self.diff.missing)

    @property
    def faults(self) -> tuple[Problem, ...]:
        """Problems that a person must mend before anything is applied."""
        return tuple(problem for problem in self.diff.problems if problem.blocking)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        return tuple(problem for problem in self.diff.problems if not problem.blocking)

    @property
    def may_be_applied(self) -> bool:
        return not self.diff.blocking and not self.diff.empty


def seen_import(access: Access, pk: int) -> RegisterImport:
    """The uploaded register with this number, of an own authority. Raises Http404."""
    rows = RegisterImport.objects.select_related("authority", "evidence__file", "decided_by")
    found = rows.filter(pk=pk).first()
    if found is None or not access.sees(found.scope):
        raise Http404
    return found


def waiting(access: Access) -> QuerySet[RegisterImport]:
    """The newest uploads of the person's authorities."""
    rows = RegisterImport.objects.filter(authority__in=access.numbers("authority"))
    return rows.select_related("authority", "evidence__uploaded_by").order_by("-pk")[:20]


def facts_of(organization: Organization) -> dict[str, Fact]:
    """What is kept of an organization by code of column, empty facts left out; the head office by its name."""
    facts: dict[str, Fact] = {}
    for code in _CODES:
        value = getattr(organization, code)
        if isinstance(value, Organization):
            value = value.short_name
        if value:
            facts[code] = value
    return facts


def written_facts(organization: Organization) -> dict[str, Fact]:
    """The same in words, as a file of the register has them."""
    facts = facts_of(organization)
    known = types().get(organization.sector, {})
    return {
        **facts,
        "sector": organization.get_sector_display(),
        "type": known.get(organization.type, organization.type),
    }


def preview(upload: RegisterImport) -> RegisterPreview:
    """What applying this upload would do to the register as it is now."""
    kept = kept_organizations(upload.authority)
    file = _read(upload)
    return RegisterPreview(compare(file, kept), _digest(upload, kept))


def kept_organizations(authority: Authority) -> tuple[KeptOrganization, ...]:
    """All organizations of the authority's own register, closed ones too."""
    rows = Organization.objects.filter(authority=authority).select_related("head_office").order_by("sort_key", "pk")
    return tuple(KeptOrganization(row.pk, facts_of(row)) for row in rows)


def _digest(upload: RegisterImport, kept: Iterable[KeptOrganization]) -> str:
    facts = sorted((one.number, sorted((code, str(fact)) for code, fact in one.facts.items())) for one in kept)
    return hashlib.sha256(json.dumps([upload.evidence.file.sha256, facts]).encode()).hexdigest()


def _read(upload: RegisterImport) -> RegisterFile:
    """The uploaded file, read under its own name in a folder that nobody else sees."""
    words = RegisterWords(upload.sector, dict(Sector.choices), types(), _fault)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / upload.evidence.file_name
        path.symlink_to(archive.read(upload.evidence.file).resolve())
        return read_register(path, words)


def _fault(code: str, text: str) -> str:
    """What the register's own checks say of a text, in a sentence; empty when nothing."""
    if code == "head_office":
        return ""
    try:
        Organization._meta.get_field(code).clean(text, None)  # type: ignore[union-attr]  # noqa: SLF001 - Django's documented way to a model's fields
    except ValidationError as fault:
        return str(fault.messages[-1])
    return ""


def _shown(change: FactChange) -> ShownChange:
    return ShownChange(TITLES[change.code], _words(change.code, change.before), _words(change.code, change.after))


def _words(code: str, fact: Fact | None) -> str:
    if isinstance(fact, date):
        return f"{fact:%d.%m.%Y}"
    if fact and _KINDS[code] is ColumnKind.SECTOR:
        return str(dict(Sector.choices).get(fact, fact))
    if fact and _KINDS[code] is ColumnKind.TYPE:
        return next((known[fact] for known in types().values() if fact in known), fact)
    return fact or ""


def values_of(row: RegisterRow) -> dict[str, Fact]:
    """The facts of a row that are fields of an organization; its head office is tied afterwards, by name."""
    return {code: fact for code, fact in row.facts.items() if code != "head_office"}
