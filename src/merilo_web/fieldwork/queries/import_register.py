"""Whose the rows of a file are: the listed organizations as the core's readers know them; reading the kept file."""

import shutil
import tempfile
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from merilo.importers.names import Register, plain_name
from merilo.importers.settings import Settings
from merilo.observations import Organization
from merilo_web.archive import actions as archive
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.policies import edition_of, policies_of
from merilo_web.fieldwork.models import FileImport

Read = TypeVar("Read")
Names = Mapping[str, ListedOrganization]
"""What each listed organization is known by → the organization."""


@dataclass(frozen=True, slots=True)
class FiledRows:
    """The listed organizations of a cycle, by the names under which a file's rows are joined to them."""

    names: Names

    @property
    def register(self) -> Register:
        """The same as the core's readers take it, full names too where they are nobody else's."""
        organizations = tuple(_organization(name, row) for name, row in self.names.items())
        return Register(organizations, _full_names(self.names))


def filed_rows(cycle: Cycle) -> FiledRows:
    """The organizations of a cycle as files name them; one query."""
    related = ("organization", "inspection")
    rows = ListedOrganization.objects.filter(cycle=cycle).select_related(*related).order_by("pk")
    return FiledRows(_identities(tuple(rows)))


def read_kept(kept: FileImport, rows: FiledRows, read: Callable[[Path, Settings, Register], Read]) -> Read:
    """What `read` finds in the file, which lies under its own name in a folder that nobody else sees."""
    cycle = kept.cycle
    settings = Settings(cycle.title, edition_of(cycle), kept.uploaded_on, policies_of(cycle))
    with tempfile.TemporaryDirectory(prefix="merilo-") as folder:
        path = Path(folder) / kept.evidence.file_name
        shutil.copyfile(archive.read(kept.evidence.file), path)
        return read(path, settings, rows.register)


def _identities(listed: tuple[ListedOrganization, ...]) -> dict[str, ListedOrganization]:
    """What each organization is known by: its short name, with INN where two share it.

    Numbers of rows are no identity: «1» in a file is the operator's own numbering and must fit nobody.
    """
    met = Counter(plain_name(row.organization.short_name) for row in listed)
    known: dict[str, ListedOrganization] = {}
    for row in listed:
        one = row.organization
        name = one.short_name if met[plain_name(one.short_name)] == 1 else f"{one.short_name}, ИНН {one.inn}"
        known[name if name not in known else f"{name} ({row.pk})"] = row
    return known


def _organization(name: str, row: ListedOrganization) -> Organization:
    one = row.organization
    return Organization(id=name, name=one.short_name, type=one.type, inn=one.inn)


def _full_names(names: Names) -> dict[str, str]:
    """Full names that are nobody else's name."""
    met = Counter(row.organization.full_name for row in names.values())
    full = {row.organization.full_name: name for name, row in names.items() if met[row.organization.full_name] == 1}
    return {text: name for text, name in full.items() if text and text not in names}
