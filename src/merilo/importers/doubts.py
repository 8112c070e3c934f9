"""Doubts: how a spelling that is no organization of the register is told to a person."""

from merilo.importers import codes
from merilo.importers.findings import MOST_SPELLINGS, Findings
from merilo.importers.names import Register
from merilo.importers.spelling import folded, shortened
from merilo.importers.values import TOTALS
from merilo.problems import Place


def doubt(written: str, count: int, place: Place, *, register: Register, findings: Findings) -> None:
    """Tell that a spelling is no organization of the register, with the likest one when there is one."""
    rows = f"строк {count}" if count != 1 else "одна строка"
    if TOTALS.match(folded(written)):
        findings.add(codes.TOTALS_ROW, place, f"Строка «{shortened(written)}»")
        return
    guess = None
    if len(findings.unresolved) < MOST_SPELLINGS:
        findings.unresolved[written] = None
        guess = register.guess(written)
    if guess is None:
        findings.add(codes.ORGANIZATION_UNKNOWN, place, f"«{shortened(written)}» ({rows}) нет в реестре")
        return
    likest = f"{guess.organization.id} «{shortened(guess.organization.name)}», уверенность {guess.confidence} %"
    findings.add(codes.ORGANIZATION_UNSURE, place, f"«{shortened(written)}» ({rows}) похоже на {likest}")
