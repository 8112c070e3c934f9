"""Numbers of a workbook as its sheet shows them in Russian: decimal commas, per cents, dates."""

import re
from datetime import date, datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

_BUILT_IN = {
    1: "0",
    2: "0.00",
    3: "#,##0",
    4: "#,##0.00",
    9: "0%",
    10: "0.00%",
    14: "dd.mm.yyyy",
    15: "dd.mm.yyyy",
    16: "dd.mm.yyyy",
    17: "mmm yyyy",
    18: "h:mm",
    19: "h:mm:ss",
    20: "h:mm",
    21: "h:mm:ss",
    22: "dd.mm.yyyy h:mm",
    45: "mm:ss",
    46: "h:mm:ss",
    47: "mm:ss",
}
_BUILT_IN_DATES = (*range(27, 37), *range(50, 59))
_QUOTED = re.compile(r'"([^"]*)"|\\(.)')
_BRACKETS = re.compile(r"\[[^\]]*\]|[_*].")
_PLACES = re.compile(r"[0#?][0#?, ]*(?:[.]([0#?]+))?")
_MONTHS = (
    "Январь",
    "Февраль",
    "Март",
    "Апрель",
    "Май",
    "Июнь",
    "Июль",
    "Август",
    "Сентябрь",
    "Октябрь",
    "Ноябрь",
    "Декабрь",
)
_LAST_DAY = 2_958_465
"""The day number of 31.12.9999."""
_SECONDS = 86_400


def built_in(number: int) -> str:
    """The code of a format that a workbook does not spell out; empty for «General»."""
    return "dd.mm.yyyy" if number in _BUILT_IN_DATES else _BUILT_IN.get(number, "")


def shown(text: str, code: str, *, from_1904: bool = False) -> str:
    """A number as a sheet shows it in this format; a text that is no number as it is."""
    try:
        number = Decimal(text)
    except InvalidOperation:
        return text
    if not number.is_finite() or abs(number.adjusted()) > 300:
        return text
    first = _BRACKETS.sub("", code.split(";", maxsplit=1)[0])
    bare = _QUOTED.sub("", first).lower()
    if re.search(r"[dyдг]|m{3}", bare) or (re.search(r"[hsч]", bare) and "0" not in bare.split(".")[0]):
        return _moment(number, bare, from_1904=from_1904)
    if "%" in bare:
        return f"{_plain(number * 100, _decimals(bare))}%"
    if _PLACES.search(bare) and "/" not in bare and "e" not in bare:
        return _between_literals(first, _plain(number, _decimals(bare)))
    return _plain(_shortest(number), None)


def _shortest(number: Decimal) -> Decimal:
    """What fifteen digits tell of a number: a sheet stores 96,3 as 96.299999999999997."""
    return Decimal(f"{number:.14e}").normalize() if len(number.as_tuple().digits) > 15 else number


def _decimals(bare: str) -> int:
    places = _PLACES.search(bare)
    return len(places[1]) if places and places[1] else 0


def _plain(number: Decimal, decimals: int | None) -> str:
    if decimals is not None and number.adjusted() < 25:
        number = _shortest(number).quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    text = f"{number:f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return ("0" if text in ("-0", "") else text).replace(".", ",")


def _between_literals(code: str, number: str) -> str:
    """A number between the words that its format puts around it."""
    places = _PLACES.search(_QUOTED.sub(lambda found: "\x01" * len(found[0]), code))
    if places is None:
        return number
    before, after = (
        "".join(found[1] or found[2] or "" for found in _QUOTED.finditer(part))
        for part in (code[: places.start()], code[places.end() :])
    )
    return f"{before}{number}{after}"


def _moment(number: Decimal, bare: str, *, from_1904: bool) -> str:
    if not 0 <= number <= _LAST_DAY:
        return _plain(number, None)
    start = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001  sheets know no zones
    days, rest = divmod(number, 1)
    if not from_1904 and 0 < days < 60:
        days += 1
    seconds = int((rest * _SECONDS).quantize(Decimal(1), ROUND_HALF_UP))
    try:
        moment = start + timedelta(days=int(days), seconds=seconds)
    except OverflowError:
        return _plain(number, None)
    day = _day(moment.date(), bare)
    clock = f"{moment:%H:%M}"
    if not day:
        return clock
    return f"{day} {clock}" if seconds and re.search(r"[hч]", bare) else day


def _day(day: date, bare: str) -> str:
    """A day as the format tells it: a month with its year, a whole date; empty when it shows only hours."""
    if "mmm" in bare and re.search(r"[yг]", bare) and not re.search(r"[dд]", bare):
        return f"{_MONTHS[day.month - 1]} {day.year}"
    if not re.search(r"[dдmм]", bare):
        return str(day.year) if re.search(r"[yг]", bare) else ""
    return f"{day:%d.%m.%Y}" if re.search(r"[dyдг]|m{3}", bare) else ""
