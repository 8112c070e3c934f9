"""Every verb of the system, stage by stage."""

from merilo_web.accounts import rules as accounts
from merilo_web.accounts.verbs import Verb
from merilo_web.cycles import rules as cycles
from merilo_web.fieldwork import rules as fieldwork
from merilo_web.plans import rules as plans
from merilo_web.registry import rules as registry
from merilo_web.results import rules as results

STAGES: dict[str, tuple[Verb, ...]] = {
    "Учётные записи": accounts.VERBS,
    "Реестры": registry.VERBS,
    "Цикл": cycles.VERBS,
    "Сбор информации": fieldwork.VERBS,
    "Результаты": results.VERBS,
    "Планы": plans.VERBS,
}
"""Russian names of the stages, as the menu and the documentation call them."""


def titles() -> dict[str, str]:
    """Code of an event → its Russian title."""
    return {verb.code: verb.title for verbs in STAGES.values() for verb in verbs}
