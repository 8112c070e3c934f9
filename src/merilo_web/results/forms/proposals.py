"""Forms of the council's proposals and of the authority's answers."""

from collections.abc import Sequence

from django import forms

from merilo_web.fields import DayField
from merilo_web.forms import Form
from merilo_web.results.states import RecommendationState

VERDICTS = [
    (RecommendationState.ACCEPTED, "принять"),
    (RecommendationState.PARTLY, "принять частично"),
    (RecommendationState.DECLINED, "отклонить"),
]


class ProposalForm(Form):
    """What the council proposes, and about which indicator."""

    indicator = forms.ChoiceField(label="Показатель")
    text = forms.CharField(label="Предложение", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: object, indicators: Sequence[tuple[str, str]], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # Django's own arguments
        field = self.fields["indicator"]
        if isinstance(field, forms.ChoiceField):
            field.choices = list(indicators)


class AnswerForm(Form):
    """What the authority decides about a proposal."""

    verdict = forms.ChoiceField(label="Решение", choices=VERDICTS, widget=forms.RadioSelect, required=False)
    answer = forms.CharField(
        label="Пояснение",
        help_text="Если предложение принято частично или отклонено, напишите почему.",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    assignee = forms.CharField(label="Ответственный", required=False, max_length=255)
    due_on = DayField(label="Срок", required=False)


class ConclusionForm(Form):
    """The authority's order that ends the consideration."""

    number = forms.CharField(label="Номер приказа или решения", max_length=64)
    decided_on = DayField(label="Дата приказа или решения")
    conclusions = forms.CharField(
        label="Выводы",
        help_text="Каждый вывод с новой строки; они войдут в анализ предложений.",
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    assignee = forms.CharField(label="Ответственный за исполнение", required=False, max_length=255)
    due_on = DayField(label="Срок исполнения", required=False)
