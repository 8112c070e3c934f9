"""A plan as a fragment of HTML for an organization's own site: a table with its meaning, no script, no look of its own.

Every text is escaped. No attribute holds anything that a person typed.
"""

from collections.abc import Iterable
from html import escape

from merilo.documents.papers import improvement_plan as form
from merilo.documents.papers.improvement_plan import ImprovementPlan, ImprovementRow, ImprovementSection
from merilo.documents.tables import storeys
from merilo.documents.typography import printable


def fragment(plan: ImprovementPlan) -> str:
    """`<section>` with headings, approval, the table of the form and its footnote; UTF-8, ends with a line break."""
    lines = [
        '<section lang="ru">',
        f"<h2>План {_text(form.ABOUT)}</h2>",
        f"<p>{_text(plan.organization)}, на {form.years_text(plan.years)}</p>",
        *([f"<p>{'<br>'.join(map(_text, plan.approval.lines))}</p>"] if plan.approval else ()),
        "<table>",
        *_head(),
        *(line for section in form.whole_form(plan.sections) for line in _section(section)),
        "</table>",
        *(f"<p><small>{_text(note)}</small></p>" for note in (form.FOOTNOTE, *plan.notes)),
        *_remains(plan.remains),
        "</section>",
    ]
    return "\n".join(lines) + "\n"


def _head() -> Iterable[str]:
    upper, lower, place = [], [], 0
    for group, count in storeys(form.COLUMNS):
        own = form.COLUMNS[place : place + count]
        place += count
        if group:
            upper.append(f'<th scope="colgroup" colspan="{count}">{_text(group)}</th>')
            lower += [f'<th scope="col">{_text(one.heading)}</th>' for one in own]
        else:
            upper.append(f'<th scope="col" rowspan="2">{_text(own[0].heading)}</th>')
    return ("<thead>", f"<tr>{''.join(upper)}</tr>", f"<tr>{''.join(lower)}</tr>", "</thead>")


def _section(section: ImprovementSection) -> Iterable[str]:
    width = len(form.COLUMNS)
    yield "<tbody>"
    yield f'<tr><th scope="rowgroup" colspan="{width}">{_text(section.title)}</th></tr>'
    if not section.rows:
        yield f'<tr><td colspan="{width}">{_text(section.nothing)}</td></tr>'
    yield from (_row(row) for row in section.rows)
    yield "</tbody>"


def _row(row: ImprovementRow) -> str:
    cells = ("".join(f"<p>{_text(one)}</p>" for one in entries) for entries in row.cells)
    return f"<tr>{''.join(f'<td>{cell}</td>' for cell in cells)}</tr>"


def _remains(texts: tuple[str, ...]) -> Iterable[str]:
    return (f"<p>{_text(text)}</p>" for text in texts)


def _text(text: str) -> str:
    return escape(printable(text)).replace("\n", "<br>")
