"""Forms of a cycle: opening, the list, the steps that ask for something."""

from datetime import date

from django import forms

from merilo_web.cycles.models import Cycle
from merilo_web.fields import DayField
from merilo_web.forms import Form
from merilo_web.registry.models import Authority, Organization, PublicCouncil, Sector


class CycleForm(Form):
    """What a cycle is opened with."""

    council = forms.ModelChoiceField(PublicCouncil.objects.none(), label="Общественный совет")
    year = forms.IntegerField(label="Год", min_value=2010, max_value=2100)
    title = forms.CharField(label="Название", max_length=255, help_text="Так цикл будет назван в документах.")
    sector = forms.ChoiceField(label="Сфера", choices=Sector.choices)
    fieldwork_from = DayField(
        label="Сбор информации с",
        help_text="Плановый первый день: по нему считается, кого уже можно оценивать, и берётся редакция методики.",
    )
    fieldwork_until = DayField(label="Сбор информации по")
    is_pilot = forms.BooleanField(
        label="Пилотный цикл", required=False, help_text="Проба на части организаций до основной оценки."
    )

    def __init__(self, *args: object, authorities: frozenset[int], on: date, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        councils = PublicCouncil.objects.filter(authority__in=authorities).select_related("authority")
        field = self.fields["council"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = councils
        if len(councils) == 1:
            field.initial = councils[0]
        self.fields["year"].initial = on.year
        authority = Authority.objects.filter(pk__in=authorities).first()
        self.fields["title"].initial = f"НОК {on.year}, {authority.territory}" if authority else f"НОК {on.year}"


class GroundForm(Form):
    """Why an organization is assessed although its term has not come."""

    note = forms.CharField(
        label="Почему организацию оценивают в этом году",
        max_length=500,
        help_text="Например: жалобы получателей услуг, новый корпус, смена руководства.",
    )


class ReasonForm(Form):
    """Why something is taken back."""

    reason = forms.CharField(label="Причина", max_length=500, widget=forms.Textarea(attrs={"rows": 3}))


class BeginForm(Form):
    """Until when information is collected."""

    until = DayField(label="Последний день сбора информации")

    def __init__(self, *args: object, cycle: Cycle, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # handed on to the form as they are
        self.fields["until"].initial = cycle.fieldwork_until


class ConfirmForm(Form):
    """Nothing is asked but a yes."""


class TurnsFilter(Form):
    """Narrowing the table of organizations."""

    words = forms.CharField(label="Организация", required=False, max_length=100)

    def matches(self, organization: Organization) -> bool:
        """Whether the organization has the words in its names or number."""
        words = self.cleaned_data["words"].casefold() if self.is_valid() else ""
        named = f"{organization.short_name} {organization.full_name} {organization.inn}".casefold()
        return all(word in named for word in words.split())
