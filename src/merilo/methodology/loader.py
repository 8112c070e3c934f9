"""An edition's folder → frozen types. A folder with a fault is refused as a whole, every fault named with its line."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from pathlib import Path
from types import MappingProxyType

from merilo.law.codes import UNKNOWN_WORD
from merilo.law.yaml_source import Source, Table, open_source
from merilo.methodology import codes, shapes
from merilo.methodology.checks import check
from merilo.methodology.model import (
    Checklist,
    Combine,
    Component,
    Criterion,
    Edition,
    Formula,
    Header,
    PolicyRule,
    SamplingRule,
    Threshold,
)
from merilo.problems import Place, Problem, RefusalError

EDITION_FILE = "edition.yaml"
_FULL = Fraction(100)


@dataclass(frozen=True, slots=True)
class _Common:
    """What `edition.yaml` says for all its sectors, and its bytes."""

    header: Header
    policies: Mapping[str, PolicyRule]
    thresholds: Mapping[str, Threshold]
    sampling: SamplingRule | None
    content: bytes


def load_header(folder: Path) -> Header:
    """What `edition.yaml` says of the edition as a whole.

    Raises RefusalError naming file and line of every fault found in that file.
    """
    return _common(folder).header


def load_edition(folder: Path, sector: str) -> Edition:
    """One sector of an edition, complete and checked.

    `digest` is the SHA-256 of the bytes of `edition.yaml` followed by those of the sector's file.
    Raises RefusalError naming file and line of every fault of the tables or, when these are sound, of every breach
    between them: a fault of a table would only call forth seeming breaches.
    """
    common = _common(folder)
    if sector not in common.header.sectors:
        known = ", ".join(common.header.sectors)
        place = Place(f"{folder.name}/{EDITION_FILE}")
        raise RefusalError(Problem(codes.UNKNOWN_SECTOR, place, f"Сферы «{sector}» нет; есть: {known}"))
    top, content = open_source(folder / f"{sector}.yaml")
    edition = _edition(Table.of(top, shapes.SECTOR), common)
    digest = hashlib.sha256(common.content + content).hexdigest()
    _check_name(edition.sector, sector, top.source)
    if not top.source.problems:
        check(edition, top.source)
    top.source.finish()
    return replace(edition, digest=digest)


def _common(folder: Path) -> _Common:
    top, content = open_source(folder / EDITION_FILE)
    table = Table.of(top, shapes.EDITION)
    top.source.read_clauses(table)
    common = _Common(
        header=shapes.header(table),
        policies=MappingProxyType(shapes.policies(table)),
        thresholds=MappingProxyType(shapes.thresholds(table)),
        sampling=shapes.sampling(table),
        content=content,
    )
    _check_name(common.header.id, folder.name, top.source)
    top.source.finish()
    return common


def _edition(table: Table, common: _Common) -> Edition:
    table.source.read_clauses(table)
    checklists = shapes.checklists(table)
    criteria = tuple(_with_scales(criterion, checklists) for criterion in shapes.criteria(table))
    return Edition(
        header=common.header,
        sector=table.text("sector"),
        sector_title=table.text("title"),
        digest="",
        combine=table.word("combine", Combine),
        criteria=criteria,
        questions=shapes.questions(table),
        checklists=checklists,
        policies=common.policies,
        thresholds=common.thresholds,
        sampling=common.sampling,
        organization_types=shapes.organization_types(table),
        highest=sum((criterion.weight * _highest(criterion) for criterion in criteria), Fraction(0)),
    )


def _check_name(stated: str, expected: str, source: Source) -> None:
    if stated and stated != expected:
        source.refuse(UNKNOWN_WORD, Place(source.file, row=1), f"Файл назван «{expected}», внутри — «{stated}»")


def _with_scales(criterion: Criterion, checklists: tuple[Checklist, ...]) -> Criterion:
    """The criterion, where each `scale` component has taken the bands of its checklist's only item."""
    indicators = tuple(
        replace(indicator, components=tuple(_with_scale(component, checklists) for component in indicator.components))
        for indicator in criterion.indicators
    )
    return replace(criterion, indicators=indicators)


def _with_scale(component: Component, checklists: tuple[Checklist, ...]) -> Component:
    if component.formula is not Formula.SCALE or component.bands:
        return component
    found = next((checklist for checklist in checklists if checklist.part == component.source), None)
    single = found is not None and len(found.items) == 1
    return replace(component, bands=found.items[0].bands) if found and single else component


def _highest(criterion: Criterion) -> Fraction:
    """The most points that the criterion can bring."""
    total = Fraction(0)
    for indicator in criterion.indicators:
        for component in indicator.components:
            top = max((band.points for band in component.bands), default=_FULL)
            total += indicator.weight * component.weight * top
    return total
