"""Forms of documents about results."""

from django import forms

from merilo_web.forms import Form


class HandOverForm(Form):
    """The outgoing number of the council's letter."""

    number = forms.CharField(
        label="Исходящий номер письма",
        help_text="Можно не указывать: тогда в письме останется место, чтобы вписать номер и дату от руки.",
        required=False,
        max_length=64,
    )
