"""Pages of scans: attaching a signed paper to a contract, an event, a measure; taking a wrong one off."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse

from merilo_web.cycles.actions import scans as actions
from merilo_web.cycles.actions.scans import Papered
from merilo_web.cycles.forms.cycles import ConfirmForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.cycles.forms.scans import ScanForm
from merilo_web.cycles.models import Contract, PlannedMeasure, PublicEvent, Scan
from merilo_web.cycles.queries import cycles
from merilo_web.cycles.views.asking import Question, ask
from merilo_web.registry.access import access_of

_KINDS: dict[str, type[Papered]] = {"contract": Contract, "event": PublicEvent, "measure": PlannedMeasure}
_PAGES: dict[type[Papered], tuple[str, str]] = {
    Contract: ("cycles:contract", "Контракт"),
    PublicEvent: ("cycles:events", "Семинары и публикации"),
    PlannedMeasure: ("cycles:assessment_plan", "План проведения оценки"),
}


def attach(request: HttpRequest, kind: str, pk: int) -> HttpResponse:
    """Which signed paper belongs here?"""
    access = access_of(request.user)
    if kind not in _KINDS:
        raise Http404
    thing: Papered = get_object_or_404(_KINDS[kind]._default_manager, pk=pk)  # type: ignore[assignment]  # noqa: SLF001 - Django's manager of any model
    cycle = cycles.seen(access, actions.cycle_of(thing).pk)
    verb, state = actions.verb_of(thing)
    access.require(verb, cycle.scope, state=state)
    form = ScanForm(sent(request), request.FILES if request.method == "POST" else None)

    def act() -> str:
        scan = actions.attach_scan(thing, by=access.user, upload=form.cleaned_data["scan"])
        return f"Приложено: {scan}."

    words = f"{thing}. Файл ляжет в архив с контрольной суммой; его откроют участники цикла."
    question = _question(thing, "Приложить подписанную бумагу?", "Приложить", words=words)
    return ask(request, cycle, form=form, question=question, act=act)


def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Was it the wrong file?"""
    access = access_of(request.user)
    scan = get_object_or_404(Scan.objects.select_related("cycle", "evidence", "contract", "event", "measure"), pk=pk)
    cycle, thing = cycles.seen(access, scan.cycle_id), actions.thing_of(scan)
    verb, state = actions.verb_of(thing)
    access.require(verb, cycle.scope, state=state)

    def act() -> str:
        actions.remove_scan(scan, by=access.user)
        return "Скан убран."

    words = f"{scan}: {thing}. Открыть файл больше никто не сможет; запись о нём останется в журнале."
    question = _question(thing, "Убрать скан?", "Убрать", words=words, is_grave=True)
    return ask(request, cycle, form=ConfirmForm(sent(request)), question=question, act=act)


def _question(thing: Papered, heading: str, button: str, *, words: str, is_grave: bool = False) -> Question:
    name, here = _PAGES[type(thing)]
    return Question(heading, button, reverse(name, args=(actions.cycle_of(thing).pk,)), words, here, is_grave)
