"""Files: which were brought in; what taking one of answers in would do to the surveys as they are now."""

import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import astuple, dataclass, field
from operator import attrgetter

from django.db.models import QuerySet, Sum
from django.http import Http404

from merilo.importers.answers_file import Answer, ResponsePattern, read_answers_file
from merilo.methodology.model import Edition
from merilo.problems import Place, Problem, ProblemKind, Severity
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.cycles.queries.cycles import visible
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.models import FileImport, Survey
from merilo_web.fieldwork.packing import NO, YES, packed
from merilo_web.fieldwork.queries.import_problems import FilePreview
from merilo_web.fieldwork.queries.import_register import Names, filed_rows, read_kept
from merilo_web.fieldwork.queries.import_remedies import told_here
from merilo_web.fieldwork.states import SurveyState
from merilo_web.registry.access import Access

SURVEY_NOT_OPEN = ProblemKind(
    "import.survey_not_open",
    Severity.ERROR,
    "Анкеты принимает только открытый опрос.",
    "Откройте опрос этой организации или уберите её анкеты из файла.",
)
OVER_TARGET = ProblemKind(
    "import.over_target",
    Severity.ERROR,
    "Опрос закрывается при достижении цели: сверх неё анкет не принимает.",
    "Снимите закрытие по цели в карточке опроса или уберите лишние анкеты из файла.",
)
NOTHING_FOUND = ProblemKind(
    "import.nothing_found",
    Severity.ERROR,
    "Принимают только анкеты с ответом хотя бы на один вопрос.",
    "Проверьте, тот ли это файл.",
)
KINDS = (SURVEY_NOT_OPEN, OVER_TARGET, NOTHING_FOUND)
_BESIDE = {"с полом": attrgetter("sex"), "с возрастом": attrgetter("age"), "с предложением": attrgetter("suggestions")}


@dataclass(frozen=True, slots=True, order=True)
class FiledAnswers:
    """A questionnaire of a file as it is kept: closed answers packed, the rest as text."""

    answers: str
    sex: str = ""
    age: str = ""
    suggestions: str = ""


@dataclass(frozen=True, slots=True)
class ImportLine:
    """One listed organization: which questionnaires the file holds for its survey, equal ones counted together."""

    listed: ListedOrganization
    survey: Survey | None
    received: int
    found: Mapping[FiledAnswers, int] = field(default_factory=dict)

    @property
    def number(self) -> int:
        return sum(self.found.values())


@dataclass(frozen=True, slots=True)
class ImportPreview(FilePreview):
    """What taking a file in would do; `digest` seals the file, what was read from it, and the surveys as they are."""

    lines: tuple[ImportLine, ...]
    problems: tuple[Problem, ...]
    rows: int
    empty: int
    digest: str

    @property
    def number(self) -> int:
        """How many questionnaires would be taken."""
        return sum(line.number for line in self.lines)

    @property
    def told(self) -> dict[str, int]:
        """How many questionnaires bring what is not counted."""
        return {
            title: sum(number for line in self.lines for one, number in line.found.items() if has(one))
            for title, has in _BESIDE.items()
        }

    @property
    def refused(self) -> int:
        """Rows whose organization is not named or not in the list."""
        return self.rows - self.empty - self.number

    @property
    def absent(self) -> tuple[ImportLine, ...]:
        """Organizations of the list that the file does not have."""
        return tuple(line for line in self.lines if not line.number)


def brought(cycle: Cycle) -> QuerySet[FileImport]:
    """The files of a cycle, the newest first."""
    return FileImport.objects.filter(cycle=cycle).select_related("evidence__uploaded_by", "specialist")


def seen_import(access: Access, pk: int) -> FileImport:
    """The file with this number, of a cycle that the person sees. Raises Http404."""
    rows = FileImport.objects.select_related("evidence__file", "evidence__uploaded_by", "specialist")
    found = rows.filter(pk=pk, cycle__in=visible(access)).first()
    if found is None:
        raise Http404
    found.cycle = visible(access).get(pk=found.cycle_id)
    return found


def preview(kept: FileImport) -> ImportPreview:
    """Read the file of answers anew and hold it against the list and its surveys."""
    edition, rows = edition_of(kept.cycle), filed_rows(kept.cycle)
    file = read_kept(kept, rows, read_answers_file)
    found: dict[str, Counter[FiledAnswers]] = {}
    empty = 0
    for one in file.responses:
        if one.empty:
            empty += one.number
        else:
            found.setdefault(one.organization, Counter())[_filed(edition, one)] += one.number
    lines = _lines(rows.names, found)
    problems = (*told_here(file.problems), *_refusals(lines, Place(kept.evidence.file_name)))
    if not file.blocking and not any(line.number for line in lines):
        problems = (*problems, Problem(NOTHING_FOUND, Place(kept.evidence.file_name), "Анкет с ответами не найдено"))
    return ImportPreview(lines, problems, file.rows, empty, _digest(kept, lines))


def _filed(edition: Edition, one: ResponsePattern) -> FiledAnswers:
    return FiledAnswers(_packed(edition, one.answers), one.sex, one.age, one.suggestions)


def _packed(edition: Edition, answers: tuple[Answer, ...]) -> str:
    written = {True: YES, False: NO, None: ""}
    given = {
        question.code: answer if isinstance(answer, str) else written[answer]
        for question, answer in zip(edition.closed_questions, answers, strict=True)
    }
    return packed(edition, given)


def _lines(names: Names, found: Mapping[str, Counter[FiledAnswers]]) -> tuple[ImportLine, ...]:
    surveys = Survey.objects.filter(listed__in=list(names.values())).annotate(received=Sum("days__number"))
    by_listed = {survey.listed_id: survey for survey in surveys}
    lines = []
    for name, row in names.items():
        survey = by_listed.get(row.pk)
        received = getattr(survey, "received", None) or 0
        lines.append(ImportLine(row, survey, received, dict(sorted(found.get(name, Counter()).items()))))
    return tuple(lines)


def _refusals(lines: tuple[ImportLine, ...], place: Place) -> tuple[Problem, ...]:
    """Surveys that would not take what the file holds for them."""
    problems = []
    for line in lines:
        if not line.number:
            continue
        name, survey = line.listed.organization.short_name, line.survey
        if survey is None or survey.state != SurveyState.OPEN:
            state = survey.get_state_display() if survey else "ещё не подготовлен"
            problems.append(Problem(SURVEY_NOT_OPEN, place, f"{name}: анкет {line.number}, а опрос {state}"))
        elif survey.close_at_target and line.received + line.number > survey.target:
            detail = f"{name}: в файле анкет {line.number}, уже собрано {line.received}, цель {survey.target}"
            problems.append(Problem(OVER_TARGET, place, detail))
    return tuple(problems)


def _digest(kept: FileImport, lines: tuple[ImportLine, ...]) -> str:
    sealed = [
        (
            line.listed.pk,
            line.survey.state if line.survey else "",
            [[*astuple(one), n] for one, n in line.found.items()],
        )
        for line in lines
    ]
    return hashlib.sha256(json.dumps([kept.sha256, sealed]).encode()).hexdigest()
