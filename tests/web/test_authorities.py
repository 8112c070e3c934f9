"""Authorities as a tree and operators: who reads, who changes."""

from collections.abc import Callable

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from tests.web.territory import Territory

from merilo_web.accounts.models import User
from merilo_web.accounts.roles import AUTHORITY, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.demo.numbers import inn
from merilo_web.journal.models import JournalEntry
from merilo_web.registry.access import access_of
from merilo_web.registry.actions import authorities, operators
from merilo_web.registry.models import Authority, Operator
from merilo_web.registry.queries.authorities import tree

SignedIn = Callable[[User], Client]
FACTS: dict[str, object] = {
    "level": "municipal",
    "name": "Отдел образования",
    "short_name": "ОО",
    "territory": "Новый район",
    "time_zone": "Asia/Omsk",
}
OPERATOR: dict[str, object] = {"name": "ООО «Опрос»", "short_name": "Опрос", "inn": inn(901)}


def test_a_new_authority_stands_below_its_superior(territory: Territory) -> None:
    by, parent = territory.people[Role.AUTHORITY_ADMIN], territory.home.authority
    added = authorities.add_authority(parent, by=by, facts=FACTS)
    assert (added.path, added.parent) == (f"{parent.path}{added.pk}/", parent)
    assert JournalEntry.objects.get().event == "registry.add_authority"
    with pytest.raises(NotAllowedError):
        authorities.add_authority(None, by=by, facts=FACTS)
    top = authorities.add_authority(None, by=territory.people[Role.SYSTEM_ADMIN], facts=FACTS)
    assert top.path == f"{top.pk}/"


@pytest.mark.parametrize("role", [role for role in Role if role != Role.AUTHORITY_ADMIN])
def test_only_its_administrator_edits_an_authority(territory: Territory, role: Role) -> None:
    with pytest.raises(NotAllowedError):
        authorities.edit_authority(territory.home.authority, by=territory.people[role], facts=FACTS)


def test_an_authority_is_edited_by_itself_alone(territory: Territory) -> None:
    by = territory.people[Role.AUTHORITY_ADMIN]
    kept = authorities.edit_authority(territory.home.authority, by=by, facts=FACTS)
    assert (kept.name, JournalEntry.objects.get().changes["территория"]) == (
        "Отдел образования",
        ["Заречный район", "Новый район"],
    )
    with pytest.raises(NotAllowedError):
        authorities.edit_authority(territory.region, by=by, facts=FACTS)
    with pytest.raises(ValidationError, match="часового пояса"):
        authorities.edit_authority(territory.home.authority, by=by, facts={**FACTS, "time_zone": "Mars/Base"})


def test_the_tree_is_what_the_reader_may_see(territory: Territory) -> None:
    def drawn(role: Role) -> list[tuple[str, list[str]]]:
        nodes = tree(access_of(territory.people[role]))
        return [(node.authority.territory, [one.authority.territory for one in node.below]) for node in nodes]

    whole = [("Приозёрная область", ["Заречный район", "Соседний район"])]
    own: list[tuple[str, list[str]]] = [("Заречный район", [])]
    assert drawn(Role.REGIONAL_OBSERVER) == drawn(Role.SYSTEM_ADMIN) == whole
    assert drawn(Role.AUTHORITY_ADMIN) == drawn(Role.COUNCIL_CHAIR) == drawn(Role.ORGANIZATION_HEAD) == own


ABLE = AUTHORITY | {Role.OPERATOR_MANAGER}


@pytest.mark.parametrize("role", list(Role))
def test_an_operator_is_edited_by_itself_and_by_whom_it_works_for(territory: Territory, role: Role) -> None:
    by = territory.people[role]
    if role in ABLE:
        assert operators.edit_operator(territory.home.operator, by=by, facts={"phone": "+7"}).phone == "+7"
    else:
        with pytest.raises(NotAllowedError):
            operators.edit_operator(territory.home.operator, by=by, facts={"phone": "+7"})
    with pytest.raises(NotAllowedError):
        operators.edit_operator(territory.foreign.operator, by=by, facts={"phone": "+7"})


def test_an_operator_is_entered_once(territory: Territory) -> None:
    by = territory.people[Role.AUTHORITY_SPECIALIST]
    operators.add_operator(territory.home.authority, by=by, facts=OPERATOR)
    with pytest.raises(ValidationError, match="ИНН"):
        operators.add_operator(territory.home.authority, by=by, facts=OPERATOR)
    with pytest.raises(NotAllowedError):
        operators.add_operator(territory.foreign.authority, by=by, facts=OPERATOR)
    assert JournalEntry.objects.get().event == "registry.add_operator"


def test_pages_are_read_and_changed_by_those_who_may(territory: Territory, signed_in: SignedIn) -> None:
    client = signed_in(territory.people[Role.AUTHORITY_ADMIN])
    home, foreign = territory.home, territory.foreign
    addresses = ("authorities/", f"authorities/{home.authority.pk}/", "operators/", f"operators/{home.operator.pk}/")
    assert [client.get(f"/registry/{address}").status_code for address in addresses] == [200] * 4
    assert client.get(f"/registry/authorities/{foreign.authority.pk}/").status_code == 404
    added = client.post(f"/registry/authorities/add/?parent={home.authority.pk}", FACTS)
    assert added.url == f"/registry/authorities/{Authority.objects.get(name='Отдел образования').pk}/"
    assert client.post("/registry/operators/add/", OPERATOR).url == (
        f"/registry/operators/{Operator.objects.get(inn=inn(901)).pk}/"
    )
    assert client.get(f"/registry/operators/{foreign.operator.pk}/edit/").status_code == 403
    head = signed_in(territory.people[Role.ORGANIZATION_HEAD])
    assert head.get(f"/registry/operators/{home.operator.pk}/").status_code == 404
    assert head.get("/registry/authorities/add/").status_code == 403
