"""Own plans for a year: a head writes down what came of a measure, the authority sees who is late."""

import re
from collections import Counter

from playwright.sync_api import expect
from tests.browser.crawler import Walk, axe
from tests.browser.people import TELEPHONE, People
from tests.browser.pictures import picture
from tests.browser.steps.screens import field, press, told

LIST = "/plans/yearly/organizations/"
REPORT = """Информация о выполнении плана

№ п/п\tМероприятие\tСрок исполнения\tОтветственные исполнители\tРезультаты мероприятий
{number}\t{text}\tв течение года\tБелых А. С.\tСделано, сведения размещены
99\tКупить лампы\tмай\tБелых А. С.\tКуплено сорок ламп
"""
"""One result of a measure of the plan, and one of nothing in it."""


def test_a_head_writes_down_what_came_of_a_measure(people: People) -> None:
    page = people.person("school")
    page.goto("/plans/yearly/")
    page.get_by_role("link", name=re.compile("^План на")).last.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("что получилось?")
    picture(page, "план-на-год")
    page.get_by_role("link", name=re.compile("записать результат")).last.click()
    field(page, "Что сделано и что получилось").fill("Анкета составлена, ответы собираем")
    press(page, "Сохранить")
    told(page, "Мероприятие № 1: выполняется.")
    expect(page.locator("main")).to_contain_text("Анкета составлена, ответы собираем")


def test_the_authority_sees_whose_plan_is_late_on_a_telephone_too(people: People) -> None:
    page = people.person("uo")
    page.goto(LIST)
    picture(page, "планы-на-год")
    page.get_by_role("link", name=re.compile("^просрочены мероприятия")).click()
    late = page.locator("main tbody tr")
    assert late.count() == late.filter(has_text="просрочено").count() > 0
    page = people.person("uo", TELEPHONE)
    page.goto(LIST)
    assert page.evaluate("() => document.scrollingElement.scrollWidth - innerWidth") <= 0


def test_a_report_that_is_written_already_is_looked_at_before_it_is_taken(people: People) -> None:
    page = people.person("school")
    page.add_init_script(path=axe())
    walk = Walk(page, people.site.address, Counter())
    page.goto("/plans/yearly/")
    walk.look("/plans/yearly/")
    page.get_by_role("link", name=re.compile("^План на")).last.click()
    walk.look("the plan")
    row = page.locator("main tbody tr[id]").filter(has_not=page.locator("td[data-title=Результат] div")).last
    number, text = row.locator("th").inner_text(), row.locator("td").first.inner_text().splitlines()[0]
    press(page, "Взять результаты из отчёта")
    walk.look("a report is asked for")
    field(page, "Или текст отчёта").fill(REPORT.format(number=number, text=text))
    press(page, "Прочитать отчёт")
    expect(page.get_by_role("heading", level=1)).to_have_text("Какие результаты запишутся и у каких мероприятий?")
    expect(page.locator("main")).to_contain_text("№ 99 Купить лампы")
    walk.look("what a report tells")
    page.set_viewport_size({"width": 1280, "height": 900})
    picture(page, "результаты-из-отчёта")
    press(page, "Записать результаты")
    told(page, "Результатов записано: 1. То, что не записалось, сохранено под планом.")
    walk.look("the plan with its results")
    assert [str(fault) for fault in walk.faults] == []
