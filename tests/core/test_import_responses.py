"""Questionnaires: what becomes an answer, what becomes a problem, and whose answer it is."""

from pathlib import Path

import duckdb
import pytest
from tests.core.invented_folder import (
    CYCLE,
    edition,
    only,
    question_codes,
    read,
    response,
    responses_csv,
    told,
    workbook,
)

from merilo.importers.folder import FolderReading
from merilo.observations import Count
from merilo.tally.duckdb_engine import DuckdbEngine


def counts(reading: FolderReading, owner: str, code: str) -> tuple[int, int]:
    count: Count = reading.tallies[owner].counts[code]
    return count.yes, count.no


def test_a_sound_folder_has_no_problems_and_gives_a_cycle(tmp_path: Path) -> None:
    reading = read(tmp_path)
    assert reading.problems == ()
    assert [one.organization.id for one in reading.cycle.observations] == ["101", "102"]
    assert [one.respondents for one in reading.cycle.observations] == [2, 1]
    assert counts(reading, "101", "comfort") == (1, 1)


@pytest.mark.parametrize("written", ["Да", "да ", "ДА", "\u00a0да", "yes", "TRUE", "1", "1.0", "1,0", "+", "истина"])
def test_a_yes_however_written_is_a_yes(tmp_path: Path, written: str) -> None:
    reading = read(tmp_path, {"responses.csv": responses_csv([response("101", comfort=written), response("102")])})
    assert reading.problems == ()
    assert counts(reading, "101", "comfort") == (1, 0)


@pytest.mark.parametrize("written", ["Нет", "нет ", "НЕТ", "no", "False", "0", "0.0", "ложь"])
def test_a_no_however_written_is_a_no(tmp_path: Path, written: str) -> None:
    reading = read(tmp_path, {"responses.csv": responses_csv([response("101", comfort=written), response("102")])})
    assert counts(reading, "101", "comfort") == (0, 1)


def test_an_unclear_answer_is_never_guessed_and_names_row_and_column(tmp_path: Path) -> None:
    rows = [response("101"), response("101", comfort="наверное"), response("102")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    problem = only(reading, "answer.unclear")
    assert (problem.place.file, problem.place.row, problem.place.column) == ("responses.csv", 3, "comfort")
    assert problem.detail == "Ответ «наверное» не понят"
    assert reading.cycle is None


def test_the_person_explains_an_unclear_answer(tmp_path: Path) -> None:
    rows = [response("101", comfort="скорее да"), response("102", comfort="не знаю")]
    cycle = CYCLE + 'answers:\n  "скорее да": да\n  "не знаю": "-"\n'
    reading = read(tmp_path, {"responses.csv": responses_csv(rows), "cycle.yaml": cycle})
    assert (reading.problems, counts(reading, "101", "comfort"), counts(reading, "102", "comfort")) == (
        (),
        (1, 0),
        (0, 0),
    )


def test_a_long_series_of_unclear_answers_is_counted_not_cut_silently(tmp_path: Path) -> None:
    rows = [response("101", comfort="?") for _ in range(60)] + [response("102")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    assert [problem.code for problem in reading.problems] == ["answer.unclear"] * 51
    assert reading.problems[-1].detail == "И ещё 10 непонятых ответов в этом столбце (всего: «?» — 60)"


def test_rows_are_joined_by_organization_never_by_row_number(tmp_path: Path) -> None:
    """Fault: survey and checklist joined by row number, one school silently gets another school's answers."""
    rows = [response("102", "Нет"), response("101", "Да"), response("102", "Нет")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    observed = {one.organization.id: one.counts["overall"] for one in reading.cycle.observations}
    assert {owner: (count.yes, count.no) for owner, count in observed.items()} == {"101": (1, 0), "102": (0, 2)}


def test_one_school_never_gets_anothers_answers_when_names_are_alike(tmp_path: Path) -> None:
    rows = [response("МБОУ Школа № 1"), response("МБОУ Школа № 12"), response("102")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    assert told(reading) == [("organization.unknown", "responses.csv", 3, "organization")]
    assert counts(reading, "101", "overall") == (1, 0)


def test_a_question_without_a_single_yes_in_one_school_stays_for_all(tmp_path: Path) -> None:
    """Fault: the question was deleted for everybody when one school had no «Да»."""
    rows = [response("101", comfort="Нет"), response("102", comfort="Да")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    assert (counts(reading, "101", "comfort"), counts(reading, "102", "comfort")) == ((0, 1), (1, 0))


def test_zero_disabled_respondents_are_a_count_of_zero_not_nan(tmp_path: Path) -> None:
    """Fault: no disabled respondents gave NaN; here the denominator is a plain zero and a policy decides."""
    rows = [response("101", disability="Нет", accessibility=""), response("102")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    count = reading.tallies["101"].counts["accessibility"]
    assert (count.answered, count.filtered_out) == (0, 1)


def test_importing_rounds_nothing_and_ranks_nothing(tmp_path: Path) -> None:
    """Faults: every step rounded, equal totals at different places; equal answers are read as equal whole counts."""
    rows = [response(owner, answer) for owner in ("101", "102") for answer in ("Да", "Да", "Нет")]
    observed = read(tmp_path, {"responses.csv": responses_csv(rows)}).cycle.observations
    assert observed[0].counts == observed[1].counts
    assert (observed[0].counts["overall"].yes, observed[0].counts["overall"].no) == (2, 1)


def test_moved_columns_change_nothing(tmp_path: Path) -> None:
    order = list(reversed(["organization", *question_codes()]))
    row = list(reversed(response("101", comfort="Нет")))
    text = ",".join(order) + "\n" + ",".join(row) + "\n" + ",".join(reversed(response("102"))) + "\n"
    reading = read(tmp_path, {"responses.csv": text})
    assert (reading.problems, counts(reading, "101", "comfort")) == ((), (0, 1))


def test_other_letter_case_of_headings_changes_nothing(tmp_path: Path) -> None:
    text = responses_csv([response("101"), response("102")])
    heading, rest = text.split("\n", 1)
    assert read(tmp_path, {"responses.csv": f"{heading.upper()}\n{rest}"}).problems == ()


def test_a_blank_row_inside_is_harmless_and_row_numbers_stay_true(tmp_path: Path) -> None:
    text = responses_csv([response("101"), response("102", comfort="?")])
    lines = text.split("\n")
    lines.insert(2, "," * len(question_codes()))
    lines.insert(2, "")
    reading = read(tmp_path, {"responses.csv": "\n".join(lines)})
    assert told(reading) == [("answer.unclear", "responses.csv", 5, "comfort")]


def test_answers_without_an_organization_are_an_error_with_their_row(tmp_path: Path) -> None:
    reading = read(tmp_path, {"responses.csv": responses_csv([response("101"), response(" "), response("102")])})
    assert told(reading) == [("organization.blank", "responses.csv", 3, "organization")]


def test_a_totals_row_is_an_error(tmp_path: Path) -> None:
    rows = [response("101"), response("102"), response("Итого", "")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    assert told(reading) == [("organization.totals_row", "responses.csv", 4, "organization")]


def test_a_csv_row_with_a_missing_cell_is_an_error_since_its_answers_may_have_moved(tmp_path: Path) -> None:
    text = responses_csv([response("101"), response("102")]) + "101,Да,Да\n"
    assert told(read(tmp_path, {"responses.csv": text})) == [("file.row_width", "responses.csv", 4, "")]


def test_similar_names_are_asked_once_a_spelling_with_count_and_confidence(tmp_path: Path) -> None:
    rows = [response("101"), response("102"), response("Школа №2"), response("Школа №2")]
    problem = only(read(tmp_path, {"responses.csv": responses_csv(rows)}), "organization.unsure")
    assert problem.place.row == 4
    assert problem.detail == "«Школа №2» (строк 2) похоже на 102 «МБОУ „Школа № 2“», уверенность 99 %"


def test_a_confirmed_spelling_is_joined(tmp_path: Path) -> None:
    cycle = CYCLE + 'organization_names:\n  "Школа №2": "102"\n  "Гимназия": "-"\n'
    rows = [response("101"), response("Школа №2"), response("Гимназия")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows), "cycle.yaml": cycle})
    assert told(reading) == [("organization.ignored", "responses.csv", 4, "organization")]
    assert [one.respondents for one in reading.cycle.observations] == [1, 1]


def test_a_confirmation_of_an_unknown_id_is_an_error(tmp_path: Path) -> None:
    cycle = CYCLE + 'organization_names:\n  "Школа №2": "777"\n'
    assert told(read(tmp_path, {"cycle.yaml": cycle})) == [
        ("organization.bad_alias", "cycle.yaml", 0, "organization_names")
    ]


@pytest.mark.parametrize(
    "written",
    ["мбоу школа №2", "МБОУ  «ШКОЛА № 2»", 'МБОУ "Школа N 2"', "МБОУ\u00a0Школа\u00a0№\u00a02", "102"],
)
def test_case_quotes_spaces_and_number_signs_of_a_name_do_not_matter(tmp_path: Path, written: str) -> None:
    reading = read(tmp_path, {"responses.csv": responses_csv([response("101"), response(written)])})
    assert reading.problems == ()


def test_an_organization_nobody_answered_about_is_named(tmp_path: Path) -> None:
    reading = read(tmp_path, {"responses.csv": responses_csv([response("101")])})
    assert only(reading, "organization.no_responses").detail == "102 — МБОУ «Школа № 2»: ни одного респондента"
    assert reading.cycle is not None


def test_contradictions_are_discarded_by_the_policy_and_remarked(tmp_path: Path) -> None:
    rows = [response("101", disability="Нет"), response("102")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    asked = edition().question("accessibility").text
    assert reading.remarks == (f"101: ответы вопреки фильтру не учтены: «{asked}» [accessibility] — 1",)


FORM = {
    "stand_used": "2. При посещении обращались ли Вы к информации на информационных стендах?",
    "stand_satisfied": "Удовлетворены ли Вы открытостью и полнотой информации на стендах организации?*",
    "site_used": "Пользовались ли Вы официальным сайтом организации?",
    "site_satisfied": "Удовлетворены ли Вы открытостью и полнотой информации на сайте?",
    "comfort": "Удовлетворены ли Вы комфортностью условий?",
    "disability": "Имеете ли Вы установленную группу инвалидности?",
    "accessibility": "Удовлетворены ли Вы доступностью услуг для инвалидов?",
    "first_contact": "Удовлетворены ли Вы вежливостью работников, обеспечивающих первичный контакт?",
    "service_staff": "Удовлетворены ли Вы вежливостью работников, непосредственно оказывающих услугу?",
    "remote_used": "Пользовались ли Вы дистанционными способами взаимодействия (телефон, сайт)?",
    "remote_contact": "Удовлетворены ли Вы вежливостью работников при дистанционном взаимодействии?",
    "recommend": "Готовы ли Вы рекомендовать организацию родственникам?",
    "schedule": "Удовлетворены ли Вы графиком работы?",
    "overall": "Удовлетворены ли Вы в целом условиями?",
}


def form_export(folder: Path) -> bytes:
    order = list(reversed(question_codes()))
    heading = ["Отметка времени", "Выберите Вашу организацию", *(FORM[code] for code in order), "Ваши предложения"]
    first = [
        "01.04.2025 10:00:00",
        "мбоу школа № 1",
        *("да " if code != "comfort" else "НЕТ" for code in order),
        "=1+1",
    ]
    second = ["01.04.2025 10:05:00", "102", *(1.0 for _ in order), "-"]
    rows = [["Независимая оценка"], [], heading, first, second]
    return workbook(folder / "made.xlsx", {"Ответы на форму (1)": rows})


def test_an_export_of_a_form_is_understood_with_its_mapping_told(tmp_path: Path) -> None:
    reading = read(tmp_path, {"responses.csv": None, "responses.xlsx": form_export(tmp_path)})
    assert reading.problems == ()
    found = {one.code: one.how for one in reading.tables[-1].matches if one.code}
    assert found == {"organization": "по значениям"} | dict.fromkeys(question_codes(), "ключевые слова")
    assert (counts(reading, "101", "comfort"), counts(reading, "101", "overall")) == ((0, 1), (1, 0))
    assert counts(reading, "102", "comfort") == (1, 0)


def test_an_unsure_heading_is_asked_and_a_confirmed_one_is_read(tmp_path: Path) -> None:
    near = "Удовлетворены тем, насколько удобны условия, в которых идут занятия"
    text = responses_csv([response("101"), response("102")]).replace(",comfort,", f',"{near}",')
    asked = read(tmp_path, {"responses.csv": text})
    assert only(asked, "column.unsure").place.row == 1
    cycle = f'{CYCLE}columns:\n  responses:\n    "{near}": comfort\n'
    assert read(tmp_path, {"responses.csv": text, "cycle.yaml": cycle}).problems == ()


def test_unknown_columns_are_named_and_a_dash_silences_them(tmp_path: Path) -> None:
    text = responses_csv([response("101"), response("102")])
    lines = text.split("\n")
    wider = "\n".join([lines[0] + ",шифр", lines[1] + ",а", lines[2] + ",б"])
    assert only(read(tmp_path, {"responses.csv": wider}), "column.ignored").place.column == "шифр"
    cycle = CYCLE + 'columns:\n  responses:\n    "шифр": "-"\n'
    assert read(tmp_path, {"responses.csv": wider, "cycle.yaml": cycle}).problems == ()


def test_a_mapping_of_a_heading_that_is_not_there_is_told(tmp_path: Path) -> None:
    cycle = CYCLE + 'columns:\n  responses:\n    "шифр": "-"\n'
    problem = only(read(tmp_path, {"cycle.yaml": cycle}), "column.unused_mapping")
    assert problem.detail == "В responses.csv нет столбца «шифр»"


def test_two_columns_of_one_question_are_an_error(tmp_path: Path) -> None:
    lines = responses_csv([response("101"), response("102")]).split("\n")
    wider = "\n".join([lines[0] + ",comfort", lines[1] + ",Да", lines[2] + ",Да"])
    assert [code for code, *_ in told(read(tmp_path, {"responses.csv": wider}))] == ["column.doubled"]


def test_a_missing_question_is_asked_and_may_be_confirmed(tmp_path: Path) -> None:
    text = responses_csv([response("101"), response("102")])
    text = "\n".join(line.rsplit(",", 1)[0] for line in text.strip().split("\n")) + "\n"
    reading = read(tmp_path, {"responses.csv": text})
    question = edition().question("overall")
    assert only(reading, "question.missing").detail == f"Нет столбца вопроса overall («{question.text}»)"
    cycle = CYCLE + "missing_questions: [overall]\n"
    confirmed = read(tmp_path, {"responses.csv": text, "cycle.yaml": cycle})
    assert (confirmed.problems, counts(confirmed, "101", "overall")) == ((), (0, 0))


def test_without_an_organization_column_nothing_is_read(tmp_path: Path) -> None:
    text = responses_csv([response("101"), response("102")]).replace("organization", "кто")
    text = text.replace("101", "она").replace("102", "она")
    codes = [code for code, *_ in told(read(tmp_path, {"responses.csv": text}))]
    assert codes == ["column.ignored", "column.missing"]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1251"])
def test_every_usual_csv_is_read(tmp_path: Path, delimiter: str, encoding: str) -> None:
    text = responses_csv([response("МБОУ «Школа № 1»"), response("102")], delimiter)
    assert read(tmp_path, {"responses.csv": text.encode(encoding)}).problems == ()


def test_a_sep_line_of_excel_is_no_row(tmp_path: Path) -> None:
    text = "sep=;\n" + responses_csv([response("101", comfort="?"), response("102")], ";")
    assert told(read(tmp_path, {"responses.csv": text})) == [("answer.unclear", "responses.csv", 3, "comfort")]


def write_parquet(path: Path, kind: str) -> bytes:
    columns = ", ".join(f"CAST(1 AS {kind}) AS {code}" for code in question_codes())
    duckdb.execute(
        f"COPY (SELECT unnest(['101', '102', '101']) AS organization, {columns}) TO '{path}' (FORMAT parquet)"
    )
    content = path.read_bytes()
    path.unlink()
    return content


@pytest.mark.parametrize("kind", ["BOOLEAN", "TINYINT", "VARCHAR", "DOUBLE"])
def test_parquet_of_any_plain_type_is_read_in_place(tmp_path: Path, kind: str) -> None:
    content = write_parquet(tmp_path / "made.parquet", kind)
    reading = read(tmp_path, {"responses.csv": None, "responses.parquet": content})
    assert (reading.problems, counts(reading, "101", "comfort")) == ((), (2, 0))


def test_the_relation_gives_the_same_counts_again(tmp_path: Path) -> None:
    rows = [response("мбоу школа №1", comfort=""), response("102", "Нет"), response("101")]
    reading = read(tmp_path, {"responses.csv": responses_csv(rows)})
    again = DuckdbEngine().tally(reading.cycle.relation, edition().closed_questions, contradictions="discard")
    assert again == reading.tallies


def test_a_formula_in_a_name_stays_text(tmp_path: Path) -> None:
    register = "id,name,type\n101,\"=cmd|'/c calc'!A0\",school\n102,+79990000000,school\n"
    reading = read(tmp_path, {"organizations.csv": register})
    assert [one.name for one in reading.cycle.organizations] == ["=cmd|'/c calc'!A0", "+79990000000"]
