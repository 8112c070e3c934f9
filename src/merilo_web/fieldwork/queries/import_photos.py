"""What shows items in a file of checklists: addresses of pages, photos that came packed beside the table."""

import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from merilo.importers.checklists_file import ChecklistsFile
from merilo.importers.inspected import ItemEvidence
from merilo.problems import Place, Problem, ProblemKind, Severity
from merilo_web.archive.models import Evidence
from merilo_web.fieldwork.models import FiledPhoto, FileImport
from merilo_web.forms import hidden_mark, link_fault

LINK_UNFIT = ProblemKind(
    "import.link_unfit",
    Severity.ERROR,
    "Ссылка — адрес страницы, на которой это видно: http:// или https://, не длиннее 1000 знаков.",
    "Исправьте ссылку или оставьте ячейку пустой.",
)
PHOTO_MISSING = ProblemKind(
    "import.photo_missing",
    Severity.ERROR,
    "Фото, названное в таблице, лежит в приложенном ZIP под тем же именем.",
    "Положите файл в ZIP, исправьте имя или оставьте ячейку пустой.",
)
PHOTO_AMBIGUOUS = ProblemKind(
    "import.photo_ambiguous",
    Severity.ERROR,
    "Имя, названное в таблице, носит один файл в ZIP.",
    "Впишите имя вместе с папкой или переименуйте файлы.",
)
PHOTO_UNFIT = ProblemKind(
    "import.photo_unfit",
    Severity.ERROR,
    "Фото — PNG, JPEG, HEIC или PDF до 20 МБ; тип узнаётся по содержимому, а не по имени.",
    "Замените файл в ZIP или уберите его имя из таблицы.",
)
PHOTO_SHARED = ProblemKind(
    "import.photo_shared",
    Severity.ERROR,
    "Фото показывает одну организацию: другая его не откроет.",
    "Дайте каждой организации свой файл под своим именем.",
)
PHOTO_UNNAMED = ProblemKind(
    "import.photo_unnamed",
    Severity.WARNING,
    "Каждое фото в ZIP названо в таблице у своего пункта; остальные приняты не будут.",
    "Впишите имя файла в столбец «Фото», если он нужен.",
)
KINDS = (LINK_UNFIT, PHOTO_MISSING, PHOTO_AMBIGUOUS, PHOTO_UNFIT, PHOTO_SHARED, PHOTO_UNNAMED)
_SHOWN = 20


@dataclass(frozen=True, slots=True)
class FoundEvidence:
    """What shows one item: the address of a page, a photo in the archive."""

    link: str = ""
    photo: Evidence | None = None

    @property
    def words(self) -> tuple[str, ...]:
        """The same for people: the address, the photo's name with the beginning of its SHA-256."""
        photo = (f"фото {self.photo.file_name} ({self.photo.file.sha256[:12]}…)",) if self.photo else ()
        return (*((self.link,) if self.link else ()), *photo)


NO_EVIDENCE = FoundEvidence()


@dataclass(frozen=True, slots=True)
class FiledEvidence:
    """What shows the items of a file, by owner and item's code, and what is wrong with it."""

    found: Mapping[tuple[str, str], FoundEvidence]
    problems: tuple[Problem, ...]


def filed_evidence(kept: FileImport, file: ChecklistsFile) -> FiledEvidence:
    """Links and photos of a file of checklists, each photo matched by its name; one query."""
    photos = tuple(kept.photos.select_related("evidence__file"))
    found: dict[tuple[str, str], FoundEvidence] = {}
    problems: list[Problem] = []
    named: dict[int, str] = {}
    for owner, items in file.evidence.items():
        for code, written in items.items():
            matching = _matching(photos, written.photo)
            faults = list(_faults(written, matching, whose=f"{owner}, {code}"))
            others = {named.setdefault(photo.pk, owner) for photo in matching} - {owner}
            faults += (
                Problem(PHOTO_SHARED, written.place, f"{owner}, {code}: «{written.photo}» есть и у {one}")
                for one in others
            )
            problems += faults
            if not faults:
                found[owner, code] = FoundEvidence(written.link, matching[0].evidence if matching else None)
    left = [str(photo) for photo in photos if photo.pk not in named]
    if left:
        rest = f" и ещё {len(left) - _SHOWN}" if len(left) > _SHOWN else ""
        problems.append(
            Problem(PHOTO_UNNAMED, Place("ZIP"), f"Не названы ({len(left)}): {', '.join(left[:_SHOWN])}{rest}")
        )
    return FiledEvidence(found, tuple(problems))


def _matching(photos: tuple[FiledPhoto, ...], written: str) -> list[FiledPhoto]:
    """Photos of this name with its folders, else of this name in whatever folder."""
    name = _folded(written)
    whole = [photo for photo in photos if _folded(photo.name) == name]
    return whole or [photo for photo in photos if name and _folded(photo.name).rpartition("/")[2] == name]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name.strip().replace("\\", "/").strip("/")).casefold()


def _faults(written: ItemEvidence, matching: list[FiledPhoto], *, whose: str) -> Iterator[Problem]:
    if fault := hidden_mark(written.link) or link_fault(written.link):
        yield Problem(LINK_UNFIT, written.place, f"{whose}: {fault.rstrip('.')}")
    if len(matching) > 1:
        names = ", ".join(photo.name for photo in matching)
        yield Problem(PHOTO_AMBIGUOUS, written.place, f"{whose}: «{written.photo}» — {names}")
    elif matching and matching[0].evidence is None:
        yield Problem(PHOTO_UNFIT, written.place, f"{whose}: {matching[0]} — {matching[0].fault.rstrip('.')}")
    elif written.photo and not matching:
        yield Problem(PHOTO_MISSING, written.place, f"{whose}: «{written.photo}»")
