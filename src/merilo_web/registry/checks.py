"""Checks of single values that hold wherever they are typed or read."""

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator

from merilo import requisites

_WEB = URLValidator(schemes=["http", "https"])


def check_inn(text: str) -> None:
    """Refuse a taxpayer's number with wrong digits."""
    _refuse(requisites.inn_fault(text))


def check_ogrn(text: str) -> None:
    """Refuse a state registration number with wrong digits."""
    _refuse(requisites.ogrn_fault(text))


def check_oktmo(text: str) -> None:
    """Refuse a code of a territory that has not 8 or 11 digits."""
    _refuse(requisites.oktmo_fault(text))


def check_website(text: str) -> None:
    """Refuse an address that no browser opens as a page of the web."""
    try:
        _WEB(text)
    except ValidationError:
        _refuse("Напишите адрес сайта целиком, например https://school1.ru.")


def _refuse(fault: str) -> None:
    if fault:
        raise ValidationError(fault)
