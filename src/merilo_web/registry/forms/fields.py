"""Fields of the register's forms."""

from typing import Any

from django import forms


class WebsiteField(forms.URLField):
    """An address of the web; «school1.ru» alone is taken as https."""

    def __init__(self, **kwargs: Any) -> None:  # noqa: ANN401 - Django's signature
        faults = {"invalid": "Напишите адрес сайта целиком, например https://school1.ru."}
        super().__init__(assume_scheme="https", error_messages=faults, **kwargs)
