"""Letters of a cycle, one per organization: notice, request for the population, reminder, transmittal of results.

A letter is made of plain paragraphs, so that a clerk may correct it before it is sent.
"""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merilo.documents.declension import Case, decline_organization, salutation
from merilo.documents.papers.blocks import Block, Facing, LegalPaper, Note, Paragraph, Signatures
from merilo.documents.papers.parties import Authority, Person, Reference, capital
from merilo.documents.typography import counted, day, fixed
from merilo.methodology.model import Edition, Part, SamplingRule

BLANK_DATE, BLANK_NUMBER = "________________", "__________"
LOOKED_AT = {
    Part.STAND: "информационные стенды в помещениях организации",
    Part.SITE: "официальный сайт организации",
    Part.REMOTE: "дистанционные способы обратной связи и то, как они работают",
    Part.COMFORT: "комфортность условий",
    Part.WAITING: "время ожидания",
    Part.PREMISES: "оборудование территории и помещений для инвалидов",
    Part.ACCESS: "условия доступности, позволяющие инвалидам получать услуги наравне с другими",
}
POINTS = ("балл", "балла", "баллов")


@dataclass(frozen=True, slots=True)
class Envelope:
    """From whom, to whom and by what number. An empty number or date leaves a blank to fill by hand.

    `issued_on` is the date of the file, never printed. `executor` is the clerk with a telephone. A genitive of the
    organization that a human wrote is printed as it is.
    """

    authority: Authority
    organization: str
    recipient: Person
    signer: Person
    issued_on: date
    number: str = ""
    on: date | None = None
    executor: str = ""
    organization_genitive: str = ""


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter ready to be set: what it is about, its paragraphs, its attachments."""

    envelope: Envelope
    subject: str
    paragraphs: tuple[str, ...]
    attachments: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AssessmentNotice:
    """What an organization is told before its assessment: dates, operator, conditions."""

    cycle: str
    operator: str
    begins_on: date
    ends_on: date
    questionnaire: str = ""
    looked_at: tuple[str, ...] = ()
    contract: str = ""
    contact: str = ""


@dataclass(frozen=True, slots=True)
class PopulationRequest:
    """What is asked about the number of recipients: for which period, by when, where the answer goes."""

    cycle: str
    period: str
    answer_by: date
    answer_to: str = ""
    sampling: SamplingRule | None = None


@dataclass(frozen=True, slots=True)
class Reminder:
    """What was asked for and has not come; `collected` of `required` questionnaires where it is about the survey."""

    cycle: str
    about: str
    due_on: date
    first_letter: Reference | None = None
    collected: int | None = None
    required: int | None = None


@dataclass(frozen=True, slots=True)
class Transmittal:
    """Results and recommendations handed on; `whole` when they are of all organizations, to the authority.

    `total` is printed as given, «79,76» of `highest`; `decision` is the council's, as «протокол от … № …».
    """

    cycle: str
    decision: str = ""
    total: str = ""
    highest: str = "100"
    place: str = ""
    recommendations: tuple[str, ...] = ()
    consider_by: date | None = None
    plan_by: date | None = None
    published_at: str = ""
    attachments: tuple[str, ...] = ()
    whole: bool = False


def notice(envelope: Envelope, told: AssessmentNotice) -> Letter:
    """The notice of an assessment (A4)."""
    contract = f" ({told.contract})" if told.contract else ""
    paragraphs = [
        (
            "Сообщаем о проведении независимой оценки качества условий оказания услуг в отношении Вашей организации "
            f"({envelope.organization}). Оценка: {told.cycle}."
        ),
        (
            f"Сбор информации: с {day(told.begins_on)} по {day(told.ends_on)}. Организация-оператор: "
            f"{told.operator}{contract}."
        ),
    ]
    if told.questionnaire:
        paragraphs.append(
            f"Получатели услуг отвечают на вопросы анкеты по адресу {told.questionnaire}. Просим разместить этот "
            "адрес на официальном сайте и стендах и сообщить о нём получателям услуг. Анкета анонимна; заполнять её "
            "за получателей услуг и направлять их ответы нельзя."
        )
    if told.looked_at:
        paragraphs.append(f"Специалисты оператора осмотрят: {'; '.join(told.looked_at)}.")
    contact = f" Вопросы по проведению оценки: {told.contact}." if told.contact else ""
    paragraphs.append(
        "Просим обеспечить специалистам оператора доступ в помещения в рабочее время и назначить работника, который "
        f"будет присутствовать при осмотре. Готовить дополнительные справки и отчёты не требуется.{contact}"
    )
    return Letter(envelope, "О проведении независимой оценки качества условий оказания услуг", tuple(paragraphs))


def population_request(envelope: Envelope, asked: PopulationRequest) -> Letter:
    """The request for the number of service recipients (A5)."""
    where = f" по адресу {asked.answer_to}" if asked.answer_to else ""
    paragraphs = [
        (
            f"Для расчёта объёма выборки ({asked.cycle}) просим сообщить общее число получателей услуг Вашей "
            f"организации ({envelope.organization}) {asked.period}."
        ),
        (
            f"Ответ ожидаем до {day(asked.answer_by)} включительно{where}. Каждый получатель услуг учитывается "
            "один раз, сколько бы раз он ни обращался; филиалы указываются отдельной строкой."
        ),
    ]
    if asked.sampling is not None:
        paragraphs.append(_sample(asked.sampling))
    return Letter(envelope, "О представлении сведений о численности получателей услуг", tuple(paragraphs))


def _sample(rule: SamplingRule) -> str:
    share = fixed(rule.share * Fraction(100), 0)
    return (
        f"По этому числу определяется, скольких получателей услуг нужно опросить: {share} %, но не более "
        f"{counted(rule.cap, ('человека', 'человек', 'человек'))}. После утверждения численность не меняется."
    )


def reminder(envelope: Envelope, missing: Reminder) -> Letter:
    """A reminder of what has not come by its time, or of a survey that is behind its sample."""
    first = f" (наше письмо {missing.first_letter})" if missing.first_letter else ""
    paragraphs = [
        f"Напоминаем: {missing.about}{first}. Срок: {day(missing.due_on)}. Оценка: {missing.cycle}.",
    ]
    if missing.collected is not None and missing.required is not None:
        left = max(0, missing.required - missing.collected)
        paragraphs.append(
            f"Собрано анкет: {missing.collected} из {missing.required}; осталось собрать {left}. Просим ещё раз "
            "сообщить получателям услуг адрес анкеты."
        )
    paragraphs.append("Если к моменту получения этого письма всё сделано, ответа не требуется.")
    return Letter(envelope, "Напоминание о независимой оценке качества условий оказания услуг", tuple(paragraphs))


def transmittal(envelope: Envelope, handed: Transmittal) -> Letter:
    """Results and recommendations: of one organization to it, or of all of them to the authority (A9)."""
    decision = f" Они утверждены общественным советом: {handed.decision}." if handed.decision else ""
    whose = "организаций" if handed.whole else f"Вашей организации ({envelope.organization})"
    paragraphs = [
        f"Направляем результаты независимой оценки качества условий оказания услуг {whose}: {handed.cycle}.{decision}"
    ]
    if handed.total:
        place = f", место {handed.place}" if handed.place else ""
        paragraphs.append(f"Итоговая оценка: {handed.total} из {handed.highest}{place}.")
    if handed.recommendations:
        whom = "организаций" if handed.whole else "организации"
        paragraphs.append(f"Предложения по улучшению деятельности {whom}:")
        paragraphs += [f"{number}) {one}" for number, one in enumerate(handed.recommendations, 1)]
    paragraphs += _asked(handed)
    subject = "О результатах независимой оценки качества условий оказания услуг"
    return Letter(envelope, subject, tuple(paragraphs), handed.attachments)


def _asked(handed: Transmittal) -> list[str]:
    paragraphs = []
    if handed.consider_by:
        paragraphs.append(
            f"Просим рассмотреть результаты и предложения и сообщить о принятом решении до {day(handed.consider_by)}."
        )
    if handed.plan_by:
        paragraphs.append(
            f"Просим до {day(handed.plan_by)} утвердить план по устранению недостатков и разместить его на "
            "официальном сайте организации."
        )
    if handed.published_at:
        paragraphs.append(f"Результаты всех организаций размещены по адресу {handed.published_at}.")
    return paragraphs


def looked_at(edition: Edition, organization_type: str = "") -> tuple[str, ...]:
    """What will be inspected, from the checklists of the edition; with a type only what stands in its norm."""
    lists = [one for one in edition.checklists if not organization_type or one.norm(organization_type)]
    return tuple(dict.fromkeys(LOOKED_AT[one.part] for one in lists))


def paper(letter: Letter) -> LegalPaper:
    """The letter with its letterhead, addressee, body and signature."""
    envelope = letter.envelope
    blocks: list[Block] = [
        _top(letter),
        Paragraph(salutation(envelope.recipient.name, gender=envelope.recipient.gender), align="center", keep=True),
        *(Paragraph(text) for text in letter.paragraphs),
    ]
    if letter.attachments:
        blocks.append(Paragraph("Приложения:", keep=True))
        blocks += [Paragraph(one, f"{number}.") for number, one in enumerate(letter.attachments, 1)]
    blocks.append(Signatures((envelope.signer.signature,)))
    if envelope.executor:
        blocks.append(Note(f"Исп. {envelope.executor}"))
    return LegalPaper(f"{letter.subject}: {envelope.organization}", envelope.issued_on, tuple(blocks))


def _top(letter: Letter) -> Facing:
    envelope = letter.envelope
    authority = envelope.authority
    dated = f"{day(envelope.on) if envelope.on else BLANK_DATE} №\u00a0{envelope.number or BLANK_NUMBER}"
    head = tuple(line for line in (authority.above, authority.name) if line)
    return Facing((*authority.contacts, "", dated, "", letter.subject), addressed(envelope), head, centered=True)


def addressed(envelope: Envelope) -> tuple[str, ...]:
    """To whom the letter goes, by lines: the post in the dative, whose it is where that is sure, the name."""
    recipient, place = envelope.recipient, envelope.organization
    post = capital(recipient.posted(Case.DATIVE))
    whose = decline_organization(place, Case.GENITIVE, envelope.organization_genitive) if post else place
    return tuple(line for line in (post, whose, recipient.short(Case.DATIVE)) if line)
