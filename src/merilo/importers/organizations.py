"""organizations.*: the register of the cycle's organizations."""

from dataclasses import dataclass, replace

from merilo.importers import codes
from merilo.importers.findings import Findings
from merilo.importers.guard import refuse
from merilo.importers.headings import Meaning, Target, columns
from merilo.importers.names import plain_name
from merilo.importers.settings import Settings
from merilo.importers.sources import Source, TableRead, open_table
from merilo.importers.spelling import folded, shortened, spelled_apart
from merilo.importers.tables import Record
from merilo.importers.values import TOTALS, ambiguous, whole
from merilo.methodology.model import Edition
from merilo.observations import Organization
from merilo.problems import Place
from merilo.requisites import valid_inn

TARGETS = (
    Target("id", ("ид", "код", "код организации", "идентификатор", "id организации")),
    Target(
        "name",
        (
            "наименование",
            "название",
            "организация",
            "наименование организации",
            "название организации",
            "полное наименование организации",
            "полное наименование",
            "учреждение",
            "наименование учреждения",
            "школа",
            "organization",
        ),
        required=True,
    ),
    Target("type", ("тип", "вид", "тип организации", "вид организации")),
    Target("group", ("группа", "группа рейтинга")),
    Target("inn", ("инн", "инн организации")),
    Target("municipality", ("муниципалитет", "муниципальное образование", "район", "город", "городской округ")),
    Target("region", ("регион", "субъект", "субъект рф", "субъект российской федерации")),
    Target(
        "population",
        (
            "численность",
            "генеральная совокупность",
            "число получателей",
            "численность получателей услуг",
            "количество получателей услуг",
            "число получателей услуг",
            "численность обучающихся",
            "количество обучающихся",
        ),
    ),
    Target("respondents", ("респонденты", "число респондентов", "количество респондентов", "опрошено", "число анкет")),
)
NAME = "organizations"
MOST_ORGANIZATIONS = 100_000


@dataclass(frozen=True, slots=True)
class RegisterRead:
    """The register as read: organizations in its order, where each stands, and respondents when it names them."""

    organizations: tuple[Organization, ...]
    places: dict[str, Place]
    respondents: dict[str, int]
    table: TableRead


def read_organizations(source: Source, settings: Settings, findings: Findings) -> RegisterRead:
    """The register. Raises UnreadableFileError when the file cannot be read."""
    meaning = Meaning(TARGETS, settings.columns.get(NAME, {}))
    table, matches = open_table(source, meaning, findings)
    found = columns(matches)
    reader = _Reader(found, settings.edition, findings)
    organizations: list[Organization] = []
    for record in table.records():
        if len(organizations) >= MOST_ORGANIZATIONS:
            raise refuse(codes.ORGANIZATION_TOO_MANY, record.place(), "Здесь начинается лишнее")
        if (one := reader.organization(record)) is not None:
            organizations.append(one)
    _check_doubles(reader, findings)
    _check_spellings(reader, findings)
    return RegisterRead(
        tuple(organizations),
        {organization.id: place for organization, place in reversed(reader.seen)},
        reader.respondents,
        TableRead(NAME, table.file, table.sheet.name, len(reader.seen), matches),
    )


class _Reader:
    """Turns rows of the register into organizations, remembering where each stood."""

    def __init__(self, found: dict[str, int], edition: Edition, findings: Findings) -> None:
        self.columns = found
        self.edition = edition
        self.findings = findings
        self.seen: list[tuple[Organization, Place]] = []
        self.respondents: dict[str, int] = {}
        self.typed = any(
            checklist_item.applies_to for checklist in edition.checklists for checklist_item in checklist.items
        )

    def organization(self, record: Record) -> Organization | None:
        text = {code: record.text(column) for code, column in self.columns.items()}
        name = text.get("name", "")
        if TOTALS.match(folded(name)) or TOTALS.match(folded(text.get("id", ""))):
            self.findings.add(codes.TOTALS_ROW, record.place(self.columns.get("name")), f"Строка «{shortened(name)}»")
            return None
        identity = text.get("id", "") if "id" in self.columns else (text.get("inn", "") or name)
        if not name or not identity:
            missing = "наименования" if not name else "кода"
            self.findings.add(codes.ORGANIZATION_BLANK, record.place(), f"В строке нет {missing}")
            return None
        kind = self._type(text.get("type", ""), record)
        organization = Organization(
            id=identity,
            name=name,
            type=kind,
            group=text.get("group", "") or kind,
            inn=text.get("inn", ""),
            municipality=text.get("municipality", ""),
            region=text.get("region", ""),
            population=self._whole("population", record),
        )
        self._check_inn(organization.inn, record)
        respondents = self._whole("respondents", record)
        if respondents is not None:
            self.respondents[identity] = respondents
        self.seen.append((organization, record.place()))
        return organization

    def _type(self, text: str, record: Record) -> str:
        """The type's code; texts of types are accepted as well."""
        types = self.edition.organization_types
        found = next((one.code for one in types if folded(text) in (one.code, folded(one.title))), None)
        if found is not None:
            return found
        if self.typed and types:
            known = ", ".join(f"{one.code} ({one.title})" for one in types)
            detail = f"Тип «{shortened(text)}» не известен; есть: {known}" if text else f"Тип не указан; есть: {known}"
            self.findings.add(codes.ORGANIZATION_TYPE, record.place(self.columns.get("type")), detail)
        return text

    def _whole(self, code: str, record: Record) -> int | None:
        column = self.columns.get(code)
        text = record.text(column)
        if not text:
            return None
        exact = whole(text)
        if exact is None:
            doubt = ": знак может отделять и тысячи, и дробь" if ambiguous(text) else ""
            self.findings.add(codes.ORGANIZATION_NUMBER, record.place(column), f"«{shortened(text)}»{doubt}")
        return exact

    def _check_inn(self, inn: str, record: Record) -> None:
        if not inn or valid_inn(inn):
            return
        place = record.place(self.columns["inn"])
        if inn.isdecimal() and len(inn) in (9, 11) and valid_inn(f"0{inn}"):
            self.findings.add(codes.INN_LOST_ZERO, place, f"«{inn}»: похоже, потерян ноль, должно быть 0{inn}")
        elif inn.isdecimal() and len(inn) in (9, 11):
            self.findings.add(codes.INN_LOST_ZERO, place, f"«{inn}»: {len(inn)} цифр, возможно, потерян ведущий ноль")
        else:
            self.findings.add(
                codes.INN_INVALID, place, f"«{shortened(inn)}» — не ИНН: число цифр или контрольные цифры"
            )


def _check_doubles(reader: _Reader, findings: Findings) -> None:
    """One code, one name, one INN — one organization. Names may repeat in different municipalities."""
    for code, title in (("id", "Код"), ("name", "Наименование"), ("inn", "ИНН")):
        first: dict[tuple[str, str], Place] = {}
        for organization, place in reader.seen:
            written = getattr(organization, code)
            if not written or (code == "id" and "id" not in reader.columns and organization.inn):
                continue
            key = (plain_name(written), folded(organization.municipality)) if code == "name" else (folded(written), "")
            if key in first:
                where = replace(place, column=code)
                findings.add(
                    codes.ORGANIZATION_DOUBLED, where, f"{title} «{shortened(written)}» уже в строке {first[key].row}"
                )
            first.setdefault(key, place)


def _check_spellings(reader: _Reader, findings: Findings) -> None:
    """Groups and places are compared as written; two spellings of one would silently be ranked and averaged apart."""
    for code, title in (("group", "Группа"), ("municipality", "Муниципалитет"), ("region", "Регион")):
        places = {getattr(organization, code): place for organization, place in reversed(reader.seen)}
        for known, other in spelled_apart(getattr(organization, code) for organization, _ in reader.seen):
            where = replace(places[other], column=code)
            detail = f"{title}: здесь «{shortened(other)}», в строке {places[known].row} — «{shortened(known)}»"
            findings.add(codes.ORGANIZATION_SPELLED_APART, where, detail)
