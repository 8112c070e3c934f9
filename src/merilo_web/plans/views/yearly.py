"""Pages of plans for a year: one's own, the list that an authority oversees, a plan as a whole, its files."""

from urllib.parse import urlencode

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from merilo_web import clock, downloads
from merilo_web.accounts.roles import AUTHORITY, COUNCIL, OBSERVERS
from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.archive.uploads import DOCX, PDF, XLSX
from merilo_web.journal.queries import history
from merilo_web.plans.forms.yearly import YearlyFilterForm
from merilo_web.plans.models import YearlyPlan
from merilo_web.plans.queries import yearly as queries
from merilo_web.plans.queries import yearly_overseen as overseen
from merilo_web.plans.queries import yearly_page, yearly_papers
from merilo_web.plans.queries.yearly_offers import offers, yearly_permissions
from merilo_web.plans.rules import yearly as verbs
from merilo_web.plans.states import YearlyPlanState
from merilo_web.plans.views.yearly_asking import today
from merilo_web.registry.access import Access, access_of
from merilo_web.registry.queries.documents import openable, openable_evidence
from merilo_web.registry.queries.pages import after_of

CSV = "text/csv; charset=utf-8"
_MOST = 100
_OVERSEERS = AUTHORITY | COUNCIL | OBSERVERS
_LAST_REMINDERS = 6


def own(request: HttpRequest) -> HttpResponse:
    """Which plans for a year are mine, and which is still to be drawn up?"""
    access = access_of(request.user)
    keepers = [
        (one, reverse("plans:begin_yearly", args=(queries.kind_of(one), one.pk)))
        for one in queries.keepers(access)
        if access.may(verbs.BEGIN_YEARLY, queries.keeping_of(one))
    ]
    shown = {"plans": queries.own(access)[:_MOST], "keepers": keepers, "oversees": access.has(_OVERSEERS)}
    return render(request, "plans/yearly_own.html", shown)


def organizations(request: HttpRequest) -> HttpResponse:
    """Which organizations have a plan for the year, and who is late?"""
    access, wanted, form = _wanted(request)
    on = clock.today()
    count, attention = overseen.totals(access, wanted, on)
    kept = {"year": wanted.year}
    filters = {**kept, **({"attention": wanted.attention.value} if wanted.attention else {})}
    shown = {
        "form": form,
        "page": overseen.standings(access, wanted, on, after=after_of(request.GET)),
        "count": count,
        "totals": attention,
        "attention": wanted.attention,
        "year": wanted.year,
        "kept": urlencode(kept),
        "filters": urlencode(filters),
    }
    return render(request, "plans/yearly_overseen.html", shown)


@require_GET
def organizations_table(request: HttpRequest, ending: str) -> HttpResponse:
    """The list as it is filtered, as a table."""
    access, wanted, _ = _wanted(request)
    rows = overseen.table_rows(access, wanted, clock.today())
    title = f"Планы организаций на {wanted.year} год"
    return _table(title, ending, columns=overseen.COLUMNS, rows=rows)


def plan(request: HttpRequest, pk: int) -> HttpResponse:
    """What is planned for the year, and what came of it?"""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    on, may = today(found), yearly_permissions(access, found)
    page = yearly_page.page_of(found, on)
    is_draft = found.state == YearlyPlanState.DRAFT
    lacking = yearly_page.hindering(found) if is_draft else ()
    measures = sum(len(rows) for _, rows in page.sections)
    files = (found.docx_id, found.pdf_id, found.report_docx_id, found.report_pdf_id)
    shown = {
        "plan": found,
        "page": page,
        "lacking": lacking,
        "is_draft": is_draft,
        "offers": offers(found, may, measures=measures, is_whole=not lacking, on=on),
        "may": {one.partition(".")[2]: True for one in may},
        "address": settings.PUBLIC_URL + reverse("registry:document", args=(found.pdf_id,)) if _is_open(found) else "",
        "openable": openable(access, files),
        "paper_opens": found.paper_id in openable_evidence(access, (found.paper_id,)),
        "reminders": found.reminders.order_by("-pk")[:_LAST_REMINDERS],
        "entries": history(found),
    }
    return render(request, "plans/yearly.html", shown)


@require_GET
def file(request: HttpRequest, *, pk: int, paper: str, ending: str) -> HttpResponse:
    """The plan, the report on it or its table as it stands now; what was issued lies in the archive."""
    from merilo.documents.writers.legal_docx import docx  # noqa: PLC0415 - heavy libraries, loaded when first needed
    from merilo.documents.writers.legal_pdf import pdf  # noqa: PLC0415 - heavy libraries, loaded when first needed

    found = queries.seen(access_of(request.user), pk)
    papers = {
        "plan": (yearly_papers.plan_paper, "План мероприятий"),
        "report": (yearly_papers.report_paper, "Отчёт о плане"),
    }
    if paper == "table":
        title = f"План мероприятий {yearly_papers.about(found)}: {found.keeper}"
        rows = yearly_papers.table_rows(found)
        return _table(title, ending, columns=yearly_papers.COLUMNS, rows=rows)
    writers = {"docx": (docx, DOCX), "pdf": (pdf, PDF)}
    if paper not in papers or ending not in writers:
        raise Http404
    make, words = papers[paper]
    write, media_type = writers[ending]
    page = HttpResponse(write(make(found, on=today(found))), content_type=media_type)
    downloads.attach(page, downloads.file_name(f"{words} на {found.period}", found.keeper, ending=ending))
    return page


def _table(title: str, ending: str, **table: object) -> HttpResponse:
    if ending not in {"xlsx", "csv"}:
        raise Http404
    if ending == "csv":
        content, media_type = yearly_papers.as_csv(**table), CSV  # type: ignore[arg-type]  # columns and rows
    else:
        content, media_type = yearly_papers.as_book(title, **table), XLSX  # type: ignore[arg-type]  # columns and rows
    page = HttpResponse(content, content_type=media_type)
    downloads.attach(page, downloads.file_name(title, ending=ending))
    return page


def _wanted(request: HttpRequest) -> tuple[Access, overseen.YearlyFilter, YearlyFilterForm]:
    access = access_of(request.user)
    if not access.has(_OVERSEERS):
        raise NotAllowedError("Планы организаций на год видят орган власти, совет и наблюдатель.")
    asked = request.GET.copy()
    asked.setdefault("year", str(clock.today().year))
    form = YearlyFilterForm(asked)
    return access, form.wanted(clock.today().year), form


def _is_open(found: YearlyPlan) -> bool:
    return bool(found.published_url and found.pdf_id)
