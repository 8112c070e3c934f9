"""The form in which a plan that exists already is brought: a file of any kind, or its text."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile

from merilo_web.archive import uploads
from merilo_web.archive.uploads import Upload
from merilo_web.forms import Form

TEXT = "text/plain"
_KINDS = frozenset({uploads.DOCX, uploads.ODT, uploads.XLSX, uploads.PDF})
_ENDINGS = ("html", "htm", "txt")
"""Files that their content does not tell apart from any other text; all of them are kept as text, never as a page."""


class PaperForm(Form):
    """A plan as a file or as text."""

    text_name = "план.txt"
    """What the file is called that is made of the text."""

    file = forms.FileField(
        label="Файл с планом",
        required=False,
        help_text="DOCX, ODT, XLSX, PDF с текстом, HTML или TXT, до 20 МБ.",
    )
    text = forms.CharField(
        label="Или текст плана",
        required=False,
        max_length=400_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Можно вставить таблицу, скопированную со страницы сайта или из документа.",
    )

    def clean_file(self) -> Upload | None:
        """The file, looked through; None when there is none."""
        given = self.cleaned_data["file"]
        return _looked_through(given) if given else None

    def clean(self) -> dict[str, object]:
        """One of both, not both."""
        given = self.cleaned_data
        if not self.errors and bool(given.get("file")) == bool(given.get("text", "").strip()):
            raise ValidationError("Выберите файл или вставьте текст: что-то одно.")
        return given

    def upload(self) -> Upload:
        """What was brought, whichever way."""
        found: Upload | None = self.cleaned_data["file"]
        return found or Upload(self.cleaned_data["text"].encode(), self.text_name, TEXT)


class YearlyReportForm(PaperForm):
    """A report on a plan as a file or as text."""

    text_name = "отчёт.txt"

    def __init__(self, *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]  # what any form is given
        self.fields["file"].label, self.fields["text"].label = "Файл с отчётом", "Или текст отчёта"


def _looked_through(upload: "UploadedFile[bytes]") -> Upload:
    ending = (upload.name or "").lower().rpartition(".")[2]
    if ending not in _ENDINGS:
        return uploads.checked(upload, kinds=_KINDS)
    if not upload.size:
        raise ValidationError("Файл пуст. Выберите другой.")
    if upload.size > uploads.LARGEST:
        raise ValidationError(f"Файл больше {uploads.LARGEST // 1024**2} МБ. Разделите его на части.")
    upload.seek(0)
    return Upload(upload.read(), uploads.safe_name(upload.name or "", ending=ending), TEXT)
