"""A form as operators send it out: long questions full of examples in brackets, confirmed and scored by a user."""

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import yaml
from tests.core.invented_folder import CYCLE, made, question_codes, read, told, workbook

from merilo.cli import main
from merilo.importers.clues import question_by_clue
from merilo.methodology.catalogue import in_force

FORM = {
    "stand_used": "1. Когда Вы посещали организацию, обращались ли Вы к сведениям на её информационных стендах?",
    "stand_satisfied": "2. Удовлетворены ли Вы тем, что сведения на стендах (в холле, в кабинетах) открыты и полны?",
    "site_used": "3. Пользовались ли Вы официальным сайтом (страницей в сети Интернет), чтобы узнать об организации?",
    "site_satisfied": "4. Удовлетворены ли Вы полнотой и доступностью сведений на официальном сайте?",
    "comfort": "5. Удовлетворены ли Вы комфортностью (зона отдыха (ожидания), навигация, вода, запись через сайт)?",
    "disability": "6. Имеете ли Вы (или тот, чьи интересы Вы представляете) группу инвалидности?",
    "accessibility": "7. Если «Да»: удовлетворены ли Вы доступностью услуг для инвалидов (пандусы, версия сайта)?",
    "first_contact": "8. Удовлетворены ли Вы вежливостью тех, кто обеспечивает первичный контакт (вахта, учительская)?",
    "service_staff": "9. Удовлетворены ли Вы вежливостью тех, кто непосредственно оказывает услугу (педагоги)?",
    "remote_used": "10. Пользовались ли Вы дистанционными способами (телефон, анкета на сайте, жалоба, предложение)?",
    "remote_contact": "11. Удовлетворены ли Вы вежливостью тех, кто отвечал дистанционно (по телефону, на сайте)?",
    "recommend": "12. Готовы ли Вы рекомендовать организацию знакомым (или рекомендовали бы, будь у Вас выбор)?",
    "schedule": "13. Удовлетворены ли Вы организационными условиями (график, навигация внутри (таблички, указатели)",
    "overall": "14. Удовлетворены ли Вы в целом условиями в организации?",
}
LAST = ["15. Ваши предложения по улучшению условий:", "16. Ваш пол", "17. Ваш возраст (полных лет)"]
SPELLINGS = ["МБОУ «Школа № 1»", "мбоу школа №1", "Школа № 1", "Муниципальное бюджетное учреждение «Школа № 1»", "102"]


def export(folder: Path, heading: dict[str, str]) -> bytes:
    """Forty questionnaires under merged titles, questions in another order, a stamp in front."""
    codes = sorted(heading)
    titles = ["Отметка времени", "Выберите организацию", *(heading[code] for code in codes), *LAST]
    yes = ["Да", "да ", "ДА", "Да\u00a0"]
    rows = [
        [
            str(datetime(2025, 4, 1) + timedelta(minutes=number)),  # noqa: DTZ001 - a clock on a wall
            SPELLINGS[number % len(SPELLINGS)],
            *(yes[number % len(yes)] for _ in codes),
            "спасибо",
            "ж",
            34,
        ]
        for number in range(40)
    ]
    return workbook(folder / "form.xlsx", {"Ответы на форму (1)": [["Опрос"], [], titles, *rows]})


def test_a_form_full_of_examples_is_drafted_confirmed_and_scored(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Headings are long and in another order, names are spelled several ways, a stamp stands in front."""
    changes = {"responses.csv": None, "responses.xlsx": export(tmp_path, FORM)}
    folder = made(tmp_path, changes)
    assert main(["check", str(folder), "--write-mapping"]) == 1
    draft = (folder / "mapping.yaml").read_text(encoding="utf-8")
    drafted = yaml.safe_load(draft)
    assert {code: heading for heading, code in drafted["columns"]["responses"].items()} == {
        "organization": "Выберите организацию",
        **FORM,
    }
    assert drafted["organization_names"] == {
        "Школа № 1": "101",
        "Муниципальное бюджетное учреждение «Школа № 1»": "101",
    }
    (folder / "cycle.yaml").write_text(CYCLE + draft, encoding="utf-8")
    assert main(["score", str(folder), "--out", str(tmp_path / "out"), "--no-intervals"]) == 0
    assert "100,00     32" in capsys.readouterr().out


def test_columns_that_nothing_tells_are_left_for_the_person_to_decide(tmp_path: Path) -> None:
    coded = {code: f"v{number}" for number, code in enumerate(question_codes(), 1)} | {"overall": FORM["overall"]}
    folder = made(tmp_path, {"responses.csv": None, "responses.xlsx": export(tmp_path, coded)})
    assert main(["check", str(folder), "--write-mapping"]) == 1
    draft = (folder / "mapping.yaml").read_text(encoding="utf-8")
    undecided = {heading for heading, code in yaml.safe_load(draft)["columns"]["responses"].items() if code == "?"}
    assert undecided == set(coded.values()) - {FORM["overall"]}
    assert "    # нет столбца comfort — Удовлетворены ли Вы тем, насколько комфортны условия," in draft
    undone = read(folder, {"cycle.yaml": CYCLE + draft, "responses.csv": None})
    assert {code for code, *_ in told(undone)} == {"column.unknown_code", "question.missing"}


@pytest.mark.parametrize("sector", ["education", "culture", "healthcare", "social_care", "disability_assessment"])
def test_in_every_sector_each_question_is_known_by_its_clue_or_by_none(sector: str) -> None:
    closed = in_force(sector, date(2025, 4, 15)).closed_questions
    codes = tuple(question.code for question in closed)
    found = {question.code: question_by_clue(question.text, codes) for question in closed}
    assert {code: clue for code, clue in found.items() if clue not in (code, None)} == {}
    known = {code: question_by_clue(heading, codes) for code, heading in FORM.items()}
    assert known == {code: code for code in FORM}


@pytest.mark.parametrize(
    "written",
    [
        "Почему Вы не удовлетворены сайтом?",
        "Что именно Вас не устраивает на стендах",
        "Ваши рекомендации руководителю",
        "Комфортность: ваши замечания",
        "Удовлетворены ли Вы сайтом и стендами?",
    ],
)
def test_what_asks_for_words_or_for_two_things_is_no_closed_question(written: str) -> None:
    assert question_by_clue(written, tuple(question_codes())) is None
