"""Forms of the app."""

from typing import Any

from django import forms
from django.contrib.auth.password_validation import password_validators_help_text_html


class InvitationForm(forms.Form):
    """The first password."""

    password = forms.CharField(
        label="Пароль",
        strip=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=password_validators_help_text_html(),
    )
    repeated = forms.CharField(
        label="Пароль ещё раз", strip=False, widget=forms.PasswordInput(attrs={"autocomplete": "new-password"})
    )

    def clean(self) -> dict[str, Any]:
        """Both passwords are the same."""
        given = super().clean() or {}
        if given.get("password") and given.get("repeated") and given["password"] != given["repeated"]:
            self.add_error("repeated", "Пароли не совпали: введите тот же пароль ещё раз.")
        return given
