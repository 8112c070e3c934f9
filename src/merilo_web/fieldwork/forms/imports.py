"""Forms of files of answers and of checklists."""

from collections.abc import Sequence
from typing import Any

from django import forms

from merilo_web.accounts.models import User
from merilo_web.archive.photos import LARGEST_ARCHIVE, PhotoArchive, photo_archive
from merilo_web.archive.uploads import Upload
from merilo_web.fieldwork.states import FileKind
from merilo_web.forms import Form
from merilo_web.registry.actions.register import looked_through


class FileUploadForm(Form):
    """Which file holds the answers or the checklists, and whose record the checklists are."""

    kind = forms.ChoiceField(label="Что в файле", choices=FileKind.choices, initial=FileKind.ANSWERS, required=False)
    specialist = forms.TypedChoiceField(
        label="Чья это запись",
        coerce=int,
        required=False,
        empty_value=None,
        help_text="Только для чек-листов: специалист, который осматривал.",
    )
    table = forms.FileField(label="Файл", help_text="XLSX или CSV, до 20 МБ.")

    photos = forms.FileField(
        label="Фото к чек-листам",
        required=False,
        help_text=f"ZIP до {LARGEST_ARCHIVE // 1024**2} МБ с фото или PDF; имена — в столбце «Фото» таблицы.",
    )

    def __init__(self, given: Any, files: Any, *, people: Sequence[User]) -> None:  # noqa: ANN401 - a request's
        super().__init__(given, files)
        self.people = {one.pk: one for one in people}
        named = [("", "не нужно: в файле анкеты"), *((one.pk, str(one)) for one in people)]
        self.fields["specialist"].choices = named  # type: ignore[attr-defined]  # a choice field

    def clean_kind(self) -> FileKind:
        """What the file holds: answers unless said otherwise."""
        return FileKind(self.cleaned_data["kind"] or FileKind.ANSWERS)

    def clean_specialist(self) -> User | None:
        """The person chosen."""
        return self.people.get(self.cleaned_data["specialist"])

    def clean_table(self) -> Upload:
        """The file, looked through."""
        return looked_through(self.cleaned_data["table"])

    def clean_photos(self) -> PhotoArchive | None:
        """The archive, looked through from outside."""
        packed = self.cleaned_data["photos"]
        return photo_archive(packed) if packed else None
