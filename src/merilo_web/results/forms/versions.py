"""Forms of a calculation and of its ranking."""

from collections.abc import Sequence

from django import forms

from merilo_web.forms import Form

ALL = [("", "все")]


class RankingFilterForm(Form):
    """Which organizations of the ranking are shown."""

    type = forms.ChoiceField(label="Тип организации", required=False)
    municipality = forms.ChoiceField(label="Муниципалитет", required=False)
    sort = forms.CharField(required=False, max_length=8, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: object,
        types: Sequence[tuple[str, str]],
        municipalities: Sequence[tuple[str, str]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        for name, choices in (("type", types), ("municipality", municipalities)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [*ALL, *choices]
        if len(municipalities) < 2:
            del self.fields["municipality"]


class ScoreForm(Form):
    """Why the results are counted once more."""

    reason = forms.CharField(
        label="Почему пересчитываются",
        help_text="Причина останется в журнале и в списке версий.",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
