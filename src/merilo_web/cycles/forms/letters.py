"""Forms of letters and of the number of recipients."""

from django import forms

from merilo_web.cycles.states import LetterKind
from merilo_web.fields import DayField
from merilo_web.forms import Form

_LINES = forms.Textarea(attrs={"rows": 3})


class NoticeForm(Form):
    """What the notices say beside what the cycle knows."""

    begins_on = DayField(label="Сбор информации с")
    ends_on = DayField(label="Сбор информации по")
    contact = forms.CharField(
        label="К кому обращаться с вопросами", max_length=255, required=False, help_text="Имя, должность, телефон."
    )


class PopulationRequestForm(Form):
    """What is asked about the number of recipients."""

    period = forms.CharField(
        label="За какой период", max_length=100, help_text="Продолжение слов «число получателей услуг …»."
    )
    answer_by = DayField(label="Ответ нужен до")


class ReminderForm(Form):
    """What is reminded of."""

    about = forms.CharField(label="О чём напомнить", max_length=500, widget=_LINES)
    answer_by = DayField(label="Срок")


WRITING_FORMS: dict[str, type[forms.Form]] = {
    LetterKind.NOTICE: NoticeForm,
    LetterKind.POPULATION_REQUEST: PopulationRequestForm,
    LetterKind.REMINDER: ReminderForm,
}


class LetterForm(Form):
    """A letter as a person corrects it."""

    subject = forms.CharField(label="Тема", max_length=500)
    post_dative = forms.CharField(
        label="Кому: должность в дательном падеже", max_length=255, required=False, help_text="Например: директору."
    )
    name_dative = forms.CharField(
        label="Кому: фамилия, имя, отчество в дательном падеже", max_length=255, required=False
    )
    recipient_name = forms.CharField(
        label="Фамилия, имя, отчество для обращения",
        max_length=255,
        required=False,
        help_text="В именительном падеже: отсюда берётся «Уважаемая Ольга Игоревна!».",
    )
    email = forms.EmailField(label="Адрес электронной почты", required=False)
    text = forms.CharField(
        label="Текст",
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 16}),
        help_text="Абзацы разделяет пустая строка. Обращение и подпись добавятся сами.",
    )


class IssueForm(Form):
    """From what number the letters are issued."""

    first_number = forms.CharField(
        label="Номер первого письма",
        max_length=48,
        help_text="Остальные получат следующие номера: 01-15/9, 01-15/10 и так далее.",
    )


class AddressForm(Form):
    """Where the letter goes."""

    email = forms.EmailField(label="Адрес электронной почты", required=False)


class HandingForm(Form):
    """How a letter was handed over."""

    on = DayField(label="Когда вручено")
    how = forms.CharField(label="Как и кому", max_length=255, help_text="Например: под подпись секретарю, нарочным.")


class PopulationForm(Form):
    """The number of service recipients in a year."""

    number = forms.IntegerField(
        label="Получателей услуг за год",
        min_value=0,
        max_value=1_000_000,
        help_text="Каждый человек считается один раз, вместе с филиалами.",
    )
    note = forms.CharField(label="Пояснение", max_length=500, required=False)
    confirmed = forms.BooleanField(label="Число проверено и верно", required=False)
