"""The fields of each document that has a template: Russian names, as clerks write them, and what they mean."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from types import MappingProxyType

TemplateValue = str | Sequence[str] | Sequence[Mapping[str, "TemplateValue"]]
TemplateValues = Mapping[str, TemplateValue]


class TemplateKind(StrEnum):
    """The documents that an authority may set in its own way."""

    IMPROVEMENT_PLAN = "improvement_plan"
    QUARTERLY_REPORT = "quarterly_report"
    EVALUATION_SHEET = "evaluation_sheet"
    LETTER = "letter"

    @property
    def label(self) -> str:
        return _TITLES[self]


_TITLES = {
    TemplateKind.IMPROVEMENT_PLAN: "План по устранению недостатков",
    TemplateKind.QUARTERLY_REPORT: "Отчёт о ходе исполнения плана за квартал",
    TemplateKind.EVALUATION_SHEET: "Оценочный лист руководителя",
    TemplateKind.LETTER: "Письмо организации",
}


class FieldKind(StrEnum):
    """What a field holds."""

    TEXT = "text"
    LINES = "lines"
    """Several texts: printed each on its own line, or repeated."""
    RECORDS = "records"
    """A list whose every entry has fields of its own: only repeated."""

    @property
    def label(self) -> str:
        return {"text": "текст", "lines": "перечень строк", "records": "перечень записей"}[self]


@dataclass(frozen=True, slots=True)
class TemplateField:
    """One field: its name in a template, what it means, and for records the fields of an entry.

    Without a `needed` one the document is not whole.
    """

    name: str
    meaning: str
    kind: FieldKind = FieldKind.TEXT
    parts: tuple["TemplateField", ...] = ()
    needed: bool = False

    def part(self, name: str) -> "TemplateField | None":
        """The field of an entry by its name."""
        return next((one for one in self.parts if one.name == name), None)


def _lines(name: str, meaning: str, *, needed: bool = False) -> TemplateField:
    return TemplateField(name, meaning, FieldKind.LINES, needed=needed)


def _records(name: str, meaning: str, *parts: TemplateField) -> TemplateField:
    return TemplateField(name, meaning, FieldKind.RECORDS, parts, needed=True)


_ORGANIZATION = TemplateField("организация", "полное наименование организации", needed=True)
_CORNER = _lines("гриф", "строки грифа утверждения в правом верхнем углу")
_DAY = TemplateField("дата", "дата сведений, дд.мм.гггг")
_SIGNER_POST = TemplateField("должность_подписавшего", "должность того, кто подписывает")
_SIGNER = TemplateField("подписал", "инициалы и фамилия того, кто подписывает")
_PLAN = (
    TemplateField("организация", "полное наименование в родительном падеже, если он ясен", needed=True),
    TemplateField("год", "«2027 год» или «2027–2028 годы»", needed=True),
    _lines("гриф", "строки грифа «УТВЕРЖДАЮ»", needed=True),
    _lines("приложение", "строки «Приложение к …», если план — приложение"),
    _records(
        "разделы",
        "пять разделов плана по критериям, в порядке формы",
        TemplateField("заголовок", "номер, название и балл раздела", needed=True),
        TemplateField("пусто", "что напечатать, когда строк нет: «недостатки не выявлены»"),
        _records(
            "строки",
            "строки раздела",
            _lines("недостатки", "выявленные недостатки", needed=True),
            _lines("мероприятия", "мероприятия по их устранению", needed=True),
            _lines("сроки", "плановые сроки", needed=True),
            _lines("исполнители", "ответственные исполнители с должностью", needed=True),
            _lines("меры", "реализованные меры", needed=True),
            _lines("фактически", "фактические сроки", needed=True),
        ),
    ),
    _lines("сноски", "сноска формы и другие сноски", needed=True),
    _lines("остальное", "текст прочитанного документа, которому в форме нет места"),
)
_REPORT = (
    _ORGANIZATION,
    TemplateField("период", "«за II квартал 2027 года»", needed=True),
    TemplateField("план", "чем и когда утверждён план"),
    _CORNER,
    _records(
        "разделы",
        "разделы плана, в которых есть мероприятия",
        TemplateField("заголовок", "название раздела"),
        _records(
            "мероприятия",
            "мероприятия раздела",
            TemplateField("номер", "порядковый номер в отчёте"),
            TemplateField("недостаток", "недостаток, который устраняется"),
            TemplateField("мероприятие", "мероприятие плана", needed=True),
            TemplateField("срок", "плановый срок", needed=True),
            TemplateField("исполнитель", "ответственный исполнитель"),
            TemplateField("сделано", "что сделано", needed=True),
            TemplateField("фактически", "фактический срок"),
            _lines("подтверждение", "файлы и ссылки, которыми подтверждено исполнение"),
            TemplateField("подтвердил", "кто и когда подтвердил исполнение"),
            TemplateField("состояние", "исполнено, исполняется или не исполнено в срок", needed=True),
            TemplateField("просрочено", "«просрочено на 12 дней», пусто — если не просрочено"),
            TemplateField("причина", "причина просрочки или переноса"),
        ),
    ),
    TemplateField("итог", "сколько мероприятий в каком состоянии"),
    _lines("примечания", "примечания организации"),
    _DAY,
    _SIGNER_POST,
    _SIGNER,
)
_SHEET = (
    _ORGANIZATION,
    TemplateField("период", "«за 2027 год»", needed=True),
    TemplateField("руководитель", "фамилия, имя, отчество руководителя", needed=True),
    TemplateField("должность", "должность руководителя"),
    TemplateField("подпись_руководителя", "инициалы и фамилия руководителя"),
    _CORNER,
    _records(
        "показатели",
        "строки листа по правилам органа власти",
        TemplateField("номер", "порядковый номер"),
        TemplateField("название", "название показателя", needed=True),
        _lines("основание", "значение, ступень и пункт порядка", needed=True),
        TemplateField("баллы", "баллы; тире, если показатель не применён", needed=True),
        TemplateField("наибольшее", "наибольшее возможное число баллов"),
    ),
    TemplateField("баллы", "сумма баллов", needed=True),
    TemplateField("наибольшее", "сумма наибольших баллов применённых показателей"),
    TemplateField("процент", "сумма баллов в процентах от возможных"),
    _lines("премия", "ступень премии и её основание"),
    _lines("предупреждения", "предупреждения о случайности"),
    TemplateField("возражать_до", "последний день для возражений"),
    TemplateField("возражение", "возражение руководителя, если оно подано"),
    TemplateField("ответ", "ответ на возражение"),
    _DAY,
    _SIGNER_POST,
    _SIGNER,
)
_LETTER = (
    _lines("бланк", "строки бланка: над названием органа и само название", needed=True),
    _lines("реквизиты", "адрес, телефон, реквизиты органа"),
    TemplateField("дата", "дата письма или место для неё"),
    TemplateField("номер", "номер письма или место для него"),
    _lines("кому", "должность, организация и имя адресата в дательном падеже", needed=True),
    TemplateField("тема", "о чём письмо", needed=True),
    TemplateField("обращение", "«Уважаемый Иван Петрович!»"),
    _lines("абзацы", "текст письма по абзацам", needed=True),
    _lines("приложения", "приложения по порядку"),
    _SIGNER_POST,
    _SIGNER,
    TemplateField("составил", "исполнитель письма с телефоном"),
)
FIELDS: Mapping[TemplateKind, tuple[TemplateField, ...]] = MappingProxyType(
    {
        TemplateKind.IMPROVEMENT_PLAN: _PLAN,
        TemplateKind.QUARTERLY_REPORT: _REPORT,
        TemplateKind.EVALUATION_SHEET: _SHEET,
        TemplateKind.LETTER: _LETTER,
    }
)
"""The fields of each document."""
FILTERS = MappingProxyType(
    {
        "прописными": ("{{ тема|прописными }}", "прописными буквами"),
        "через": ('{{ строка.сроки|через("; ") }}', "перечень строк в одну, через указанный знак"),
    }
)
"""What a field may be passed through: how it is written, what comes of it."""


def walked(fields: Sequence[TemplateField], over: str = "") -> Iterator[tuple[str, TemplateField]]:
    """Every field with its path: «разделы.строки.сроки»."""
    for field in fields:
        path = f"{over}{field.name}"
        yield path, field
        yield from walked(field.parts, f"{path}.")
