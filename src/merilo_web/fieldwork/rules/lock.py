"""The lock on collected data: nothing of them changes once they are handed over or accepted."""

from merilo_web.accounts.verbs import NotAllowedError
from merilo_web.cycles.models import Cycle
from merilo_web.cycles.states import CycleState
from merilo_web.fieldwork.models import Handover
from merilo_web.fieldwork.states import HandoverState

CLAUSE = "принятые данные не меняются: открыть их заново может орган власти, с причиной"


def is_collecting(cycle: Cycle) -> bool:
    """True while data of the cycle may be changed."""
    return cycle.state == CycleState.FIELDWORK and not _awaits(cycle)


def require_collecting(cycle: Cycle) -> None:
    """Raise NotAllowedError unless data of the cycle may be changed now."""
    if cycle.state != CycleState.FIELDWORK:
        raise NotAllowedError(
            f"Сейчас данные менять нельзя: цикл в состоянии «{cycle.get_state_display()}».", clause=CLAUSE
        )
    if _awaits(cycle):
        raise NotAllowedError("Данные переданы органу власти и ждут его решения: менять их нельзя.", clause=CLAUSE)


def _awaits(cycle: Cycle) -> bool:
    return Handover.objects.filter(cycle=cycle, state=HandoverState.HANDED_OVER).exists()
