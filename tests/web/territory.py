"""An invented territory, small and whole: what the tests of the web system stand on.

Заречный район has all that a cycle needs; Соседний район exists so that foreign objects can be asked for.
"""

from dataclasses import dataclass, field
from datetime import date

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.cycles.models import Cycle, ListedOrganization
from merilo_web.registry.models import Authority, CouncilMember, Mandate, Operator, Organization, PublicCouncil

SINCE = date(2025, 1, 1)
YEAR = 2026


@dataclass
class Municipality:
    """One authority with everything below it."""

    authority: Authority
    council: PublicCouncil
    operator: Operator
    organizations: list[Organization]
    cycle: Cycle
    people: dict[Role, User]
    members: list[CouncilMember]
    listed: list[ListedOrganization] = field(default_factory=list)


@dataclass
class Territory:
    """A region with two municipalities, an observer above them and the system's administrator."""

    region: Authority
    home: Municipality
    foreign: Municipality
    people: dict[Role, User]
    """One person for every role: those of `home`, the region's observer, the system's administrator."""


def build() -> Territory:
    """Make it all in the database."""
    region = Authority.objects.create(
        level="regional",
        name="Министерство образования Приозёрной области",
        short_name="Минобр",
        territory="Приозёрная область",
        path="",
    )
    Authority.objects.filter(pk=region.pk).update(path=f"{region.pk}/")
    region.refresh_from_db()
    home, foreign = _municipality(region, "Заречный"), _municipality(region, "Соседний")
    observer = _person("observer@example.org", "Озёрова Нина Петровна", role=Role.REGIONAL_OBSERVER, authority=region)
    admin = _person("admin@example.org", "Сидоров Пётр Ильич", role=Role.SYSTEM_ADMIN)
    people = {**home.people, Role.REGIONAL_OBSERVER: observer, Role.SYSTEM_ADMIN: admin}
    return Territory(region, home, foreign, people)


def _municipality(region: Authority, name: str) -> Municipality:
    authority = Authority.objects.create(
        parent=region,
        level="municipal",
        name=f"Управление образования, {name} район",
        short_name=f"УО, {name} район",
        territory=f"{name} район",
        path="",
        head_name="Лугова Анна Сергеевна",
        head_post="начальник управления",
        email=f"uo-{_latin(name)}@example.org",
    )
    Authority.objects.filter(pk=authority.pk).update(path=f"{region.path}{authority.pk}/")
    authority.refresh_from_db()
    council = PublicCouncil.objects.create(
        authority=authority, name=f"Общественный совет, {name} район", order_number="17", order_on=SINCE
    )
    operator = Operator.objects.create(
        name=f"ООО «Опрос, {name}»",
        short_name=f"Опрос, {name}",
        inn="7700000000" if name == "Заречный" else "7700000001",
    )
    organizations = _organizations(authority, name)
    cycle = Cycle.objects.create(
        authority=authority,
        council=council,
        operator=operator,
        year=YEAR,
        title=f"НОК {YEAR}, {name} район",
        edition_id="2024-344n-408n",
        opened_on=date(YEAR, 2, 1),
    )
    people = _people(name, authority=authority, council=council, operator=operator, organization=organizations[0])
    members = _members(council, people)
    listed = [
        ListedOrganization.objects.create(cycle=cycle, organization=one, ground="never_assessed")
        for one in organizations
    ]
    return Municipality(authority, council, operator, organizations, cycle, people, members, listed)


def _organizations(authority: Authority, name: str) -> list[Organization]:
    return [
        Organization.objects.create(
            authority=authority,
            full_name=f"Муниципальное общеобразовательное учреждение «Школа № {number}», {name} район",
            short_name=f"Школа № {number}, {name}",
            type="school",
            inn=f"78000{number:05d}",
            website=f"https://school{number}.example.org",
            head_name="Ветрова Ольга Игоревна",
            head_post="директор",
            email=f"school{number}-{_latin(name)}@example.org",
        )
        for number in (1, 2, 3)
    ]


def _people(name: str, **places: object) -> dict[Role, User]:
    held = {
        "authority": (Role.AUTHORITY_ADMIN, Role.AUTHORITY_SPECIALIST),
        "council": (Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY, Role.COUNCIL_MEMBER),
        "operator": (Role.OPERATOR_MANAGER, Role.OPERATOR_INSPECTOR),
        "organization": (Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY),
    }
    return {
        role: _person(
            f"{role}-{_latin(name)}@example.org",
            f"{role.label.capitalize()} {name}",
            role=role,
            **{place: places[place]},
        )
        for place, several in held.items()
        for role in several
    }


def _members(council: PublicCouncil, people: dict[Role, User]) -> list[CouncilMember]:
    seats = [
        (people[Role.COUNCIL_CHAIR], "chair"),
        (people[Role.COUNCIL_SECRETARY], "secretary"),
        (people[Role.COUNCIL_MEMBER], "member"),
    ]
    members = [
        CouncilMember.objects.create(council=council, user=user, full_name=user.full_name, office=office, since=SINCE)
        for user, office in seats
    ]
    extra = ("Гусева Мария Львовна", "Заяц Иван Иванович")
    return members + [
        CouncilMember.objects.create(council=council, full_name=full_name, since=SINCE) for full_name in extra
    ]


def _person(email: str, full_name: str, *, role: Role, **place: object) -> User:
    user = User.objects.create_user(email, "Очень длинный пароль 1", full_name=full_name)
    Mandate.objects.create(user=user, role=role, since=SINCE, **place)
    return user


def _latin(name: str) -> str:
    return {"Заречный": "home", "Соседний": "foreign"}[name]
