"""What can be wrong with a template that a clerk hands us."""

from merilo.problems import ProblemKind, Severity

NOT_DOCX = ProblemKind(
    "template.not_docx",
    Severity.ERROR,
    "Шаблон должен быть документом Word в формате DOCX.",
    "Откройте файл в Word или LibreOffice и сохраните его как документ DOCX.",
)
TOO_BIG = ProblemKind(
    "template.too_big",
    Severity.ERROR,
    "Шаблон не может быть больше 5 МБ, а его текст — сложнее тысячи полей.",
    "Уберите из шаблона лишние рисунки и повторы.",
)
ACTIVE = ProblemKind(
    "template.active",
    Severity.ERROR,
    "В шаблоне не может быть макросов, вложенных объектов и элементов управления.",
    "Сохраните документ без макросов (DOCX, а не DOCM), удалите из него вложенные объекты.",
)
EXTERNAL = ProblemKind(
    "template.external",
    Severity.ERROR,
    "Шаблон не может обращаться к другим файлам и адресам: документы откроются у людей без них.",
    "Вставьте рисунки в сам документ; отключите присоединённый шаблон и связи с файлами.",
)
SYNTAX = ProblemKind(
    "template.syntax",
    Severity.ERROR,
    "Поле пишется как {{ имя }}, повтор — как {%tr for … in … %} и {%tr endfor %}; скобки всегда парные.",
    "Исправьте скобки и слова в указанном абзаце; образец есть в шаблоне по умолчанию.",
)
UNKNOWN_FIELD = ProblemKind(
    "template.unknown_field",
    Severity.ERROR,
    "В шаблоне можно называть только поля этого документа.",
    "Возьмите имя из перечня полей документа.",
)
FORBIDDEN = ProblemKind(
    "template.forbidden",
    Severity.ERROR,
    "В шаблоне разрешены поля, повторы, условия и преобразования из перечня; вычислений и вызовов нет.",
    "Уберите выражение или замените его полем документа.",
)
MISPLACED = ProblemKind(
    "template.misplaced",
    Severity.ERROR,
    "Повтор строк начинается и кончается в отдельных строках одной таблицы, повтор абзацев — в отдельных абзацах.",
    "Поставьте {%tr … %} в отдельную строку, {%p … %} — в отдельный абзац; оставьте в таблице строку заголовка.",
)
MISSING_FIELD = ProblemKind(
    "template.missing_field",
    Severity.WARNING,
    "Без этого поля документ выйдет неполным.",
    "Если поле убрано намеренно, ничего делать не нужно.",
)
KINDS = (NOT_DOCX, TOO_BIG, ACTIVE, EXTERNAL, SYNTAX, UNKNOWN_FIELD, FORBIDDEN, MISPLACED, MISSING_FIELD)
