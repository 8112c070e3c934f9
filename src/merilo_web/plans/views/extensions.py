"""Pages of later terms: asked for with a reason, granted or refused by the authority."""

from django.http import HttpRequest, HttpResponse

from merilo_web.accounts.verbs import NotAllowedError, Verb
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import extensions as actions
from merilo_web.plans.actions.extensions import ExtensionFacts
from merilo_web.plans.forms.execution import AnswerForm, ExtensionForm
from merilo_web.plans.models import Extension
from merilo_web.plans.queries import plans
from merilo_web.plans.queries.permissions import extension_permissions
from merilo_web.plans.rules import measures as verbs
from merilo_web.plans.rules.measures import require_executed
from merilo_web.plans.views.asking import Question, ask, measure_page, today
from merilo_web.plans.views.measures import about, allowed
from merilo_web.registry.access import Access, access_of


def request_later(request: HttpRequest, pk: int) -> HttpResponse:
    """Until when can it be done, and why not earlier? `pk` is the measure's."""
    access, measure = allowed(request, pk, verbs.REQUEST_EXTENSION)
    form = ExtensionForm(sent(request))

    def act() -> str:
        facts = ExtensionFacts(**form.cleaned_data)
        made = actions.request(measure, by=access.user, on=today(measure.plan), facts=facts)
        return f"Продление до {made.due_on:%d.%m.%Y} запрошено; решит орган власти."

    question = Question(
        "До какого дня продлить срок и почему?",
        "Запросить продление",
        measure_page(measure),
        words="Пока ответа нет, действует прежний срок.",
        facts=about(measure),
        shown={"measure": measure},
    )
    return ask(request, measure.plan, form=form, question=question, act=act)


def grant(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the later term granted?"""
    access, extension = _allowed(request, pk, verbs.GRANT_EXTENSION)
    form = AnswerForm(sent(request))

    def act() -> str:
        answer = form.cleaned_data["answer"]
        actions.grant(extension, by=access.user, on=today(extension.measure.plan), answer=answer)
        return f"Срок продлён до {extension.due_on:%d.%m.%Y}."

    question = _question(extension, "Продлить срок?", "Продлить")
    return ask(request, extension.measure.plan, form=form, question=question, act=act)


def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Why is the later term refused?"""
    access, extension = _allowed(request, pk, verbs.REFUSE_EXTENSION)
    form = AnswerForm(sent(request))

    def act() -> str:
        answer = form.cleaned_data["answer"]
        actions.refuse(extension, by=access.user, on=today(extension.measure.plan), answer=answer)
        return "В продлении отказано; организация видит ответ."

    question = _question(extension, "Почему срок не продлён?", "Отказать", is_grave=True)
    return ask(request, extension.measure.plan, form=form, question=question, act=act)


def _allowed(request: HttpRequest, pk: int, verb: Verb) -> tuple[Access, Extension]:
    access = access_of(request.user)
    extension = plans.seen_extension(access, pk)
    access.require(verb, extension.scope, state=extension.state)
    require_executed(extension.measure.plan)
    if verb.code not in extension_permissions(access, extension):
        raise NotAllowedError("О продлении решает не тот, кто его запросил.", clause=verb.clause)
    return access, extension


def _question(extension: Extension, heading: str, button: str, *, is_grave: bool = False) -> Question:
    facts = (
        ("Мероприятие", extension.measure.text),
        ("Прежний срок", extension.former_term),
        ("Новый срок", f"{extension.term}, то есть до {extension.due_on:%d.%m.%Y}"),
        ("Причина", extension.reason),
    )
    shown = {"measure": extension.measure}
    back = measure_page(extension.measure)
    return Question(
        heading, button, back, clause=verbs.GRANT_EXTENSION.clause, is_grave=is_grave, facts=facts, shown=shown
    )
