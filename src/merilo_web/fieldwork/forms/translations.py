"""The form of a new language of the questionnaire."""

from django import forms

from merilo_web.forms import Form


class TranslationForm(Form):
    """A language: its code and its name in itself."""

    code = forms.CharField(
        label="Код языка", max_length=3, help_text="Две или три латинские буквы: tt, ba, cv, sah и так далее."
    )
    name = forms.CharField(label="Название языка на нём самом", max_length=60)
