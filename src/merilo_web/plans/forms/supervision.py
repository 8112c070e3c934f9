"""Forms of supervision: how many heads are heard, what came of a hearing."""

from django import forms

from merilo_web.fields import DayField
from merilo_web.forms import Form
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
