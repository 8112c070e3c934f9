"""Kinds of problems that a register of organizations can have, beside those of files as such."""

from merilo.problems import ProblemKind, Severity

SEVERAL_SHEETS = ProblemKind(
    "register.several_sheets",
    Severity.ERROR,
    "Реестр лежит на одном листе книги.",
    "Оставьте в книге один заполненный лист и загрузите файл снова.",
)
TOO_MANY = ProblemKind(
    "register.too_many",
    Severity.ERROR,
    "В одном файле не больше 20 000 организаций.",
    "Разделите файл на части, например по районам.",
)
COLUMN_MISSING = ProblemKind(
    "register.column_missing",
    Severity.ERROR,
    "В реестре есть столбцы «Краткое наименование» и «ИНН»: по ним узнают организацию.",
    "Добавьте столбец; образец — выгрузка реестра.",
)
COLUMN_DOUBLED = ProblemKind(
    "register.column_doubled",
    Severity.ERROR,
    "Один смысл — один столбец.",
    "Удалите или переименуйте лишний столбец.",
)
COLUMN_IGNORED = ProblemKind(
    "register.column_ignored",
    Severity.WARNING,
    "Столбцы с незнакомым заголовком не читаются.",
    "Если столбец нужен, назовите его как в выгрузке реестра.",
)
BLANK = ProblemKind(
    "register.blank",
    Severity.ERROR,
    "У каждой организации названы краткое наименование и ИНН.",
    "Впишите недостающее или удалите строку.",
)
DOUBLED = ProblemKind(
    "register.doubled",
    Severity.ERROR,
    "Организация стоит в файле один раз: ИНН и краткое наименование вместе не повторяются.",
    "Удалите повтор; филиалу дайте своё краткое наименование.",
)
VALUE = ProblemKind(
    "register.value",
    Severity.ERROR,
    "Значение имеет вид, который требует реестр.",
    "Исправьте ячейку и загрузите файл снова.",
)
DAY = ProblemKind(
    "register.day",
    Severity.ERROR,
    "Дата записана как день, месяц и год.",
    "Запишите дату так: 03.02.2026.",
)
SECTOR = ProblemKind(
    "register.sector",
    Severity.ERROR,
    "Сфера — одна из тех, где проводится независимая оценка.",
    "Впишите название сферы, как в выгрузке реестра.",
)
TYPE = ProblemKind(
    "register.type",
    Severity.ERROR,
    "У организации назван тип из тех, что знает методика её сферы: от него зависит чек-лист.",
    "Впишите один из названных типов.",
)
HEAD_OFFICE = ProblemKind(
    "register.head_office",
    Severity.ERROR,
    "Головная организация филиала есть в этом файле или в реестре и сама не филиал.",
    "Впишите её краткое наименование точно так, как в её строке.",
)
OTHER_INN = ProblemKind(
    "register.other_inn",
    Severity.WARNING,
    "Одно наименование — одна организация.",
    "Если это та же организация, исправьте ИНН в её карточке; если другая, отметьте, что прежняя закрыта.",
)
OTHER_NAME = ProblemKind(
    "register.other_name",
    Severity.WARNING,
    "Переименованную организацию узнают по ИНН, если с ним одна строка в файле и одна в реестре.",
    "Если организацию переименовали, исправьте наименование в её карточке и загрузите файл снова.",
)

KINDS = tuple(kind for kind in list(globals().values()) if isinstance(kind, ProblemKind))
