"""Invented improvement plans of thirty rows, no two alike: what an authority prints for its organizations."""

from datetime import date, timedelta
from random import Random

from merilo.documents.papers.improvement_plan import (
    ImprovementPlan,
    ImprovementRow,
    ImprovementSection,
    form_approval,
)
from merilo.documents.papers.parties import Person

ROWS = 30
ON = date(2026, 10, 12)
HEAD = Person("Белых Анна Сергеевна", "начальник управления образования")
DEFICIENCIES = (
    "На официальном сайте нет сведений о численности обучающихся",
    "Не работает телефон приёмной",
    "Нет доступной питьевой воды",
    "Вход не оборудован пандусом",
    "Получатели услуг не удовлетворены графиком работы",
)
MEASURES = (
    "Разместить сведения в разделе «Образование» и назначить ответственного за обновление",
    "Восстановить телефонную связь, проверять её каждую неделю",
    "Установить кулеры на каждом этаже",
    "Закупить и установить пандус по проекту, согласованному с обществом инвалидов",
    "Обсудить график с родителями и утвердить новый",
)
PEOPLE = (
    "Ким Елена Сергеевна, заместитель директора",
    "Глинка Олег Павлович, инженер",
    "Кравец Степан Игоревич, заведующий хозяйством",
)


def plan(number: int) -> ImprovementPlan:
    """The plan of an organization; the same number gives the same plan."""
    chance = Random(number)
    sections = tuple(
        ImprovementSection(
            criterion,
            tuple(_row(chance, f"{number}/{criterion}.{place}") for place in range(ROWS // 5)),
            f"балл – {chance.randrange(60, 100)},{chance.randrange(100):02d}/100",
        )
        for criterion in "12345"
    )
    name = f"Муниципального бюджетного общеобразовательного учреждения «Средняя школа № {number}»"
    return ImprovementPlan(name, ON, sections, (2027, 2027), form_approval(HEAD, ON))


def _row(chance: Random, mark: str) -> ImprovementRow:
    which, day = chance.randrange(5), ON + timedelta(chance.randrange(90, 400))
    done = chance.random() < 0.5
    return ImprovementRow(
        (f"{DEFICIENCIES[which]} (лист {mark})",),
        (f"{MEASURES[which]}, помещение {mark}",),
        (f"{day:%d.%m.%Y}",),
        (chance.choice(PEOPLE),),
        (f"Исполнено, приказ от {day:%d.%m.%Y} № {mark}",) if done else (),
        (f"{day:%d.%m.%Y}",) if done else (),
    )
