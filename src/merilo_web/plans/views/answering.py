"""The page of an authority's answer on the execution of a cycle's plans."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from merilo.documents.papers.execution_letter import answer
from merilo_web import clock
from merilo_web.cycles.forms.faults import sent
from merilo_web.plans.actions.answering import issue_answer
from merilo_web.plans.forms.supervision import AnswerForm
from merilo_web.plans.queries.execution_answer import AnswerAddressee, answer_envelope, execution_answer
from merilo_web.plans.queries.supervision import seen_cycle
from merilo_web.plans.rules.supervision import ISSUE_ANSWER
from merilo_web.plans.views.asking import Question, ask
from merilo_web.registry.access import access_of


def execution_letter(request: HttpRequest, cycle: int) -> HttpResponse:
    """What does the authority answer on the execution of the plans?"""
    access = access_of(request.user)
    found = seen_cycle(access, cycle)
    access.require(ISSUE_ANSWER, found.scope, state=found.state)
    on = clock.today(found.authority.time_zone)
    letter = answer(answer_envelope(found, on, AnswerAddressee()), execution_answer(found, access, on))
    form = AnswerForm(sent(request), initial={"text": "\n\n".join(letter.paragraphs)})

    def act() -> str:
        made = issue_answer(found, by=access.user, on=on, facts=form.facts())
        return f"Письмо «{made.title}» выпущено: DOCX и PDF в архиве."

    question = Question(
        "Что ответить об исполнении планов?",
        "Выпустить письмо",
        reverse("plans:summaries"),
        words="Охват, утверждение, контроль и ответственность руководителей посчитаны по сведениям системы на сегодня.",
        clause=ISSUE_ANSWER.clause,
        facts=(("Цикл", found.title), ("От кого", found.authority.name)),
        template="plans/cycle_ask.html",
        shown={"cycle": found},
    )
    return ask(request, None, form=form, question=question, act=act, onward=lambda: reverse("registry:documents"))
