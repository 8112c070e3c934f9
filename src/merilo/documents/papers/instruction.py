"""The instruction for the specialists who carry out the assessment (A3), made from an edition and its checklists."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from merilo.documents.papers.blocks import Block, Heading, LegalPaper, Paragraph, Title
from merilo.documents.papers.letters import LOOKED_AT
from merilo.documents.papers.parties import Approval, capital
from merilo.documents.tables import Column, Row, Table
from merilo.documents.typography import decimal, fixed, sentence
from merilo.methodology.model import Checklist, ChecklistItem, Edition, Part, Role

WAYS = {
    Part.STAND: (
        "Осматриваются все стенды, открытые для посетителей. Засчитывается то, что можно прочитать без помощи "
        "работника; устаревшие сведения не засчитываются. Стенд снимается целиком и так, "
        "чтобы текст читался."
    ),
    Part.SITE: (
        "Осматривается официальный сайт, указанный в реестре. Сведения ищутся в меню и поиском по сайту с "
        "компьютера и с телефона; файл открывается до конца. Записывается адрес страницы и день осмотра."
    ),
    Part.REMOTE: (
        "Способ засчитывается, когда он и указан на сайте, и работает. По телефону звонят в часы работы, на почту и в "
        "формы отправляют вопрос от своего имени и записывают время ответа."
    ),
    Part.COMFORT: "Условие засчитывается, если им можно воспользоваться в день осмотра, а не только по документам.",
    Part.WAITING: "Записывается ступень, в которую попало время ожидания, наблюдавшееся при осмотре.",
    Part.PREMISES: (
        "Осматриваются вход, территория и помещения. Засчитывается то, чем человек с инвалидностью может "
        "воспользоваться сам: пандус с перегороженным съездом не засчитывается."
    ),
    Part.ACCESS: "Условие проверяется в действии: просят показать, как им пользуются, и назвать ответственного.",
}


@dataclass(frozen=True, slots=True)
class Instruction:
    """Of which cycle, for whose specialists, by which edition; `types` of organizations, empty for all."""

    cycle: str
    on: date
    operator: str
    edition: Edition
    types: tuple[str, ...] = ()
    approval: Approval | None = None
    contact: str = ""


def paper(instruction: Instruction) -> LegalPaper:
    """The instruction: how to prepare, what to look at, how to write it down, how to behave, what not to collect."""
    corner = (instruction.approval.corner,) if instruction.approval else ()
    blocks: list[Block] = [
        *corner,
        Title("ИНСТРУКЦИЯ", f"для специалистов, проводящих независимую оценку: {instruction.cycle}"),
        *_general(instruction),
        *_recording(),
    ]
    number = 3
    for checklist in instruction.edition.checklists:
        section = tuple(_part(instruction, checklist, number))
        if section:
            blocks += section
            number += 1
    for title, lines in (("Опрос", _survey(instruction.edition)), *CONDUCT):
        blocks += _section(number, title, lines)
        number += 1
    return LegalPaper(f"Инструкция для специалистов: {instruction.cycle}", instruction.on, tuple(blocks))


def _general(instruction: Instruction) -> Iterator[Block]:
    titles = {one.code: one.title for one in instruction.edition.organization_types}
    types = ", ".join(titles.get(code, code).lower() for code in instruction.types) or "все типы организаций сферы"
    contact = f"Вопросы: {instruction.contact}" if instruction.contact else ""
    lines = (
        f"Инструкция составлена по редакции «{instruction.edition.id}»: {instruction.edition.header.act}",
        f"Работу выполняют специалисты оператора: {instruction.operator}. Типы организаций: {types}",
        (
            "Перед выездом специалист читает чек-лист, берёт документ о поручении оператора и договаривается "
            "с организацией о дне осмотра, но не о его подробностях"
        ),
        contact,
    )
    yield from _section(1, "Общие положения", tuple(line for line in lines if line))


def _recording() -> Iterator[Block]:
    columns = (Column("Что увидели", 7.0), Column("Что записать", 3.5, "center"), Column("Что ещё нужно", 6.0))
    rows = (
        Row(("Требуемое есть полностью", "1", "снимок, ссылка или запись осмотра")),
        Row(("Требуемое есть частично", "доля от 0 до 1", "то же и слова о том, чего не хватает")),
        Row(("Требуемого нет", "0", "снимок или ссылка на место, где искали")),
        Row(
            ("Требование к этой организации не относится", "не применимо", "причина; без причины запись не принимается")
        ),
        Row(
            (
                "Проверить не удалось: сайт не открылся, помещение закрыто",
                "не проверено",
                "когда и почему; попытка в другой день",
            )
        ),
    )
    yield Heading("2. Как записывать")
    yield Table(columns, rows)
    yield Paragraph(
        "«Не проверено» — это не ноль. Если сайт или помещение не удалось осмотреть, ноль ставить нельзя: попытку "
        "повторяют в другой день, а до тех пор балл организации не считается.",
        "2.1.",
    )
    yield Paragraph("Запись делается на месте. Исправление сохраняет прежнее значение, время и причину.", "2.2.")


def _part(instruction: Instruction, checklist: Checklist, number: int) -> Iterator[Block]:
    items = [one for one in checklist.items if _wanted(one, instruction.types)]
    if not items:
        return
    yield Heading(f"{number}. {capital(LOOKED_AT[checklist.part])}")
    yield Paragraph(f"Показатель {checklist.indicator}. {WAYS[checklist.part]}", f"{number}.1.")
    yield _table(instruction, items)


def _wanted(item: ChecklistItem, types: tuple[str, ...]) -> bool:
    return not types or any(item.applies(code) for code in types)


def _table(instruction: Instruction, items: list[ChecklistItem]) -> Table:
    uniform = all(_for_all(instruction, one) for one in items)
    value = 4.0 if any(one.bands for one in items) else 2.0
    whom = 0.0 if uniform else 4.5
    columns = (
        Column("№", 1.0, "center"),
        Column("На что смотреть", 15.5 - value - whom),
        *(() if uniform else (Column("Для кого", whom),)),
        Column("Значение", value, "center"),
    )
    rows = []
    for place, item in enumerate(items, 1):
        named = () if uniform else (_whom(instruction, item),)
        rows.append(Row((str(place), item.title, *named, _values(item))))
    return Table(columns, rows)


def _for_all(instruction: Instruction, item: ChecklistItem) -> bool:
    codes = instruction.types or tuple(one.code for one in instruction.edition.organization_types)
    return all(item.applies(code) for code in codes)


def _whom(instruction: Instruction, item: ChecklistItem) -> str:
    if _for_all(instruction, item):
        return "все"
    types = [
        one for one in instruction.edition.organization_types if not instruction.types or one.code in instruction.types
    ]
    has, lacks = ([one.title.lower() for one in types if item.applies(one.code) is flag] for flag in (True, False))
    return f"кроме: {', '.join(lacks)}" if len(lacks) < len(has) else ", ".join(has)


def _values(item: ChecklistItem) -> str:
    if not item.bands:
        return "0–1"
    return "; ".join(f"{band.title} — {decimal(fixed(band.points, 0))}" for band in item.bands)


def _survey(edition: Edition) -> tuple[str, ...]:
    filters = [one for one in edition.questions if one.role is Role.FILTER]
    skips = (
        f"После вопроса-фильтра (их в анкете {len(filters)}) следующий вопрос задают только тем, кто ответил «Да»"
        if filters
        else ""
    )
    lines = (
        "Опрашивают только получателей услуг и их законных представителей; работники организации не отвечают",
        "Вопрос читают дословно и не подсказывают ответа; отвечать на каждый вопрос человек не обязан",
        skips,
        "Один человек отвечает об одной организации один раз",
        "Заполнять анкету за человека нельзя; исключение — запись его ответов с его слов, с отметкой о способе опроса",
    )
    return tuple(line for line in lines if line)


CONDUCT = (
    (
        "Поведение специалиста",
        (
            (
                "Специалист представляется, называет оператора и цель прихода, не мешает работе и не входит туда, где "
                "оказывают услугу, без согласия работника и получателя услуг"
            ),
            ("Нельзя давать оценки, обещать баллы, советовать, что исправить, принимать подарки и угощение"),
            "Специалист не осматривает организацию, где работает он сам или его родственник: он сообщает оператору",
            "Организация вправе записать возражение на месте; возражение прикладывается к чек-листу",
        ),
    ),
    (
        "Персональные данные",
        (
            "Фамилии, телефоны, адреса и лица получателей услуг не записывают и не снимают; детей не фотографируют",
            "Снимки, на которые попали люди, обрезают или делают заново",
            "Анкеты и чек-листы передают только оператору; копий у специалиста не остаётся",
        ),
    ),
)


def _section(number: int, title: str, lines: tuple[str, ...]) -> Iterator[Block]:
    yield Heading(f"{number}. {title}")
    yield from (Paragraph(sentence(line), f"{number}.{place}.") for place, line in enumerate(lines, 1))
