"""Forms of those who conduct surveys."""

import re
from typing import Any

from django import forms

from merilo_web.fieldwork.models import Survey
from merilo_web.forms import Form

_GROUP = re.compile(r"(?P<name>.*?[^\s:—–-])(?:\s+|\s*[:—–-]\s*)(?P<number>[0-9]+)")
_TWO_NUMBERS = re.compile(r"\s[—–-]\s*[0-9]+$")
_ODD = re.compile(r"[^\w\s.,№«»\"'’()/+–—-]|_")
_LONGEST_NAME = 60
_MOST_OF_GROUP = 1000
_MOST_GROUPS = 200


def _day(label: str) -> forms.DateField:
    return forms.DateField(label=label, widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}))


class TermForm(Form):
    """The first and the last day of a cycle's surveys."""

    opens_on = _day("Первый день")
    closes_on = _day("Последний день")


class AdjustForm(Form):
    """What can be changed in a survey."""

    target = forms.IntegerField(label="Цель, анкет", min_value=1)
    closes_on = _day("Последний день")
    with_codes = forms.BooleanField(label="Только по одноразовым кодам", required=False)
    close_at_target = forms.BooleanField(label="Закрыть, когда цель достигнута", required=False)

    @classmethod
    def of(cls, survey: Survey, given: Any = None) -> "AdjustForm":  # noqa: ANN401 - what a request brought
        """The form with the survey's present values."""
        return cls(given, initial={name: getattr(survey, name) for name in cls.base_fields})


class CodesForm(Form):
    """How many one-time codes each class or group gets: a line each, «5 А — 28»."""

    groups = forms.CharField(
        label="Классы или группы и число кодов",
        help_text="По одному в строке: название, затем число, например «5 А — 28».",
        widget=forms.Textarea(attrs={"rows": 6}),
    )

    def clean_groups(self) -> dict[str, int]:
        """Groups with their numbers; the same group twice is added up."""
        found: dict[str, int] = {}
        for line in filter(None, (line.strip() for line in self.cleaned_data["groups"].splitlines())):
            name, number = _group(line)
            found[name] = found.get(name, 0) + number
        if len(found) > _MOST_GROUPS:
            raise forms.ValidationError(f"Групп за один раз — не больше {_MOST_GROUPS}, здесь {len(found)}.")
        return found


def _group(line: str) -> tuple[str, int]:
    """The group of a line and its number of codes. Raises ValidationError with a sentence about this line."""
    said = f"Строка «{line[:_LONGEST_NAME]}»"
    match = _GROUP.fullmatch(line)
    if match is None or not any(map(str.isalnum, match["name"])):
        raise forms.ValidationError(f"{said}: напишите название и число кодов, «5 А — 28».")
    name, number = " ".join(match["name"].split()), match["number"]
    if len(name) > _LONGEST_NAME:
        raise forms.ValidationError(f"{said}…: название длиннее {_LONGEST_NAME} знаков. Сократите его.")
    if odd := _ODD.search(name):
        allowed = "буквы, цифры, пробел, дефис, точка, запятая, кавычки, скобки, №, / и +"
        raise forms.ValidationError(f"{said}: знак «{odd[0]}» не подходит. В названии годятся {allowed}.")
    if _TWO_NUMBERS.search(name):
        raise forms.ValidationError(f"{said}: здесь два числа. Оставьте одно — сколько кодов напечатать.")
    if not (len(number) <= 4 and 1 <= int(number) <= _MOST_OF_GROUP):
        raise forms.ValidationError(f"{said}: число кодов на группу — от 1 до {_MOST_OF_GROUP}.")
    return name, int(number)
