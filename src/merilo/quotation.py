"""Quotation marks of Russian: «ёлочки» outside and „лапки“ inside, so that no two closing marks ever stand together."""

_INNER = str.maketrans("«»", "„“")


def inner(text: str) -> str:
    """The text as it stands inside other quotation marks."""
    return text.translate(_INNER)


def in_quotes(text: str) -> str:
    """«МБДОУ „Берёзка“»: the text in quotation marks, its own ones made inner."""
    return f"«{inner(text)}»"
