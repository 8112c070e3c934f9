"""Which form of a Russian noun stands after a number."""


def plural(number: int, forms: tuple[str, str, str]) -> str:
    """The form of a noun after a number: (1 анкета, 2 анкеты, 5 анкет)."""
    tens, units = number % 100 // 10, number % 10
    if tens == 1 or units == 0 or units >= 5:
        return forms[2]
    return forms[0] if units == 1 else forms[1]
