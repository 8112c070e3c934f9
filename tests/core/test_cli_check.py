"""`merilo check`: what it prints, what it writes, how it ends."""

import json
from pathlib import Path

import jsonschema
import pytest
import yaml
from tests.core.invented_folder import (
    CYCLE,
    OWNERS,
    checklist_rows,
    csv_text,
    edition,
    made,
    only,
    question_codes,
    read,
    response,
    responses_csv,
)

from merilo.cli import main

SCHEMAS = Path(__file__).resolve().parents[2] / "docs" / "reference" / "schemas"


def test_a_sound_folder_ends_with_zero_and_the_sample(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(made(tmp_path))]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed == [
        "Проба",
        "Редакция 2024-344n-408n, сфера education, дата 15.04.2025",
        "Файл organizations.csv: строк 2",
        "  столбцов по кодам: 4 из 4",
        f"Файл checklists.csv: строк {len(checklist_rows())}",
        "  столбцов по кодам: 5 из 5",
        "Файл responses.csv: строк 3",
        "  столбцов по кодам: 15 из 15",
        "",
        "Организации: респондентов / требуется / не хватает",
        "  101 МБОУ «Школа № 1»: 2 / 40 / 38",
        "  102 МБОУ «Школа № 2»: 1 / 20 / 19",
        "",
        "Можно считать: ошибок 0, вопросов 0, предупреждений 0.",
    ]


def test_every_column_is_named_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(made(tmp_path)), "--mapping"]) == 0
    printed = capsys.readouterr().out.splitlines()
    told = [f"  «{code}» → {code} (код, 100 %)" for code in ["organization", *question_codes()]]
    assert printed[printed.index("Файл responses.csv: строк 3") + 1 :][: len(told)] == told


def test_a_wide_checklist_known_by_its_text_is_one_line_beside_what_is_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    items = [one for checklist in edition().checklists if checklist.part == "site" for one in checklist.norm("school")]
    heading = ["organization", *(f"На САЙТЕ: {one.title}" for one in items), "фото"]
    rows = [[owner, *("1" for _ in items), ""] for owner in OWNERS]
    main(["check", str(made(tmp_path, {"checklists.csv": csv_text(heading, rows)}))])
    printed = capsys.readouterr().out.splitlines()
    assert printed[printed.index("Файл checklists.csv: строк 2") + 1 :][:3] == [
        f"  столбцов по кодам: 1 из {len(heading)}",
        f"  столбцов по тексту, 100 %: {len(items)} из {len(heading)} (поимённо — с ключом --mapping)",
        "  «фото» → не читается (не опознан, 0 %)",
    ]


def test_nothing_in_a_name_moves_the_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(tmp_path, {"a\x1b[2J\nМожно считать\x9b.csv": "1"})
    (folder / b"\xff\xfe.csv".decode(errors="surrogateescape")).write_text("1")
    assert main(["check", str(folder)]) == 0
    told = [line.partition(": ")[2] for line in capsys.readouterr().out.splitlines() if line.startswith("внимание")]
    assert [one.partition(":")[0] for one in told] == ["a\ufffd[2J\ufffdМожно считать\ufffd.csv", "\ufffd\ufffd.csv"]
    assert main(["check", str(folder), "--json"]) == 0


def broken(folder: Path) -> Path:
    rows = [response("101", comfort="скорее да"), response("Школа №2"), response("Лицей")]
    return made(folder, {"responses.csv": responses_csv(rows)})


def test_a_broken_folder_ends_with_one_and_names_every_fault(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(broken(tmp_path))]) == 1
    printed = capsys.readouterr().out.splitlines()
    told = [line.split(". ")[0] for line in printed if line.startswith(("ОШИБКА", "ВОПРОС", "внимание"))]
    likest = "102 «МБОУ „Школа № 2“», уверенность 99 %"
    assert told == [
        "внимание: responses.csv: 102 — МБОУ «Школа № 2»: ни одного респондента",
        f"ВОПРОС: responses.csv, строка 3, столбец «organization»: «Школа №2» (одна строка) похоже на {likest}",
        "ОШИБКА: responses.csv, строка 4, столбец «organization»: «Лицей» (одна строка) нет в реестре",
        "ОШИБКА: responses.csv, строка 2, столбец «comfort»: Ответ «скорее да» не понят",
    ]
    verdict = "Считать нельзя: ошибок 2, вопросов 1, предупреждений 1. Исправьте ошибки и ответьте на вопросы."
    assert printed[-1] == verdict


def test_json_tells_the_same_for_programs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(broken(tmp_path)), "--json"]) == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["edition"], told["sector"], told["date"], told["ready"]) == (
        "2024-344n-408n",
        "education",
        "2025-04-15",
        False,
    )
    assert [(one["name"], one["rows"]) for one in told["files"]] == [
        ("organizations", 2),
        ("checklists", 2 * len((tmp_path / "checklists.csv").read_text(encoding="utf-8").splitlines()) // 2 - 1),
        ("responses", 3),
    ]
    assert told["organizations"][0] == {
        "id": "101",
        "name": "МБОУ «Школа № 1»",
        "respondents": 1,
        "required": 40,
        "shortfall": 39,
    }
    assert {key: told["problems"][2][key] for key in ("code", "severity", "blocking", "file", "row", "column")} == {
        "code": "answer.unclear",
        "severity": "error",
        "blocking": True,
        "file": "responses.csv",
        "row": 2,
        "column": "comfort",
    }


def test_the_draft_of_a_mapping_holds_what_must_be_confirmed(tmp_path: Path) -> None:
    assert main(["check", str(broken(tmp_path)), "--write-mapping"]) == 1
    draft = yaml.safe_load((tmp_path / "mapping.yaml").read_text(encoding="utf-8"))
    assert draft == {"organization_names": {"Школа №2": "102", "Лицей": "?"}, "answers": {"скорее да": "?"}}


def test_a_completed_draft_makes_the_folder_sound(tmp_path: Path) -> None:
    main(["check", str(broken(tmp_path)), "--write-mapping"])
    draft = (tmp_path / "mapping.yaml").read_text(encoding="utf-8")
    answered = draft.replace('"Лицей": "?"', '"Лицей": "-"').replace('"?"', '"да"')
    rows = (tmp_path / "responses.csv").read_text(encoding="utf-8")
    reading = read(tmp_path, {"cycle.yaml": CYCLE + answered, "responses.csv": rows})
    assert only(reading, "organization.ignored").place.row == 4
    assert [one.respondents for one in reading.cycle.observations] == [1, 1]


def test_a_draft_is_never_overwritten(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = made(tmp_path, {"mapping.yaml": "мой: труд\n"})
    assert main(["check", str(folder), "--write-mapping"]) == 1
    assert (folder / "mapping.yaml").read_text(encoding="utf-8") == "мой: труд\n"
    assert capsys.readouterr().err == "mapping.yaml уже есть и не тронут: переименуйте или удалите его\n"


def test_nothing_to_confirm_is_said_so(tmp_path: Path) -> None:
    assert main(["check", str(made(tmp_path)), "--write-mapping"]) == 0
    assert yaml.safe_load((tmp_path / "mapping.yaml").read_text(encoding="utf-8")) is None


def test_a_folder_that_is_not_there_is_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", str(tmp_path / "nowhere")]) == 1
    assert (
        capsys.readouterr().out.splitlines()[-1]
        == "Считать нельзя: ошибок 1, вопросов 0, предупреждений 0. Исправьте ошибки и ответьте на вопросы."
    )


def test_the_documented_cycle_yaml_keeps_to_its_schema(tmp_path: Path) -> None:
    schema = json.loads((SCHEMAS / "cycle.schema.json").read_text(encoding="utf-8"))
    text = (SCHEMAS.parent / "files.md").read_text(encoding="utf-8")
    first, second = text.split("```yaml\n")[1:3]
    loader = type("TextLoader", (yaml.BaseLoader,), {})
    shown = yaml.load(first.split("```")[0] + second.split("```")[0], Loader=loader)  # noqa: S506 - texts only
    jsonschema.validate(shown, schema)
    (tmp_path / "cycle.yaml").write_text(first.split("```")[0], encoding="utf-8")
    reading = read(tmp_path, {"cycle.yaml": first.split("```")[0]})
    assert (reading.problems, reading.settings.policies["no_disabled"]) == ((), "renormalize")


@pytest.mark.parametrize("table", ["organizations", "responses", "checklists", "counts"])
def test_the_documented_tables_have_the_columns_of_their_schema(table: str) -> None:
    schema = json.loads((SCHEMAS / f"{table}.schema.json").read_text(encoding="utf-8"))
    text = (SCHEMAS.parent / "files.md").read_text(encoding="utf-8")
    heading = text.split(f"## {table}\n")[1].split("```csv\n")[1].split("\n")[0].split(",")
    known = [one["name"] for one in schema["fields"]]
    assert [name for name in known if name in heading] == heading
