"""Forms of people and mandates."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from merilo_web.forms import Form
from merilo_web.registry.models import CouncilMember
from merilo_web.registry.queries.people import Place


class PeopleFilter(Form):
    """Who is looked for."""

    words = forms.CharField(label="Имя или почта", required=False, max_length=100)


class MandateForm(Form):
    """Where a person gets a mandate."""

    def __init__(self, *args: Any, places: "QuerySet[Place] | None", **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        if places is not None:
            self.fields["place"] = forms.ModelChoiceField(
                places, label="Где", empty_label="— выберите —" if places.count() > 1 else None
            )


class InvitationForm(MandateForm):
    """Who is invited."""

    full_name = forms.CharField(label="Фамилия, имя, отчество", max_length=255)
    email = forms.EmailField(label="Электронная почта", help_text="На неё придёт письмо со ссылкой.")
    post = forms.CharField(label="Должность", max_length=255, required=False)
    member = forms.ModelChoiceField(
        CouncilMember.objects.none(), label="Место в совете", required=False, empty_label="— не из списка —"
    )

    def __init__(self, *args: Any, members: "QuerySet[CouncilMember] | None" = None, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        if members is None:
            del self.fields["member"]
        else:
            self.fields["member"].queryset = members  # type: ignore[attr-defined]  # a field of models has one

    def clean(self) -> dict[str, Any]:
        """The seat belongs to the council."""
        given = super().clean() or {}
        member = given.get("member")
        if member is not None and member.council != given.get("place"):
            self.add_error("member", "Этот человек не в том совете, что выбран выше.")
        return given
