"""Quotation marks of Russian: «ёлочки» outside and „лапки“ inside; marks of one form never stand side by side."""

import re

_INNER = str.maketrans("«»", "„“")
_DOUBLED = re.compile(r"([„“])\1+")


def inner(text: str) -> str:
    """The text as it stands inside other quotation marks; of inner marks that then meet one is left, «„А „Б“»."""
    return _DOUBLED.sub(r"\1", text.translate(_INNER))


def in_quotes(text: str) -> str:
    """«МБДОУ „Берёзка“»: the text in quotation marks, its own ones made inner."""
    return f"«{inner(text)}»"
