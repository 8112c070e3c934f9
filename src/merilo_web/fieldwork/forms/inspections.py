"""Forms of inspections: who inspects, what was seen, what was answered."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from merilo.methodology.model import ChecklistItem
from merilo_web.accounts.models import User
from merilo_web.archive.uploads import PDF, PHOTOS, Upload, checked
from merilo_web.fields import DayField
from merilo_web.fieldwork.actions.checklists import GivenItem, RemoteAttempt
from merilo_web.fieldwork.states import ItemMark
from merilo_web.forms import Form, require_plain

_MARKS = (ItemMark.NOT_APPLICABLE, ItemMark.UNCHECKED)


class AssignForm(Form):
    """Which inspectors look at the chosen organizations, and when."""

    listed = forms.TypedMultipleChoiceField(label="Организации", coerce=int, widget=forms.CheckboxSelectMultiple)
    first = forms.TypedChoiceField(label="Проверяющий", coerce=int)
    second = forms.TypedChoiceField(label="Второй проверяющий", coerce=int, required=False, empty_value=None)
    planned_on = DayField(label="Назначить на", required=False)

    def __init__(
        self,
        given: Any,  # noqa: ANN401 - a request's
        *,
        rows: Sequence[tuple[int, str]],
        people: Sequence[User],
    ) -> None:
        super().__init__(given)
        self.people = {one.pk: one for one in people}
        named = [(one.pk, str(one)) for one in people]
        self.fields["listed"].choices = list(rows)  # type: ignore[attr-defined]  # a choice field
        self.fields["first"].choices = named  # type: ignore[attr-defined]  # a choice field
        self.fields["second"].choices = [("", "не нужен"), *named]  # type: ignore[attr-defined]  # a choice field

    @property
    def users(self) -> tuple[User, ...]:
        """Who was chosen, each once."""
        asked = (self.cleaned_data["first"], self.cleaned_data["second"])
        return tuple(dict.fromkeys(self.people[one] for one in asked if one))


class RemoteForm(Form):
    """One attempt to reach the organization."""

    way = forms.ChoiceField(label="Способ")
    asked_at = forms.DateTimeField(
        label="Когда обратились", widget=forms.DateTimeInput(attrs={"type": "datetime-local"})
    )
    answered_at = forms.DateTimeField(
        label="Когда ответили",
        required=False,
        help_text="Оставьте пустым, если ответа нет.",
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}),
    )
    published = forms.BooleanField(label="Сведения об этом способе есть на сайте", required=False)
    works = forms.BooleanField(label="Способ работает: на обращение ответили по существу", required=False)
    note = forms.CharField(label="Что ответили", required=False, max_length=500)

    def __init__(self, given: Any, *, ways: Mapping[str, str]) -> None:  # noqa: ANN401 - a request's
        super().__init__(given)
        self.fields["way"].choices = list(ways.items())  # type: ignore[attr-defined]  # a choice field

    @property
    def attempt(self) -> RemoteAttempt:
        """The attempt as the action takes it."""
        return RemoteAttempt(**self.cleaned_data)


class WordsForm(Form):
    """One text: a reason."""

    reason = forms.CharField(label="Причина", max_length=2000, widget=forms.Textarea(attrs={"rows": 4}))


def given_item(
    value: str, *, reason: str = "", note: str = "", link: str = "", photo: Upload | None = None
) -> GivenItem:
    """A choice of the form as the action takes it: a mark, a number, or nothing. ValidationError for hidden marks."""
    require_plain(reason, note, link)
    state = value if value in _MARKS or not value else ItemMark.OBSERVED.value
    number = value if state == ItemMark.OBSERVED else ""
    return GivenItem(state, number, reason, note, link, photo)


def given_items(
    norm: Sequence[ChecklistItem], typed: Mapping[str, str], files: Mapping[str, Any]
) -> tuple[dict[str, GivenItem], dict[str, str]]:
    """What was sent for each item of a part, and what is wrong with files and texts: item's code → sentence."""
    found: dict[str, GivenItem] = {}
    faults: dict[str, str] = {}
    for item in norm:
        if f"value:{item.code}" not in typed:
            continue
        try:
            photo = _photo(files.get(f"photo:{item.code}"))
            texts = {name: typed.get(f"{name}:{item.code}", "") for name in ("reason", "note", "link")}
            found[item.code] = given_item(typed[f"value:{item.code}"], **texts, photo=photo)
        except ValidationError as fault:
            faults[item.code] = " ".join(fault.messages)
    return found, faults


def _photo(upload: "UploadedFile[bytes] | None") -> Upload | None:
    return checked(upload, kinds=PHOTOS | {PDF}) if upload else None
