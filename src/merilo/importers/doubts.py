"""Doubts: whose a row is, and how a spelling that is no organization of the register is told to a person."""

from dataclasses import dataclass, field

from merilo.importers import codes
from merilo.importers.findings import MOST_SPELLINGS, Findings
from merilo.importers.names import IGNORE, Register
from merilo.importers.spelling import folded, shortened
from merilo.importers.tables import Record
from merilo.importers.values import TOTALS
from merilo.problems import Place
from merilo.quotation import in_quotes


@dataclass(frozen=True, slots=True)
class RowOrganizations:
    """Finds whose each row of a table is; a spelling that names nobody or is not read is told once, at the end."""

    register: Register
    findings: Findings
    doubts: dict[str, tuple[int, Place]] = field(default_factory=dict)

    def of(self, record: Record, column: int) -> str | None:
        """The organization's id; None for a row that is not read."""
        written = record.text(column)
        code = self.register.find(written) if written else None
        if code is not None and code != IGNORE:
            return code
        place = record.place(column)
        if not written:
            self.findings.add(codes.ORGANIZATION_BLANK, place, "В строке есть значения, но нет организации")
        elif TOTALS.match(folded(written)):
            self.findings.add(codes.TOTALS_ROW, place, f"Строка {in_quotes(shortened(written))}")
        else:
            count, first = self.doubts.get(written, (0, place))
            self.doubts[written] = (count + 1, first)
        return None

    def close(self) -> None:
        """Tell the spellings."""
        for written, (count, place) in self.doubts.items():
            if self.register.find(written) == IGNORE:
                self.findings.add(codes.ORGANIZATION_IGNORED, place, f"{in_quotes(shortened(written))}: строк {count}")
            else:
                doubt(written, count, place, register=self.register, findings=self.findings)


def doubt(written: str, count: int, place: Place, *, register: Register, findings: Findings) -> None:
    """Tell that a spelling is no organization of the register, with the likest one when there is one."""
    rows = f"строк {count}" if count != 1 else "одна строка"
    if TOTALS.match(folded(written)):
        findings.add(codes.TOTALS_ROW, place, f"Строка {in_quotes(shortened(written))}")
        return
    guess = None
    if len(findings.unresolved) < MOST_SPELLINGS:
        findings.unresolved[written] = None
        guess = register.guess(written)
    if guess is None:
        findings.add(codes.ORGANIZATION_UNKNOWN, place, f"{in_quotes(shortened(written))} ({rows}) нет в реестре")
        return
    likest = (
        f"{guess.organization.id} {in_quotes(shortened(guess.organization.name))}, уверенность {guess.confidence} %"
    )
    findings.add(codes.ORGANIZATION_UNSURE, place, f"{in_quotes(shortened(written))} ({rows}) похоже на {likest}")
