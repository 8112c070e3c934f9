"""The form of a scan."""

from django import forms

from merilo_web.archive import uploads
from merilo_web.archive.uploads import Upload
from merilo_web.forms import Form

_SIGNED = frozenset({uploads.PDF, uploads.JPEG, uploads.PNG})


class ScanForm(Form):
    """A signed paper as a file."""

    scan = forms.FileField(
        label="Файл", help_text="PDF, JPG или PNG, до 20 МБ. Тип узнаётся по содержимому, а не по имени."
    )

    def clean_scan(self) -> Upload:
        """The file, looked through."""
        return uploads.checked(self.cleaned_data["scan"], kinds=_SIGNED)
