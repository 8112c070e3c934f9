"""Pages of a calculation: the ranking, versions and what differs between them, scoring, intervals, the council."""

from datetime import date
from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from merilo_web import clock
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.queries import cycles, decisions
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.cycles.states import PointKind
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.queries.pages import number_of
from merilo_web.results.actions import approval, scoring
from merilo_web.results.forms.versions import RankingFilterForm, ScoreForm
from merilo_web.results.models import ResultVersion
from merilo_web.results.queries import differences, intervals, versions
from merilo_web.results.queries.basis import basis_of
from merilo_web.results.queries.means import means_of
from merilo_web.results.queries.offers import offers
from merilo_web.results.queries.ranking import RankingFilter, choices_of, ranking_of, rows_of
from merilo_web.results.queries.ranking_order import asked_of, columns, order_of
from merilo_web.results.rules import APPROVE, ESTIMATE, SCORE, SUBMIT


def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Which results of this cycle may I see?"""
    access = access_of(request.user)
    version = versions.newest(access, pk)
    if version is not None:
        return redirect("results:version", version.pk)
    own = versions.results(access).filter(version__cycle=pk).order_by("-version__number").first()
    if own is not None:
        return redirect("results:organization", own.version_id, own.listed_id)
    found = cycles.seen(access, pk)
    shown = {"cycle": found, "may_score": access.may(SCORE, found.scope, state=found.state)}
    return render(request, "results/none.html", shown)


def of_organization(request: HttpRequest, pk: int, listed: int) -> HttpResponse:
    """Which results has this organization in the cycle? The newest that the person may see."""
    access = access_of(request.user)
    found = versions.results(access).filter(version__cycle=pk, listed=listed).order_by("-version__number").first()
    if found is None:
        raise Http404
    return redirect("results:organization", found.version_id, found.listed_id)


def version(request: HttpRequest, pk: int) -> HttpResponse:
    """Who stands where?"""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    rows, edition = rows_of(found), edition_of(found.cycle)
    types, municipalities = choices_of(found, rows)
    form = RankingFilterForm(request.GET, types=types, municipalities=municipalities)
    given = form.cleaned_data if form.is_valid() else {}
    wanted = RankingFilter(given.get("type", ""), given.get("municipality", ""))
    order = order_of(given.get("sort", ""), edition, number_of(request.GET.get("after", "")))
    kept = {"type": wanted.type, "municipality": wanted.municipality}
    shown = {
        "version": found,
        "cycle": found.cycle,
        "ranking": ranking_of(found, rows, wanted=wanted, order=order),
        "columns": columns(edition, order, kept),
        "order": order,
        "asked": urlencode({name: value for name, value in {**kept, "sort": asked_of(order)}.items() if value}),
        "form": form,
        "basis": basis_of(found),
        "means": means_of(access, found, rows),
        "offers": offers(access, found),
    }
    return render(request, "results/version.html", shown)


def all_versions(request: HttpRequest, pk: int) -> HttpResponse:
    """How often was this cycle counted, and why?"""
    access = access_of(request.user)
    found = cycles.seen(access, pk)
    listed = versions.visible(access).filter(cycle=pk).annotate(scored=Count("organizations")).order_by("-number")
    return render(request, "results/versions.html", {"cycle": found, "versions": listed})


def compare(request: HttpRequest, pk: int) -> HttpResponse:
    """What did the recalculation change?"""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    former = differences.former_of(found)
    if former is None:
        return redirect("results:version", found.pk)
    versions.seen(access, former.pk)
    shown = {"version": found, "cycle": found.cycle, "difference": differences.difference(former, found)}
    return render(request, "results/compare.html", shown)


def score(request: HttpRequest, pk: int) -> HttpResponse:
    """Are the scores to be computed now?"""
    access = access_of(request.user)
    found = cycles.seen(access, pk)
    access.require(SCORE, found.scope, state=found.state)
    again = found.versions.exists()
    form = ScoreForm(request.POST or None) if again else None
    if request.method == "POST" and (form is None or form.is_valid()):
        reason = form.cleaned_data["reason"] if form else ""
        try:
            made = scoring.score(found, by=access.user, on=clock.today(found.authority.time_zone), reason=reason)
        except ValidationError as fault:
            if form is None:
                raise NotAllowedError(fault.messages[0]) from None
            form.add_error(None, fault.messages[0])
        else:
            _estimate(request, access, made)
            return redirect("results:version", made.pk)
    return render(request, "results/score.html", {"cycle": found, "form": form, "again": again})


@require_POST
def estimate(request: HttpRequest, pk: int) -> HttpResponse:
    """Intervals of scores and places."""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    access.require(ESTIMATE, found.scope, state=found.state)
    scoring.keep_intervals(found, intervals.estimated(found), by=access.user, on=_today(found))
    messages.success(request, "Интервалы баллов и мест посчитаны.")
    return redirect("results:version", found.pk)


def submit(request: HttpRequest, pk: int) -> HttpResponse:
    """Are the results to go before the council?"""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    access.require(SUBMIT, found.scope, state=found.state)
    if request.method == "POST":
        approval.submit(found, by=access.user, on=_today(found))
        messages.success(request, "Результаты внесены на рассмотрение совета; предложения составлены.")
        return redirect("results:recommendations", found.pk)
    return render(request, "results/submit.html", {"version": found, "cycle": found.cycle})


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Are results and proposals approved as they stand?"""
    access = access_of(request.user)
    found = versions.seen(access, pk)
    access.require(APPROVE, found.scope, state=found.state)
    decision = decisions.usable(found.cycle, PointKind.RESULTS)
    if request.method == "POST" and decision is not None:
        approval.approve(found, by=access.user, on=_today(found), decision=decision)
        messages.success(request, "Результаты и предложения утверждены; версия больше не меняется.")
        return redirect("results:version", found.pk)
    proposed = found.recommendations.count()
    shown = {"version": found, "cycle": found.cycle, "decision": decision, "proposed": proposed}
    return render(request, "results/approve.html", shown)


def _today(version: ResultVersion) -> date:
    return clock.today(version.cycle.authority.time_zone)


def _estimate(request: HttpRequest, access: Access, version: ResultVersion) -> None:
    """Intervals at once where that takes no longer than a person waits."""
    messages.success(request, f"Баллы рассчитаны: версия {version.number}.")
    if intervals.waits(version):
        messages.info(request, "Анкет очень много: интервалы посчитает ближайший запуск «merilo-web intervals».")
        return
    scoring.keep_intervals(version, intervals.estimated(version), by=access.user, on=version.scored_on)
