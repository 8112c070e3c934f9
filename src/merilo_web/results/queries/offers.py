"""What a person may do with a version now: the buttons and links of its pages."""

from dataclasses import dataclass

from django.urls import reverse

from merilo_web.accounts.verbs import Verb
from merilo_web.registry.access import Access
from merilo_web.results import rules
from merilo_web.results.models import ResultVersion
from merilo_web.results.states import VersionState


@dataclass(frozen=True, slots=True)
class Offer:
    """A thing to do or a page to open; `is_next` marks the one that the cycle waits for."""

    title: str
    address: str
    is_next: bool = False


@dataclass(frozen=True, slots=True)
class Offers:
    """Buttons, and links to the other pages of the version. `may_estimate`: the intervals are still missing."""

    buttons: tuple[Offer, ...]
    links: tuple[Offer, ...]
    may_estimate: bool


def offers(access: Access, version: ResultVersion) -> Offers:
    """What this person may do, in the order in which it is done; at most one is next."""
    cycle = version.cycle
    steps = (
        (rules.SUBMIT, "results:submit", version.pk, version.state),
        (rules.APPROVE, "results:approve", version.pk, version.state),
        (rules.PASS_ON, "results:hand_over", version.pk, cycle.state),
        (rules.CONCLUDE, "results:consideration", version.pk, cycle.state),
    )
    found = [
        _offer(verb, name, pk, is_next=True)
        for verb, name, pk, state in steps
        if access.may(verb, version.scope, state=state) and _in_turn(verb, version)
    ][:1]
    if access.may(rules.SCORE, version.scope, state=cycle.state):
        again = _offer(rules.SCORE, "results:score", cycle.pk)
        found.append(Offer("Пересчитать", again.address))
    return Offers(tuple(found), _links(version), _may_estimate(access, version))


def _in_turn(verb: Verb, version: ResultVersion) -> bool:
    """Hand-over and consideration are of the approved version alone, and consideration happens once."""
    if verb is rules.CONCLUDE:
        return version.state == VersionState.APPROVED and version.cycle.considered_on is None
    return verb is not rules.PASS_ON or version.state == VersionState.APPROVED


def _offer(verb: Verb, name: str, pk: int, *, is_next: bool = False) -> Offer:
    return Offer(f"{verb.title[:1].upper()}{verb.title[1:]}", reverse(name, args=(pk,)), is_next)


def _links(version: ResultVersion) -> tuple[Offer, ...]:
    pages = [
        ("Предложения совета", "results:recommendations", version.pk),
        ("Документы", "results:documents", version.pk),
        ("Версии расчёта", "results:versions", version.cycle_id),
    ]
    if version.number > 1:
        pages.append(("Что изменил пересчёт", "results:compare", version.pk))
    if version.cycle.handed_over_on:
        pages.append(("Рассмотрение предложений", "results:consideration", version.pk))
    return tuple(Offer(title, reverse(name, args=(pk,))) for title, name, pk in pages)


def _may_estimate(access: Access, version: ResultVersion) -> bool:
    return version.statistics is None and access.may(rules.ESTIMATE, version.scope, state=version.state)
