"""The filter of the cabinet."""

from collections.abc import Collection
from typing import Any

from django import forms

from merilo_web.archive.models import DocumentKind
from merilo_web.forms import Form


class CabinetFilterForm(Form):
    """Which documents are looked for."""

    kind = forms.ChoiceField(label="Вид", required=False)
    organization = forms.IntegerField(required=False, min_value=1, max_value=2**62, widget=forms.HiddenInput)
    with_superseded = forms.BooleanField(label="и прежние версии", required=False)

    def __init__(self, *args: Any, kinds: Collection[str], **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        known = [(code, title.capitalize()) for code, title in DocumentKind.choices if code in kinds]
        self.fields["kind"].choices = [("", "все"), *known]  # type: ignore[attr-defined]  # a field of choices has them
