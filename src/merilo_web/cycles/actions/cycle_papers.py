"""Issuing a paper of a cycle by a button: archived, filed, in force instead of the one before it."""

from datetime import date

from merilo.documents.papers.blocks import LegalPaper
from merilo_web.archive.models import DocumentKind
from merilo_web.cycles.actions.issuing import Filed, Issued, issue_paper
from merilo_web.cycles.models import Cycle, CyclePaper
from merilo_web.cycles.queries.own_papers import newest


def issue_cycle_paper(cycle: Cycle, paper: LegalPaper, *, kind: DocumentKind, on: date, number: str = "") -> CyclePaper:
    """Issue a paper and keep it as the newest of its kind. Part of the event that issues it."""
    before = newest(cycle, kind)
    label = kind.label[:1].upper() + kind.label[1:]
    filing = Filed(
        kind=kind,
        title=f"{label}: {cycle.title}",
        stem=f"{label} {cycle.year}",
        dated_on=on,
        scope=cycle.scope,
        number=number,
        replaces=Issued(before.docx, before.pdf) if before else None,
    )
    issued = issue_paper(paper, filing=filing)
    return CyclePaper.objects.create(cycle=cycle, kind=kind, issued_on=on, docx=issued.docx, pdf=issued.pdf)
