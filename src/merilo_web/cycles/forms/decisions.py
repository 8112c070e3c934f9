"""Forms of the register of decisions."""

from django import forms

from merilo_web.fields import DayField
from merilo_web.forms import Form


class DecisionForm(Form):
    """A decision of the authority."""

    number = forms.CharField(label="Номер", max_length=64, help_text="Номер приказа, распоряжения.")
    decided_on = DayField(label="Дата")
    body = forms.CharField(label="Кто решил", max_length=500)
    subject = forms.CharField(label="О чём", max_length=500)
    text = forms.CharField(label="Решение", max_length=8000, widget=forms.Textarea(attrs={"rows": 5}))
    assignee = forms.CharField(label="Ответственный", max_length=255, required=False)
    due_on = DayField(label="Срок исполнения", required=False)


class CompletionForm(Form):
    """When a decision was carried out, and what came of it."""

    completed_on = DayField(label="Исполнено")
    outcome = forms.CharField(label="Что сделано", max_length=8000, widget=forms.Textarea(attrs={"rows": 4}))
