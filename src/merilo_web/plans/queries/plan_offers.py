"""What a person is offered to do with a plan now: one next step, the others after it."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse

from merilo_web.plans.models import ImprovementPlan
from merilo_web.plans.rules import oversight, plan

_PAGES = (
    (plan.SUBMIT_PLAN, "submit", "Представить на согласование"),
    (plan.APPROVE_PLAN, "approve", "Утвердить"),
    (plan.RETURN_PLAN, "return", "Вернуть с замечаниями"),
    (plan.RECALL_PLAN, "recall", "Отозвать на доработку"),
    (plan.PUBLISH_PLAN, "publish", "Указать, где размещён"),
    (plan.CHANGE_PUBLICATION, "change_publication", "Указать, где размещён"),
    (plan.BEGIN_EXECUTION, "begin", "Начать исполнение"),
    (oversight.BEGIN_REPORT, "reports", "Квартальные отчёты"),
    (plan.CLOSE_PLAN, "close", "Снять с контроля"),
    (plan.REOPEN_PLAN, "reopen", "Вернуть на контроль"),
    (plan.AMEND_PLAN, "amend", "Начать новую версию"),
    (plan.DISCARD_AMENDMENT, "discard", "Отказаться от новой версии"),
)
_GRAVE = {"discard"}
_STEPS = {"submit", "approve", "publish", "change_publication", "begin", "close"}
"""Those that lead a plan on; the first of them that may be done is the next step."""
_MOVED = "Изменить адрес размещения"


@dataclass(frozen=True, slots=True)
class PlanOffer:
    """A button: where it leads, whether it is the next step, whether something is lost by it."""

    title: str
    address: str
    is_next: bool = False
    is_grave: bool = False


def offers(kept: ImprovementPlan, may: frozenset[str], *, hindering: int, measures: int) -> tuple[PlanOffer, ...]:
    """Buttons of the plan's page, the next step first."""
    return tuple(_offers(kept, may, hindering=hindering, measures=measures))


def _offers(kept: ImprovementPlan, may: frozenset[str], *, hindering: int, measures: int) -> Iterator[PlanOffer]:
    writes = plan.EDIT_PLAN.code in may
    if writes:
        yield PlanOffer("Выбрать из готовых мероприятий", _address(kept, "library"), is_next=bool(hindering))
        yield PlanOffer("Написать мероприятие", _address(kept, "add_measure"))
        if not measures:
            yield PlanOffer("Загрузить готовый план", _address(kept, "paper"))
    is_next = not (writes and hindering)
    for verb, name, title in _PAGES:
        if verb.code not in may:
            continue
        is_moved = name == "change_publication" and kept.published_on is not None
        leads = is_next and name in _STEPS and not is_moved
        yield PlanOffer(_MOVED if is_moved else title, _address(kept, name), is_next=leads, is_grave=name in _GRAVE)
        is_next = is_next and not leads


def _address(kept: ImprovementPlan, name: str) -> str:
    return reverse(f"plans:{name}", args=(kept.pk,))
