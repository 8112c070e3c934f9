"""Pages of councils: composition by terms and offices, conflicts of interest."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from merilo_web import clock
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import Upload
from merilo_web.registry.access import access_of
from merilo_web.registry.actions import conflicts as conflict_actions
from merilo_web.registry.actions import councils as actions
from merilo_web.registry.actions.conflicts import ConflictFacts
from merilo_web.registry.forms.councils import ConflictForm, CouncilForm, EndConflictForm, MemberForm
from merilo_web.registry.models import ConflictOfInterest, CouncilMember, Organization, PublicCouncil
from merilo_web.registry.queries import councils as queries
from merilo_web.registry.queries.pages import after_of, number_of, page
from merilo_web.registry.rules import councils as rules
from merilo_web.registry.views.answers import FormPage, answer

_FORM = "registry/form.html"


def councils(request: HttpRequest) -> HttpResponse:
    """Which councils are there?"""
    access = access_of(request.user)
    found = page(queries.visible(access), name="name", after=after_of(request.GET))
    return render(request, "registry/councils.html", {"page": found, "may_add": queries.forming(access).exists()})


def council(request: HttpRequest, pk: int) -> HttpResponse:
    """Who sits on this council, and who may not vote on what?"""
    access, on = access_of(request.user), clock.today()
    found = queries.seen(access, pk)
    shown = {
        "council": found,
        "composition": queries.composition(found, access, on),
        "may_edit": access.may(rules.EDIT_COUNCIL, found.scope),
        "may_compose": access.may(rules.COMPOSE_COUNCIL, found.scope),
        "may_end": access.may(rules.END_CONFLICT, found.scope),
    }
    return render(request, "registry/council.html", shown)


def add(request: HttpRequest) -> HttpResponse:
    """Which council has been formed? For the authority named by `?authority=` when the person has several."""
    access = access_of(request.user)
    forming = queries.forming(access)
    number = number_of(request.GET.get("authority", ""))
    owner = get_object_or_404(forming, pk=number) if number is not None else forming.first()
    if owner is None:
        raise NotAllowedError(f"«{rules.ADD_COUNCIL.title}» может только орган власти.")
    form = CouncilForm(request.POST or None, request.FILES or None)

    def write(facts: Mapping[str, object]) -> PublicCouncil:
        given = dict(facts)
        scan = cast("Upload | None", given.pop("scan"))
        return actions.add_council(owner, by=access.user, facts=given, order=scan)

    shown = {"title": "Новый совет", "heading": "Какой совет сформирован?", "back": reverse("registry:councils")}
    return answer(request, form, write, page=FormPage(_FORM, "Совет внесён.", _card, shown))


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What has changed about this council?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    access.require(rules.EDIT_COUNCIL, found.scope)
    form = CouncilForm(request.POST or None, request.FILES or None, instance=queries.seen(access, pk))

    def write(facts: Mapping[str, object]) -> PublicCouncil:
        given = dict(facts)
        scan = cast("Upload | None", given.pop("scan"))
        return actions.edit_council(found, by=access.user, facts=given, order=scan)

    shown = {"title": "Изменение сведений", "heading": f"Что изменилось: {found}", "back": _card(found)}
    return answer(request, form, write, page=FormPage(_FORM, "Изменения сохранены.", _card, shown))


def member_add(request: HttpRequest, pk: int) -> HttpResponse:
    """Who has joined the council?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    access.require(rules.COMPOSE_COUNCIL, found.scope)

    def write(facts: Mapping[str, object]) -> CouncilMember:
        return actions.add_member(found, by=access.user, facts=facts)

    form = MemberForm(request.POST or None, council=found)
    shown = {"title": "Новый член совета", "heading": f"Кто вошёл в совет: {found}?", "back": _card(found)}
    return answer(request, form, write, page=FormPage(_FORM, "Состав совета изменён.", _council_of_member, shown))


def member_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What has changed about this member?"""
    access = access_of(request.user)
    found = queries.seen_member(access, pk)
    access.require(rules.COMPOSE_COUNCIL, found.scope)
    form = MemberForm(request.POST or None, instance=queries.seen_member(access, pk), council=found.council)

    def write(facts: Mapping[str, object]) -> CouncilMember:
        return actions.edit_member(found, by=access.user, facts=facts)

    shown = {"title": str(found), "heading": f"Что изменилось: {found}", "back": _card(found.council)}
    return answer(request, form, write, page=FormPage(_FORM, "Состав совета изменён.", _council_of_member, shown))


def conflict_add(request: HttpRequest, pk: int) -> HttpResponse:
    """On which organization may this member not vote?"""
    access, on = access_of(request.user), clock.today()
    member = queries.seen_member(access, pk)
    own = member.user_id == access.user.pk
    access.require(rules.DECLARE_OWN_CONFLICT if own else rules.DECLARE_CONFLICT, member.scope)
    form = ConflictForm(request.POST or None, council=member.council)

    def write(facts: Mapping[str, object]) -> ConflictOfInterest:
        organization = cast("Organization", facts["organization"])
        given = ConflictFacts(organization, str(facts["ground"]), str(facts["note"]))
        return conflict_actions.declare_conflict(member, by=access.user, on=on, facts=given)

    shown = {
        "title": "Конфликт интересов",
        "heading": f"По какой организации не голосует: {member}?",
        "note": "Заявленный конфликт не даёт голосовать по этой организации, пока секретарь не отметит, что он прошёл.",
        "back": _card(member.council),
    }
    form_page = FormPage(_FORM, "Конфликт интересов заявлен.", _council_of_conflict, shown)
    return answer(request, form, write, page=form_page)


def conflict_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Is this conflict of interest over?"""
    access, on = access_of(request.user), clock.today()
    found = queries.seen_conflict(access, pk)
    access.require(rules.END_CONFLICT, found.scope)
    form = EndConflictForm(request.POST or None, initial={"ended_on": on})

    def write(facts: Mapping[str, object]) -> ConflictOfInterest:
        ended_on = cast("date", facts["ended_on"])
        return conflict_actions.end_conflict(found, by=access.user, on=on, ended_on=ended_on)

    shown = {
        "title": "Конфликт прекратился",
        "heading": f"{found.member} и {found.organization}: конфликт прекратился?",
        "note": "После этого член совета сможет голосовать по этой организации. Запись о конфликте останется.",
        "back": _card(found.member.council),
    }
    return answer(request, form, write, page=FormPage(_FORM, "Отмечено.", _council_of_conflict, shown))


def _card(found: Model) -> str:
    return reverse("registry:council", args=[found.pk])


def _council_of_member(found: Model) -> str:
    return reverse("registry:council", args=[cast("CouncilMember", found).council_id])


def _council_of_conflict(found: Model) -> str:
    return _council_of_member(cast("ConflictOfInterest", found).member)
