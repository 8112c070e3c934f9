"""The sections of the system that a person sees on top of every page."""

from collections.abc import Iterable
from dataclasses import dataclass

from django import template
from django.http import HttpRequest
from django.template import Context
from django.urls import NoReverseMatch, reverse

from merilo_web.accounts import roles
from merilo_web.accounts.roles import Role
from merilo_web.registry.access import access_of

register = template.Library()

_KEEPERS = roles.AUTHORITY | roles.OBSERVERS | {Role.SYSTEM_ADMIN}
_SECTIONS = (
    ("Рабочий стол", "desk:home", roles.EVERYBODY | {Role.SYSTEM_ADMIN}),
    ("Циклы", "cycles:list", roles.EVERYBODY),
    ("Планы", "plans:list", roles.AUTHORITY | roles.OBSERVERS | roles.COUNCIL | roles.ORGANIZATION),
    ("Оценка руководителей", "plans:evaluations", roles.AUTHORITY | {Role.ORGANIZATION_HEAD}),
    ("Организации", "registry:organizations", _KEEPERS | roles.COUNCIL),
    ("Советы", "registry:councils", _KEEPERS | roles.COUNCIL),
    ("Документы", "registry:documents", roles.EVERYBODY),
    ("Органы власти", "registry:authorities", _KEEPERS),
    ("Операторы", "registry:operators", _KEEPERS),
    ("Люди", "registry:people", _KEEPERS | {Role.OPERATOR_MANAGER, Role.ORGANIZATION_HEAD}),
    ("Журнал", "desk:journal", _KEEPERS | roles.ORGANIZATION),
)
"""Title, URL name, roles whose work is there. What a page shows is decided by the page itself."""
_HOMES = {"fieldwork": "cycles:list", "results": "cycles:list"}
"""Apps some of whose addresses do not begin with the address of the section that they belong to."""


@dataclass(frozen=True, slots=True)
class Section:
    """One link of the menu."""

    title: str
    address: str
    current: bool


@register.simple_tag(takes_context=True)
def sections(context: Context) -> tuple[Section, ...]:
    """The menu of whoever is signed in; nothing for a stranger. Sections whose pages do not exist are left out."""
    request: HttpRequest | None = context.get("request")
    if request is None or not request.user.is_authenticated:
        return ()
    access = access_of(request.user)
    links = [(title, _address(name)) for title, name, wanted in _SECTIONS if access.has(wanted)]
    current = _current(request, [address for _, address in links if address])
    return tuple(Section(title, address, address == current) for title, address in links if address)


def _address(name: str) -> str:
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""


def _current(request: HttpRequest, addresses: Iterable[str]) -> str:
    """The section that the page belongs to: the longest of the addresses that begin its own, or its app's."""
    path, found = request.path, request.resolver_match
    home = _address(_HOMES[found.app_name]) if found and found.app_name in _HOMES else ""
    beginning = (one for one in addresses if path == one or (one != "/" and path.startswith(one)))
    return max(beginning, key=len, default=home)
