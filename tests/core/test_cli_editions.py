"""`merilo editions`: the list, one edition, the comparison, for people and as JSON."""

import json

import pytest

from merilo.cli import main
from merilo.methodology import catalogue


def _printed(capsys, *arguments):
    assert main(["editions", *arguments]) == 0
    return capsys.readouterr().out


def _json(capsys, *arguments):
    return json.loads(_printed(capsys, *arguments, "--json"))


def test_the_list_for_people(capsys):
    sectors = "сферы: education, culture, healthcare, social_care, disability_assessment"
    assert _printed(capsys) == "\n".join(
        [
            "2014-kostroma    действует с 21.10.2014 по 22.10.2018",
            "                 Схема 2014 года, здравоохранение, Костромская область",
            "                 сферы: healthcare",
            "",
            "2018-344n        действует с 23.10.2018 по 04.10.2024",
            "                 Единый порядок расчёта, приказ Минтруда № 344н",
            f"                 {sectors}",
            "",
            "2024-344n-408n   действует с 05.10.2024 бессрочно",
            "                 Единый порядок расчёта, приказ Минтруда № 344н в редакции приказа № 408н",
            f"                 {sectors}",
            "",
            "Подробнее: merilo editions show РЕДАКЦИЯ --sector СФЕРА",
            "",
        ]
    )


def test_the_list_as_json_keeps_its_contract(capsys):
    keys = ("id", "in_force_from", "in_force_until")
    assert [tuple(row[key] for key in keys) for row in _json(capsys)] == [
        ("2014-kostroma", "2014-10-21", "2018-10-22"),
        ("2018-344n", "2018-10-23", "2024-10-04"),
        ("2024-344n-408n", "2024-10-05", None),
    ]
    assert [len(row["sectors"]) for row in _json(capsys)] == [1, 5, 5]


def test_an_edition_as_json_keeps_its_contract(capsys):
    shown = _json(capsys, "show", "2024-344n-408n", "--sector", "education")
    edition = catalogue.get("2024-344n-408n", "education")
    assert (shown["id"], shown["sector"], shown["digest"]) == ("2024-344n-408n", "education", edition.digest)
    assert [row["code"] for row in shown["questions"]] == [question.code for question in edition.closed_questions]
    assert {key: shown["questions"][1][key] for key in ("code", "filter", "indicator", "role")} == {
        "code": "stand_satisfied",
        "filter": "stand_used",
        "indicator": "1.3",
        "role": "satisfaction",
    }
    assert {key: shown["questions"][0][key] for key in ("filter", "indicator", "role")} == {
        "filter": None,
        "indicator": "1.3",
        "role": "filter",
    }
    assert [(row["part"], row["indicator"], len(row["items"])) for row in shown["checklists"]] == [
        ("stand", "1.1", 17),
        ("site", "1.1", 77),
        ("remote", "1.2", 10),
        ("comfort", "2.1", 5),
        ("premises", "3.1", 5),
        ("access", "3.2", 6),
    ]
    menu = next(item for item in shown["checklists"][1]["items"] if item["code"] == "site.menu")
    assert (menu["title"], menu["applies_to"]) == (
        "Ежедневное меню горячего питания начальной школы",
        ["school", "boarding"],
    )
    assert shown["checklists"][1]["items"][0]["applies_to"] is None
    assert [(row["code"], row["weight"]) for row in shown["criteria"]] == [(str(code), "0.2") for code in range(1, 6)]
    assert [(row["code"], row["weight"], row["formula"]) for row in shown["criteria"][1]["indicators"]] == [
        ("2.1", "0.5", "conditions"),
        ("2.3", "0.5", "satisfaction"),
    ]


def test_an_edition_with_options_and_steps_as_json(capsys):
    shown = _json(capsys, "show", "2014-kostroma", "--sector", "healthcare")
    days = next(question for question in shown["questions"] if question["code"] == "waiting_days")
    assert [option["number"] for option in days["options"]] == ["14", "13", "12", "10", "7", "5"]
    waiting = shown["criteria"][1]["indicators"][1]["components"][0]
    assert [(band["points"], band["at_most"]) for band in waiting["bands"]] == [
        ("0", None),
        ("1", "10"),
        ("2", "8"),
        ("3", "7"),
        ("4", "6"),
    ]
    assert (shown["highest"], shown["sampling"]) == ("54", None)


@pytest.mark.parametrize("header", catalogue.headers(), ids=lambda header: header.id)
def test_a_page_for_people_names_every_code_of_the_edition(capsys, header):
    for sector in header.sectors:
        page = _printed(capsys, "show", header.id, "--sector", sector)
        edition = catalogue.get(header.id, sector)
        codes = [question.code for question in edition.questions]
        codes += [item.code for checklist in edition.checklists for item in checklist.items]
        codes += [*edition.policies, *edition.thresholds, *(kind.code for kind in edition.organization_types)]
        assert [code for code in codes if code not in page] == []
        assert max(len(line) for line in page.splitlines()) <= 112


def test_a_page_for_people_is_laid_out_by_rows(capsys):
    lines = _printed(capsys, "show", "2024-344n-408n", "--sector", "culture").splitlines()
    assert lines[:4] == [
        "Культура (culture)",
        "Единый порядок расчёта, приказ Минтруда № 344н в редакции приказа № 408н",
        "Приказ Минтруда России от 31.05.2018 № 344н (ред. приказа № 408н, действует с 05.10.2024)",
        "Действует с 05.10.2024 бессрочно. Толкование № 1.",
    ]
    start = lines.index("ЧЕК-ЛИСТ 3.1: помещения и территория для инвалидов (premises) · пунктов 5")
    assert lines[start + 2 : start + 4] == [
        "  premises.entrance           Входная группа оборудована пандусом или подъёмной платформой",
        "  premises.parking            Выделена стоянка для автотранспорта инвалидов",
    ]


def test_a_comparison_for_people(capsys):
    assert _printed(capsys, "diff", "2018-344n", "2024-344n-408n", "--sector", "culture").splitlines() == [
        "2018-344n → 2024-344n-408n",
        "",
        "РЕДАКЦИЯ В ЦЕЛОМ",
        "────────────────",
        "    — редакция: название: Единый порядок расчёта, приказ Минтруда № 344н → Единый порядок расчёта, приказ",
        "      Минтруда № 344н в редакции приказа № 408н",
        "    — редакция: акт: Приказ Минтруда России от 31.05.2018 № 344н (до изменений приказа № 408н) → Приказ",
        "      Минтруда России от 31.05.2018 № 344н (ред. приказа № 408н, действует с 05.10.2024)",
        "    — редакция: действует с: 23.10.2018 → 05.10.2024",
        "    — редакция: действует по: 04.10.2024 → бессрочно",
        "",
        "СФЕРА culture",
        "─────────────",
        "  различий нет",
    ]


def test_a_comparison_as_json_covers_the_common_sectors(capsys):
    found = _json(capsys, "diff", "2014-kostroma", "2018-344n")
    assert list(dict.fromkeys(row["sector"] for row in found)) == [None, "healthcare"]
    assert {row["kind"] for row in found} == {"добавлено", "убрано", "изменено"}
    weight = [row for row in found if "показатель 2.1" in row["subjects"] and row["attribute"] == "значимость"]
    assert [(row["before"], row["after"]) for row in weight] == [("1", "0,3")]


def _refused(capsys, *arguments):
    assert main(["editions", *arguments]) == 1
    return capsys.readouterr().err.rstrip().rpartition("[")[2].rstrip("]")


def test_an_unknown_edition_is_refused(capsys):
    assert _refused(capsys, "show", "2030", "--sector", "culture") == "edition.unknown"
    assert _refused(capsys, "diff", "2018-344n", "2030") == "edition.unknown"


def test_an_unknown_sector_is_refused(capsys):
    assert _refused(capsys, "show", "2018-344n", "--sector", "sport") == "edition.unknown_sector"
    assert _refused(capsys, "diff", "2014-kostroma", "2018-344n", "--sector", "culture") == "edition.unknown_sector"
