"""Forms of authorities and operators."""

from django import forms

from merilo_web.forms import ModelForm
from merilo_web.registry.actions import authorities, operators
from merilo_web.registry.forms.fields import WebsiteField
from merilo_web.registry.models import Authority, Operator

_ZONES = (
    ("Europe/Kaliningrad", "Калининград (МСК−1)"),
    ("Europe/Moscow", "Москва"),
    ("Europe/Samara", "Самара (МСК+1)"),
    ("Asia/Yekaterinburg", "Екатеринбург (МСК+2)"),
    ("Asia/Omsk", "Омск (МСК+3)"),
    ("Asia/Krasnoyarsk", "Красноярск (МСК+4)"),
    ("Asia/Irkutsk", "Иркутск (МСК+5)"),
    ("Asia/Yakutsk", "Якутск (МСК+6)"),
    ("Asia/Vladivostok", "Владивосток (МСК+7)"),
    ("Asia/Magadan", "Магадан (МСК+8)"),
    ("Asia/Kamchatka", "Петропавловск-Камчатский (МСК+9)"),
)


class AuthorityForm(ModelForm):
    """What is known of an authority."""

    website = WebsiteField(label="Сайт", required=False, max_length=200)
    time_zone = forms.ChoiceField(label="Часовой пояс", choices=_ZONES, initial="Europe/Moscow")

    class Meta:
        model = Authority
        fields = authorities.FACTS


class OperatorForm(ModelForm):
    """What is known of an operator."""

    class Meta:
        model = Operator
        fields = operators.FACTS
