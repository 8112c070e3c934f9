"""counts.*: ready sums of answers, where questionnaires themselves are not kept."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from merilo.importers import codes
from merilo.importers.clues import ORGANIZATION_TEXTS
from merilo.importers.doubts import RowOrganizations
from merilo.importers.findings import Findings
from merilo.importers.headings import Meaning, Target, columns
from merilo.importers.names import Register
from merilo.importers.settings import Settings
from merilo.importers.sources import Source, TableRead, open_table
from merilo.importers.spelling import folded, shortened
from merilo.importers.tables import Record
from merilo.importers.values import ambiguous, whole
from merilo.methodology.model import Edition, Formula, Question, Role
from merilo.observations import Count
from merilo.problems import Place
from merilo.tally.contract import OrganizationTally

NAME = "counts"
RESPONDENTS = "respondents"
_OF_ANSWERS = (Formula.SATISFACTION, Formula.BANDED_SHARE, Formula.BANDED_MEAN, Formula.WHOLE_SHARE)
TARGETS = (
    Target("organization", (*ORGANIZATION_TEXTS, "id"), required=True),
    Target(
        "code", ("question", "indicator", "код", "код вопроса", "вопрос", "показатель", "код показателя"), required=True
    ),
    Target("yes", ("да", "число да", "ответили да", "удовлетворены"), required=True),
    Target("no", ("нет", "число нет", "ответили нет", "не удовлетворены")),
)


@dataclass(frozen=True, slots=True)
class CountsRead:
    """Sums by organization, the account of the file, and for whom respondents were derived, not given."""

    tallies: Mapping[str, OrganizationTally]
    table: TableRead
    derived: tuple[str, ...]


@dataclass(slots=True)
class _Sums:
    edition: Edition
    register: Register
    findings: Findings
    owners: RowOrganizations
    counts: dict[str, dict[str, Count]] = field(default_factory=lambda: defaultdict(dict))
    respondents: dict[str, tuple[int, Place]] = field(default_factory=dict)
    places: dict[tuple[str, str], Place] = field(default_factory=dict)
    rows: int = 0


def read_counts(
    source: Source,
    settings: Settings,
    register: Register,
    *,
    given: Mapping[str, int],
    findings: Findings,
    whole: bool = True,
) -> CountsRead:
    """The sums. `given` are respondents named in the register. Raises UnreadableFileError when it cannot be read.

    `whole`: the file is all that was answered, so that an organization without sums in it is a problem; else only the
    organizations of the file have a tally.
    """
    table, matches = open_table(source, Meaning(TARGETS, settings.columns.get(NAME, {})), findings)
    found = columns(matches)
    sums = _Sums(settings.edition, register, findings, RowOrganizations(register, findings))
    if {"organization", "code", "yes"} <= set(found):
        for record in table.records():
            _read(record, found, sums)
    sums.owners.close()
    seen = {owner for owner, _ in sums.places}
    told = [one.id for one in register.organizations if whole or one.id in seen]
    _report_missing(sums, settings, source.path.name, among=told)
    tallies = {one: _tally(one, sums, given) for one in told}
    derived = tuple(
        code for code in tallies if code not in given and code not in sums.respondents and sums.counts[code]
    )
    return CountsRead(tallies, TableRead(NAME, table.file, table.sheet.name, sums.rows, matches), derived)


def _read(record: Record, found: Mapping[str, int], sums: _Sums) -> None:
    sums.rows += 1
    owner = sums.owners.of(record, found["organization"])
    if owner is None:
        return
    name = record.text(found["code"])
    place = record.place(found["code"])
    yes = _number(record, found["yes"], sums)
    if folded(name) == RESPONDENTS:
        if _first(owner, RESPONDENTS, place, sums=sums) and yes is not None:
            sums.respondents[owner] = (yes, place)
        return
    target = _target(name, sums.edition)
    if isinstance(target, str):
        sums.findings.add(codes.COUNT_UNKNOWN_CODE, place, target)
        return
    question, option = target
    no = _number(record, found.get("no"), sums) if not option else 0
    key = f"{question.code}={option}" if option else question.code
    if not _first(owner, key, place, sums=sums) or yes is None or no is None:
        return
    count = sums.counts[owner].get(question.code, Count())
    if option:
        options = MappingProxyType({**count.options, option: yes})
        sums.counts[owner][question.code] = replace(count, options=options)
    else:
        sums.counts[owner][question.code] = replace(count, yes=yes, no=no)


def _number(record: Record, column: int | None, sums: _Sums) -> int | None:
    text = record.text(column)
    exact = whole(text)
    if exact is None:
        doubted = ": знак может отделять и тысячи, и дробь" if ambiguous(text) else ""
        shown = f"«{text}»" if text else "Ячейка пуста"
        sums.findings.add(codes.COUNT_NUMBER, record.place(column), f"{shown}{doubted}")
    return exact


def _first(owner: str, key: str, place: Place, *, sums: _Sums) -> bool:
    """Whether this is the first row of its kind; a second one is a problem."""
    first = sums.places.get((owner, key))
    if first is not None:
        sums.findings.add(codes.COUNT_DOUBLED, place, f"{owner}, {key}: уже записано в строке {first.row}")
        return False
    sums.places[owner, key] = place
    return True


def _target(name: str, edition: Edition) -> tuple[Question, str] | str:
    """The question and, for «question=option», the option; a Russian complaint when the code means nothing certain."""
    plain, _, option = (part.strip() for part in folded(name).partition("="))
    question = next((one for one in edition.closed_questions if one.code == plain), None)
    if question is None:
        fitting = _by_indicator(plain, edition)
        if len(fitting) > 1:
            listing = ", ".join(one.code for one in fitting)
            return f"У показателя «{name}» несколько вопросов: {listing}"
        question = fitting[0] if fitting else None
    if question is None:
        return f"Код «{shortened(name)}» не известен"
    known = {folded(one.code): one.code for one in question.options} | {
        folded(one.text): one.code for one in question.options
    }
    if bool(option) != bool(question.options) or (option and option not in known):
        listing = ", ".join(f"{question.code}={one.code}" for one in question.options) or question.code
        return f"«{shortened(name)}»: ожидается {listing}"
    return question, known.get(option, "")


def _by_indicator(code: str, edition: Edition) -> list[Question]:
    """Satisfaction questions of an indicator, or the one of a component."""
    sources = {
        component.source
        for indicator in edition.indicators
        for component in indicator.components
        if code in (indicator.code, component.code) and component.formula in _OF_ANSWERS
    }
    return [one for one in edition.closed_questions if one.code in sources and one.role is Role.SATISFACTION]


def _report_missing(sums: _Sums, settings: Settings, file: str, *, among: list[str]) -> None:
    """Satisfaction questions without sums: of nobody at all (a question to the person), or of some organizations."""
    scored = {
        component.source
        for indicator in sums.edition.indicators
        for component in indicator.components
        if component.formula in _OF_ANSWERS
    }
    for question in sums.edition.closed_questions:
        if question.code not in scored or question.code in settings.missing_questions:
            continue
        without = [one for one in among if question.code not in sums.counts[one]]
        if without and len(without) == len(among):
            detail = f"Нет строк вопроса {question.code} («{question.text}»)"
            sums.findings.add(codes.QUESTION_MISSING, Place(file), detail)
        elif without:
            named = ", ".join(without[:20]) + (f" и ещё {len(without) - 20}" if len(without) > 20 else "")
            sums.findings.add(codes.COUNT_MISSING, Place(file), f"{question.code}: нет сумм у организаций {named}")


def _tally(owner: str, sums: _Sums, given: Mapping[str, int]) -> OrganizationTally:
    own = sums.counts[owner]
    most = max((count.answered for count in own.values()), default=0)
    respondents = given.get(owner, sums.respondents.get(owner, (most, Place()))[0])
    counts = {}
    for question in sums.edition.closed_questions:
        count = own.get(question.code, Count())
        asked = own.get(question.filter) if question.filter else None
        if asked is not None and count.answered > asked.yes:
            detail = f"{owner}, {question.code}: ответов {count.answered}, а «Да» на {question.filter} — {asked.yes}"
            sums.findings.add(codes.COUNT_OVER_FILTER, sums.places.get((owner, question.code), Place()), detail)
        if count.answered > respondents:
            detail = f"{owner}, {question.code}: ответов {count.answered}, а респондентов {respondents}"
            sums.findings.add(codes.COUNT_TOO_MANY, sums.places.get((owner, question.code), Place()), detail)
        counts[question.code] = replace(count, filtered_out=asked.no) if asked else count
    return OrganizationTally(respondents, counts, by_counts=True)
