"""The sections of a cycle: pages of this stage and of later ones, those that exist."""

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse

from merilo_web.cycles.models import Cycle

_SECTIONS = (
    ("Кого оценивать в этом году", "cycles:turns"),
    ("Календарь на три года", "cycles:outlook"),
    ("Заседания совета", "cycles:meetings"),
    ("Вопросы методики", "cycles:policies"),
    ("Реестр решений", "cycles:decisions"),
    ("План проведения оценки", "cycles:assessment_plan"),
    ("Контракт и техническое задание", "cycles:contract"),
    ("Инструкция специалистам", "cycles:instruction"),
    ("Письма организациям", "cycles:letters"),
    ("Численность получателей услуг", "cycles:populations"),
    ("Семинары и публикации", "cycles:events"),
    ("Сбор информации", "fieldwork:surveys"),
    ("Языки анкеты", "fieldwork:languages"),
    ("Осмотры", "fieldwork:inspections"),
    ("Загрузка файлов", "fieldwork:imports"),
    ("Передача и приёмка данных", "fieldwork:handover"),
    ("Результаты", "results:cycle"),
)


@dataclass(frozen=True, slots=True)
class CycleSection:
    """A link from the cycle's page."""

    title: str
    address: str


def sections(cycle: Cycle) -> tuple[CycleSection, ...]:
    """Links to the parts of the cycle whose pages exist."""
    found = []
    for title, name in _SECTIONS:
        try:
            found.append(CycleSection(title, reverse(name, args=(cycle.pk,))))
        except NoReverseMatch:
            continue
    return tuple(found)
