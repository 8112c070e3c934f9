"""Forms of writing a plan: its year, a measure, measures of the library, why there is none."""

from collections.abc import Iterable, Mapping

from django import forms

from merilo_web.forms import Form
from merilo_web.plans.actions.writing import MeasureFacts
from merilo_web.plans.models import Deficiency, Measure
from merilo_web.plans.queries.library import OfferedMeasure

_LATER = ("", "решу позже")
_DEFICIENCY = "deficiency-"


class YearForm(Form):
    """For which year the plan is."""

    year = forms.IntegerField(
        label="Год плана",
        min_value=2000,
        max_value=2100,
        help_text="Сроки, в которых год не написан, считаются сроками этого года.",
    )


class BeginPlanForm(YearForm):
    """What a plan is begun with: its year and what was ticked."""

    tick = forms.MultipleChoiceField(label="Отмечено", required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, *args: object, keys: Iterable[str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        _choose(self.fields["tick"], [(key, key) for key in keys])


class MeasureForm(Form):
    """One measure as the legal form asks for it."""

    text = forms.CharField(label="Что будет сделано", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))
    term = forms.CharField(
        label="Плановый срок",
        required=False,
        max_length=300,
        help_text="Как в документах: «до 01.03.2027», «сентябрь 2027 г.», «I квартал 2027 г.».",
    )
    assignee_name = forms.CharField(
        label="Ответственный", required=False, max_length=255, help_text="Фамилия, имя и отчество полностью."
    )
    assignee_post = forms.CharField(label="Должность ответственного", required=False, max_length=500)
    co_assignees = forms.CharField(
        label="Соисполнители", required=False, max_length=1000, help_text="Если есть: фамилии и должности."
    )
    expected = forms.CharField(
        label="Ожидаемый результат", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )
    deficiencies = forms.MultipleChoiceField(
        label="Какие недостатки устраняет", required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: object, found: Iterable[Deficiency], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        _choose(self.fields["deficiencies"], [(str(one.pk), f"{one.text[:1].upper()}{one.text[1:]}") for one in found])

    def facts(self, library_key: str = "") -> MeasureFacts:
        """What was written; `library_key` stays with a measure that was taken from the library."""
        given = {name: value for name, value in self.cleaned_data.items() if name != "deficiencies"}
        return MeasureFacts(**given, library_key=library_key)

    def answered(self) -> list[int]:
        """Numbers of the deficiencies that the measure answers."""
        return [int(one) for one in self.cleaned_data["deficiencies"]]

    @staticmethod
    def shown(measure: Measure) -> dict[str, object]:
        """What the form shows of a measure that is there."""
        names = [name for name in MeasureForm.base_fields if name != "deficiencies"]
        numbers = [str(one.pk) for one in measure.deficiencies.all()]
        return {**{name: getattr(measure, name) for name in names}, "deficiencies": numbers}


class LibraryForm(Form):
    """A measure of the library for each deficiency, or none yet."""

    def __init__(
        self,
        *args: object,
        found: Iterable[Deficiency],
        offers: Mapping[int, tuple[OfferedMeasure, ...]],
        **kwargs: object,
    ) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        for one in found:
            if offers[one.pk]:
                self.fields[f"{_DEFICIENCY}{one.pk}"] = forms.ChoiceField(
                    label=f"{one.text[:1].upper()}{one.text[1:]}",
                    required=False,
                    widget=forms.RadioSelect,
                    choices=[*((each.key, _worded(each)) for each in offers[one.pk]), _LATER],
                )

    def picks(self) -> dict[int, str]:
        """Number of a deficiency → key of the measure."""
        return {int(name.removeprefix(_DEFICIENCY)): key for name, key in self.cleaned_data.items() if key}


class NoteForm(Form):
    """Why there is no measure."""

    note = forms.CharField(
        label="Почему мероприятия нет",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Прочтёт тот, кто утверждает план. Пустое поле убирает объяснение.",
    )


def _worded(one: OfferedMeasure) -> str:
    beside = [one.term and f"срок: {one.term}", one.cost, one.is_own and "в редакции органа власти"]
    words = "; ".join(str(part) for part in beside if part)
    told = f"{one.text} ({words})" if words else one.text
    return f"{told}. {one.effect}" if one.effect else told


def _choose(field: forms.Field, choices: list[tuple[str, str]]) -> None:
    if isinstance(field, forms.MultipleChoiceField):
        field.choices = choices
