"""Pages of an authority's own template of a document: what is in use, the fields, a new file, the way back."""

from http import HTTPStatus

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from merilo.documents.clerk_templates.defaults import default_template
from merilo.documents.clerk_templates.fields import FILTERS, TemplateKind
from merilo_web import clock, downloads
from merilo_web.archive.uploads import DOCX
from merilo_web.cycles.forms.cycles import ConfirmForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.journal.actions import Scope
from merilo_web.plans.forms.settings import ClerkTemplateForm
from merilo_web.plans.queries.settings import own_authority
from merilo_web.plans.views.asking import Question, ask, attempt
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.actions.clerk_templates import drop_template, take_template
from merilo_web.registry.models import Authority
from merilo_web.registry.queries import clerk_templates as queries
from merilo_web.registry.rules.clerk_templates import DROP_TEMPLATE, TAKE_TEMPLATE


def template(request: HttpRequest, authority: int, kind: str) -> HttpResponse:
    """By which template is the document made?"""
    access, found, wanted = _allowed(request, authority, kind)
    form = ClerkTemplateForm(sent(request), request.FILES if request.method == "POST" else None)

    def act() -> str:
        on = clock.today(found.time_zone)
        made = take_template(found, wanted, by=access.user, on=on, upload=form.cleaned_data["file"])
        return f"Шаблон № {made.number} взят в работу: им будут выпущены новые документы."

    if request.method == "POST" and form.is_valid() and (said := attempt(form, act)):
        messages.success(request, said)
        return redirect("plans:settings_template", found.pk, wanted.value)
    shown = {
        "authority": found,
        "form": form,
        "state": queries.template_state(found, wanted),
        "filters": FILTERS.values(),
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "plans/settings_template.html", shown, status=status)


def drop(request: HttpRequest, authority: int, kind: str) -> HttpResponse:
    """Is the authority's own template needless?"""
    access, found, wanted = _allowed(request, authority, kind)
    access.require(DROP_TEMPLATE, Scope(authority=found.pk))

    def act() -> str:
        drop_template(found, wanted, by=access.user, on=clock.today(found.time_zone))
        return "Новые документы выпускаются по умолчанию."

    question = Question(
        "Вернуться к шаблону по умолчанию?",
        "Вернуться к шаблону по умолчанию",
        reverse("plans:settings_template", args=(found.pk, wanted.value)),
        words="Ваш файл останется в системе, и его можно будет взять в работу снова. Выпущенные документы не меняются.",
        facts=(("Документ", wanted.label),),
        template="plans/settings_ask.html",
    )
    return ask(request, None, form=ConfirmForm(sent(request)), question=question, act=act)


def default(request: HttpRequest, authority: int, kind: str) -> HttpResponse:
    """The product's own template, to be changed in Word."""
    _, _, wanted = _allowed(request, authority, kind)
    return _file("Шаблон", wanted, default_template(wanted))


def sample(request: HttpRequest, authority: int, kind: str) -> HttpResponse:
    """What a document looks like by the template in use: an invented one."""
    _, found, wanted = _allowed(request, authority, kind)
    return _file("Образец", wanted, queries.sample_of(queries.template_state(found, wanted)))


def _file(what: str, kind: TemplateKind, content: bytes) -> HttpResponse:
    page = HttpResponse(content, content_type=DOCX)
    downloads.attach(page, downloads.file_name(what, kind.label, ending="docx"))
    return page


def _allowed(request: HttpRequest, authority: int, kind: str) -> tuple[Access, Authority, TemplateKind]:
    access = access_of(request.user)
    found = own_authority(access, authority)
    access.require(TAKE_TEMPLATE, Scope(authority=found.pk))
    wanted = next((one for one in queries.KINDS if one.value == kind), None)
    if wanted is None:
        raise Http404
    return access, found, wanted
