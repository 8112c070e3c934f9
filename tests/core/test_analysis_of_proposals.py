"""The analysis of the council's proposals: criteria in their order, however the proposals came."""

from datetime import date

from merilo.documents.papers import analysis
from merilo.documents.papers.parties import Authority, Person
from merilo.documents.tables import Table

NAMES = ("2. Комфортность", "3. Доступность", "1. Открытость")


def test_the_analysis_counts_criteria_in_their_order() -> None:
    rows = tuple(analysis.Proposal("Школа", "Сделать", analysis.Verdict.ACCEPTED, name) for name in NAMES)
    made = analysis.paper(
        analysis.ProposalAnalysis(
            "2027", date(2027, 10, 5), Authority("УО", Person("Белых Анна Сергеевна", "начальник")), rows
        )
    )
    table = next(block for block in made.blocks if isinstance(block, Table))
    assert [row.cells[0] for row in table.rows] == sorted(NAMES)
