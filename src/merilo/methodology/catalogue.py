"""Which editions there are, and which one is in force for a sector on a date."""

from datetime import date
from functools import cache
from pathlib import Path

from merilo.methodology import codes
from merilo.methodology.loader import EDITION_FILE, load_edition, load_header
from merilo.methodology.model import Edition, Header
from merilo.problems import Place, Problem, RefusalError

FOLDER = Path(__file__).parent / "editions"


@cache
def headers() -> tuple[Header, ...]:
    """All editions, the newest last."""
    found = [load_header(path.parent) for path in FOLDER.glob(f"*/{EDITION_FILE}")]
    return tuple(sorted(found, key=lambda header: (header.in_force_from, header.id)))


@cache
def get(edition_id: str, sector: str) -> Edition:
    """The edition with this id, for one sector.

    Raises RefusalError `edition.unknown` or `edition.unknown_sector`.
    """
    if edition_id not in {path.parent.name for path in FOLDER.glob(f"*/{EDITION_FILE}")}:
        raise RefusalError(unknown(edition_id))
    return load_edition(FOLDER / edition_id, sector)


def unknown(edition_id: str) -> Problem:
    """The problem `edition.unknown`, naming the ids that there are."""
    known = ", ".join(header.id for header in headers())
    return Problem(codes.UNKNOWN_EDITION, Place(), f"Редакции «{edition_id}» нет; есть: {known}")


def in_force(sector: str, on: date) -> Edition:
    """The edition in force for the sector on the date; of two that overlap, the one that began later.

    Raises RefusalError `edition.unknown_sector` or `edition.none_in_force`.
    """
    known = [header for header in headers() if sector in header.sectors]
    if not known:
        listing = ", ".join(dict.fromkeys(code for header in headers() for code in header.sectors))
        raise RefusalError(Problem(codes.UNKNOWN_SECTOR, Place(), f"Сферы «{sector}» нет; есть: {listing}"))
    valid = [header for header in known if _covers(header, on)]
    if not valid:
        detail = f"Для сферы «{sector}» на {on:%d.%m.%Y} действующей редакции нет"
        raise RefusalError(Problem(codes.NONE_IN_FORCE, Place(), detail))
    return get(valid[-1].id, sector)


def _covers(header: Header, on: date) -> bool:
    return header.in_force_from <= on and (header.in_force_until is None or on <= header.in_force_until)
