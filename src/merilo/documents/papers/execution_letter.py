"""An authority's answer on the execution of improvement plans: coverage, approval, control, what heads answer for.

Points C1 to C4 of such answers. Every figure is counted by its sender; what is not done is told as well.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from merilo.deadlines.rules import rule
from merilo.documents.papers.letters import Envelope, Letter
from merilo.documents.typography import counted, day, fixed, listed

OF_ORGANIZATIONS = ("организации", "организаций", "организаций")
PLANS = ("план", "плана", "планов")
MEASURES = ("мероприятие", "мероприятия", "мероприятий")
PERSONS = ("исполнитель", "исполнителя", "исполнителей")
YEARS = ("год", "года", "лет")
SHEETS = ("лист", "листа", "листов")
SUBJECT = "Об исполнении планов по устранению недостатков"
_MOST_NAMED = 10


@dataclass(frozen=True, slots=True)
class ApprovedPlans:
    """How many plans there are to be, how many are approved, by which acts, by which minutes; who has none yet.

    `acts` as «приказ от … № …», each once; `published` counts plans whose place on a site is known.
    """

    wanted: int
    approved: int
    published: int
    minutes: str = ""
    acts: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ControlledMeasures:
    """Measures of the plans in force: with a person responsible, how many persons, done, confirmed, overdue."""

    total: int
    assigned: int
    persons: int
    done: int
    confirmed: int
    overdue: int


@dataclass(frozen=True, slots=True)
class ControlledQuarter:
    """The reports on a quarter: awaited from so many, due until a day, come in time, come late."""

    title: str
    due_on: date
    awaited: int
    in_time: int
    late: int

    @property
    def missing(self) -> int:
        """Reports that did not come."""
        return self.awaited - self.in_time - self.late


@dataclass(frozen=True, slots=True)
class AnsweringHeads:
    """Heads that were to be heard and interviewed, and were; sheets issued, by which order."""

    heard: int = 0
    interviewed: int = 0
    held: int = 0
    sheets: int = 0
    order: str = ""


@dataclass(frozen=True, slots=True)
class ExecutionAnswer:
    """What the answer tells of one cycle on a day; `assessed` of `total` organizations of the authority."""

    cycle: str
    year: int
    on: date
    assessed: int
    total: int
    plans: ApprovedPlans
    measures: ControlledMeasures
    quarters: tuple[ControlledQuarter, ...] = ()
    heads: AnsweringHeads = AnsweringHeads()


def answer(envelope: Envelope, told: ExecutionAnswer) -> Letter:
    """The letter by points."""
    parts = (_coverage(told), _plans(told.plans), _control(told), _heads(told.heads))
    points = tuple(f"{number}. {' '.join(part)}" for number, part in enumerate(parts, 1))
    opening = f"Сообщаем об исполнении планов по устранению недостатков на {day(told.on)}. Оценка: {told.cycle}."
    return Letter(envelope, SUBJECT, (opening, *points))


def percent(part: int, whole: int) -> str:
    """«20 %», «18,7 %»: whole where it is exact, half-up otherwise."""
    share = Fraction(100 * part, whole)
    return f"{fixed(share, 0 if share.denominator == 1 else 1)}\u00a0%"


def _coverage(told: ExecutionAnswer) -> Iterator[str]:
    if not told.total:
        yield "Охват. Организаций, подлежащих оценке, в реестре нет."
        return
    yield (
        f"Охват. В {told.year} году независимая оценка проведена в {told.assessed} из "
        f"{counted(told.total, OF_ORGANIZATIONS)}, это {percent(told.assessed, told.total)}."
    )
    law = rule("reassessment_not_later")
    if told.assessed and (years := -(-told.total // told.assessed)) > law.amount:
        yield (
            f"При таком охвате на все организации ушло бы {counted(years, YEARS)}, а каждую нужно оценивать не реже "
            f"одного раза в {counted(law.amount, YEARS)}."
        )


def _plans(plans: ApprovedPlans) -> Iterator[str]:
    council = f" по результатам, которые утвердил общественный совет ({plans.minutes})," if plans.minutes else ""
    yield f"Утверждение. Из {counted(plans.wanted, OF_ORGANIZATIONS)}{council} план утверждён в {plans.approved}."
    if plans.acts:
        yield f"Акты об утверждении: {listed(plans.acts, _MOST_NAMED)}."
    if plans.missing:
        yield f"План не утверждён: {listed(plans.missing, _MOST_NAMED)}."
    if plans.approved:
        yield f"На официальных сайтах размещено {counted(plans.published, PLANS)} из {plans.approved}."


def _control(told: ExecutionAnswer) -> Iterator[str]:
    measures = told.measures
    if not measures.total:
        yield "Контроль. Мероприятий в действующих планах нет."
        return
    yield (
        f"Контроль. В действующих планах {counted(measures.total, MEASURES)}; ответственный назван у "
        f"{measures.assigned}, всего {counted(measures.persons, PERSONS)}. Исполнено {measures.done}, из них "
        f"подтверждено {measures.confirmed}; срок прошёл, исполнения нет: {measures.overdue}."
    )
    for one in told.quarters:
        yield (
            f"Отчёты за {one.title} (до {day(one.due_on)}): ожидалось {one.awaited}, в срок представлено "
            f"{one.in_time}, с опозданием {one.late}, не представлено {one.missing}."
        )


def _heads(heads: AnsweringHeads) -> Iterator[str]:
    yield "Ответственность руководителей."
    if heads.heard or heads.interviewed:
        yield (
            f"По итогам оценки приглашено руководителей: на заседание совета {heads.heard}, на собеседование "
            f"{heads.interviewed}; состоялось разговоров: {heads.held}."
        )
    else:
        yield "Список руководителей к заслушиванию и собеседованию не составлен."
    if heads.sheets:
        order = f" ({heads.order})" if heads.order else ""
        yield f"Результаты учтены в оценке руководителей: выдано {counted(heads.sheets, SHEETS)} оценки{order}."
    else:
        yield "Оценочные листы руководителей ещё не выданы."
