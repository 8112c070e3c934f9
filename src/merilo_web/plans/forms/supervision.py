"""Forms of supervision: how many heads are heard, what came of a hearing."""

from django import forms

from merilo_web.fields import DayField
from merilo_web.forms import Form
from merilo_web.plans.actions.answering import LONGEST, AnswerFacts
from merilo_web.plans.actions.supervision import HearingFacts

_MOST = 100


class DrawHearingForm(Form):
    """How many are heard and how many interviewed."""

    highest = forms.IntegerField(
        label="Сколько организаций с наивысшими местами заслушать", min_value=0, max_value=_MOST, initial=3
    )
    lowest = forms.IntegerField(
        label="Сколько организаций с низшими местами позвать на собеседование", min_value=0, max_value=_MOST, initial=3
    )

    def facts(self) -> HearingFacts:
        """Both numbers."""
        return HearingFacts(**self.cleaned_data)


class HearingOutcomeForm(Form):
    """When the head was heard and what came of it."""

    held_on = DayField(label="Когда состоялось")
    note = forms.CharField(label="Чем закончилось", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))


class AnswerForm(Form):
    """To whom the answer goes, and its text to be corrected."""

    organization = forms.CharField(label="Кому: орган или организация", max_length=500)
    post = forms.CharField(
        label="Должность адресата", max_length=255, required=False, help_text="В именительном падеже: «министр»."
    )
    recipient = forms.CharField(
        label="Фамилия, имя, отчество адресата",
        max_length=255,
        required=False,
        help_text="В именительном падеже; в письме падеж будет нужный.",
    )
    number = forms.CharField(
        label="Номер письма", max_length=64, required=False, help_text="Пусто — останется место для номера и даты."
    )
    text = forms.CharField(
        label="Текст",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Составлен по сведениям системы на сегодня; его можно исправить. Абзацы разделяет пустая строка.",
    )

    def facts(self) -> AnswerFacts:
        """What was written."""
        return AnswerFacts(**self.cleaned_data)
