"""How a figure is published: with a comma, in words where there is no number, hidden where too few answered."""

from collections import Counter
from collections.abc import Iterable
from types import MappingProxyType

from merilo.documents.model import CycleReport, OrganizationReport
from merilo.documents.typography import counted, decimal
from merilo.methodology.model import Criterion, Edition, Formula, Indicator
from merilo.scoring.scorecard import Node, State

WORDS = {
    State.ABSENT: "не учитывается",
    State.UNDECIDED: "ожидает решения",
    State.BLOCKED: "не проверено",
    State.NOT_ASSESSED: "не оценено",
}
ANSWERS = ("ответа", "ответов", "ответов")
_SHARES = (Formula.SATISFACTION, Formula.BANDED_SHARE, Formula.BANDED_MEAN, Formula.WHOLE_SHARE)

_SHORT_CRITERIA = MappingProxyType(
    {
        "openness": "Открытость",
        "comfort": "Комфортность",
        "accessibility": "Доступность для инвалидов",
        "courtesy": "Вежливость",
        "satisfaction": "Удовлетворённость",
    }
)
_SHORT_INDICATORS = MappingProxyType(
    {
        "Пинф": "Сведения на стендах и сайте",
        "Пдист": "Дистанционные способы связи",
        "Поткруд": "Довольны сведениями",
        "Пкомф.усл": "Комфортные условия",
        "Пожид": "Время ожидания",
        "Пкомфуд": "Довольны комфортностью",
        "Поргдост": "Оборудование для инвалидов",
        "Пуслугдост": "Условия доступности",
        "Пдостуд": "Довольны доступностью",
        "Пперв.контуд": "Довольны первым контактом",
        "Показ.услугуд": "Довольны работниками",
        "Пвежл.дистуд": "Довольны общением на расстоянии",
        "Преком": "Готовы рекомендовать",
        "Порг.услуд": "Довольны графиком и порядком",
        "Пуд": "Довольны в целом",
    }
)


def short_criterion(criterion: Criterion) -> str:
    """The criterion in a word or two; the full name where there is no short one."""
    return _SHORT_CRITERIA.get(criterion.key, criterion.name)


def short_indicator(indicator: Indicator) -> str:
    """The indicator in a few words; the full name where there is no short one."""
    return _SHORT_INDICATORS.get(indicator.symbol, indicator.name)


def score(node: Node) -> str:
    """A score as it is printed, or the word why there is none."""
    return WORDS[node.state] if node.shown is None else decimal(node.shown)


def few(report: CycleReport) -> str:
    """What stands in place of a share that too few answered: «менее 10 ответов»."""
    return f"менее {counted(report.policies.thresholds.get('publish_from', 0), ANSWERS)}"


def hidden(entry: OrganizationReport, indicator: Indicator, publish_from: int) -> bool:
    """Whether a share of this indicator rests on fewer answers than may be published."""
    sources = (one.source for one in indicator.components if one.formula in _SHARES and one.weight)
    counts = (entry.observation.counts.get(source) for source in sources)
    return any(count is not None and 0 < count.answered < publish_from for count in counts)


def indicator_score(report: CycleReport, entry: OrganizationReport, indicator: Indicator) -> str:
    """An indicator as it is published."""
    if hidden(entry, indicator, report.policies.thresholds.get("publish_from", 0)):
        return few(report)
    return score(entry.nodes[indicator.code])


def group_title(edition: Edition, group: str) -> str:
    """The Russian name of a ranking group; a group that the register named itself stays as it is."""
    return type_title(edition, group) or "без группы"


def group_labels(report: CycleReport) -> dict[str, str]:
    """The ranking group of each organization by its id, two groups never under one name.

    A group that another one is written like («школа» beside the type `school`) tells its code.
    """
    titles = {group: group_title(report.edition, group) for group in {one.standing.group for one in report.entries}}
    taken = Counter(titles.values())
    labels = {
        group: title if taken[title] == 1 or title == group else f"{title} [{group}]" for group, title in titles.items()
    }
    return {one.id: labels[one.standing.group] for one in report.entries}


def type_title(edition: Edition, code: str) -> str:
    """The Russian name of a type of organization; a type that the edition does not know stays as it is."""
    return next((one.title for one in edition.organization_types if one.code == code), code)


def valued(entries: Iterable[OrganizationReport], code: str) -> list[tuple[OrganizationReport, Node]]:
    """Organizations with a number at this code, the highest first, then by name."""
    pairs = ((entry, entry.nodes.get(code)) for entry in entries)
    found = [(entry, node) for entry, node in pairs if node is not None and node.exact is not None]
    return sorted(found, key=lambda pair: (-(pair[1].exact or 0), pair[0].name, pair[0].id))
