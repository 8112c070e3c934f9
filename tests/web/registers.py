"""Organizations with sound numbers, for tests of the register."""

from merilo_web.demo.numbers import inn, ogrn
from merilo_web.registry.models import Authority, Organization


def facts(number: int = 7, **changes: object) -> dict[str, object]:
    """What an authority types of a new organization."""
    return {
        "full_name": f"Муниципальное учреждение «Школа № {number}»",
        "short_name": f"Школа № {number}",
        "sector": "education",
        "type": "school",
        "inn": inn(number),
        "ogrn": ogrn(number),
        "oktmo": "00701000",
        "website": f"https://school{number}.example.org",
        "head_name": "Снегирёва Юлия Павловна",
        "head_post": "директор",
        **changes,
    }


def entered(authority: Authority, number: int = 7, **changes: object) -> Organization:
    """An organization on the register."""
    return Organization.objects.create(authority=authority, **facts(number, **changes))
