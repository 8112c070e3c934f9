"""Forms of the register as a file."""

from typing import Any

from django import forms
from django.db.models import QuerySet

from merilo_web.archive.uploads import Upload
from merilo_web.forms import Form
from merilo_web.registry.actions.register import looked_through
from merilo_web.registry.models import Authority, Sector


class RegisterUploadForm(Form):
    """Which file is the register."""

    authority = forms.ModelChoiceField(Authority.objects.none(), label="Чей реестр", empty_label=None)
    sector = forms.ChoiceField(
        label="Сфера", choices=Sector.choices, help_text="Для строк, где сфера не названа в столбце «Сфера»."
    )
    table = forms.FileField(label="Файл реестра", help_text="XLSX или CSV, до 20 МБ и 20 000 организаций.")

    def __init__(self, *args: Any, keeping: "QuerySet[Authority]", **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        super().__init__(*args, **kwargs)
        self.fields["authority"].queryset = keeping  # type: ignore[attr-defined]  # a field of models has one

    def clean_table(self) -> Upload:
        """The file, looked through."""
        return looked_through(self.cleaned_data["table"])


class ApplyForm(Form):
    """What the person has seen."""

    digest = forms.CharField(max_length=64, widget=forms.HiddenInput)
