"""Forms of the evaluation of heads: the rules, the day for objections, an objection, an answer."""

from django import forms

from merilo_web.fields import DayField
from merilo_web.forms import Form
from merilo_web.plans.actions.evaluation import RulesFacts


class EvaluationRulesForm(Form):
    """The rules as text, and the order that introduces them."""

    act = forms.CharField(
        label="Приказ, которым введены правила", max_length=500, help_text="Например: приказ от … № …"
    )
    text = forms.CharField(
        label="Правила, которые вступят в силу",
        max_length=100_000,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 28, "spellcheck": "false", "class": "code", "wrap": "off"}),
        help_text="Поправьте слова и числа. Если что-то не сойдётся, программа назовёт строку и ничего не изменит.",
    )

    def facts(self) -> RulesFacts:
        """What is introduced."""
        return RulesFacts(**self.cleaned_data)


class EvaluationRoundForm(Form):
    """Until when heads may object."""

    object_until = DayField(label="Возражения принимаются до")


class ObjectionForm(Form):
    """What the head does not agree with."""

    objection = forms.CharField(label="С чем вы не согласны и почему", max_length=4000, widget=forms.Textarea)


class EvaluationAnswerForm(Form):
    """The authority's answer, and whether the sheet is made anew."""

    answer = forms.CharField(label="Ответ", max_length=4000, widget=forms.Textarea)
    again = forms.BooleanField(
        label="Выпустить лист заново по сегодняшним данным",
        required=False,
        help_text="Отметьте, если возражение верно и данные с тех пор исправлены: прежний лист сохранится.",
    )
