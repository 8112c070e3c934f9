"""Forms of execution: what was done, what proves it, whether it is confirmed, a later term, the quarter's report."""

from django import forms
from django.core.exceptions import ValidationError

from merilo_web.archive import uploads
from merilo_web.archive.uploads import Upload
from merilo_web.fields import DayField
from merilo_web.forms import Form


class ExecutionForm(Form):
    """What was done and when."""

    implemented = forms.CharField(
        label="Что сделано",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Эти слова станут графой «реализованные меры» плана и отчёта.",
    )
    completed_on = DayField(label="Фактический срок")


class ConfirmMeasureForm(Form):
    """What the checker saw."""

    note = forms.CharField(
        label="Чем подтверждено",
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Обязательно, если недостаток обнаружен повторно.",
    )


class RemarkForm(Form):
    """What is missing."""

    remark = forms.CharField(label="Чего не хватает", max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))


class ProofForm(Form):
    """A proof: a file or a link, and what it is."""

    title = forms.CharField(label="Что это", required=False, max_length=500)
    file = forms.FileField(
        label="Файл или фотография",
        required=False,
        help_text="PDF, DOCX, XLSX, ODT, JPG, PNG или HEIC, до 20 МБ. Тип узнаётся по содержимому.",
    )
    url = forms.CharField(
        label="Или ссылка",
        required=False,
        max_length=500,
        widget=forms.URLInput,
    )

    def clean_file(self) -> Upload | None:
        """The file, looked through; None when there is none."""
        given = self.cleaned_data["file"]
        return uploads.checked(given) if given else None

    def clean(self) -> dict[str, object]:
        """One of both, not both."""
        given = self.cleaned_data
        if not self.errors and bool(given.get("file")) == bool(given.get("url")):
            raise ValidationError("Приложите файл или укажите ссылку: что-то одно.")
        return given


class ExtensionForm(Form):
    """A later term and the reason for it."""

    term = forms.CharField(
        label="Новый срок", max_length=300, help_text="Дата или период, из которых виден последний день."
    )
    reason = forms.CharField(label="Почему прежний срок не выдержать", max_length=2000, widget=forms.Textarea)


class AnswerForm(Form):
    """What the authority answers to a request for a later term."""

    answer = forms.CharField(
        label="Ответ организации", required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class ReportForm(Form):
    """What the organization adds to the table of the quarter."""

    note = forms.CharField(
        label="Пояснение к отчёту",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Например: почему что-то не сделано в срок. Таблица мероприятий возьмётся из плана, как она есть.",
    )
