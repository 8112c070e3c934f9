"""The plan on the organization's own site: is it there, and what to put there; the widget that everybody may embed."""

from csp.decorators import csp_replace
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.views.decorators.clickjacking import xframe_options_exempt
from django.views.decorators.http import require_POST, require_safe

from merilo.documents.plan_fragment import fragment
from merilo_web import downloads
from merilo_web.accounts.middleware import public
from merilo_web.downloads import Page
from merilo_web.plans.actions import site as actions
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.queries import plans
from merilo_web.plans.queries.papers import plan_form
from merilo_web.plans.queries.site import checks_of, looked, shown_plan, widget_of
from merilo_web.plans.queries.snapshots import snapshot
from merilo_web.plans.rules.supervision import CHECK_PUBLICATION, OPEN_WIDGET
from merilo_web.plans.states import IN_FORCE
from merilo_web.plans.views.asking import today
from merilo_web.registry.access import Access, access_of

_KEPT = 20
_MINUTES = "public, max-age=600"


def site(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the plan on the site, and what is to be put there?"""
    access, plan = _approved(request, pk)
    widget = widget_of(plan)
    shown = {
        "plan": plan,
        "checks": checks_of(plan)[:_KEPT],
        "fragment": _fragment(plan),
        "widget": widget,
        "address": settings.PUBLIC_URL + reverse("published:widget", args=(widget.short_code,)) if widget else "",
        "may_check": bool(plan.published_url) and access.may(CHECK_PUBLICATION, plan.scope, state=plan.state),
        "may_open": bool(plan.published_url) and access.may(OPEN_WIDGET, plan.scope, state=plan.state),
    }
    return render(request, "plans/site.html", shown)


def site_file(request: HttpRequest, pk: int) -> Page:
    """The plan as a piece of HTML, to be taken away."""
    _, plan = _approved(request, pk)
    page = HttpResponse(_fragment(plan), content_type="text/html; charset=utf-8")
    return downloads.attach(page, downloads.file_name("План для сайта", plan.listed.organization, ending="html"))


@require_POST
def check(request: HttpRequest, pk: int) -> HttpResponse:
    """Look at the plan's address now."""
    access, plan = _approved(request, pk)
    access.require(CHECK_PUBLICATION, plan.scope, state=plan.state)
    if plan.published_url:
        url = plan.published_url
        made = actions.keep_check(plan, looked(url), by=access.user, on=today(plan), url=url)
        messages.info(request, f"Проверено: {made.get_outcome_display()}. {made.reason}")
    return redirect("plans:site", plan.pk)


@require_POST
def open_widget(request: HttpRequest, pk: int) -> HttpResponse:
    """Give the organization a widget."""
    access, plan = _approved(request, pk)
    actions.open_widget(plan, by=access.user, on=today(plan))
    messages.success(request, "Виджет заведён: код для вставки ниже.")
    return redirect("plans:site", plan.pk)


@public
@require_safe
@xframe_options_exempt
@csp_replace({"frame-ancestors": ["*"]})  # type: ignore[arg-type]  # its type knows no view with a word of the address
def widget(_: HttpRequest, code: str) -> HttpResponse:
    """What does the organization's plan say, and how much of it is done? For everybody, in a frame of any site."""
    page = HttpResponse(render_to_string("plans/widget.html", {"shown": shown_plan(code)}))
    page.headers["Cache-Control"] = _MINUTES
    return page


def _approved(request: HttpRequest, pk: int) -> tuple[Access, ImprovementPlan]:
    access = access_of(request.user)
    plan = plans.seen(access, pk)
    if plan.state not in IN_FORCE:
        raise Http404
    return access, plan


def _fragment(plan: ImprovementPlan) -> str:
    return fragment(plan_form(snapshot(plan), on=today(plan)))
