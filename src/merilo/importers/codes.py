"""Kinds of problems that the files of a cycle can have."""

from merilo.problems import ProblemKind, Severity


def _error(code: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(code, Severity.ERROR, rule, remedy)


def _question(code: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(code, Severity.QUESTION, rule, remedy)


def _warning(code: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(code, Severity.WARNING, rule, remedy)


# the folder
NO_FOLDER = _error(
    "folder.absent",
    "Цикл — это папка с файлом cycle.yaml.",
    "Проверьте путь; состав папки описан в docs/reference/files.md.",
)
MISSING_FILE = _error(
    "folder.missing_file",
    "В папке нужны cycle.yaml, organizations, checklists и либо responses, либо counts.",
    "Положите недостающий файл в папку под этим именем.",
)
SEVERAL_FILES = _error(
    "folder.several_files",
    "Каждая таблица лежит в папке в одном файле.",
    "Оставьте один из файлов.",
)
BOTH_ANSWERS = _error(
    "folder.both_answers",
    "Ответы берутся либо из анкет (responses), либо из готовых сумм (counts).",
    "Оставьте один источник: анкеты, если они есть.",
)
UNREAD_FILE = _warning(
    "folder.unread_file",
    "Файлы с другими именами не читаются.",
    "Переименуйте файл по docs/reference/files.md, если он нужен для расчёта.",
)

# a file as such
NOT_A_FILE = _error(
    "file.not_a_file",
    "Таблицы и cycle.yaml — обычные файлы самой папки цикла, и на них есть право чтения.",
    "Положите в папку сам файл, а не папку, канал или ссылку наружу, и проверьте права.",
)
TOO_LARGE = _error(
    "file.too_large",
    "Файл больше, чем допустимо для своего вида.",
    "Разделите файл или сохраните анкеты в Parquet.",
)
WRONG_CONTENT = _error(
    "file.wrong_content",
    "Содержимое файла соответствует его расширению: csv, xlsx или parquet.",
    "Откройте файл в его программе и сохраните заново как .xlsx или .csv.",
)
BROKEN = _error(
    "file.broken",
    "Файл читается от начала до конца.",
    "Откройте и сохраните его заново или возьмите другую копию.",
)
ZIP_BOMB = _error(
    "file.zip_bomb",
    "Книга после распаковки не превышает 512 МиБ и не сжата в сотни раз.",
    "Если файл ваш, сохраните лист как CSV.",
)
EXTERNAL_LINKS = _error(
    "file.external_links",
    "Книга не ссылается на другие файлы и источники: такие значения нельзя проверить.",
    "Замените формулы значениями и разорвите связи (Данные → Изменить связи), сохраните заново.",
)
ACTIVE_CONTENT = _error(
    "file.active_content",
    "Книга не содержит макросов и вложенных программ.",
    "Сохраните книгу как .xlsx без макросов.",
)
TOO_WIDE = _error(
    "file.too_wide",
    "В таблице не больше 16 384 столбцов.",
    "Удалите лишние столбцы.",
)
TOO_MANY_CELLS = _error(
    "file.too_many_cells",
    "Занятая область листа — не больше 10 миллионов ячеек.",
    "Удалите далёкие пустые строки и столбцы или сохраните таблицу как CSV либо Parquet.",
)
NUL_BYTES = _error(
    "file.nul",
    "Текстовый файл не содержит нулевых байтов.",
    "Сохраните таблицу заново как «CSV UTF-8».",
)
BAD_ENCODING = _error(
    "file.encoding",
    "Весь файл записан в одной кодировке: UTF-8 или Windows-1251.",
    "Сохраните таблицу заново как «CSV UTF-8».",
)
LONG_LINE = _error(
    "file.long_line",
    "Строка текстового файла не длиннее 4 МиБ, ячейка — не длиннее 131 072 знаков.",
    "Проверьте, что это таблица и что кавычки в ней закрыты.",
)
BAD_QUOTES = _error(
    "file.quotes",
    "Кавычки в CSV парные: значение с разделителем, кавычкой или переносом берётся в кавычки целиком.",
    "Исправьте строку или сохраните таблицу заново из Excel.",
)
ROW_WIDTH = _error(
    "file.row_width",
    "В каждой строке столько же значений, сколько столбцов в заголовке.",
    "Найдите пропущенный или лишний разделитель в этой строке.",
)
SEVERAL_SHEETS = _question(
    "file.several_sheets",
    "Таблица лежит на одном листе книги.",
    "Оставьте один лист или назовите нужный в cycle.yaml: sheets.",
)
NO_TABLE = _error(
    "file.no_table",
    "В файле есть строка заголовков и под ней данные.",
    "Проверьте, что выгрузка не пуста; ненужный пустой файл уберите из папки.",
)
EMPTY_FORMULA = _error(
    "file.formula_without_value",
    "У формулы в ячейке есть сохранённое значение.",
    "Откройте книгу в Excel, пересчитайте и сохраните или замените формулы значениями.",
)

ERROR_CELL = _error(
    "file.error_cell",
    "В ячейках нет ошибок вычисления (#ДЕЛ/0!, #Н/Д, #ССЫЛКА!).",
    "Исправьте формулу или впишите значение.",
)

# cycle.yaml
CYCLE_UNREADABLE = _error(
    "cycle.unreadable",
    "cycle.yaml — это YAML в UTF-8 с таблицей «ключ: значение».",
    "Исправьте запись в указанной строке; образец — docs/reference/files.md.",
)
CYCLE_ALIAS = _error(
    "cycle.alias",
    "В cycle.yaml нет ссылок (& и *), тегов (!) и глубокой вложенности.",
    "Запишите значения прямо.",
)
CYCLE_DUPLICATE_KEY = _error(
    "cycle.duplicate_key",
    "Ключ стоит в таблице один раз.",
    "Оставьте одну запись.",
)
CYCLE_UNKNOWN_KEY = _error(
    "cycle.unknown_key",
    "В cycle.yaml допустимы только описанные ключи.",
    "Исправьте опечатку или уберите ключ; список — docs/reference/files.md.",
)
CYCLE_MISSING_KEY = _error(
    "cycle.missing_key",
    "В cycle.yaml обязательны title, sector и либо date, либо edition.",
    "Допишите ключ.",
)
CYCLE_BAD_VALUE = _error(
    "cycle.bad_value",
    "Значение имеет вид, описанный для ключа.",
    "Исправьте значение; образец — docs/reference/files.md.",
)
CYCLE_NO_DATE = _warning(
    "cycle.no_date",
    "Дата цикла печатается в каждом документе; без неё берётся первый день действия названной редакции.",
    "Впишите в cycle.yaml день, на который посчитан цикл, например date: 2025-04-15.",
)
CYCLE_OUT_OF_FORCE = _warning(
    "cycle.edition_out_of_force",
    "Названная редакция действует на дату цикла.",
    "Проверьте дату и редакцию; считаем по названной.",
)
NO_DECISION = _warning(
    "cycle.no_decision",
    "То, о чём закон молчит, решает общественный совет; решение называется в отчёте.",
    "Запишите номер протокола в cycle.yaml: decision.",
)

# columns
COLUMN_MISSING = _error(
    "column.missing",
    "В таблице есть все обязательные столбцы.",
    "Добавьте столбец или назовите его в cycle.yaml: columns.",
)
COLUMN_DOUBLED = _error(
    "column.doubled",
    "Один смысл — один столбец.",
    "Удалите лишний столбец или скажите в cycle.yaml: columns, какой из них не читать («-»).",
)
COLUMN_UNSURE = _question(
    "column.unsure",
    "Заголовок опознаётся однозначно: по коду, по тексту или по записи в cycle.yaml.",
    "Подтвердите в cycle.yaml: columns (черновик: merilo check ПАПКА --write-mapping).",
)
COLUMN_IGNORED = _warning(
    "column.ignored",
    "Столбцы с незнакомым заголовком не читаются.",
    "Если столбец нужен, назовите его код в cycle.yaml: columns; если нет — запишите для него «-».",
)
COLUMN_UNKNOWN_CODE = _error(
    "column.unknown_code",
    "В cycle.yaml: columns каждому заголовку отвечает известный код или «-».",
    "Сверьте код с merilo editions show.",
)
COLUMN_UNUSED_MAPPING = _warning(
    "column.unused_mapping",
    "Заголовок, названный в cycle.yaml: columns, есть в файле.",
    "Проверьте, не переименован ли столбец.",
)
QUESTION_MISSING = _question(
    "question.missing",
    "В ответах есть столбец или строки для каждого закрытого вопроса анкеты.",
    "Добавьте столбец или подтвердите в cycle.yaml: missing_questions, что вопрос не задавали.",
)

# organizations
ORGANIZATION_BLANK = _error(
    "organization.blank",
    "У каждой непустой строки названа организация.",
    "Впишите организацию или удалите строку.",
)
ORGANIZATION_DOUBLED = _error(
    "organization.doubled",
    "Организация стоит в реестре один раз: код, наименование и ИНН не повторяются.",
    "Удалите повтор или исправьте код, наименование, ИНН.",
)
ORGANIZATION_SPELLED_APART = _question(
    "organization.spelled_apart",
    "Одна группа, один муниципалитет, один регион записаны во всех строках одинаково.",
    "Запишите одинаково; если это разное, назовите различие словами.",
)
ORGANIZATION_TOO_MANY = _error(
    "organization.too_many",
    "В цикле не больше 100 000 организаций.",
    "Разделите цикл, например по регионам, или посчитайте места без интервалов: merilo rank.",
)
ORGANIZATION_TYPE = _error(
    "organization.type",
    "Тип организации — один из типов сферы: от него зависит норматив чек-листа.",
    "Впишите код типа из merilo editions show.",
)
ORGANIZATION_NUMBER = _error(
    "organization.number",
    "Численность — целое число не меньше нуля.",
    "Запишите число цифрами, без знаков после запятой.",
)
POPULATION_SHORT = _warning(
    "organization.population_short",
    "Получателей услуг не меньше, чем опрошенных; на меньшую численность выборку и интервалы не рассчитать.",
    "Сверьте численность за год и проверьте, не выгружены ли анкеты дважды.",
)
INN_LOST_ZERO = _warning(
    "organization.inn_lost_zero",
    "В ИНН 10 или 12 цифр; Excel отбрасывает ведущий ноль.",
    "Исправьте ИНН и задайте столбцу текстовый формат.",
)
INN_INVALID = _warning(
    "organization.inn",
    "В ИНН 10 или 12 цифр, последние — контрольные.",
    "Сверьте ИНН с ЕГРЮЛ.",
)
ORGANIZATION_UNKNOWN = _error(
    "organization.unknown",
    "Организация из файла есть в реестре organizations.",
    "Добавьте её в реестр, исправьте написание или назовите код в cycle.yaml: organization_names («-» — не читать).",
)
ORGANIZATION_UNSURE = _question(
    "organization.unsure",
    "Написание совпадает с реестром; похожее подтверждает человек.",
    "Подтвердите в cycle.yaml: organization_names (черновик: merilo check ПАПКА --write-mapping).",
)
ORGANIZATION_BAD_ALIAS = _error(
    "organization.bad_alias",
    "В cycle.yaml: organization_names каждому написанию отвечает код из реестра или «-».",
    "Исправьте код.",
)
ORGANIZATION_IGNORED = _warning(
    "organization.ignored",
    "Строки организаций с пометкой «-» не читаются.",
    "Проверьте пометку в cycle.yaml: organization_names.",
)
TOTALS_ROW = _error(
    "organization.totals_row",
    "В таблице нет итоговых строк: итоги считает программа.",
    "Удалите строку итогов.",
)
NO_RESPONSES = _warning(
    "organization.no_responses",
    "У организации есть хотя бы один респондент.",
    "Проверьте, не потеряны ли её анкеты; без них она будет «не оценена».",
)

# answers
ANSWER_UNCLEAR = _error(
    "answer.unclear",
    "Ответ — «Да», «Нет» (1/0, true/false, yes/no, «+») или пусто; у вопроса с вариантами — один из вариантов.",
    "Исправьте ячейку или объясните написание в cycle.yaml: answers.",
)

ANSWER_CONTRADICTORY = _warning(
    "answer.contradictory",
    "На вопрос с фильтром отвечает только тот, кто на фильтр ответил «Да».",
    "Сверьте эти строки с анкетами; что делать с такими ответами, решает policies: contradictions в cycle.yaml.",
)
EMPTY_RESPONSE = _warning(
    "answer.empty_response",
    "В анкете есть ответ хотя бы на один закрытый вопрос; пустая анкета — не респондент.",
    "Проверьте выгрузку: не потеряны ли ответы этих строк.",
)
DOUBLED_RESPONSE = _warning(
    "answer.doubled_response",
    "Одна анкета стоит в файле один раз; повторы сосчитаны как разные анкеты.",
    "Проверьте, не выгружены ли ответы дважды, и удалите повторы.",
)

# checklists
ITEM_UNKNOWN = _error(
    "item.unknown",
    "Пункт чек-листа назван кодом, точным текстом или кодом части.",
    "Сверьте пункт с merilo editions show.",
)
ITEM_VALUE = _error(
    "item.value",
    "Значение пункта — число от 0 до 1, «Да»/«Нет», «не применимо» или «не проверено».",
    "Исправьте значение.",
)
ITEM_BAND = _error(
    "item.band",
    "У пункта со шкалой допустимы только её ступени.",
    "Впишите код ступени или её баллы, делённые на 100.",
)
ITEM_BLANK = _question(
    "item.blank",
    "Пустая ячейка чек-листа не ответ: это 0, «не применимо: причина» или «не проверено».",
    "Впишите, что именно увидел проверяющий.",
)
ITEM_REASON = _error(
    "item.reason",
    "У «не применимо» названа причина.",
    "Впишите причину в столбец reason или после двоеточия: «не применимо: причина».",
)
ITEM_DOUBLED = _error(
    "item.doubled",
    "Пункт записан для организации один раз.",
    "Оставьте одну из записей.",
)
ITEM_NOT_IN_NORM = _warning(
    "item.not_in_norm",
    "Пункты входят в норматив организаций этого типа.",
    "Проверьте тип организации; названные пункты не учтены.",
)
ITEM_MISSING = _warning(
    "item.missing",
    "По каждому пункту норматива есть запись; пропущенный пункт — не ноль.",
    "Допишите пункты; показатель не посчитается, пока они не проверены.",
)

# counts
COUNT_NUMBER = _error(
    "count.number",
    "Число ответов — целое, не меньше нуля.",
    "Запишите число цифрами.",
)
COUNT_UNKNOWN_CODE = _error(
    "count.unknown_code",
    "Строка названа кодом вопроса, показателя с одним вопросом или «вопрос=вариант».",
    "Сверьте код с merilo editions show.",
)
COUNT_DOUBLED = _error(
    "count.doubled",
    "Для организации и вопроса одна строка.",
    "Оставьте одну из строк.",
)
COUNT_TOO_MANY = _error(
    "count.too_many",
    "Ответов на вопрос не больше, чем респондентов.",
    "Сверьте число ответов и число респондентов.",
)
COUNT_OVER_FILTER = _warning(
    "count.over_filter",
    "На вопрос с фильтром отвечают только те, кто ответил на фильтр «Да».",
    "Сверьте суммы: лишние ответы противоречат фильтру.",
)
COUNT_MISSING = _warning(
    "count.missing",
    "Для каждой организации есть суммы по каждому вопросу показателей.",
    "Допишите строку; если на вопрос никто не ответил, запишите 0 и 0.",
)

KINDS = tuple(kind for kind in list(globals().values()) if isinstance(kind, ProblemKind))
