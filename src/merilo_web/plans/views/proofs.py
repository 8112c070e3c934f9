"""Pages of proofs: a file, a photo or a link attached, replaced by a newer version, withdrawn."""

from django.http import HttpRequest, HttpResponse

from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import proofs as actions
from merilo_web.plans.forms.execution import ProofForm
from merilo_web.plans.forms.review import ReasonForm
from merilo_web.plans.models import Measure, Proof
from merilo_web.plans.queries import plans
from merilo_web.plans.rules.measures import ADD_PROOF, WITHDRAW_PROOF
from merilo_web.plans.views.asking import Question, ask, measure_page, today
from merilo_web.plans.views.measures import allowed
from merilo_web.registry.access import Access, access_of


def attach(request: HttpRequest, pk: int) -> HttpResponse:
    """What shows that it was done? `pk` is the measure's."""
    access, measure = allowed(request, pk, ADD_PROOF)
    return _attach(request, access, measure)


def replace(request: HttpRequest, pk: int) -> HttpResponse:
    """What stands instead of this proof? `pk` is the proof's."""
    proof = plans.seen_proof(access_of(request.user), pk)
    access, measure = allowed(request, proof.measure_id, ADD_PROOF)
    _require_in_force(proof)
    return _attach(request, access, measure, replaces=proof)


def withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    """Why does this proof prove nothing?"""
    proof = plans.seen_proof(access_of(request.user), pk)
    access, measure = allowed(request, proof.measure_id, WITHDRAW_PROOF)
    _require_in_force(proof)
    form = ReasonForm(sent(request))

    def act() -> str:
        actions.withdraw(proof, by=access.user, on=today(measure.plan), reason=form.cleaned_data["reason"])
        return "Материал отозван; он остаётся в архиве с причиной."

    question = Question(
        "Отозвать подтверждающий материал?",
        "Отозвать",
        measure_page(measure),
        is_grave=True,
        facts=(("Материал", proof), ("Мероприятие", measure.text)),
        shown={"measure": measure},
    )
    return ask(request, measure.plan, form=form, question=question, act=act)


def _attach(request: HttpRequest, access: Access, measure: Measure, *, replaces: Proof | None = None) -> HttpResponse:
    files = request.FILES if request.method == "POST" else None
    form = ProofForm(sent(request), files, initial={"title": replaces.title} if replaces else None)

    def act() -> str:
        given, on = form.cleaned_data, today(measure.plan)
        beside = {"title": given["title"], "replaces": replaces}
        if given["file"]:
            made = actions.attach(measure, given["file"], by=access.user, on=on, **beside)
            return f"Приложено: {made}. Контрольная сумма {made.digest[:12]}…"
        made = actions.link(measure, given["url"], by=access.user, on=on, **beside)
        return f"Приложена ссылка: {made}."

    facts = (("Мероприятие", measure.text), *((("Взамен", replaces),) if replaces else ()))
    question = Question(
        "Чем заменить подтверждающий материал?" if replaces else "Чем подтвердить исполнение?",
        "Приложить",
        measure_page(measure),
        words="Файл ляжет в архив с контрольной суммой. Прежняя версия не удаляется." if replaces else "",
        facts=facts,
        shown={"measure": measure},
    )
    return ask(request, measure.plan, form=form, question=question, act=act)


def _require_in_force(proof: Proof) -> None:
    if proof.withdrawn_on or Proof.objects.filter(supersedes=proof).exists():
        raise NotAllowedError("Этот материал уже отозван или заменён.")
