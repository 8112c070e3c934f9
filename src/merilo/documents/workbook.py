"""results.xlsx: counts and checklist values as inputs, everything else as live formulas with their values beside."""

import io
from datetime import datetime

import xlsxwriter

from merilo.documents import workbook_extras, workbook_figures, workbook_inputs
from merilo.documents.model import CycleReport
from merilo.documents.workbook_layout import layout
from merilo.documents.workbook_sheet import Formats
from merilo.scoring import rounding


def workbook(report: CycleReport) -> bytes:
    """The book of results. The same report gives the same bytes.

    Recalculated by a spreadsheet it gives our figures to the last printed digit; text is always text, whatever it
    begins with.
    """
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties(
        {
            "title": report.title,
            "author": "Мерило",
            "created": datetime(report.on.year, report.on.month, report.on.day),  # noqa: DTZ001 - the format has no zone
        }
    )
    formats = Formats(book, rounding.of(report.policies).shown)
    places = layout(report.edition, len(report.entries), first_score=workbook_figures.FIRST_SCORE)
    workbook_figures.ranking(book, report, places, formats=formats)
    workbook_figures.scores(book, report, places, formats=formats)
    workbook_figures.calculation(book, report, places, formats=formats)
    workbook_inputs.answers(book, report, places, formats=formats)
    workbook_inputs.checklists(book, report, places, formats=formats)
    workbook_extras.aggregates(book, report, places, formats=formats)
    workbook_extras.policies(book, report, formats=formats)
    book.close()
    return stream.getvalue()
