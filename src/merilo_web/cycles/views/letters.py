"""Pages of letters: the series of one kind, one letter, issuing, sending, the log of delivery."""

import io
import zipfile
from datetime import timedelta

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from merilo_web import clock, downloads
from merilo_web.accounts.verbs import Verb
from merilo_web.archive import actions as archive
from merilo_web.archive.uploads import DOCX, PDF
from merilo_web.cycles.actions import letters as actions
from merilo_web.cycles.actions.letters import LetterFacts, LetterText
from merilo_web.cycles.forms.cycles import ConfirmForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.cycles.forms.letters import WRITING_FORMS, AddressForm, HandingForm, IssueForm, LetterForm
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.queries import cycles
from merilo_web.cycles.queries import letters as queries
from merilo_web.cycles.rules import letters as verbs
from merilo_web.cycles.states import LetterKind, LetterState
from merilo_web.cycles.views.asking import Question, ask
from merilo_web.journal.actions import Scope
from merilo_web.registry.access import access_of
from merilo_web.registry.queries.documents import openable
from merilo_web.registry.rules.clerk_templates import TAKE_TEMPLATE

_NAMED = 5
"""So many organizations with missing requisites are named; the letters' page names all."""
_ANSWERING = timedelta(days=14)
"""The time to answer that is offered; the clerk changes it freely."""


def letters(request: HttpRequest, pk: int) -> HttpResponse:
    """What letters were written to the organizations, and where do they stand?"""
    access = access_of(request.user)
    cycle = cycles.seen(access, pk)
    kind = _kind(request.GET.get("kind", LetterKind.NOTICE))
    rows = queries.of_kind(cycle, kind)
    states = [one.state for one in rows]
    acts = access.may(verbs.EDIT_LETTER, cycle.scope, state=LetterState.DRAFT)
    queue_verb = verbs.verb_of(verbs.QUEUE_LETTER, kind)
    page = {
        "cycle": cycle,
        "kind": kind,
        "kinds": [(one, cycle.letters.filter(kind=one).count()) for one in LetterKind],
        "letters": rows,
        "drafts": states.count(LetterState.DRAFT),
        "ready": sum(one.state == LetterState.ISSUED and bool(one.email) for one in rows),
        "issued": sum(one.docx_id is not None for one in rows),
        "faults": [one for one in queries.addressees(cycle) if one.faults] if acts else [],
        "may_write": kind in WRITING_FORMS and access.may(actions.WRITING[kind], cycle.scope, state=cycle.state),
        "tells_results": kind == LetterKind.TRANSMITTAL
        and access.may(verbs.WRITE_TRANSMITTALS, cycle.scope, state=cycle.state),
        "may_act": acts,
        "may_queue": access.may(queue_verb, cycle.scope, state=LetterState.ISSUED),
        "may_print": kind != LetterKind.HAND_OVER,
        "may_set_template": kind != LetterKind.HAND_OVER
        and access.may(TAKE_TEMPLATE, Scope(authority=cycle.authority_id)),
        "openable": openable(access, (number for one in rows for number in (one.docx_id, one.pdf_id))),
    }
    return render(request, "cycles/letters.html", page)


def write(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Write letters of one kind to everybody on the list."""
    access = access_of(request.user)
    cycle, wanted = cycles.seen(access, pk), _kind(kind)
    if wanted not in WRITING_FORMS:
        raise Http404
    access.require(actions.WRITING[wanted], cycle.scope, state=cycle.state)
    on = clock.today(cycle.authority.time_zone)
    form = WRITING_FORMS[wanted](sent(request), initial=_initial(cycle, wanted))
    lacking = [f"{one.listed}: {', '.join(one.faults)}" for one in queries.addressees(cycle) if one.faults]
    whom = (
        "Организации, которые не сообщили численность," if wanted == LetterKind.REMINDER else "Все организации перечня"
    )
    words = f"{whom} получат черновик письма; его можно исправить до выпуска."
    if lacking:
        more = f"; и ещё организаций: {len(lacking) - _NAMED}" if len(lacking) > _NAMED else ""
        words += f" В реестре не хватает сведений. {'; '.join(lacking[:_NAMED])}{more}."
    question = Question(
        f"Составить письма: {wanted.label}?",
        "Составить письма",
        f"{reverse('cycles:letters', args=(cycle.pk,))}?kind={wanted}",
        words,
        "Письма",
    )

    def act() -> str:
        count = actions.write_letters(cycle, by=access.user, on=on, facts=LetterFacts(kind=wanted, **form.cleaned_data))
        return f"Составлено писем: {count}. Проверьте их и выпустите."

    return ask(request, cycle, form=form, question=question, act=act)


def issue(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Issue every draft of one kind under numbers in a row."""
    access = access_of(request.user)
    cycle, wanted = cycles.seen(access, pk), _kind(kind)
    access.require(verbs.ISSUE_LETTER, cycle.scope, state=LetterState.DRAFT)
    on = clock.today(cycle.authority.time_zone)
    drafts = cycle.letters.filter(kind=wanted, state=LetterState.DRAFT).count()
    form = IssueForm(sent(request), initial={"first_number": queries.next_number(cycle, on.year)})
    question = Question(
        f"Выпустить письма: {wanted.label}?",
        "Выпустить письма",
        f"{reverse('cycles:letters', args=(cycle.pk,))}?kind={wanted}",
        f"Черновиков: {drafts}. Каждое письмо получит номер и дату {on:%d.%m.%Y} и ляжет в архив в DOCX и PDF; "
        "исправить его будет уже нельзя.",
        "Письма",
    )

    def act() -> str:
        number = form.cleaned_data["first_number"]
        count = actions.issue_letters(cycle, by=access.user, on=on, kind=wanted, first_number=number)
        return f"Выпущено писем: {count}."

    return ask(request, cycle, form=form, question=question, act=act)


@require_POST
def queue(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Queue every issued letter of one kind that has an address."""
    access = access_of(request.user)
    cycle, wanted = cycles.seen(access, pk), _kind(kind)
    access.require(verbs.verb_of(verbs.QUEUE_LETTER, wanted), cycle.scope, state=LetterState.ISSUED)
    count = actions.queue_letters(cycle, by=access.user, kind=wanted)
    messages.success(request, f"К отправке: {count}. Письма уйдут в ближайшие минуты; ход — в журнале отправки.")
    return redirect("cycles:deliveries", cycle.pk)


def letter(request: HttpRequest, pk: int) -> HttpResponse:
    """What does the letter say, and where does it stand? A draft is corrected here."""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    edits = access.may(verbs.EDIT_LETTER, found.scope, state=found.state)
    names, kind = LetterForm.base_fields, found.kind

    def may(verb: Verb) -> bool:
        return access.may(verbs.verb_of(verb, kind), found.scope, state=found.state)

    form = LetterForm(sent(request), initial={name: getattr(found, name) for name in names}) if edits else None
    if form is not None and request.method == "POST" and form.is_valid():
        actions.edit_letter(found, by=access.user, facts=LetterText(**form.cleaned_data))
        messages.success(request, "Письмо исправлено.")
        return redirect("cycles:letter", found.pk)
    page = {
        "letter": found,
        "cycle": found.cycle,
        "form": form,
        "paragraphs": queries.paragraphs(found.text),
        "openable": openable(access, (found.docx_id, found.pdf_id)),
        "sees_cycle": access.sees(found.cycle.scope),
        "may_edit": edits,
        "may_queue": bool(found.email) and may(verbs.QUEUE_LETTER),
        "may_hand": may(verbs.HAND_LETTER),
        "may_readdress": not edits and may(verbs.READDRESS_LETTER),
    }
    return render(request, "cycles/letter.html", page)


def preview(request: HttpRequest, pk: int, ending: str) -> HttpResponse:
    """The letter as it stands now, before it is issued: in Word by the authority's own template where it has one."""
    from merilo.documents.writers.legal_docx import docx  # noqa: PLC0415 - heavy libraries, loaded when first needed
    from merilo.documents.writers.legal_pdf import pdf  # noqa: PLC0415 - heavy libraries, loaded when first needed

    found = queries.seen(access_of(request.user), pk)
    writers = {"docx": (docx, DOCX), "pdf": (pdf, PDF)}
    if found.listed is None or ending not in writers:
        raise Http404
    on, (write, media_type) = clock.today(found.cycle.authority.time_zone), writers[ending]
    own = queries.letter_word(found, on=on) if ending == "docx" else None
    name = downloads.file_name(downloads.LETTER_DRAFT, found.listed, ending=ending)
    return _file(own.content if own else write(queries.letter_paper(found, on=on)), media_type, name)


def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw a draft away."""
    return _do(request, pk, form=ConfirmForm(sent(request)), heading="Удалить черновик письма?", button="Удалить")


def hand(request: HttpRequest, pk: int) -> HttpResponse:
    """Say that a letter was handed over on paper."""
    form = HandingForm(sent(request), initial={"on": clock.today()})
    return _do(request, pk, form=form, heading="Как вручено письмо?", button="Отметить вручение")


def readdress(request: HttpRequest, pk: int) -> HttpResponse:
    """Change the address of a letter."""
    return _do(request, pk, form=AddressForm(sent(request)), heading="Куда отправить письмо?", button="Сохранить адрес")


@require_POST
def queue_one(request: HttpRequest, pk: int) -> HttpResponse:
    """Queue one letter, again if it failed."""
    access = access_of(request.user)
    found = actions.queue_letter(queries.seen(access, pk), by=access.user)
    messages.success(request, f"К отправке на {found.email}.")
    return redirect("cycles:letter", found.pk)


def deliveries(request: HttpRequest, pk: int) -> HttpResponse:
    """What was delivered to whom?"""
    cycle = cycles.seen(access_of(request.user), pk)
    return render(request, "cycles/deliveries.html", {"cycle": cycle, "letters": queries.deliveries(cycle)[:300]})


def together(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Every letter of one kind as one PDF, to look through or to print."""
    from merilo.documents.writers.legal_pdf import pdf  # noqa: PLC0415 - heavy libraries, loaded when first needed

    cycle, wanted = cycles.seen(access_of(request.user), pk), _kind(kind)
    found = queries.of_kind(cycle, wanted)
    if not found or wanted == LetterKind.HAND_OVER:
        raise Http404
    on = clock.today(cycle.authority.time_zone)
    title = f"{wanted.label.capitalize()}: {cycle.title}"
    name = downloads.file_name(downloads.LETTERS, wanted.label, ending="pdf")
    return _file(pdf(queries.together(found, on=on, title=title)), "application/pdf", name)


def archived(request: HttpRequest, pk: int, kind: str) -> HttpResponse:
    """Every issued letter of one kind, DOCX and PDF, in one ZIP."""
    cycle, wanted = cycles.seen(access_of(request.user), pk), _kind(kind)
    issued = cycle.letters.filter(kind=wanted, docx__isnull=False).select_related("docx__file", "pdf__file")
    documents = [document for one in issued for document in (one.docx, one.pdf) if document]
    if not documents:
        raise Http404
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_STORED) as packed:
        for document in documents:
            packed.write(archive.read(document.file), document.file_name.replace("/", "-"))
    name = downloads.file_name(downloads.LETTERS, wanted.label, ending="zip")
    return _file(content.getvalue(), "application/zip", name)


def _do(request: HttpRequest, pk: int, *, form: forms.Form, heading: str, button: str) -> HttpResponse:
    """A page that asks something about one letter, by the form that it shows."""
    access = access_of(request.user)
    found = queries.seen(access, pk)
    asked: dict[type[forms.Form], Verb] = {HandingForm: verbs.HAND_LETTER, AddressForm: verbs.READDRESS_LETTER}
    verb = verbs.verb_of(asked.get(type(form), verbs.DISCARD_LETTER), found.kind)
    access.require(verb, found.scope, state=found.state)
    if isinstance(form, AddressForm):
        form.initial = {"email": found.email}
    gone = verb is verbs.DISCARD_LETTER
    series = f"{reverse('cycles:letters', args=(found.cycle_id,))}?kind={found.kind}"
    back = series if gone else reverse("cycles:letter", args=(found.pk,))
    question = Question(heading, button, back, str(found), "Письма", is_grave=gone)

    def act() -> str:
        if isinstance(form, HandingForm):
            actions.hand_letter(found, by=access.user, on=form.cleaned_data["on"], how=form.cleaned_data["how"])
            return "Вручение отмечено."
        if isinstance(form, AddressForm):
            actions.readdress_letter(found, by=access.user, email=form.cleaned_data["email"])
            return "Адрес сохранён."
        actions.discard_letter(found, by=access.user)
        return "Черновик удалён."

    return ask(request, found.cycle, form=form, question=question, act=act)


def _kind(word: str) -> LetterKind:
    if word not in LetterKind.values:
        raise Http404
    return LetterKind(word)


def _initial(cycle: Cycle, kind: LetterKind) -> dict[str, object]:
    on = clock.today(cycle.authority.time_zone)
    if kind == LetterKind.NOTICE:
        return {"begins_on": cycle.fieldwork_from, "ends_on": cycle.fieldwork_until}
    about = "просили сообщить численность получателей услуг; сведения пока не поступили"
    return {"period": f"за {cycle.year - 1} год", "answer_by": on + _ANSWERING, "about": about}


def _file(content: bytes, media_type: str, name: str) -> HttpResponse:
    page = HttpResponse(content, content_type=media_type)
    downloads.attach(page, name)
    return page
