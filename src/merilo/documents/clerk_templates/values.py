"""What the fields of a template hold for one document: from the dataclass of its paper."""

from merilo.documents.clerk_templates.fields import TemplateValues
from merilo.documents.declension import initials_first, salutation
from merilo.documents.papers import improvement_plan as form
from merilo.documents.papers.evaluation_sheet import HeadSheet
from merilo.documents.papers.improvement_plan import ImprovementPlan, ImprovementRow, ImprovementSection
from merilo.documents.papers.letters import BLANK_DATE, BLANK_NUMBER, Letter, addressed
from merilo.documents.papers.parties import Approval, Person, capital
from merilo.documents.papers.quarterly_report import (
    DAYS,
    WORDS,
    QuarterlyReport,
    ReportedMeasure,
    summary,
)
from merilo.documents.typography import DASH, counted, day
from merilo.plans.evaluation import SheetLine, number


def of_plan(plan: ImprovementPlan) -> TemplateValues:
    """The fields of the improvement plan."""
    return {
        "организация": plan.whose,
        "год": form.years_text(plan.years),
        "гриф": _lines(plan.approval),
        "приложение": _lines(plan.annex),
        "разделы": [_section(one) for one in form.whole_form(plan.sections)],
        "сноски": [form.FOOTNOTE, *plan.notes],
        "остальное": list(plan.remains),
    }


def _section(section: ImprovementSection) -> TemplateValues:
    rows = [_row(row) for row in section.rows]
    return {"заголовок": section.title, "пусто": "" if rows else section.nothing, "строки": rows}


def _row(row: ImprovementRow) -> TemplateValues:
    names = ("недостатки", "мероприятия", "сроки", "исполнители", "меры", "фактически")
    return {name: list(entries) for name, entries in zip(names, row.cells, strict=True)}


def of_report(report: QuarterlyReport) -> TemplateValues:
    """The fields of the quarterly report."""
    numbers = iter(range(1, len(report.measures) + 1))
    sections: list[TemplateValues] = [
        {"заголовок": section.title, "мероприятия": [_reported(next(numbers), one) for one in section.measures]}
        for section in report.sections
    ]
    return {
        "организация": report.organization,
        "период": report.period,
        "план": report.plan,
        "гриф": _lines(report.approval),
        "разделы": sections,
        "итог": summary(report),
        "примечания": list(report.remarks),
        **_signed(report.signer),
        "дата": day(report.on),
    }


def _reported(place: int, one: ReportedMeasure) -> TemplateValues:
    return {
        "номер": str(place),
        "недостаток": one.deficiency,
        "мероприятие": one.measure,
        "срок": one.planned,
        "исполнитель": one.assignee,
        "сделано": one.done,
        "фактически": one.completed,
        "подтверждение": list(one.proofs),
        "подтвердил": one.confirmed,
        "состояние": WORDS[one.state],
        "просрочено": f"просрочено на {counted(one.days_late, DAYS)}" if one.days_late else "",
        "причина": one.reason,
    }


def of_sheet(one: HeadSheet) -> TemplateValues:
    """The fields of a head's evaluation sheet."""
    sheet, facts = one.sheet, one.sheet.facts
    return {
        "организация": facts.organization,
        "период": one.period,
        "руководитель": facts.head,
        "должность": facts.post,
        "подпись_руководителя": initials_first(facts.head),
        "гриф": _lines(one.approval),
        "показатели": [_scored(place, line) for place, line in enumerate(sheet.lines, 1)],
        "баллы": number(sheet.total),
        "наибольшее": number(sheet.highest),
        "процент": DASH if sheet.percent is None else number(sheet.percent),
        "премия": list(sheet.basis),
        "предупреждения": list(sheet.warnings),
        "возражать_до": day(one.object_until) if one.object_until else "",
        "возражение": one.objection,
        "ответ": one.answer,
        **_signed(one.signer),
        "дата": day(one.on),
    }


def _scored(place: int, line: SheetLine) -> TemplateValues:
    points, highest = (DASH, DASH) if line.points is None else (number(line.points), number(line.highest))
    return {
        "номер": str(place),
        "название": line.rule.title,
        "основание": list(line.basis),
        "баллы": points,
        "наибольшее": highest,
    }


def of_letter(letter: Letter) -> TemplateValues:
    """The fields of a letter."""
    envelope = letter.envelope
    authority, recipient = envelope.authority, envelope.recipient
    return {
        "бланк": [line for line in (authority.above, authority.name) if line],
        "реквизиты": list(authority.contacts),
        "номер": envelope.number or BLANK_NUMBER,
        "кому": list(addressed(envelope)),
        "тема": letter.subject,
        "обращение": salutation(recipient.name, gender=recipient.gender),
        "абзацы": list(letter.paragraphs),
        "приложения": list(letter.attachments),
        "составил": envelope.executor,
        **_signed(envelope.signer),
        "дата": day(envelope.on) if envelope.on else BLANK_DATE,
    }


def _lines(approval: Approval | None) -> list[str]:
    return list(approval.lines) if approval else []


def _signed(person: Person | None) -> dict[str, str]:
    post, name = (capital(person.post), initials_first(person.name)) if person else ("", "")
    return {"должность_подписавшего": post, "подписал": name}
