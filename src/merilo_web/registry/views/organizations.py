"""Pages of organizations: the list, the card, adding, changing, closing."""

from collections.abc import Mapping
from datetime import date
from typing import cast

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse

from merilo_web import clock
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.queries import history
from merilo_web.registry.access import access_of
from merilo_web.registry.actions import organizations as actions
from merilo_web.registry.forms.organizations import (
    CloseForm,
    ContactsForm,
    OrganizationFilterForm,
    OrganizationForm,
    ReopenForm,
)
from merilo_web.registry.models import Organization
from merilo_web.registry.queries import organizations as queries
from merilo_web.registry.queries.pages import after_of, number_of, page
from merilo_web.registry.rules import organizations as rules
from merilo_web.registry.views.answers import FormPage, answer


def organizations(request: HttpRequest) -> HttpResponse:
    """Which organizations are on the register?"""
    access = access_of(request.user)
    form = OrganizationFilterForm(request.GET, authorities=queries.authorities(access))
    found = queries.filtered(queries.visible(access), form.wanted)
    keeping = queries.keeping(access)
    shown = {
        "form": form,
        "total": found.count(),
        "page": page(queries.with_last_assessment(found), name="sort_key", after=after_of(request.GET)),
        "filters": filters(request),
        "may_add": keeping.exists(),
        "has_territories": "authority" in form.fields,
    }
    return render(request, "registry/organizations.html", shown)


def filters(request: HttpRequest) -> str:
    """What the list is filtered by, as a query without its page."""
    asked = request.GET.copy()
    asked.pop("after", None)
    return asked.urlencode()


def organization(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of this organization?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    verbs = {
        "may_edit": rules.EDIT_ORGANIZATION,
        "may_edit_contacts": rules.EDIT_CONTACTS,
        "may_close": rules.CLOSE_ORGANIZATION,
        "may_reopen": rules.REOPEN_ORGANIZATION,
    }
    shown = {
        "organization": found,
        "type": queries.type_title(found),
        "genitive": queries.genitive_of(found),
        "head": queries.head_of(found),
        "branches": queries.branches(found),
        "assessments": queries.assessments(found, access),
        "conflicts": queries.conflicts(found, access),
        "entries": history(found) if access.sees(found.scope) else (),
        **{name: access.may(verb, found.scope, state=found.state) for name, verb in verbs.items()},
    }
    return render(request, "registry/organization.html", shown)


def add(request: HttpRequest) -> HttpResponse:
    """Which organization comes to the register? The authority is asked when the person has several."""
    access = access_of(request.user)
    keeping = queries.keeping(access)
    if not keeping:
        raise NotAllowedError(f"«{rules.ADD_ORGANIZATION.title}» может только орган власти.")
    chosen = number_of(request.GET.get("authority", ""))
    owner = get_object_or_404(keeping, pk=chosen) if chosen is not None else keeping[0]
    initial = {"founder": owner.name, "oktmo": owner.oktmo}
    form = OrganizationForm(request.POST or None, authority=owner, initial=initial)
    shown = {"owner": owner, "others": keeping.exclude(pk=owner.pk), "back": reverse("registry:organizations")}

    def write(facts: Mapping[str, object]) -> Organization:
        return actions.add_organization(owner, by=access.user, facts=facts)

    return answer(
        request,
        form,
        write,
        page=FormPage("registry/organization_add.html", "Организация внесена в реестр.", _card, shown),
    )


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What has changed about this organization?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    access.require(rules.EDIT_ORGANIZATION, found.scope, state=found.state)
    form = OrganizationForm(request.POST or None, instance=queries.seen(access, pk), authority=found.authority)

    def write(facts: Mapping[str, object]) -> Organization:
        return actions.edit_organization(found, by=access.user, facts=facts)

    return answer(
        request,
        form,
        write,
        page=FormPage("registry/organization_edit.html", "Изменения сохранены.", _card, _about(found)),
    )


def contacts(request: HttpRequest, pk: int) -> HttpResponse:
    """Are the organization's contacts right?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    access.require(rules.EDIT_CONTACTS, found.scope, state=found.state)
    form = ContactsForm(request.POST or None, instance=queries.seen(access, pk))

    def write(facts: Mapping[str, object]) -> Organization:
        return actions.edit_contacts(found, by=access.user, facts=facts)

    return answer(
        request,
        form,
        write,
        page=FormPage("registry/organization_contacts.html", "Контакты сохранены.", _card, _about(found)),
    )


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Has this organization closed? Says what follows and asks for the day."""
    access, on = access_of(request.user), clock.today()
    found = queries.seen(access, pk)
    access.require(rules.CLOSE_ORGANIZATION, found.scope, state=found.state)

    def write(facts: Mapping[str, object]) -> Organization:
        return actions.close_organization(found, by=access.user, on=on, closed_on=cast("date", facts["closed_on"]))

    form = CloseForm(request.POST or None)
    shown = _about(found, branches=queries.branches(found))
    return answer(
        request,
        form,
        write,
        page=FormPage("registry/organization_close.html", "Прекращение деятельности отмечено.", _card, shown),
    )


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Does this organization work after all?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    access.require(rules.REOPEN_ORGANIZATION, found.scope, state=found.state)

    def write(facts: Mapping[str, object]) -> Organization:
        return actions.reopen_organization(found, by=access.user, reason=str(facts["reason"]))

    form = ReopenForm(request.POST or None)
    return answer(
        request,
        form,
        write,
        page=FormPage("registry/organization_reopen.html", "Организация снова действует.", _card, _about(found)),
    )


def _about(found: Organization, **more: object) -> dict[str, object]:
    return {"organization": found, "back": _card(found), **more}


def _card(found: Model) -> str:
    return reverse("registry:organization", args=[found.pk])
