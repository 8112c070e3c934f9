"""The hand-over: what there is to hand over, what the authority decides."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from merilo_web import clock
from merilo_web.accounts import roles
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles.queries.cycles import seen as seen_cycle
from merilo_web.cycles.rules.cycle import REOPEN_FIELDWORK
from merilo_web.fieldwork.actions import handovers
from merilo_web.fieldwork.models import Handover
from merilo_web.fieldwork.queries.handovers import check
from merilo_web.fieldwork.rules import handovers as verbs
from merilo_web.fieldwork.rules.lock import is_collecting
from merilo_web.forms import require_plain
from merilo_web.registry.access import access_of

_STEPS = {
    "accept": (verbs.ACCEPT_HANDOVER, "Принять собранные данные?", "Принять данные"),
    "return": (verbs.RETURN_HANDOVER, "Почему данные возвращаются?", "Вернуть оператору"),
    "reopen": (verbs.REOPEN_HANDOVER, "Почему данные открываются заново?", "Открыть заново"),
}


@require_http_methods(["GET", "POST"])
def cycle_handover(request: HttpRequest, pk: int) -> HttpResponse:
    """Is everything collected, and has it been handed over and accepted?"""
    access = access_of(request.user)
    cycle = seen_cycle(access, pk)
    fault, note = "", request.POST.get("note", "")
    if request.method == "POST":
        on = clock.today(cycle.authority.time_zone)
        try:
            require_plain(note)
            handovers.hand_over(cycle, by=access.user, on=on, note=note)
        except ValidationError as wrong:
            fault = " ".join(wrong.messages)
        else:
            messages.success(request, "Данные переданы органу власти. До его решения они не меняются.")
            return redirect("fieldwork:handover", pk=cycle.pk)

    def may(verb: Verb, one: Handover) -> bool:
        stands = verb is not verbs.REOPEN_HANDOVER or cycle.state in REOPEN_FIELDWORK.states
        return stands and access.may(verb, one.scope, state=one.state)

    rounds = Handover.objects.filter(cycle=cycle).select_related("handed_over_by").prefetch_related("documents")
    may_hand = is_collecting(cycle) and access.may(verbs.HAND_DATA_OVER, cycle.scope, state=cycle.state)
    own = bool(access.acting(cycle.scope) & roles.OPERATOR)
    words = {
        "cycle": cycle,
        "check": check(cycle),
        "rounds": [(one, [(step, told[2]) for step, told in _STEPS.items() if may(told[0], one)]) for one in rounds],
        "may_hand": may_hand,
        "may_see_details": own or cycle.accepted_on is not None,
        "fault": fault,
        "note": note,
    }
    return render(request, "fieldwork/handover.html", words)


@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    """Accept, return or open anew, after showing what is decided."""
    access = access_of(request.user)
    handover = get_object_or_404(Handover.objects.select_related("cycle__authority"), pk=pk)
    if step not in _STEPS or not access.sees(handover.scope):
        raise Http404
    verb, question, button = _STEPS[step]
    access.require(verb, handover.scope, state=handover.state)
    fault, text = "", request.POST.get("text", "")
    if request.method == "POST":
        on = clock.today(handover.cycle.authority.time_zone)
        try:
            require_plain(text)
            if step == "accept":
                handovers.accept(handover, by=access.user, on=on, number=text[:64])
            elif step == "return":
                handovers.return_data(handover, by=access.user, on=on, reason=text)
            else:
                handovers.reopen(handover, by=access.user, on=on, reason=text)
        except ValidationError as wrong:
            fault = " ".join(wrong.messages)
        else:
            messages.success(request, "Решение записано.")
            return redirect("fieldwork:handover", pk=handover.cycle_id)
    words = {"handover": handover, "cycle": handover.cycle, "step": step, "question": question, "button": button}
    return render(request, "fieldwork/handover_step.html", words | {"fault": fault, "text": text})
