"""The base of every form: text with marks that nobody sees is refused at its field, never mended in silence.

Control characters spoil documents and tables, direction marks make a name read as another one. Tabs and line breaks
are text.
"""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

_HIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\u202a-\u202e\u2066-\u2069]")
_SHOWN_BEFORE = 20


def hidden_mark(text: str) -> str:
    """What is wrong with a text that has a control or direction mark: which and where; empty when it has none."""
    found = _HIDDEN.search(text)
    if found is None:
        return ""
    before = " ".join(text[max(0, found.start() - _SHOWN_BEFORE) : found.start()].split())
    place = f"после «{before}»" if before else "в начале"
    code = f"U+{ord(found[0]):04X}"
    return f"В тексте {place} стоит невидимый служебный знак ({code}). Сотрите его или наберите это место заново."


def require_plain(*texts: str) -> None:
    """Raise ValidationError when one of the texts has a control or direction mark: for text read without a form."""
    for text in texts:
        if fault := hidden_mark(text):
            raise ValidationError(fault)


def link_fault(link: str) -> str:
    """What is wrong with the address of a page that shows an item, as a sentence; empty when nothing is."""
    if not link.strip():
        return ""
    try:
        URLValidator(schemes=("http", "https"))(link.strip())
    except ValidationError:
        return "Ссылка начинается с https:// и ведёт на страницу."
    return "" if len(link) <= 1000 else "Ссылка слишком длинная."


class PlainText:
    """A form that takes text without hidden marks. Looks at what was typed, before any field has cleaned it."""

    def full_clean(self) -> None:
        """Clean as Django does; a field with a hidden mark has this one error."""
        super().full_clean()  # type: ignore[misc]  # Django's form stands behind this class
        if not isinstance(self, forms.BaseForm) or not self.is_bound:
            return
        for name, field in self.fields.items():
            typed = field.widget.value_from_datadict(self.data, self.files, self.add_prefix(name))
            fault = hidden_mark(typed) if isinstance(typed, str) and not field.disabled else ""
            if fault:
                self.errors.pop(name, None)
                self.add_error(name, fault)


class Form(PlainText, forms.Form):
    """A form of this system."""


class ModelForm(PlainText, forms.ModelForm):  # type: ignore[type-arg]  # Django's class takes no parameter when it runs
    """A form of a row of this system."""
