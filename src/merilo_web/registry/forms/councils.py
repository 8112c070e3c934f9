"""Forms of councils, members and conflicts of interest."""

from typing import Any, ClassVar

from django import forms

from merilo_web.archive import uploads
from merilo_web.archive.uploads import Upload
from merilo_web.fields import DayField
from merilo_web.forms import Form, ModelForm
from merilo_web.registry.actions import councils
from merilo_web.registry.forms.fields import WebsiteField
from merilo_web.registry.models import ConflictOfInterest, CouncilMember, Organization, PublicCouncil
from merilo_web.registry.queries.councils import accounts, assessed

_SCANS = uploads.PHOTOS | {uploads.PDF, uploads.DOCX, uploads.ODT}


class CouncilForm(ModelForm):
    """What is known of a council."""

    order_on = DayField(label="Дата приказа о составе", required=False)
    scan = forms.FileField(
        label="Скан приказа", required=False, help_text="PDF, DOCX, ODT или снимок, до 20 МБ. Прежний скан сохранится."
    )
    published_at_url = WebsiteField(label="Где опубликован состав", required=False, max_length=200)

    class Meta:
        model = PublicCouncil
        fields = councils.FACTS
        help_texts: ClassVar[dict[str, str]] = {"quorum_clause": "Например: п. 4.2 положения о совете."}

    field_order = ("name", "sector", "order_number", "order_on", "scan", "published_at_url", "quorum_rule")

    def clean_scan(self) -> Upload | None:
        """The scan, looked through."""
        scan = self.cleaned_data.get("scan")
        return uploads.checked(scan, kinds=_SCANS) if scan else None


class MemberForm(ModelForm):
    """A seat on a council."""

    since = DayField(label="Член совета с")
    until = DayField(label="Последний день", required=False, help_text="Пусто — срок не ограничен.")

    class Meta:
        model = CouncilMember
        fields = councils.MEMBER_FACTS
        help_texts: ClassVar[dict[str, str]] = {
            "user": "Кто голосует в системе сам. Без учётной записи голос вносит секретарь."
        }

    def __init__(self, *args: Any, council: PublicCouncil, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        self.fields["user"].empty_label = "— нет —"  # type: ignore[attr-defined]  # a field of models has one
        self.fields["user"].queryset = accounts(council)  # type: ignore[attr-defined]  # a field of models has one


class ConflictForm(Form):
    """Why a member may not vote."""

    organization = forms.ModelChoiceField(Organization.objects.none(), label="Организация")
    ground = forms.ChoiceField(label="Основание", choices=ConflictOfInterest.Ground.choices, widget=forms.RadioSelect)
    note = forms.CharField(label="Пояснение", required=False, max_length=500)

    def __init__(self, *args: Any, council: PublicCouncil, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = assessed(council)  # type: ignore[attr-defined]  # a field of models has one


class EndConflictForm(Form):
    """When a conflict of interest ended."""

    ended_on = DayField(label="Прекратился с")
