"""Pages of a plan as a whole: the form with its rows, its year, the paper that it would be."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from merilo_web import downloads
from merilo_web.archive.uploads import DOCX, PDF
from merilo_web.cycles.forms.faults import sent
from merilo_web.journal.queries import history
from merilo_web.plans.actions import drafting
from merilo_web.plans.forms.writing import YearForm
from merilo_web.plans.queries import plan_page, plans
from merilo_web.plans.queries.clocks import approval_clock, publication_clock, report_clock
from merilo_web.plans.queries.papers import plan_paper, plan_word
from merilo_web.plans.queries.permissions import plan_permissions
from merilo_web.plans.queries.plan_offers import offers
from merilo_web.plans.queries.snapshots import snapshot, snapshot_of
from merilo_web.plans.rules.plan import EDIT_PLAN
from merilo_web.plans.states import WRITTEN, ImprovementPlanState
from merilo_web.plans.views.asking import Question, ask, today
from merilo_web.plans.views.asking import plan_page as address_of
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.documents import openable, openable_evidence


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What must be done, by whom, by when, and what has been done?"""
    access = access_of(request.user)
    found = plans.seen(access, pk)
    on = today(found)
    may = plan_permissions(access, found)
    page = plan_page.page_of(found, on)
    clocks = (approval_clock(found, on), publication_clock(found, on), report_clock(found, on))
    listed = list(plans.versions(access, found))
    shown = {
        "plan": found,
        "page": page,
        "clocks": [one for one in clocks if one],
        "offers": offers(found, may, hindering=page.hindering, measures=len(page.kept.measures)),
        "may_edit": EDIT_PLAN.code in may,
        "is_written": found.state in WRITTEN,
        "is_superseded": found.state == ImprovementPlanState.SUPERSEDED,
        "versions": listed,
        "later": next((one for one in listed if one.number > found.number), None),
        "openable": openable(access, (found.docx_id, found.pdf_id)),
        "paper_opens": found.paper_id in openable_evidence(access, (found.paper_id,)),
        "entries": history(found),
    }
    return render(request, "plans/plan.html", shown)


def year(request: HttpRequest, pk: int) -> HttpResponse:
    """For which year is the plan?"""
    access = access_of(request.user)
    found = plans.seen(access, pk)
    access.require(EDIT_PLAN, found.scope, state=found.state)
    form = YearForm(sent(request), initial={"year": found.year})

    def act() -> str:
        kept = drafting.set_year(found, by=access.user, year=form.cleaned_data["year"])
        return f"План на {kept.year} год: сроки прочитаны заново."

    question = Question("На какой год план?", "Сохранить", address_of(found))
    return ask(request, found, form=form, question=question, act=act)


def file(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The plan as it stands now, in the form in which it is issued; what was approved lies in the archive."""
    from merilo.documents.writers.legal_docx import docx  # noqa: PLC0415 - heavy libraries, loaded when first needed
    from merilo.documents.writers.legal_pdf import pdf  # noqa: PLC0415 - heavy libraries, loaded when first needed

    found = plans.seen(access_of(request.user), pk)
    writers = {"docx": (docx, DOCX), "pdf": (pdf, PDF)}
    if ending not in writers:
        raise Http404
    write, media_type = writers[ending]
    frozen = found.outcome if found.state == ImprovementPlanState.SUPERSEDED else None
    kept, on = snapshot_of(frozen) if frozen else snapshot(found), today(found)
    word = plan_word(found.listed.cycle.authority_id, kept, on=on) if ending == "docx" else None
    name = downloads.file_name(f"План на {found.year} год", found.listed.organization, ending=ending)
    page = HttpResponse(word or write(plan_paper(kept, on=on)), content_type=media_type)
    downloads.attach(page, name)
    return page
