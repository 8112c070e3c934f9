"""Files of sums: what taking one in would do to the surveys as they are now."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Sum

from merilo.importers.counts_file import CountsFile, read_counts_file
from merilo.problems import Place, Problem, ProblemKind, Severity
from merilo.tally.contract import OrganizationTally
from merilo_web.cycles.models import ListedOrganization
from merilo_web.fieldwork.models import FileImport, Survey
from merilo_web.fieldwork.models.counts import written_counts
from merilo_web.fieldwork.queries.import_problems import FilePreview
from merilo_web.fieldwork.queries.import_register import Names, filed_rows, read_kept
from merilo_web.fieldwork.queries.import_remedies import told_here
from merilo_web.fieldwork.states import SurveyState

SURVEY_ABSENT = ProblemKind(
    "import.survey_absent",
    Severity.ERROR,
    "Суммы принимают к подготовленному опросу: у него есть цель и срок.",
    "Подготовьте опросы цикла; открывать их не нужно.",
)
SURVEY_OPEN = ProblemKind(
    "import.survey_open",
    Severity.ERROR,
    "Пока опрос открыт, ответы приходят анкетами.",
    "Закройте опрос этой организации или уберите её строки из файла.",
)
ANSWERS_BESIDE = ProblemKind(
    "import.answers_beside",
    Severity.ERROR,
    "Ответы организации берутся либо из анкет, либо из готовых сумм: вместе их сосчитали бы дважды.",
    "Уберите строки этой организации из файла: её анкеты уже собраны.",
)
RESPONDENTS_DERIVED = ProblemKind(
    "import.respondents_derived",
    Severity.WARNING,
    "Число респондентов названо строкой с кодом respondents.",
    "Добавьте строку; без неё за число респондентов взято наибольшее число ответивших на вопрос.",
)
KINDS = (SURVEY_ABSENT, SURVEY_OPEN, ANSWERS_BESIDE, RESPONDENTS_DERIVED)


@dataclass(frozen=True, slots=True)
class CountsLine:
    """One listed organization: the sums that stand now and those of the file.

    No respondents in the file: the sums that stand now are taken away.
    """

    listed: ListedOrganization
    survey: Survey | None
    received: int
    before: OrganizationTally | None
    after: OrganizationTally | None

    @property
    def changes(self) -> bool:
        """Whether the file says anything new of the organization."""
        if self.after is None:
            return False
        if self.before is None or not self.after.respondents:
            return bool(self.after.respondents) or self.before is not None
        return _sealed(self.before) != _sealed(self.after)


@dataclass(frozen=True, slots=True)
class CountsPreview(FilePreview):
    """What taking a file of sums in would do; `digest` seals the file, the surveys and the sums as they are."""

    lines: tuple[CountsLine, ...]
    problems: tuple[Problem, ...]
    file: CountsFile
    digest: str

    @property
    def rows(self) -> int:
        """Rows of the file."""
        return self.file.rows

    @property
    def told(self) -> tuple[CountsLine, ...]:
        """Organizations of the file."""
        return tuple(line for line in self.lines if line.after is not None)

    @property
    def number(self) -> int:
        """How many organizations would be changed."""
        return sum(line.changes for line in self.lines)

    @property
    def respondents(self) -> int:
        """Respondents of the file."""
        return sum(line.after.respondents for line in self.lines if line.after)

    @property
    def absent(self) -> tuple[CountsLine, ...]:
        """Organizations of the list that the file does not have."""
        return tuple(line for line in self.lines if line.after is None)


def preview(kept: FileImport) -> CountsPreview:
    """Read the file of sums anew and hold it against the list and its surveys."""
    return against(kept, read_kept(kept, filed_rows(kept.cycle), read_counts_file))


def against(kept: FileImport, file: CountsFile) -> CountsPreview:
    """Hold what was read from a file against the surveys and their sums as they are now; two queries."""
    lines = _lines(filed_rows(kept.cycle).names, file.tallies)
    place = Place(kept.evidence.file_name)
    problems = (*told_here(file.problems), *_refusals(lines, place), *_doubts(file, place))
    return CountsPreview(lines, problems, file, _digest(kept, lines))


def _lines(names: Names, tallies: Mapping[str, OrganizationTally]) -> tuple[CountsLine, ...]:
    surveys = Survey.objects.filter(listed__in=list(names.values())).select_related("filed_counts")
    by_listed = {survey.listed_id: survey for survey in surveys.annotate(received=Sum("days__number"))}
    made = []
    for name, row in names.items():
        survey = by_listed.get(row.pk)
        kept = getattr(survey, "filed_counts", None)
        received = getattr(survey, "received", None) or 0
        made.append(CountsLine(row, survey, received, kept.tally if kept else None, tallies.get(name)))
    return tuple(made)


def _refusals(lines: tuple[CountsLine, ...], place: Place) -> tuple[Problem, ...]:
    """Organizations that cannot take sums now."""
    problems = []
    for line in lines:
        if not line.changes:
            continue
        name, survey = line.listed.organization.short_name, line.survey
        if survey is None:
            problems.append(Problem(SURVEY_ABSENT, place, f"{name}: опрос ещё не подготовлен"))
        elif survey.state == SurveyState.OPEN:
            problems.append(Problem(SURVEY_OPEN, place, f"{name}: опрос открыт по {survey.closes_on:%d.%m.%Y}"))
        elif line.received:
            problems.append(Problem(ANSWERS_BESIDE, place, f"{name}: уже собрано анкет {line.received}"))
    return tuple(problems)


def _doubts(file: CountsFile, place: Place) -> tuple[Problem, ...]:
    if not file.derived:
        return ()
    return (Problem(RESPONDENTS_DERIVED, place, f"Не названо ({len(file.derived)}): {', '.join(file.derived[:20])}"),)


def _digest(kept: FileImport, lines: tuple[CountsLine, ...]) -> str:
    sealed = [
        (
            line.listed.pk,
            line.survey.state if line.survey else "",
            line.received,
            _sealed(line.before),
            _sealed(line.after),
        )
        for line in lines
    ]
    return hashlib.sha256(json.dumps([kept.sha256, sealed]).encode()).hexdigest()


def _sealed(tally: OrganizationTally | None) -> list[object]:
    return [tally.respondents, written_counts(tally)] if tally else []
