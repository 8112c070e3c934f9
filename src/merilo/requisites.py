"""Numbers of the state's registers: what is wrong with an INN, an OGRN or an OKTMO, in a sentence for a person."""

_INN_WEIGHTS = (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
_INN_CONTROLS = {10: (9,), 12: (10, 11)}
"""Length → places of the control digits."""
_OGRN_DIVISORS = {13: 11, 15: 13}


def valid_inn(inn: str) -> bool:
    """Whether the taxpayer's number has 10 or 12 digits and right control digits."""
    return _digits(inn) and not inn_fault(inn)


def inn_fault(inn: str) -> str:
    """What is wrong with a taxpayer's number; empty when nothing is.

    Source: the tax service's order of its control digits. The sum of digits by weights, modulo 11, then modulo 10.
    """
    if not _digits(inn):
        return "ИНН пишут только цифрами."
    if len(inn) not in _INN_CONTROLS:
        zero = ", возможно, потерян ноль в начале" if len(inn) in (9, 11) else ""
        return f"В ИНН 10 цифр у организации или 12 у предпринимателя, а здесь {len(inn)}{zero}."
    digits = [int(sign) for sign in inn]
    for place in _INN_CONTROLS[len(inn)]:
        weights = _INN_WEIGHTS[11 - place :]
        if digits[place] != sum(one * two for one, two in zip(weights, digits, strict=False)) % 11 % 10:
            return "Контрольная цифра ИНН не сходится: в номере опечатка. Сверьте его с выпиской из ЕГРЮЛ."
    return ""


def ogrn_fault(ogrn: str) -> str:
    """What is wrong with a state registration number (13 digits; 15 of an entrepreneur); empty when nothing is."""
    if not _digits(ogrn):
        return "ОГРН пишут только цифрами."
    if len(ogrn) not in _OGRN_DIVISORS:
        return f"В ОГРН 13 цифр у организации или 15 у предпринимателя, а здесь {len(ogrn)}."
    if int(ogrn[:-1]) % _OGRN_DIVISORS[len(ogrn)] % 10 != int(ogrn[-1]):
        return "Контрольная цифра ОГРН не сходится: в номере опечатка. Сверьте его с выпиской из ЕГРЮЛ."
    return ""


def oktmo_fault(oktmo: str) -> str:
    """What is wrong with a code of a municipality's territory; empty when nothing is. It has no control digit inside.

    8 digits of a municipality, 11 of a settlement.
    """
    if not _digits(oktmo):
        return "ОКТМО пишут только цифрами."
    if len(oktmo) not in (8, 11):
        return f"В ОКТМО 8 цифр у муниципального образования или 11 у населённого пункта, а здесь {len(oktmo)}."
    return ""


def _digits(text: str) -> bool:
    return text.isascii() and text.isdecimal()
