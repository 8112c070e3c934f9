"""Forms of a new language of the questionnaire and of a translation as a file."""

from django import forms

from merilo_web.archive.uploads import Upload
from merilo_web.forms import Form
from merilo_web.registry.actions.register import looked_through


class TranslationForm(Form):
    """A language: its code and its name in itself."""

    code = forms.CharField(
        label="Код языка", max_length=3, help_text="Две или три латинские буквы: tt, ba, cv, sah и так далее."
    )
    name = forms.CharField(label="Название языка на нём самом", max_length=60)


class TranslationFileForm(Form):
    """A translation as a table."""

    table = forms.FileField(label="Таблица с переводом", help_text="XLSX или CSV: скачанная таблица с вашим переводом.")

    def clean_table(self) -> Upload:
        """The file, looked through."""
        return looked_through(self.cleaned_data["table"])
