"""Pages of a plan that exists already: bring it, see what was read, take it into the plan whole or put it aside."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.models import Evidence
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions.from_paper import start_from_paper
from merilo_web.plans.actions.papers import drop_paper, keep_paper
from merilo_web.plans.forms.papers import PaperForm
from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.queries import plans, reading
from merilo_web.plans.rules.plan import EDIT_PLAN
from merilo_web.plans.views.asking import attempt, today
from merilo_web.registry.access import Access, access_of


def paper(request: HttpRequest, pk: int) -> HttpResponse:
    """Is there a plan on paper already, and what was read from it?"""
    access, plan = _empty(request, pk)
    if plan.paper is not None and request.method != "POST":
        shown = {"plan": plan, "read": _read(plan, plan.paper)}
        return render(request, "plans/paper.html", shown)
    form = PaperForm(sent(request), request.FILES if request.method == "POST" else None)

    def act() -> str:
        keep_paper(plan, form.upload(), by=access.user)
        return "Прочитано. Проверьте, что получилось: в план ещё ничего не взято."

    if request.method == "POST" and form.is_valid() and (said := attempt(form, act)):
        messages.success(request, said)
        return redirect("plans:paper", plan.pk)
    return render(request, "plans/upload.html", {"plan": plan, "form": form}, status=422 if form.errors else 200)


@require_POST
def take(request: HttpRequest, pk: int) -> HttpResponse:
    """Take into the plan what was read, all of it."""
    access, plan = _empty(request, pk)
    if plan.paper is None:
        return redirect("plans:paper", plan.pk)
    found = _read(plan, plan.paper)
    if not found.measures:
        raise NotAllowedError("В этой бумаге не найдено ни одного мероприятия: брать в план нечего.")
    kept = start_from_paper(plan, found.paper, by=access.user, on=today(plan), evidence=plan.paper)
    words = f"В план взято мероприятий: {kept.measures.count()}."
    if kept.unplaced:
        words = f"{words} Текст, которому не нашлось места, сохранён под планом: {len(kept.unplaced)}."
    messages.success(request, words)
    return redirect("plans:plan", plan.pk)


@require_POST
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Put the paper aside."""
    access, plan = _empty(request, pk)
    drop_paper(plan, by=access.user)
    messages.success(request, "Ничего не взято. Можно загрузить другой файл.")
    return redirect("plans:paper", plan.pk)


def _read(plan: ImprovementPlan, paper: Evidence) -> reading.ReadPaper:
    organization, years = plan.listed.organization, range(plan.year, plan.year + 1)
    return reading.read(paper, today(plan), organization=organization, years=years)


def _empty(request: HttpRequest, pk: int) -> tuple[Access, ImprovementPlan]:
    access = access_of(request.user)
    plan = plans.seen(access, pk)
    access.require(EDIT_PLAN, plan.scope, state=plan.state)
    if plan.measures.exists():
        raise NotAllowedError("В плане уже есть мероприятия: бумажный план берут в пустой черновик.")
    return access, plan
