"""Forms of the contract, its stages and deliverables, of the plan of the assessment and of public events."""

from django import forms

from merilo_web.cycles.states import PublicEventKind
from merilo_web.fields import DayField
from merilo_web.forms import Form
from merilo_web.registry.models import Operator

_LINES = forms.Textarea(attrs={"rows": 3})


class ContractForm(Form):
    """What the signed contract says."""

    operator = forms.ModelChoiceField(
        Operator.objects.order_by("short_name", "id"), label="Оператор", help_text="Нет в списке — внесите в реестр."
    )
    number = forms.CharField(label="Номер контракта", max_length=64)
    signed_on = DayField(label="Дата заключения")
    begins_on = DayField(label="Действует с")
    ends_on = DayField(label="Действует по")
    price = forms.DecimalField(
        label="Цена, руб.", max_digits=14, decimal_places=2, min_value=0, required=False, localize=True
    )


class StageForm(Form):
    """A stage of the work."""

    title = forms.CharField(label="Этап", max_length=500)
    begins_on = DayField(label="Начало")
    ends_on = DayField(label="Окончание")
    result = forms.CharField(label="Чем завершается", max_length=500, required=False)


class DeliverableForm(Form):
    """A result that the operator hands over."""

    title = forms.CharField(label="Результат работы", max_length=500)
    form = forms.CharField(label="Форма", max_length=255, required=False, help_text="Например: файл XLSX.")


class AcceptanceForm(Form):
    """When a deliverable was accepted."""

    accepted_on = DayField(label="Принят")
    remark = forms.CharField(label="Замечание", max_length=500, required=False)


class RemarkForm(Form):
    """Why a deliverable is returned."""

    remark = forms.CharField(label="Что исправить", max_length=500, widget=_LINES)


class MeasureForm(Form):
    """A measure of the plan as it is written."""

    section = forms.CharField(label="Раздел", max_length=255, required=False)
    number = forms.CharField(label="Номер", max_length=16, help_text="3 или 3.1: второе стоит внутри первого.")
    title = forms.CharField(label="Мероприятие", max_length=1000, widget=_LINES)
    term = forms.CharField(
        label="Срок",
        max_length=300,
        required=False,
        help_text="Как в документе: «до 1 марта 2026 г.», «II квартал 2026 г.», «постоянно», «в течение месяца со дня "
        "поступления информации».",
    )
    assignee = forms.CharField(label="Ответственный исполнитель", max_length=500, required=False)
    expected = forms.CharField(label="Ожидаемый результат", max_length=1000, required=False, widget=_LINES)


class ExecutionForm(Form):
    """How a measure was carried out."""

    outcome = forms.CharField(label="Что сделано", max_length=4000, widget=_LINES)
    completed_on = DayField(label="Исполнено", required=False, help_text="Пусто — мероприятие ещё исполняется.")
    document = forms.CharField(label="Документ", max_length=500, required=False, help_text="Например: протокол № 1.")
    link = forms.URLField(label="Ссылка", required=False, assume_scheme="https")


class ApproverForm(Form):
    """Who approves the plan, or to what document it is an annex."""

    name = forms.CharField(label="Кто утвердил: фамилия, имя, отчество", max_length=255, required=False)
    post = forms.CharField(label="Должность", max_length=255, required=False)
    annex_to = forms.CharField(
        label="Или приложение к документу",
        max_length=500,
        required=False,
        help_text="В дательном падеже: протоколу заседания общественного совета от 08.02.2027 № 1. Тогда имя сотрите.",
    )


class PublicEventForm(Form):
    """A seminar, a meeting, a publication."""

    kind = forms.ChoiceField(label="Вид", choices=PublicEventKind.choices)
    held_on = DayField(label="Дата")
    title = forms.CharField(label="Название", max_length=500)
    place = forms.CharField(label="Где: место или издание", max_length=500, required=False)
    participants = forms.CharField(label="Участники", max_length=1000, required=False)
    link = forms.URLField(label="Ссылка", required=False, assume_scheme="https")
