"""Pages of authorities and operators."""

from collections.abc import Mapping

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.journal.actions import Scope
from merilo_web.registry.access import access_of
from merilo_web.registry.actions import authorities as actions
from merilo_web.registry.actions.operators import add_operator, edit_operator
from merilo_web.registry.forms.authorities import AuthorityForm, OperatorForm
from merilo_web.registry.models import Authority, Operator
from merilo_web.registry.queries import authorities as queries
from merilo_web.registry.queries import operators as operator_queries
from merilo_web.registry.queries.pages import after_of, number_of, page
from merilo_web.registry.rules import authorities as rules
from merilo_web.registry.views.answers import FormPage, answer

_FORM = "registry/form.html"


def authorities(request: HttpRequest) -> HttpResponse:
    """Which authorities are there, and who stands over whom?"""
    access = access_of(request.user)
    shown = {"tree": queries.tree(access), "may_add": access.may(rules.ADD_AUTHORITY, Scope())}
    return render(request, "registry/authorities.html", shown)


def authority(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of this authority?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    shown = {
        "authority": found,
        "may_edit": access.may(rules.EDIT_AUTHORITY, found.scope),
        "may_add": access.may(rules.ADD_AUTHORITY, found.scope),
    }
    return render(request, "registry/authority.html", shown)


def add(request: HttpRequest) -> HttpResponse:
    """Which authority is new? Below the one named by `?parent=`, on top without it."""
    access = access_of(request.user)
    number = number_of(request.GET.get("parent", ""))
    parent = queries.seen(access, number) if number is not None else None
    access.require(rules.ADD_AUTHORITY, parent.scope if parent else Scope())
    form = AuthorityForm(request.POST or None)

    def write(facts: Mapping[str, object]) -> Authority:
        return actions.add_authority(parent, by=access.user, facts=facts)

    heading = f"Какой орган власти подчинён: {parent}?" if parent else "Какой орган власти внести?"
    shown = {"title": "Новый орган власти", "heading": heading, "back": reverse("registry:authorities")}
    return answer(request, form, write, page=FormPage(_FORM, "Орган власти внесён.", _card, shown))


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What has changed about this authority?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    access.require(rules.EDIT_AUTHORITY, found.scope)
    form = AuthorityForm(request.POST or None, instance=queries.seen(access, pk))

    def write(facts: Mapping[str, object]) -> Authority:
        return actions.edit_authority(found, by=access.user, facts=facts)

    shown = {"title": "Изменение сведений", "heading": f"Что изменилось: {found}", "back": _card(found)}
    return answer(request, form, write, page=FormPage(_FORM, "Изменения сохранены.", _card, shown))


def operators(request: HttpRequest) -> HttpResponse:
    """Which operators are known?"""
    access = access_of(request.user)
    found = page(operator_queries.visible(access), name="short_name", after=after_of(request.GET))
    shown = {"page": found, "may_add": operator_queries.entering(access) is not None}
    return render(request, "registry/operators.html", shown)


def operator(request: HttpRequest, pk: int) -> HttpResponse:
    """What is known of this operator?"""
    access = access_of(request.user)
    found = operator_queries.seen(access, pk)
    may_edit = access.may(rules.EDIT_OPERATOR, operator_queries.acting_scope(found, access))
    return render(request, "registry/operator.html", {"operator": found, "may_edit": may_edit})


def operator_add(request: HttpRequest) -> HttpResponse:
    """Which operator is new?"""
    access = access_of(request.user)
    owner = operator_queries.entering(access)
    if owner is None:
        raise NotAllowedError(f"«{rules.ADD_OPERATOR.title}» может только орган власти.")

    def write(facts: Mapping[str, object]) -> Operator:
        return add_operator(owner, by=access.user, facts=facts)

    shown = {"title": "Новый оператор", "heading": "Какого оператора внести?", "back": reverse("registry:operators")}
    form_page = FormPage(_FORM, "Оператор внесён.", _operator_card, shown)
    return answer(request, OperatorForm(request.POST or None), write, page=form_page)


def operator_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """What has changed about this operator?"""
    access = access_of(request.user)
    found = operator_queries.seen(access, pk)
    access.require(rules.EDIT_OPERATOR, operator_queries.acting_scope(found, access))
    form = OperatorForm(request.POST or None, instance=operator_queries.seen(access, pk))

    def write(facts: Mapping[str, object]) -> Operator:
        return edit_operator(found, by=access.user, facts=facts)

    shown = {"title": "Изменение сведений", "heading": f"Что изменилось: {found}", "back": _operator_card(found)}
    return answer(request, form, write, page=FormPage(_FORM, "Изменения сохранены.", _operator_card, shown))


def _card(found: Model) -> str:
    return reverse("registry:authority", args=[found.pk])


def _operator_card(found: Model) -> str:
    return reverse("registry:operator", args=[found.pk])
