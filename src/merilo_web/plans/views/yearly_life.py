"""Pages of a plan for a year after it is written: approved, changed, published, carried out, reported, closed."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from merilo_web.cycles.forms.cycles import ConfirmForm
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions import yearly_execution as execution
from merilo_web.plans.actions import yearly_life as life
from merilo_web.plans.forms.review import ApprovalForm, PublicationForm, ReasonForm
from merilo_web.plans.forms.yearly import YearlyNoteForm, YearlyResultForm
from merilo_web.plans.queries.yearly_page import hindering, page_of
from merilo_web.plans.rules import yearly as verbs
from merilo_web.plans.views.asking import ask
from merilo_web.plans.views.yearly_asking import (
    address_of,
    allowed,
    allowed_measure,
    measure_question,
    question_of,
    today,
)


def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the plan to be approved as it stands?"""
    access, plan = allowed(request, pk, verbs.APPROVE_YEARLY)
    on = today(plan)
    form = ApprovalForm(sent(request), initial=ApprovalForm.shown(plan.keeper, on))
    lacking = hindering(plan)

    def act() -> str:
        kept = life.approve(plan, by=access.user, on=on, facts=form.facts())
        return f"План на {kept.period} утверждён {kept.approved_on:%d.%m.%Y}; он в архиве в DOCX и PDF."

    words = "Слова мероприятий больше нельзя будет менять, только записывать результаты."
    if lacking:
        words = f"Утвердить пока нельзя. {' '.join(lacking)}"
    return ask(
        request, None, form=form, question=question_of(plan, "Утвердить план?", "Утвердить", words=words), act=act
    )


def amend(request: HttpRequest, pk: int) -> HttpResponse:
    """Why does the plan change?"""
    access, plan = allowed(request, pk, verbs.AMEND_YEARLY)
    form = ReasonForm(sent(request))

    def act() -> str:
        life.amend(plan, by=access.user, on=today(plan), reason=form.cleaned_data["reason"])
        return "План снова черновик: измените его и утвердите заново."

    words = "Утверждённый документ остаётся в архиве, записанные результаты — у своих мероприятий."
    return ask(
        request, None, form=form, question=question_of(plan, "Почему план меняется?", "Изменить", words=words), act=act
    )


def publish(request: HttpRequest, pk: int) -> HttpResponse:
    """Where is the plan published?"""
    access, plan = allowed(request, pk, verbs.PUBLISH_YEARLY)
    form = PublicationForm(sent(request), initial={"url": plan.published_url})

    def act() -> str:
        life.publish(plan, by=access.user, on=today(plan), url=form.cleaned_data["url"])
        return "Записано, где размещён план. Утверждённый документ теперь открыт всем."

    words = "Утверждённый план в DOCX и PDF сможет открыть каждый, без входа: на него можно поставить ссылку с сайта."
    return ask(
        request, None, form=form, question=question_of(plan, "Где размещён план?", "Сохранить", words=words), act=act
    )


def close(request: HttpRequest, pk: int) -> HttpResponse:
    """What came of the year?"""
    access, plan = allowed(request, pk, verbs.CLOSE_YEARLY)
    on = today(plan)
    form = YearlyNoteForm(sent(request), initial={"note": plan.note})
    page = page_of(plan, on)

    def act() -> str:
        life.close(plan, by=access.user, on=on, note=form.cleaned_data["note"])
        return "План завершён; отчёт о его выполнении в архиве в DOCX и PDF."

    words = f"Исполнено {page.done} из {page.countable}. После этого результаты изменить нельзя."
    return ask(
        request, None, form=form, question=question_of(plan, "Завершить план?", "Завершить", words=words), act=act
    )


def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Why is the plan opened again?"""
    access, plan = allowed(request, pk, verbs.REOPEN_YEARLY)
    form = ReasonForm(sent(request))

    def act() -> str:
        life.reopen(plan, by=access.user, on=today(plan), reason=form.cleaned_data["reason"])
        return "План снова исполняется."

    return ask(request, None, form=form, question=question_of(plan, "Открыть план снова?", "Открыть"), act=act)


@require_POST
def report(request: HttpRequest, pk: int) -> HttpResponse:
    """Issue the report on the execution as it stands."""
    access, plan = allowed(request, pk, verbs.ISSUE_YEARLY_REPORT)
    execution.report(plan, by=access.user, on=today(plan))
    messages.success(request, "Отчёт о выполнении плана выпущен: DOCX и PDF в архиве.")
    return redirect(address_of(plan))


def result(request: HttpRequest, pk: int) -> HttpResponse:
    """What was done, and what came of it? `pk` is the measure's."""
    access, measure = allowed_measure(request, pk, verbs.RECORD_YEARLY)
    form = YearlyResultForm(sent(request), initial=YearlyResultForm.shown(measure))

    def act() -> str:
        kept = execution.record_result(measure, by=access.user, on=today(measure.plan), facts=form.facts())
        return f"Мероприятие № {kept.number}: {kept.get_state_display()}."

    question = measure_question(measure, f"Что получилось по мероприятию № {measure.number}?", "Сохранить")
    return ask(request, None, form=form, question=question, act=act)


def cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Why will the measure not be carried out?"""
    access, measure = allowed_measure(request, pk, verbs.CANCEL_YEARLY)
    form = ReasonForm(sent(request))

    def act() -> str:
        execution.cancel(measure, by=access.user, reason=form.cleaned_data["reason"])
        return "Мероприятие отменено; причина войдёт в отчёт."

    question = measure_question(measure, f"Отменить мероприятие № {measure.number}?", "Отменить", is_grave=True)
    return ask(request, None, form=form, question=question, act=act)


def resume(request: HttpRequest, pk: int) -> HttpResponse:
    """Is the cancelled measure to be carried out after all?"""
    access, measure = allowed_measure(request, pk, verbs.RESUME_YEARLY)

    def act() -> str:
        execution.resume(measure, by=access.user)
        return "Мероприятие снова в плане."

    question = measure_question(measure, f"Вернуть мероприятие № {measure.number}?", "Вернуть")
    return ask(request, None, form=ConfirmForm(sent(request)), question=question, act=act)
