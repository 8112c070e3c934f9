"""People of the invented municipality: one log-in for every role."""

from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import Role
from merilo_web.demo.territory import Place
from merilo_web.registry.models import CouncilMember, Mandate, Organization

PASSWORD = "Заречный-2026"  # noqa: S105 - printed on the screen: it opens nothing but the demonstration

OTHERS = "deputy-"
"""How log-ins of other organizations' people begin: they only write plans and are not printed."""


@dataclass(frozen=True, slots=True)
class Login:
    """How to sign in as somebody."""

    user: User
    role: Role


def admit(place: Place, *, on: date) -> dict[Role, Login]:
    """Make the people, each with a mandate since `on`; members of the council get their seats."""
    school = place.organizations[0]
    posts: dict[Role, tuple[str, str, str]] = {
        Role.AUTHORITY_ADMIN: ("uo", "Лугова Анна Сергеевна", "начальник управления образования"),
        Role.AUTHORITY_SPECIALIST: ("specialist", "Рябинина Ольга Павловна", "главный специалист"),
        Role.OPERATOR_MANAGER: ("operator", "Громов Павел Игоревич", "руководитель проекта"),
        Role.OPERATOR_INSPECTOR: ("inspector", "Туманова Вера Глебовна", "специалист"),
        Role.ORGANIZATION_HEAD: ("school", school.head_name, "директор"),
        Role.ORGANIZATION_DEPUTY: ("deputy", "Щеглова Ирина Романовна", "заместитель директора"),
        Role.REGIONAL_OBSERVER: ("region", "Озёрова Нина Петровна", "консультант министерства"),
        Role.SYSTEM_ADMIN: ("admin", "Мельников Глеб Юрьевич", "системный администратор"),
    }
    held: dict[Role, dict[str, object]] = {
        Role.AUTHORITY_ADMIN: {"authority": place.authority},
        Role.AUTHORITY_SPECIALIST: {"authority": place.authority},
        Role.OPERATOR_MANAGER: {"operator": place.operator},
        Role.OPERATOR_INSPECTOR: {"operator": place.operator},
        Role.ORGANIZATION_HEAD: {"organization": school},
        Role.ORGANIZATION_DEPUTY: {"organization": school},
        Role.REGIONAL_OBSERVER: {"authority": place.region},
        Role.SYSTEM_ADMIN: {},
    }
    logins = {}
    for role, (name, full_name, post) in posts.items():
        user = _user(name, full_name, post)
        Mandate.objects.create(user=user, role=role, since=on, **held[role])
        logins[role] = Login(user, role)
    return logins | _seated(place, on=on)


def admit_deputy(organization: Organization, number: int, *, on: date) -> User:
    """A deputy head of one organization more, who writes its plan."""
    user = _user(f"{OTHERS}{number}", f"Заместитель {number}", "заместитель директора")
    Mandate.objects.create(user=user, role=Role.ORGANIZATION_DEPUTY, since=on, organization=organization)
    return user


def admit_head(organization: Organization, number: int, *, on: date) -> User:
    """The head of one organization more, who approves its own plan for a year."""
    user = _user(f"{OTHERS}head-{number}", organization.head_name, organization.head_post)
    Mandate.objects.create(user=user, role=Role.ORGANIZATION_HEAD, since=on, organization=organization)
    return user


def _seated(place: Place, *, on: date) -> dict[Role, Login]:
    """Members of the council with accounts: the chair, the secretary and the first of the members."""
    offices = {
        CouncilMember.Office.CHAIR: ("chair", Role.COUNCIL_CHAIR),
        CouncilMember.Office.SECRETARY: ("secretary", Role.COUNCIL_SECRETARY),
        CouncilMember.Office.MEMBER: ("member", Role.COUNCIL_MEMBER),
    }
    logins: dict[Role, Login] = {}
    for member in place.council.members.order_by("id"):
        name, role = offices[CouncilMember.Office(member.office)]
        if role in logins:
            continue
        member.user = _user(name, member.full_name)
        member.save(update_fields=["user"])
        Mandate.objects.create(user=member.user, role=role, since=on, council=place.council)
        logins[role] = Login(member.user, role)
    return logins


@cache
def _hashed() -> str:
    """The one password, hashed once: hashing is slow on purpose."""
    return make_password(PASSWORD)


def _user(name: str, full_name: str, post: str = "") -> User:
    user = User.objects.create_user(f"{name}@zarechny.example", full_name=full_name, post=post)
    user.password = _hashed()
    user.save(update_fields=["password"])
    return user
