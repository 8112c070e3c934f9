"""What templates need to show things: pills, numbers, dates, titles. Nothing here computes."""

import re
from datetime import date
from decimal import Decimal

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = template.Library()
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

_TONES = {"good": "●", "attention": "▲", "bad": "■", "quiet": "○", "now": "▶"}


@register.simple_tag
def pill(words: str, tone: str = "quiet") -> SafeString:
    """A status as words in a pill; `tone` adds a shape and a colour: good, attention, bad, quiet, now."""
    return format_html('<span class="pill {}"><span aria-hidden="true">{}</span> {}</span>', tone, _TONES[tone], words)


@register.filter
def day(value: date | None) -> str:
    """«03.02.2026»; a dash where there is no date."""
    return f"{value:%d.%m.%Y}" if value else "—"


@register.filter
def number(value: Decimal | int | str | None) -> str:
    """«1 234,5»: a thin space between thousands, a comma before decimals; a dash where there is no number."""
    if value is None or value == "":
        return "—"
    whole, _, rest = str(value).partition(".")
    sign, digits = ("−", whole[1:]) if whole.startswith("-") else ("", whole)
    spaced = f"{int(digits):,}".replace(",", "\u202f")
    return f"{sign}{spaced},{rest}" if rest else f"{sign}{spaced}"


@register.filter
def counted(value: int, forms: str) -> str:
    """A number with its noun: `{{ 5|counted:"анкета,анкеты,анкет" }}` is «5 анкет»."""
    one, few, many = forms.split(",")
    tens, units = value % 100, value % 10
    if units == 1 and tens != 11:
        word = one
    elif 2 <= units <= 4 and not 12 <= tens <= 14:
        word = few
    else:
        word = many
    return f"{number(value)} {word}"


@register.filter
def plain(value: object) -> str:
    """A value of the journal in words: «да» and «нет», lists with commas, days as people write them."""
    if value is None or value == "":
        return "—"
    if isinstance(value, bool):
        return "да" if value else "нет"
    if isinstance(value, list):
        return ", ".join(plain(one) for one in value) or "—"
    if isinstance(value, dict):
        return "; ".join(f"{name}: {plain(one)}" for name, one in value.items()) or "—"
    text = str(value)
    return f"{text[8:]}.{text[5:7]}.{text[:4]}" if _DAY.fullmatch(text) else text
