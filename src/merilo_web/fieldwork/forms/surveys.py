"""Forms of those who conduct surveys."""

import re
from typing import Any

from django import forms

from merilo_web.fieldwork.models import Survey
from merilo_web.forms import Form

_GROUP = re.compile(r"(?P<name>.*?[^\s:—–-])(?:\s+|\s*[:—–-]\s*)(?P<number>\d{1,4})\s*")
_LONGEST_NAME = 60


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
            match = _GROUP.fullmatch(line)
            if match is None or not int(match["number"]) > 0:
                raise forms.ValidationError(f"Строка «{line[:60]}»: напишите название и число кодов, «5 А — 28».")
            name = match["name"][:_LONGEST_NAME]
            found[name] = found.get(name, 0) + int(match["number"])
        return found
