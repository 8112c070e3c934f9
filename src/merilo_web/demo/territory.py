"""The invented municipality: a region, an authority, 75 organizations, a council, an operator."""

import random
from dataclasses import dataclass
from datetime import date

from merilo.quotation import in_quotes
from merilo_web.demo import names
from merilo_web.demo.numbers import inn, ogrn
from merilo_web.registry.models import (
    Authority,
    ConflictOfInterest,
    CouncilMember,
    Operator,
    Organization,
    PublicCouncil,
)

REGION, TOWN = "Заозёрная область", "город Заречный"
_SCHOOLS, _KINDERGARTENS, _ADDITIONAL = 32, 35, 8
_NEVER = frozenset({31, 32, 66})
"""Organizations that opened lately and were never assessed."""
_YEARS = 3
"""Every organization is assessed once in so many years."""
_SEED = 2026
_STREETS = ("Школьная", "Садовая", "Речная", "Молодёжная", "Лесная", "Мира", "Новая", "Полевая")
_FAIRY_NAMES = ("Родничок", "Солнышко", "Берёзка", "Ласточка", "Колосок", "Теремок", "Светлячок")
_CENTRES = ("Дом детского творчества", "Детская школа искусств", "Станция юных натуралистов", "Спортивная школа")


@dataclass(frozen=True, slots=True)
class Place:
    """What the municipality consists of."""

    region: Authority
    authority: Authority
    council: PublicCouncil
    operator: Operator
    organizations: tuple[Organization, ...]


def settle(on: date) -> Place:
    """Make the municipality in an empty database; terms of people begin two years before `on`."""
    since = date(on.year - 2, 9, 1)
    region = _authority(
        None,
        level="regional",
        name=f"Министерство образования, {REGION}",
        short_name="Минобразования",
        territory=REGION,
    )
    authority = _authority(
        region,
        level="municipal",
        name=f"Управление образования администрации, {TOWN}",
        short_name="Управление образования",
        territory=TOWN,
        oktmo="00701000",
        address=f"{TOWN}, ул. Мира, д. 1",
        email="uo@zarechny.example",
        website="https://uo.zarechny.example",
        head_name="Лугова Анна Сергеевна",
        head_post="начальник управления образования",
    )
    organizations = tuple(_organizations(authority, on))
    operator = Operator.objects.create(
        name="Общество с ограниченной ответственностью «Центр исследований „Ясность“»",
        short_name="ООО «Ясность»",
        inn=inn(900),
        ogrn=ogrn(900),
        address=f"{TOWN}, ул. Новая, д. 12",
        email="office@yasnost.example",
        phone="+7 000 000-09-00",
        head_name="Громов Павел Игоревич",
        head_post="генеральный директор",
    )
    return Place(region, authority, _council(authority, organizations, since=since), operator, organizations)


def _authority(parent: Authority | None, **facts: str) -> Authority:
    authority = Authority.objects.create(parent=parent, path="", **facts)
    authority.path = f"{parent.path if parent else ''}{authority.pk}/"
    authority.save(update_fields=["path"])
    return authority


def _council(authority: Authority, organizations: tuple[Organization, ...], *, since: date) -> PublicCouncil:
    council = PublicCouncil.objects.create(
        authority=authority,
        name=f"Общественный совет по независимой оценке качества в сфере образования, {TOWN}",
        order_number="114-а",
        order_on=since,
        published_at_url="https://uo.zarechny.example/council",
    )
    seats = ("chair", "secretary", *("member",) * 5)
    represents = (
        "совет ветеранов",
        "городская газета",
        "родительский совет",
        "общество инвалидов",
        "женсовет",
        "профсоюз",
        "молодёжный совет",
    )
    people = names.people(len(seats), seed=_SEED + 1)
    members = [
        CouncilMember.objects.create(council=council, full_name=name.full, office=office, represents=body, since=since)
        for name, office, body in zip(people, seats, represents, strict=True)
    ]
    ConflictOfInterest.objects.create(
        member=members[3],
        organization=organizations[4],
        ground="relative",
        note="дочь работает учителем",
        declared_on=since,
    )
    ConflictOfInterest.objects.create(
        member=members[5], organization=organizations[40], ground="employee", declared_on=since
    )
    return council


def _organizations(authority: Authority, on: date) -> list[Organization]:
    drawn = random.Random(_SEED)  # noqa: S311 - addresses to show, nothing secret
    heads = names.people(_SCHOOLS + _KINDERGARTENS + _ADDITIONAL, seed=_SEED)
    made = []
    for number, head in enumerate(heads, start=1):
        kind, full_name, short_name, post = _kind(number)
        made.append(
            Organization(
                authority=authority,
                full_name=full_name,
                short_name=short_name,
                type=kind,
                group="",
                inn=inn(number),
                ogrn=ogrn(number),
                oktmo=authority.oktmo,
                founder=authority.name,
                address=f"{TOWN}, ул. {drawn.choice(_STREETS)}, д. {drawn.randrange(1, 90)}",
                website=f"https://o{number}.zarechny.example",
                phone=f"+7 000 000-{number // 100:02d}-{number % 100:02d}",
                email=f"o{number}@zarechny.example",
                last_assessed_on=_assessed_before(number, on),
                head_name=head.full,
                head_post=post if kind != "kindergarten" else ("заведующая" if head.is_woman else "заведующий"),
            )
        )
    return Organization.objects.bulk_create(made)


def _assessed_before(number: int, on: date) -> date | None:
    """When it was assessed before this system came: a third of the organizations each year, the newest never."""
    if number in _NEVER:
        return None
    return date(on.year - 4 + number % _YEARS, 10, 1)


def _kind(number: int) -> tuple[str, str, str, str]:
    """Type, full and short name, post of the head of the organization with this number in the register."""
    if number <= _SCHOOLS:
        grade = "Гимназия" if number % 8 == 0 else "Средняя общеобразовательная школа"
        short = "Гимназия" if number % 8 == 0 else "Школа"
        return (
            "school",
            f"Муниципальное бюджетное общеобразовательное учреждение «{grade} № {number}»",
            f"{short} № {number}",
            "директор",
        )
    if number <= _SCHOOLS + _KINDERGARTENS:
        own = number - _SCHOOLS
        nickname = _FAIRY_NAMES[own % len(_FAIRY_NAMES)]
        short = f"Детский сад № {own} «{nickname}»"
        return (
            "kindergarten",
            f"Муниципальное бюджетное дошкольное образовательное учреждение {in_quotes(short)}",
            short,
            "",
        )
    own = number - _SCHOOLS - _KINDERGARTENS
    short = f"{_CENTRES[own % len(_CENTRES)]} № {own}"
    return (
        "additional",
        f"Муниципальное бюджетное учреждение дополнительного образования {in_quotes(short)}",
        short,
        "директор",
    )
