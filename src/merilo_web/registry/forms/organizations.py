"""Forms of organizations."""

from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet

from merilo_web.fields import DayField
from merilo_web.forms import Form, ModelForm
from merilo_web.registry.actions.organizations import CONTACTS, FACTS
from merilo_web.registry.forms.fields import WebsiteField
from merilo_web.registry.models import Authority, Organization, Sector
from merilo_web.registry.queries.organizations import OrganizationFilter, types
from merilo_web.registry.states import OrganizationState

_CASES = {
    "head_name_dative": "Пусто — склоняем сами. Заполните, если склонили неверно.",
    "head_name_genitive": "Пусто — склоняем сами.",
    "head_post_dative": "Пусто — склоняем сами.",
    "head_post_genitive": "Пусто — склоняем сами.",
}


class ContactsForm(ModelForm):
    """What an organization's own people keep up."""

    website = WebsiteField(label="Сайт", required=False, max_length=200)

    class Meta:
        model = Organization
        fields: ClassVar[tuple[str, ...]] = CONTACTS
        help_texts: ClassVar[dict[str, str]] = _CASES


class OrganizationForm(ContactsForm):
    """What the authority keeps up."""

    sector = forms.ChoiceField(label="Сфера", choices=Sector.choices)
    type = forms.ChoiceField(label="Тип")
    last_assessed_on = DayField(
        label="Последняя оценка до ведения системы",
        required=False,
        help_text="Первый день сбора информации. Оценки, проведённые в системе, учтутся сами.",
    )

    class Meta(ContactsForm.Meta):
        fields: ClassVar[tuple[str, ...]] = FACTS
        help_texts: ClassVar[dict[str, str]] = {
            **_CASES,
            "full_name_genitive": "Так оно стоит в плане и в адресе письма: «директору» чего. Пусто — склоняем сами. "
            "Изменилось полное наименование — впишите заново: прежнее сотрётся.",
            "short_name": "Так организация названа в перечнях и таблицах.",
            "group": "Пусто — организация сравнивается с другими своего типа.",
            "head_office": "Только для филиала.",
        }

    def __init__(self, *args: Any, authority: Authority, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        self.instance.authority = authority
        self.fields["head_office"].empty_label = "— нет —"  # type: ignore[attr-defined]  # a field of models has one
        heads = Organization.objects.filter(authority=authority, head_office__isnull=True).exclude(pk=self.instance.pk)
        self.fields["head_office"].queryset = heads.order_by("sort_key", "pk")  # type: ignore[attr-defined]  # a field of models has one
        self.fields["type"].choices = [  # type: ignore[attr-defined]  # a field of choices has them
            (Sector(sector).label.capitalize(), list(known.items())) for sector, known in types().items()
        ]

    def clean(self) -> dict[str, Any]:
        """The type belongs to the sector."""
        given = super().clean() or {}
        if "type" in given and given["type"] not in types().get(given.get("sector", ""), {given["type"]: ""}):
            self.add_error("type", "В этой сфере такого типа нет: выберите тип своей сферы.")
        return given


class OrganizationFilterForm(Form):
    """What is looked for in the list of organizations."""

    words = forms.CharField(label="Название или ИНН", required=False, max_length=100)
    authority = forms.ModelChoiceField(Authority.objects.none(), label="Территория", required=False, empty_label="все")
    type = forms.ChoiceField(label="Тип", required=False)
    state = forms.ChoiceField(
        label="Состояние",
        required=False,
        choices=[*OrganizationState.choices, ("all", "все")],
    )

    def __init__(self, *args: Any, authorities: "QuerySet[Authority]", **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        if len(authorities) > 1:
            territory = self.fields["authority"]
            territory.queryset = authorities  # type: ignore[attr-defined]  # a field of models has one
            territory.label_from_instance = lambda one: one.territory  # type: ignore[attr-defined]  # the same
        else:
            del self.fields["authority"]
        known = {code: title for one in types().values() for code, title in one.items()}
        self.fields["type"].choices = [("", "все"), *known.items()]  # type: ignore[attr-defined]  # a field of choices

    @property
    def wanted(self) -> OrganizationFilter:
        """What was asked for; what cannot be understood is not asked."""
        given = self.cleaned_data if self.is_bound and self.is_valid() is not None else {}
        authority = given.get("authority")
        return OrganizationFilter(
            words=given.get("words", ""),
            authority=authority.pk if authority else None,
            type=given.get("type", ""),
            state=given.get("state") or OrganizationState.ACTIVE,
        )


class CloseForm(Form):
    """When an organization closed."""

    closed_on = DayField(label="Дата прекращения деятельности")


class ReopenForm(Form):
    """Why an organization works again."""

    reason = forms.CharField(label="Почему организация снова действует", max_length=500)
