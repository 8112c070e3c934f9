"""Ready sums from a file: in the place of questionnaires, marked everywhere, never beside questionnaires."""

from collections.abc import Callable
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.web.inspected import DAY, in_fieldwork
from tests.web.scored import SCORED_ON, accepted
from tests.web.surveys import opened, submission
from tests.web.territory import Territory

from merilo.documents.sheet import contents
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import Upload
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.actions.handovers import hand_over
from merilo_web.fieldwork.actions.imports import apply_file, upload_file
from merilo_web.fieldwork.actions.intake import receive
from merilo_web.fieldwork.actions.surveys import open_survey, open_surveys
from merilo_web.fieldwork.models import FiledCounts, FileImport, Survey
from merilo_web.fieldwork.queries.answers import collected, recounted
from merilo_web.fieldwork.queries.handovers import digest
from merilo_web.fieldwork.queries.import_counts import CountsPreview, preview
from merilo_web.fieldwork.queries.progress import progress
from merilo_web.fieldwork.queries.sample import respondents
from merilo_web.fieldwork.states import FileKind, SurveyState
from merilo_web.journal.models import JournalEntry
from merilo_web.results.actions.scoring import score
from merilo_web.results.queries.intervals import estimated
from merilo_web.results.queries.ranking import ranking_of, rows_of
from merilo_web.results.queries.report import report_of

MANAGER = Role.OPERATOR_MANAGER
FIRST, SECOND = "Школа № 1, Заречный", "Школа № 2, Заречный"
LATER = date(2026, 10, 7)


def _sums(territory: Territory, owner: str = FIRST, number: int = 120) -> list[str]:
    """Sums of every question of one organization: everybody says «Да» to filters, all but ten are content."""
    rows = [f"{owner};respondents;{number};0"]
    for question in edition_of(territory.home.cycle).closed_questions:
        no = 0 if question.role.value == "filter" else min(number, 10)
        rows.append(f"{owner};{question.code};{number - no};{no}")
    return rows


def _table(*rows: str) -> bytes:
    return "\n".join(("Организация;Код;Да;Нет", *rows)).encode()


def _prepared(territory: Territory, state: str = SurveyState.PREPARED) -> list[Survey]:
    in_fieldwork(territory.home)
    return [opened(row, state=state) for row in territory.home.listed]


def _uploaded(territory: Territory, content: bytes) -> FileImport:
    in_fieldwork(territory.home)
    table = Upload(content, "суммы.csv", "text/csv")
    return upload_file(territory.home.cycle, by=territory.people[MANAGER], on=DAY, table=table, kind=FileKind.COUNTS)


def _applied(territory: Territory, kept: FileImport, shown: CountsPreview | None = None) -> FileImport:
    return apply_file(kept, by=territory.people[MANAGER], on=LATER, digest=(shown or preview(kept)).digest)


def _codes(kept: FileImport) -> list[str]:
    return [problem.code for problem in preview(kept).problems]


def test_sums_stand_for_questionnaires_everywhere(territory: Territory) -> None:
    _prepared(territory)
    kept = _uploaded(territory, _table(*_sums(territory)))
    shown = preview(kept)
    assert (shown.problems, shown.number, shown.respondents, len(shown.absent)) == ((), 1, 120, 2)
    before = digest(territory.home.cycle)
    kept = _applied(territory, kept, shown)
    assert (kept.applied, kept.applied_on) == (1, LATER)
    first = territory.home.organizations[0]
    tally = collected(territory.home.cycle).tallies[str(first.pk)]
    assert (tally.respondents, tally.by_counts, tally.counts["overall"].yes) == (120, True, 110)
    assert recounted(territory.home.cycle).tallies[str(first.pk)] == tally
    found = progress(territory.home.cycle)
    assert (found.received, found.channels) == (120, (("по суммам", 120),))
    assert respondents(territory.home.cycle)[territory.home.listed[0].pk] == 120
    assert digest(territory.home.cycle) != before


def test_taking_sums_in_is_in_the_journal_with_what_stood_before(territory: Territory) -> None:
    _prepared(territory)
    _applied(territory, _uploaded(territory, _table(*_sums(territory))))
    kept = _applied(territory, _uploaded(territory, _table(*_sums(territory, number=90))))
    told = JournalEntry.objects.filter(event="fieldwork.apply_file").order_by("pk").last()
    assert told is not None
    assert told.changes == {
        "принято организаций по суммам": [0, 1],
        f"{FIRST}, респондентов": [120, 90],
        "контрольная сумма": [None, kept.sha256],
    }
    assert FiledCounts.objects.get().brought == kept


def test_the_same_sums_in_another_file_change_nothing(territory: Territory) -> None:
    _prepared(territory)
    _applied(territory, _uploaded(territory, _table(*_sums(territory))))
    again = _uploaded(territory, _table(*_sums(territory), ""))
    assert (preview(again).number, preview(again).told[0].changes) == (0, False)


def test_nobody_in_the_file_takes_the_sums_away_and_the_survey_may_open(territory: Territory) -> None:
    survey, *_ = _prepared(territory)
    _applied(territory, _uploaded(territory, _table(*_sums(territory))))
    authority = territory.people[Role.AUTHORITY_SPECIALIST]
    with pytest.raises(NotAllowedError, match="готовыми суммами"):
        open_survey(survey, by=authority, on=DAY)
    assert open_surveys(territory.home.cycle, by=authority, on=DAY) == 2
    _applied(territory, _uploaded(territory, _table(*_sums(territory, number=0))))
    assert not FiledCounts.objects.exists()
    assert open_survey(survey, by=authority, on=DAY).state == SurveyState.OPEN


def test_sums_never_stand_beside_questionnaires(territory: Territory) -> None:
    survey, *_ = _prepared(territory, SurveyState.OPEN)
    kept = _uploaded(territory, _table(*_sums(territory)))
    assert _codes(kept) == ["import.survey_open"]
    receive(submission(survey))
    Survey.objects.filter(pk=survey.pk).update(state=SurveyState.CLOSED)
    assert _codes(kept) == ["import.answers_beside"]
    with pytest.raises(NotAllowedError, match="сначала исправьте"):
        _applied(territory, kept)
    assert not FiledCounts.objects.exists()


def test_sums_want_a_prepared_survey(territory: Territory) -> None:
    assert _codes(_uploaded(territory, _table(*_sums(territory)))) == ["import.survey_absent"]


@pytest.mark.parametrize(
    ("row", "code"),
    [
        (f"{SECOND};overall;много;0", "count.number"),
        (f"{SECOND};nothing;1;0", "count.unknown_code"),
        ("Школа № 77;overall;1;0", "organization.unknown"),
    ],
)
def test_faults_of_the_file_are_those_of_the_core(territory: Territory, row: str, code: str) -> None:
    _prepared(territory)
    kept = _uploaded(territory, _table(*_sums(territory), row))
    assert code in [problem.code for problem in preview(kept).faults]


def test_a_file_that_does_not_name_respondents_is_told(territory: Territory) -> None:
    _prepared(territory)
    assert _codes(_uploaded(territory, _table(*_sums(territory)[1:]))) == ["import.respondents_derived"]


def test_a_survey_opened_meanwhile_is_noticed(territory: Territory) -> None:
    survey, *_ = _prepared(territory)
    kept = _uploaded(territory, _table(*_sums(territory)))
    shown = preview(kept)
    Survey.objects.filter(pk=survey.pk).update(state=SurveyState.OPEN)
    with pytest.raises(ValidationError, match="данные изменились"):
        _applied(territory, kept, shown)


def test_after_the_hand_over_nothing_is_taken(territory: Territory) -> None:
    _prepared(territory)
    kept = _uploaded(territory, _table(*_sums(territory)))
    shown = preview(kept)
    hand_over(territory.home.cycle, by=territory.people[MANAGER], on=DAY, note="мало")
    with pytest.raises(NotAllowedError):
        _applied(territory, kept, shown)


def test_results_and_documents_say_by_sums(territory: Territory) -> None:
    _prepared(territory)
    _applied(territory, _uploaded(territory, _table(*_sums(territory))))
    version = score(accepted(territory.home), by=territory.people[MANAGER], on=SCORED_ON)
    view = ranking_of(version, rows_of(version))
    rows = [*(row for band in view.bands for row in band.rows), *view.unranked]
    assert {row.name: row.is_by_counts for row in rows} == {FIRST: True, SECOND: False, "Школа № 3, Заречный": False}
    report = report_of(version)
    assert report.remarks == (f"ответы взяты готовыми суммами, отдельных анкет нет: {FIRST}",)
    facts = contents(report, report.by_id[str(territory.home.organizations[0].pk)])["facts"]
    assert [fact for fact in facts if fact.startswith("анкет")] == ["анкет 120 (по суммам)"]
    assert estimated(version).organizations.keys() == {str(one.pk) for one in territory.home.organizations}


def test_the_pages_lead_from_the_file_to_the_mark(territory: Territory, signed_in: Callable[[User], Client]) -> None:
    _prepared(territory)
    client, cycle = signed_in(territory.people[MANAGER]), territory.home.cycle
    sent = {"kind": "counts", "table": SimpleUploadedFile("суммы.csv", _table(*_sums(territory)))}
    seen = client.post(f"/cycles/{cycle.pk}/imports/", sent, follow=True).content.decode()
    assert "Принять суммы 1 организации" in seen
    kept = FileImport.objects.get()
    taken = client.post(f"/imports/{kept.pk}/", {"digest": preview(kept).digest}, follow=True).content.decode()
    assert "Файл принят, организаций: 1." in taken
    assert "По суммам" in client.get(f"/cycles/{cycle.pk}/surveys/").content.decode()
    version = score(accepted(territory.home), by=territory.people[MANAGER], on=SCORED_ON)
    page = client.get(reverse("results:organization", args=(version.pk, territory.home.listed[0].pk)))
    assert page.status_code == 200
    assert "ответы пришли готовыми суммами" in page.content.decode()
