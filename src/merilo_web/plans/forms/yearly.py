"""Forms of plans for a year: what the plan is called, a measure, its result, the end of the year, the list."""

from collections.abc import Iterable

from django import forms

from merilo_web.fields import DayField
from merilo_web.forms import Form
from merilo_web.plans.actions.yearly_beginning import YearlyFacts
from merilo_web.plans.actions.yearly_execution import YearlyResult
from merilo_web.plans.actions.yearly_writing import YearlyMeasureFacts
from merilo_web.plans.models import YearlyMeasure, YearlyPlan
from merilo_web.plans.queries.yearly_overseen import YearlyAttention, YearlyFilter

USUAL_TITLE = "по улучшению качества условий оказания услуг"


class YearlyHeadingForm(Form):
    """What the plan is called and for which year it is."""

    title = forms.CharField(
        label="План мероприятий…",
        max_length=500,
        help_text="Продолжите название, без года: его подставит система.",
    )
    year = forms.IntegerField(
        label="Год плана",
        min_value=2000,
        max_value=2100,
        help_text="Сроки, в которых год не написан, считаются сроками этого года.",
    )
    is_school_year = forms.BooleanField(
        label="План на учебный год", required=False, help_text="С сентября названного года по август следующего."
    )

    def facts(self) -> YearlyFacts:
        """What was written."""
        given = self.cleaned_data
        return YearlyFacts(given["title"], given["year"], given["is_school_year"])

    @staticmethod
    def shown(plan: YearlyPlan) -> dict[str, object]:
        """What the form shows of a plan that is there."""
        return {name: getattr(plan, name) for name in YearlyHeadingForm.base_fields}


class BeginYearlyForm(YearlyHeadingForm):
    """A new plan: empty or with the measures of a former one."""

    former = forms.ChoiceField(
        label="С чего начать",
        required=False,
        widget=forms.RadioSelect,
        help_text="Мероприятия прошлого плана перейдут в новый, годы в сроках сдвинутся; отменённые не переходят.",
    )

    def __init__(self, *args: object, formers: Iterable[YearlyPlan], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        self.found = {str(one.pk): one for one in formers}
        field = self.fields["former"]
        if isinstance(field, forms.ChoiceField):
            plans = [(number, f"с мероприятий плана на {one.period}") for number, one in self.found.items()]
            field.choices = [("", "с пустого плана или готового файла"), *plans]
        if not self.found:
            del self.fields["former"]

    def chosen(self) -> YearlyPlan | None:
        """The former plan that was chosen."""
        return self.found.get(self.cleaned_data.get("former", ""))


class YearlyMeasureForm(Form):
    """One measure."""

    section = forms.CharField(
        label="Раздел", required=False, max_length=500, help_text="Как он назван в плане; без раздела — пусто."
    )
    number = forms.CharField(
        label="Номер",
        required=False,
        max_length=16,
        help_text="Пусто — следующий в разделе; «3.1» встанет под мероприятие 3.",
    )
    text = forms.CharField(label="Что будет сделано", max_length=4000, widget=forms.Textarea(attrs={"rows": 3}))
    term = forms.CharField(
        label="Срок",
        required=False,
        max_length=300,
        help_text="Как в документах: «до 01.03.2027», «II квартал», «в течение года», «постоянно».",
    )
    assignee_name = forms.CharField(
        label="Ответственный", required=False, max_length=255, help_text="Фамилия, имя и отчество."
    )
    assignee_post = forms.CharField(label="Должность или подразделение", required=False, max_length=500)
    co_assignees = forms.CharField(
        label="Соисполнители", required=False, max_length=1000, help_text="Если есть: фамилии и должности."
    )
    expected = forms.CharField(
        label="Какой результат ожидается",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Эти слова станут графой «Результат» плана.",
    )

    def facts(self) -> YearlyMeasureFacts:
        """What was written."""
        return YearlyMeasureFacts(**self.cleaned_data)

    @staticmethod
    def shown(measure: YearlyMeasure) -> dict[str, object]:
        """What the form shows of a measure that is there."""
        return {name: getattr(measure, name) for name in YearlyMeasureForm.base_fields}


class YearlyResultForm(Form):
    """What came of a measure."""

    outcome = forms.CharField(
        label="Что сделано и что получилось",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Эти слова станут графой «Результат» отчёта.",
    )
    completed_on = DayField(label="Когда исполнено", required=False, help_text="Пусто, пока мероприятие идёт.")
    document = forms.CharField(
        label="Документ", required=False, max_length=500, help_text="Если есть: «приказ от … № …»."
    )
    link = forms.CharField(label="Ссылка", required=False, max_length=500, widget=forms.URLInput)

    def facts(self) -> YearlyResult:
        """What was written."""
        return YearlyResult(**self.cleaned_data)

    @staticmethod
    def shown(measure: YearlyMeasure) -> dict[str, object]:
        """What is written already."""
        return {name: getattr(measure, name) for name in YearlyResultForm.base_fields}


class YearlyNoteForm(Form):
    """What is said of the year when its plan is closed."""

    note = forms.CharField(
        label="Итог года",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Обязательно, если исполнено не всё: почему и что с этим дальше.",
    )


class YearlyFilterForm(Form):
    """Narrowing the list of organizations' plans."""

    year = forms.IntegerField(label="Год", required=False, min_value=2000, max_value=2100)
    attention = forms.ChoiceField(
        label="На что смотреть",
        required=False,
        choices=[("", "на всё"), *((one.value, one.title) for one in YearlyAttention)],
    )

    def wanted(self, year: int) -> YearlyFilter:
        """What is looked for; without a year, or with one that is not understood, plans of this one."""
        given = self.cleaned_data if self.is_valid() else {}
        attention = given.get("attention", "")
        return YearlyFilter(given.get("year") or year, YearlyAttention(attention) if attention else None)
