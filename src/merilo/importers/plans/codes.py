"""Kinds of problems that the file of a plan can have as a file."""

from merilo.problems import ProblemKind, Severity


def _error(code: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(code, Severity.ERROR, rule, remedy)


def _warning(code: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(code, Severity.WARNING, rule, remedy)


EMPTY = _error(
    "plan_file.empty",
    "В файле плана есть текст.",
    "Проверьте, что сохранили и выбрали нужный файл.",
)
UNKNOWN_KIND = _error(
    "plan_file.kind",
    "План читается из DOCX, ODT, HTML, XLSX, PDF с текстовым слоем и из простого текста.",
    "Откройте файл в его программе и сохраните как DOCX.",
)
TOO_LARGE = _error(
    "plan_file.too_large",
    "Файл плана не больше 50 МиБ, а простой текст и HTML — не больше 4 МиБ.",
    "Уберите из файла картинки или разделите его.",
)
BROKEN = _error(
    "plan_file.broken",
    "Файл читается от начала до конца.",
    "Откройте и сохраните его заново или возьмите другую копию.",
)
BOMB = _error(
    "plan_file.bomb",
    "Документ после распаковки не превышает 16 МиБ разметки, 300 000 тегов и двадцати вложенных таблиц.",
    "Если файл ваш, скопируйте текст плана в новый документ и сохраните.",
)
ENTITIES = _error(
    "plan_file.entities",
    "В разметке документа нет DOCTYPE и объявленных сущностей.",
    "Сохраните документ заново в текстовом редакторе: обычные программы их не пишут.",
)
MACROS = _error(
    "plan_file.macros",
    "В файле плана нет макросов.",
    "Сохраните документ без макросов, например как DOCX.",
)
PASSWORD = _error(
    "plan_file.password",
    "Файл открывается без пароля.",
    "Снимите пароль и сохраните файл заново.",
)
NO_TEXT = _error(
    "plan_file.no_text",
    "В файле есть текстовый слой; картинка страницы — не текст.",
    "Распознайте скан (OCR) или возьмите исходный документ; сам файл сохраните, в нём ничего не пропало.",
)
TOO_MANY = _error(
    "plan_file.too_many",
    "В плане не больше 300 страниц PDF, 20 000 строк таблиц и абзацев, 256 столбцов.",
    "Оставьте в файле только план или разделите его.",
)
TOO_SLOW = _error(
    "plan_file.too_slow",
    "PDF читается за несколько секунд и в пределах отведённой памяти.",
    "Сохраните план из текстового редактора в DOCX или напечатайте его в PDF заново.",
)
BAD_ENCODING = _warning(
    "plan_file.encoding",
    "Весь текст записан в одной кодировке: UTF-8, UTF-16 или Windows-1251.",
    "Сверьте знаки «\ufffd» с бумагой или сохраните текст заново в UTF-8.",
)
TRACKED_CHANGES = _warning(
    "plan_file.tracked_changes",
    "Вставленное при рецензировании читается как текст, удалённое — нет.",
    "Примите или отклоните исправления, если план должен звучать иначе.",
)
EXTERNAL = _warning(
    "plan_file.external",
    "Картинки, шаблоны и данные по ссылкам из файла никогда не загружаются.",
    "Если по ссылке лежит часть плана, вставьте её в сам документ.",
)
EMBEDDED = _warning(
    "plan_file.embedded",
    "Вложенные в документ файлы и объекты не читаются.",
    "Если во вложении часть плана, вставьте её таблицей или текстом.",
)
FORMULA = _warning(
    "plan_file.formula",
    "У формулы в ячейке книги есть сохранённое значение.",
    "Откройте книгу, дайте ей пересчитаться и сохраните.",
)
PAGE_WITHOUT_TEXT = _warning(
    "plan_file.page_without_text",
    "На каждой непустой странице PDF есть текстовый слой.",
    "Распознайте эти страницы (OCR) или сверьте план с бумагой.",
)

KINDS = tuple(kind for kind in list(globals().values()) if isinstance(kind, ProblemKind))
