"""Kinds of problems that the files of a cycle can have."""

from merilo.problems import ProblemKind, Severity

_ERROR, _QUESTION, _WARNING = Severity.ERROR, Severity.QUESTION, Severity.WARNING

# the folder
NO_FOLDER = ProblemKind(
    "folder.absent",
    _ERROR,
    "Цикл — это папка с файлом cycle.yaml.",
    "Проверьте путь; состав папки описан в docs/reference/files.md.",
)
MISSING_FILE = ProblemKind(
    "folder.missing_file",
    _ERROR,
    "В папке нужны cycle.yaml, organizations, checklists и либо responses, либо counts.",
    "Положите недостающий файл в папку под этим именем.",
)
SEVERAL_FILES = ProblemKind(
    "folder.several_files",
    _ERROR,
    "Каждая таблица лежит в папке в одном файле.",
    "Оставьте один из файлов.",
)
BOTH_ANSWERS = ProblemKind(
    "folder.both_answers",
    _ERROR,
    "Ответы берутся либо из анкет (responses), либо из готовых сумм (counts).",
    "Оставьте один источник: анкеты, если они есть.",
)
UNREAD_FILE = ProblemKind(
    "folder.unread_file",
    _WARNING,
    "Файлы с другими именами не читаются.",
    "Переименуйте файл по docs/reference/files.md, если он нужен для расчёта.",
)

# a file as such
TOO_LARGE = ProblemKind(
    "file.too_large",
    _ERROR,
    "Файл больше, чем допустимо для своего вида.",
    "Разделите файл или сохраните анкеты в Parquet.",
)
WRONG_CONTENT = ProblemKind(
    "file.wrong_content",
    _ERROR,
    "Содержимое файла соответствует его расширению: csv, xlsx или parquet.",
    "Откройте файл в его программе и сохраните заново как .xlsx или .csv.",
)
BROKEN = ProblemKind(
    "file.broken",
    _ERROR,
    "Файл читается от начала до конца.",
    "Откройте и сохраните его заново или возьмите другую копию.",
)
ZIP_BOMB = ProblemKind(
    "file.zip_bomb",
    _ERROR,
    "Книга после распаковки не превышает 512 МиБ и не сжата в сотни раз.",
    "Если файл ваш, сохраните лист как CSV.",
)
EXTERNAL_LINKS = ProblemKind(
    "file.external_links",
    _ERROR,
    "Книга не ссылается на другие файлы и источники: такие значения нельзя проверить.",
    "Замените формулы значениями и разорвите связи (Данные → Изменить связи), сохраните заново.",
)
ACTIVE_CONTENT = ProblemKind(
    "file.active_content",
    _ERROR,
    "Книга не содержит макросов и вложенных программ.",
    "Сохраните книгу как .xlsx без макросов.",
)
TOO_WIDE = ProblemKind(
    "file.too_wide",
    _ERROR,
    "В таблице не больше 16 384 столбцов.",
    "Удалите лишние столбцы.",
)
TOO_MANY_CELLS = ProblemKind(
    "file.too_many_cells",
    _ERROR,
    "Занятая область листа — не больше 10 миллионов ячеек.",
    "Удалите далёкие пустые строки и столбцы или сохраните таблицу как CSV либо Parquet.",
)
NUL_BYTES = ProblemKind(
    "file.nul",
    _ERROR,
    "Текстовый файл не содержит нулевых байтов.",
    "Сохраните таблицу заново как «CSV UTF-8».",
)
BAD_ENCODING = ProblemKind(
    "file.encoding",
    _ERROR,
    "Весь файл записан в одной кодировке: UTF-8 или Windows-1251.",
    "Сохраните таблицу заново как «CSV UTF-8».",
)
LONG_LINE = ProblemKind(
    "file.long_line",
    _ERROR,
    "Строка текстового файла не длиннее 4 МиБ, ячейка — не длиннее 131 072 знаков.",
    "Проверьте, что это таблица и что кавычки в ней закрыты.",
)
BAD_QUOTES = ProblemKind(
    "file.quotes",
    _ERROR,
    "Кавычки в CSV парные: значение с разделителем, кавычкой или переносом берётся в кавычки целиком.",
    "Исправьте строку или сохраните таблицу заново из Excel.",
)
ROW_WIDTH = ProblemKind(
    "file.row_width",
    _ERROR,
    "В каждой строке столько же значений, сколько столбцов в заголовке.",
    "Найдите пропущенный или лишний разделитель в этой строке.",
)
SEVERAL_SHEETS = ProblemKind(
    "file.several_sheets",
    _QUESTION,
    "Таблица лежит на одном листе книги.",
    "Оставьте один лист или назовите нужный в cycle.yaml: sheets.",
)
NO_TABLE = ProblemKind(
    "file.no_table",
    _ERROR,
    "В файле есть строка заголовков и под ней данные.",
    "Проверьте, что выгрузка не пуста.",
)
EMPTY_FORMULA = ProblemKind(
    "file.formula_without_value",
    _ERROR,
    "У формулы в ячейке есть сохранённое значение.",
    "Откройте книгу в Excel, пересчитайте и сохраните или замените формулы значениями.",
)

ERROR_CELL = ProblemKind(
    "file.error_cell",
    _ERROR,
    "В ячейках нет ошибок вычисления (#ДЕЛ/0!, #Н/Д, #ССЫЛКА!).",
    "Исправьте формулу или впишите значение.",
)

# cycle.yaml
CYCLE_UNREADABLE = ProblemKind(
    "cycle.unreadable",
    _ERROR,
    "cycle.yaml — это YAML в UTF-8 с таблицей «ключ: значение».",
    "Исправьте запись в указанной строке; образец — docs/reference/files.md.",
)
CYCLE_ALIAS = ProblemKind(
    "cycle.alias",
    _ERROR,
    "В cycle.yaml нет ссылок (& и *), тегов (!) и глубокой вложенности.",
    "Запишите значения прямо.",
)
CYCLE_DUPLICATE_KEY = ProblemKind(
    "cycle.duplicate_key",
    _ERROR,
    "Ключ стоит в таблице один раз.",
    "Оставьте одну запись.",
)
CYCLE_UNKNOWN_KEY = ProblemKind(
    "cycle.unknown_key",
    _ERROR,
    "В cycle.yaml допустимы только описанные ключи.",
    "Исправьте опечатку или уберите ключ; список — docs/reference/files.md.",
)
CYCLE_MISSING_KEY = ProblemKind(
    "cycle.missing_key",
    _ERROR,
    "В cycle.yaml обязательны title, sector и либо date, либо edition.",
    "Допишите ключ.",
)
CYCLE_BAD_VALUE = ProblemKind(
    "cycle.bad_value",
    _ERROR,
    "Значение имеет вид, описанный для ключа.",
    "Исправьте значение; образец — docs/reference/files.md.",
)
CYCLE_OUT_OF_FORCE = ProblemKind(
    "cycle.edition_out_of_force",
    _WARNING,
    "Названная редакция действует на дату цикла.",
    "Проверьте дату и редакцию; считаем по названной.",
)
NO_DECISION = ProblemKind(
    "cycle.no_decision",
    _WARNING,
    "То, о чём закон молчит, решает общественный совет; решение называется в отчёте.",
    "Запишите номер протокола в cycle.yaml: decision.",
)

# columns
COLUMN_MISSING = ProblemKind(
    "column.missing",
    _ERROR,
    "В таблице есть все обязательные столбцы.",
    "Добавьте столбец или назовите его в cycle.yaml: columns.",
)
COLUMN_DOUBLED = ProblemKind(
    "column.doubled",
    _ERROR,
    "Один смысл — один столбец.",
    "Удалите лишний столбец или скажите в cycle.yaml: columns, какой из них не читать («-»).",
)
COLUMN_UNSURE = ProblemKind(
    "column.unsure",
    _QUESTION,
    "Заголовок опознаётся однозначно: по коду, по тексту или по записи в cycle.yaml.",
    "Подтвердите в cycle.yaml: columns (черновик: merilo check ПАПКА --write-mapping).",
)
COLUMN_IGNORED = ProblemKind(
    "column.ignored",
    _WARNING,
    "Столбцы с незнакомым заголовком не читаются.",
    "Если столбец нужен, назовите его код в cycle.yaml: columns; если нет — запишите для него «-».",
)
COLUMN_UNKNOWN_CODE = ProblemKind(
    "column.unknown_code",
    _ERROR,
    "В cycle.yaml: columns каждому заголовку отвечает известный код или «-».",
    "Сверьте код с merilo editions show.",
)
COLUMN_UNUSED_MAPPING = ProblemKind(
    "column.unused_mapping",
    _WARNING,
    "Заголовок, названный в cycle.yaml: columns, есть в файле.",
    "Проверьте, не переименован ли столбец.",
)
QUESTION_MISSING = ProblemKind(
    "question.missing",
    _QUESTION,
    "В ответах есть столбец или строки для каждого закрытого вопроса анкеты.",
    "Добавьте столбец или подтвердите в cycle.yaml: missing_questions, что вопрос не задавали.",
)

# organizations
ORGANIZATION_BLANK = ProblemKind(
    "organization.blank",
    _ERROR,
    "У каждой непустой строки названа организация.",
    "Впишите организацию или удалите строку.",
)
ORGANIZATION_DOUBLED = ProblemKind(
    "organization.doubled",
    _ERROR,
    "Организация стоит в реестре один раз: код, наименование и ИНН не повторяются.",
    "Удалите повтор или исправьте код, наименование, ИНН.",
)
ORGANIZATION_TYPE = ProblemKind(
    "organization.type",
    _ERROR,
    "Тип организации — один из типов сферы: от него зависит норматив чек-листа.",
    "Впишите код типа из merilo editions show.",
)
ORGANIZATION_NUMBER = ProblemKind(
    "organization.number",
    _ERROR,
    "Численность — целое число не меньше нуля.",
    "Запишите число цифрами, без знаков после запятой.",
)
INN_LOST_ZERO = ProblemKind(
    "organization.inn_lost_zero",
    _WARNING,
    "В ИНН 10 или 12 цифр; Excel отбрасывает ведущий ноль.",
    "Исправьте ИНН и задайте столбцу текстовый формат.",
)
INN_INVALID = ProblemKind(
    "organization.inn",
    _WARNING,
    "В ИНН 10 или 12 цифр, последние — контрольные.",
    "Сверьте ИНН с ЕГРЮЛ.",
)
ORGANIZATION_UNKNOWN = ProblemKind(
    "organization.unknown",
    _ERROR,
    "Организация из файла есть в реестре organizations.",
    "Добавьте её в реестр, исправьте написание или назовите код в cycle.yaml: organization_names («-» — не читать).",
)
ORGANIZATION_UNSURE = ProblemKind(
    "organization.unsure",
    _QUESTION,
    "Написание совпадает с реестром; похожее подтверждает человек.",
    "Подтвердите в cycle.yaml: organization_names (черновик: merilo check ПАПКА --write-mapping).",
)
ORGANIZATION_BAD_ALIAS = ProblemKind(
    "organization.bad_alias",
    _ERROR,
    "В cycle.yaml: organization_names каждому написанию отвечает код из реестра или «-».",
    "Исправьте код.",
)
ORGANIZATION_IGNORED = ProblemKind(
    "organization.ignored",
    _WARNING,
    "Строки организаций с пометкой «-» не читаются.",
    "Проверьте пометку в cycle.yaml: organization_names.",
)
TOTALS_ROW = ProblemKind(
    "organization.totals_row",
    _ERROR,
    "В таблице нет итоговых строк: итоги считает программа.",
    "Удалите строку итогов.",
)
NO_RESPONSES = ProblemKind(
    "organization.no_responses",
    _WARNING,
    "У организации есть хотя бы один респондент.",
    "Проверьте, не потеряны ли её анкеты; без них она будет «не оценена».",
)

# answers
ANSWER_UNCLEAR = ProblemKind(
    "answer.unclear",
    _ERROR,
    "Ответ — «Да», «Нет» (1/0, true/false, yes/no, «+») или пусто; у вопроса с вариантами — один из вариантов.",
    "Исправьте ячейку или объясните написание в cycle.yaml: answers.",
)

# checklists
ITEM_UNKNOWN = ProblemKind(
    "item.unknown",
    _ERROR,
    "Пункт чек-листа назван кодом, точным текстом или кодом части.",
    "Сверьте пункт с merilo editions show.",
)
ITEM_VALUE = ProblemKind(
    "item.value",
    _ERROR,
    "Значение пункта — число от 0 до 1, «Да»/«Нет», «не применимо» или «не проверено».",
    "Исправьте значение.",
)
ITEM_BAND = ProblemKind(
    "item.band",
    _ERROR,
    "У пункта со шкалой допустимы только её ступени.",
    "Впишите код ступени или её баллы, делённые на 100.",
)
ITEM_BLANK = ProblemKind(
    "item.blank",
    _QUESTION,
    "Пустая ячейка чек-листа не ответ: это 0, «не применимо: причина» или «не проверено».",
    "Впишите, что именно увидел проверяющий.",
)
ITEM_REASON = ProblemKind(
    "item.reason",
    _ERROR,
    "У «не применимо» названа причина.",
    "Впишите причину в столбец reason или после двоеточия: «не применимо: причина».",
)
ITEM_DOUBLED = ProblemKind(
    "item.doubled",
    _ERROR,
    "Пункт записан для организации один раз.",
    "Оставьте одну из записей.",
)
ITEM_NOT_IN_NORM = ProblemKind(
    "item.not_in_norm",
    _WARNING,
    "Пункт входит в норматив организаций этого типа.",
    "Проверьте тип организации; пункт не учтён.",
)
ITEM_MISSING = ProblemKind(
    "item.missing",
    _WARNING,
    "По каждому пункту норматива есть запись; пропущенный пункт — не ноль.",
    "Допишите пункты; показатель не посчитается, пока они не проверены.",
)

# counts
COUNT_NUMBER = ProblemKind(
    "count.number",
    _ERROR,
    "Число ответов — целое, не меньше нуля.",
    "Запишите число цифрами.",
)
COUNT_UNKNOWN_CODE = ProblemKind(
    "count.unknown_code",
    _ERROR,
    "Строка названа кодом вопроса, показателя с одним вопросом или «вопрос=вариант».",
    "Сверьте код с merilo editions show.",
)
COUNT_DOUBLED = ProblemKind(
    "count.doubled",
    _ERROR,
    "Для организации и вопроса одна строка.",
    "Оставьте одну из строк.",
)
COUNT_TOO_MANY = ProblemKind(
    "count.too_many",
    _ERROR,
    "Ответов на вопрос не больше, чем респондентов.",
    "Сверьте число ответов и число респондентов.",
)
COUNT_OVER_FILTER = ProblemKind(
    "count.over_filter",
    _WARNING,
    "На вопрос с фильтром отвечают только те, кто ответил на фильтр «Да».",
    "Сверьте суммы: лишние ответы противоречат фильтру.",
)
COUNT_MISSING = ProblemKind(
    "count.missing",
    _WARNING,
    "Для каждой организации есть суммы по каждому вопросу показателей.",
    "Допишите строку; если на вопрос никто не ответил, запишите 0 и 0.",
)

KINDS = tuple(kind for kind in list(globals().values()) if isinstance(kind, ProblemKind))
