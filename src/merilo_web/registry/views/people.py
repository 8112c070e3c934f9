"""Pages of people: who acts where, inviting, giving and ending mandates."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.accounts import invitations
from merilo_web.accounts.models import User
from merilo_web.accounts.roles import COUNCIL, Role
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.actions import mandates
from merilo_web.registry.actions.mandates import InvitationFacts, Invited
from merilo_web.registry.forms.people import InvitationForm, MandateForm, PeopleFilter
from merilo_web.registry.models import CouncilMember, Mandate
from merilo_web.registry.queries import people as queries
from merilo_web.registry.rules import people as rules
from merilo_web.telling import told


def people(request: HttpRequest) -> HttpResponse:
    """Who acts here, and in what capacity?"""
    access = access_of(request.user)
    _read(access)
    form = PeopleFilter(request.GET)
    words = form.cleaned_data["words"] if form.is_valid() else ""
    found = queries.people(access, words=words, after=request.GET.get("after", ""), on=clock.today())
    page, more = found[: queries.PAGE], len(found) > queries.PAGE
    last = page[-1].user if more else None
    shown = {
        "form": form,
        "people": page,
        "words": words,
        "after": f"{last.full_name}|{last.pk}" if last else "",
        "may_invite": bool(queries.grantable(access)),
    }
    return render(request, "registry/people.html", shown)


def person(request: HttpRequest, pk: int) -> HttpResponse:
    """What may this person do here?"""
    access, on = access_of(request.user), clock.today()
    _read(access)
    found = queries.person(access, pk, on=on)
    ours = access.has({Role.SYSTEM_ADMIN}) or queries.only_ours(access, queries.running(found.user, on=on))
    other = found.user.pk != access.user.pk
    shown = {
        "person": found.user,
        "mandates": [(mandate, other and queries.answers_for(access, mandate)) for mandate in found.mandates],
        "grantable": queries.grantable(access),
        "may_invite_again": ours and not found.user.has_usable_password(),
        "may_switch": ours and other,
    }
    return render(request, "registry/person.html", shown)


def invite(request: HttpRequest) -> HttpResponse:
    """In what capacity is the person invited?"""
    given = queries.grantable(access_of(request.user))
    if not given:
        raise NotAllowedError(f"«{rules.INVITE.title}» может тот, кто отвечает за людей.")
    return render(request, "registry/invite.html", {"grantable": given})


def invite_as(request: HttpRequest, role: str) -> HttpResponse:
    """Who is invited in this role?"""
    access, wanted = access_of(request.user), _role(role)
    if wanted not in queries.grantable(access):
        raise NotAllowedError(f"«{rules.INVITE.title}» в этой роли вы не можете.")
    form = _invitation_form(request, access, wanted)
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        facts = InvitationFacts(
            given["email"], given["full_name"], wanted, given.get("place"), given["post"], given.get("member")
        )
        try:
            invited = mandates.invite(facts, by=access.user, on=clock.today())
        except ValidationError as fault:
            form.add_error(None, fault)
        else:
            _tell(request, invited)
            return redirect("registry:person", invited.user.pk)
    return render(request, "registry/invite_as.html", {"form": form, "role": wanted})


def grant(request: HttpRequest, pk: int, role: str) -> HttpResponse:
    """Where does the person get this role?"""
    access, on, wanted = access_of(request.user), clock.today(), _role(role)
    user = queries.person(access, pk, on=on).user
    places = queries.places(access, wanted) if queries.place_field(wanted) else None
    form = MandateForm(request.POST or None, places=places)
    if request.method == "POST" and form.is_valid():
        place = form.cleaned_data.get("place")
        try:
            mandates.grant_mandate(user, role=wanted, place=place, by=access.user, on=on)
        except ValidationError as fault:
            messages.error(request, " ".join(fault.messages))
        else:
            messages.success(request, "Полномочие выдано.")
        return redirect("registry:person", pk)
    return render(request, "registry/grant.html", {"form": form, "role": wanted, "person": user})


def end_mandate(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the mandate to end? Asks first."""
    access, on = access_of(request.user), clock.today()
    mandate = get_object_or_404(
        Mandate.objects.select_related("user", "authority", "council", "operator", "organization"), pk=pk
    )
    queries.person(access, mandate.user_id, on=on)
    if not queries.answers_for(access, mandate):
        raise NotAllowedError(f"«{rules.END_MANDATE.title}» может только тот, кто отвечает за этих людей.")
    if request.method == "POST":
        told(request, lambda: mandates.end_mandate(mandate, by=access.user, on=on), "Полномочие прекращено.")
        return redirect("registry:person", mandate.user_id)
    return render(request, "registry/end_mandate.html", {"mandate": mandate})


@require_POST
def invite_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Send the letter once more."""
    access, on = access_of(request.user), clock.today()
    user = queries.person(access, pk, on=on).user
    try:
        user = mandates.invite_again(user, by=access.user, on=on)
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        _send(request, user)
    return redirect("registry:person", pk)


def switch_account(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the account to be closed, or opened again? Asks first."""
    access, on = access_of(request.user), clock.today()
    user = queries.person(access, pk, on=on).user
    change = mandates.close_account if user.is_active else mandates.reopen_account
    if request.method == "POST":
        told(request, lambda: change(user, by=access.user, on=on), "Готово.")
        return redirect("registry:person", pk)
    return render(request, "registry/switch_account.html", {"person": user})


def _read(access: Access) -> None:
    if not (access.overseen or queries.grantable(access)):
        raise NotAllowedError("Список людей открыт тем, кто за них отвечает.")


def _role(word: str) -> Role:
    try:
        return Role(word)
    except ValueError:
        raise Http404 from None


def _invitation_form(request: HttpRequest, access: Access, role: Role) -> InvitationForm:
    places = queries.places(access, role) if queries.place_field(role) else None
    members = None
    if role in COUNCIL and places is not None:
        members = CouncilMember.objects.filter(council__in=places, user=None, until=None).select_related("council")
    initial = {name: request.GET[name] for name in ("place", "member", "full_name", "email") if name in request.GET}
    return InvitationForm(request.POST or None, places=places, members=members, initial=initial)


def _tell(request: HttpRequest, invited: Invited) -> None:
    if invited.known:
        messages.success(request, "Учётная запись с этой почтой уже есть: полномочие выдано.")
    else:
        _send(request, invited.user)


def _send(request: HttpRequest, user: User) -> None:
    if invitations.send(user):
        messages.success(request, f"Приглашение отправлено на {user.email}.")
    else:
        messages.warning(request, "Человек внесён, но письмо не ушло: отправьте приглашение ещё раз позже.")
