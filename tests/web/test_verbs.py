"""Role × state × verb × whose object: what decides says what the table of verbs says and nothing else."""

import re

import pytest
from tests.web.territory import Municipality, Territory

from merilo_web.accounts.roles import Role
from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.desk.queries.verbs import STAGES, titles
from merilo_web.journal.actions import Scope
from merilo_web.registry.access import access_of

VERBS = [verb for verbs in STAGES.values() for verb in verbs]
STATES = sorted({str(state) for verb in VERBS for state in verb.states} | {""})


def _scope(place: Municipality) -> Scope:
    return Scope(place.authority.pk, place.council.pk, place.operator.pk, place.organizations[0].pk)


@pytest.fixture
def accesses(territory: Territory):
    return {role: access_of(user) for role, user in territory.people.items()}


def _told(accesses, verb: Verb, scope: Scope):
    return {(role, state) for role, one in accesses.items() for state in STATES if one.may(verb, scope, state=state)}


def test_every_verb_is_for_its_roles_in_its_states_at_home(territory, accesses):
    home = _scope(territory.home)
    told = {verb.code: _told(accesses, verb, home) for verb in VERBS}
    allowed = {verb.code: [state for state in STATES if not verb.states or state in verb.states] for verb in VERBS}
    assert told == {
        verb.code: {(role, state) for role in verb.roles - {Role.REGIONAL_OBSERVER} for state in allowed[verb.code]}
        for verb in VERBS
    }


def test_nobody_does_anything_to_a_foreign_object(territory, accesses):
    foreign = _scope(territory.foreign)
    done = {(role, verb.code) for verb in VERBS for role, _ in _told(accesses, verb, foreign)}
    assert done == {(Role.SYSTEM_ADMIN, verb.code) for verb in VERBS if Role.SYSTEM_ADMIN in verb.roles}


def test_an_object_of_nobody_is_for_the_systems_administrator_alone(accesses):
    done = {role for verb in VERBS for role, _ in _told(accesses, verb, Scope())}
    assert done == {Role.SYSTEM_ADMIN}


def test_a_refusal_names_the_verb_and_who_may(territory, accesses):
    verb = next(verb for verb in VERBS if verb.code == "cycles.accept_data")
    home = _scope(territory.home)
    with pytest.raises(NotAllowedError, match="специалист органа власти"):
        accesses[Role.COUNCIL_MEMBER].require(verb, home, state="fieldwork")
    with pytest.raises(NotAllowedError, match="не на этом этапе"):
        accesses[Role.AUTHORITY_ADMIN].require(verb, home, state="draft")


def test_titles_are_russian_infinitives():
    infinitive = re.compile(r"^[а-яё].*?(?:ть|ти|чь)(?:ся)?\b")
    strange = [code for code, title in titles().items() if not infinitive.match(title)]
    assert strange == []
