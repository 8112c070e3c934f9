"""The filter of the list of plans."""

from collections.abc import Iterable

from django import forms

from merilo_web.cycles.models import Cycle
from merilo_web.forms import Form
from merilo_web.plans.queries.overseen import Attention, OversightFilter
from merilo_web.plans.states import ImprovementPlanState


class OversightForm(Form):
    """Narrowing the list of plans."""

    cycle = forms.ChoiceField(label="Цикл", required=False)
    state = forms.ChoiceField(
        label="Состояние плана", required=False, choices=[("", "любое"), *ImprovementPlanState.choices]
    )
    attention = forms.ChoiceField(
        label="На что смотреть",
        required=False,
        choices=[("", "на всё"), *((one.value, one.title) for one in Attention)],
    )

    def __init__(self, *args: object, cycles: Iterable[Cycle], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        field = self.fields["cycle"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [("", "все"), *((str(one.pk), one.title) for one in cycles)]

    def wanted(self) -> OversightFilter:
        """What is looked for; what is not understood looks for everything."""
        given = self.cleaned_data if self.is_valid() else {}
        attention = given.get("attention", "")
        return OversightFilter(
            cycle=int(given["cycle"]) if given.get("cycle") else None,
            state=given.get("state", ""),
            attention=Attention(attention) if attention else None,
        )
