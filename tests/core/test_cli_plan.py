"""`merilo plan read`: what it prints for people and for programs, how it ends."""

import json
from pathlib import Path

import jsonschema
import pytest
from tests.core.plan_files import as_text, paragraph, row

from merilo.cli import main

SCHEMA = Path(__file__).resolve().parents[2] / "docs/reference/schemas/plan.schema.json"
PLAN = (
    paragraph("Приложение 1"),
    paragraph("УТВЕРЖДАЮ"),
    paragraph("План мероприятий МБОУ «Школа № 5» на 2023 год"),
    row("№", "Недостатки", "Мероприятие", "Срок", "Исполнитель", "Реализованные меры", "Фактический срок"),
    paragraph("I. Открытость и доступность информации (балл – 96,30/100)"),
    row(
        "1",
        "Доля удовлетворённых открытостью информации на сайте (балл – 38/40)",
        "Обновить сайт.",
        ("01.02.2023", "Март 2023 г."),
        ("А.Б. Лесной, директор", "МОУО"),
        "Обновлён.",
        "Постоянно",
        table=2,
    ),
    paragraph("Посторонний текст."),
    paragraph("¹ Сноска."),
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "план.txt"
    path.write_bytes(as_text(PLAN))
    return path


def test_a_plan_is_printed_for_people(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", str(file), "--on", "2023-06-01"]) == 0
    printed = capsys.readouterr().out.splitlines()
    assert printed[: printed.index("Не размещено:") + 2] == [
        "План по устранению недостатков: 1 раздел, 1 строка",
        "План мероприятий МБОУ «Школа № 5» на 2023 год",
        "Организация: МБОУ «Школа № 5»",
        "Годы: 2023",
        "Утверждение: УТВЕРЖДАЮ",
        "Приложение: Приложение 1",
        "",
        "I. Открытость и доступность информации — 96,3 из 100 [критерий 1]",
        "  1 (строка 11)",
        "    недостаток: Доля удовлетворённых открытостью информации на сайте — 38 из 40 [показатель 1.3]",
        "    мероприятие: Обновить сайт.",
        "    срок: 01.02.2023 (01.02.2023)",
        "    срок: Март 2023 г. (с 01.03.2023 по 31.03.2023)",
        "    исполнитель: А.Б. Лесной — директор",
        "    исполнитель: МОУО",
        "    сделано: Обновлён.",
        "    фактически: Постоянно",
        "",
        "Примечание: ¹ Сноска.",
        "",
        "Не размещено:",
        "  строка 13: Посторонний текст.",
    ]
    assert [line.rsplit("[", 1)[1] for line in printed if line.startswith("внимание: план.txt, строка 13")] == [
        "plan.unplaced]"
    ]


def test_prose_is_printed_with_what_it_mentions(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "ответы.txt"
    path.write_text("1. Оценено 15 организаций (20%).\n", encoding="utf-8")
    assert main(["plan", "read", str(path)]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Ответы по пунктам: 1 пункт",
        "",
        "1. Оценено 15 организаций (20%).",
        "    15 организаций → 15",
        "    20% → 1/5",
        "",
        "Прочитано: ошибок 0, вопросов 0, предупреждений 0.",
    ]


def test_a_plan_is_told_to_programs_by_its_schema(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", str(file), "--json", "--on", "2023-06-01"]) == 0
    told = json.loads(capsys.readouterr().out)
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate(told, schema)
    (plan,) = told["plans"]
    assert (told["file"], told["on"], plan["shape"], plan["years"]) == (
        "план.txt",
        "2023-06-01",
        "improvement",
        [2023, 2023],
    )
    assert plan["sections"][0]["mark"] == {"text": "балл – 96,30/100", "points": "96.3", "highest": "100"}
    assert plan["sections"][0]["rows"][0]["planned"][1] == {
        "text": "Март 2023 г.",
        "kind": "month",
        "start": "2023-03-01",
        "end": "2023-03-31",
        "after": None,
    }


@pytest.fixture
def several(tmp_path: Path) -> Path:
    second = (paragraph("План мероприятий МБОУ «Лицей № 7» на 2024 год"), *PLAN[3:])
    path = tmp_path / "планы.txt"
    path.write_bytes(as_text((*PLAN, *second)))
    return path


def test_every_plan_of_a_file_is_printed(several: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", str(several), "--on", "2023-06-01"]) == 0
    printed = capsys.readouterr().out.splitlines()
    heads = [at for at, line in enumerate(printed) if line.startswith("План по устранению")]
    assert [printed[at - 2 : at + 3] for at in heads] == [
        [f"План {number} из 2", "", "План по устранению недостатков: 1 раздел, 1 строка", title, f"Организация: {name}"]
        for number, title, name in (
            (1, "План мероприятий МБОУ «Школа № 5» на 2023 год", "МБОУ «Школа № 5»"),
            (2, "План мероприятий МБОУ «Лицей № 7» на 2024 год", "МБОУ «Лицей № 7»"),
        )
    ]


def test_every_plan_of_a_file_is_told_to_programs(several: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", str(several), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    jsonschema.validate(told, json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert [(plan["organization"], plan["years"]) for plan in told["plans"]] == [
        ("МБОУ «Школа № 5»", [2023, 2023]),
        ("МБОУ «Лицей № 7»", [2024, 2024]),
    ]


def test_a_file_without_a_plan_ends_with_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "письмо.txt"
    path.write_text("Просто письмо.\n", encoding="utf-8")
    assert main(["plan", "read", str(path)]) == 1
    printed = capsys.readouterr().out.splitlines()
    assert printed[0] == "План не узнан: 0 разделов, 0 строк"
    assert printed[-1] == "Прочитано: ошибок 1, вопросов 0, предупреждений 0."


def test_a_text_in_a_cell_cannot_move_the_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "план.txt"
    path.write_bytes(as_text((paragraph("Письмо \x1b[2J\u202e ложь."),)))
    main(["plan", "read", str(path)])
    assert [sign for sign in capsys.readouterr().out if sign in "\x1b\u202e"] == []


def test_a_file_that_is_not_there_is_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["plan", "read", str(tmp_path / "нет.docx")]) == 1
    assert "[system.refused]" in capsys.readouterr().err


def test_a_command_without_an_action_is_wrong_usage(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["plan"])
    assert (ended.value.code, capsys.readouterr().err.splitlines()[-1]) == (2, "merilo plan: не хватает: ДЕЙСТВИЕ")
