"""Forms of a plan's way: remarks, approval, publication, a new version, closing."""

from collections.abc import Iterable
from datetime import date

from django import forms

from merilo_web.fields import DayField
from merilo_web.forms import Form
from merilo_web.plans.actions.review import ApprovalFacts
from merilo_web.plans.models import Measure
from merilo_web.registry.models import Authority, Organization

_MEASURE = "measure-"
_SHORT = 120


class PlanRemarksForm(Form):
    """Remarks on the whole plan and at single measures."""

    remarks = forms.CharField(label="Что исправить в плане", max_length=4000, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: object, measures: Iterable[Measure], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        for one in measures:
            words = one.text if len(one.text) <= _SHORT else f"{one.text[:_SHORT].rstrip()}…"
            self.fields[f"{_MEASURE}{one.pk}"] = forms.CharField(
                label=f"К мероприятию {one.position}: {words}",
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 1}),
            )

    def at_measures(self) -> dict[int, str]:
        """Number of a measure → the remark."""
        given = {name: words for name, words in self.cleaned_data.items() if name.startswith(_MEASURE)}
        return {int(name.removeprefix(_MEASURE)): words for name, words in given.items() if words.strip()}


class ApprovalForm(Form):
    """Who approved the plan, when and by which act."""

    approver_name = forms.CharField(label="Кто утвердил", max_length=255, help_text="Фамилия, имя и отчество.")
    approver_post = forms.CharField(label="Должность", max_length=500)
    approved_on = DayField(label="Дата утверждения")
    act = forms.CharField(
        label="Акт об утверждении", required=False, max_length=255, help_text="Если есть: «приказ от … № …»."
    )

    def facts(self) -> ApprovalFacts:
        """What the approval block will say."""
        return ApprovalFacts(**self.cleaned_data)

    @staticmethod
    def shown(approving: Authority | Organization, on: date) -> dict[str, object]:
        """The head of whoever approves, today."""
        return {"approver_name": approving.head_name, "approver_post": approving.head_post, "approved_on": on}


class PublicationForm(Form):
    """Where the plan is published."""

    url = forms.CharField(
        label="Адрес страницы с планом",
        max_length=500,
        widget=forms.URLInput,
        help_text="Целиком, с https://. Страница официального сайта, на которой план может прочитать каждый.",
    )


class ReasonForm(Form):
    """Why something is done that changes what was settled."""

    reason = forms.CharField(label="Причина", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class PlanNoteForm(Form):
    """What is said when a plan is taken off control."""

    note = forms.CharField(
        label="Пояснение",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Обязательно, если какие-то недостатки остались неустранёнными.",
    )
