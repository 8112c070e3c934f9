"""Forms of files of answers."""

from django import forms

from merilo_web.archive.uploads import Upload
from merilo_web.forms import Form
from merilo_web.registry.actions.register import looked_through


class AnswersUploadForm(Form):
    """Which file holds the answers."""

    table = forms.FileField(label="Файл с анкетами", help_text="XLSX или CSV, до 20 МБ. Одна строка — одна анкета.")

    def clean_table(self) -> Upload:
        """The file, looked through."""
        return looked_through(self.cleaned_data["table"])
