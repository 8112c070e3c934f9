"""Kinds of problems that putting a plan together can meet."""

from merilo.problems import ProblemKind, Severity

NOT_A_PLAN = ProblemKind(
    "plan.not_a_plan",
    Severity.ERROR,
    "В файле есть таблица мероприятий с заголовками столбцов или пронумерованные ответы.",
    "Проверьте, тот ли это файл; весь его текст сохранён среди неразмещённого.",
)
NO_ROWS = ProblemKind(
    "plan.no_rows",
    Severity.WARNING,
    "Под заголовками столбцов стоят строки плана.",
    "Если это пустой бланк, заполните его; если недостатков нет, так и напишите в разделе.",
)
UNPLACED = ProblemKind(
    "plan.unplaced",
    Severity.WARNING,
    "Каждое слово плана стоит в своём столбце, разделе или в шапке; остальное сохраняется отдельно.",
    "Посмотрите, не пропущено ли в этом тексте мероприятие.",
)
COLUMN_UNKNOWN = ProblemKind(
    "plan.column_unknown",
    Severity.WARNING,
    "Столбец плана узнаётся по заголовку: №, недостатки, мероприятие, срок, исполнитель, результат, меры, дата.",
    "Назовите столбец одним из этих слов; его текст сохранён среди неразмещённого.",
)
COLUMNS_GUESSED = ProblemKind(
    "plan.columns_guessed",
    Severity.WARNING,
    "Над таблицей плана стоят заголовки столбцов.",
    "Проверьте, верно ли узнаны столбцы, или добавьте строку заголовков.",
)
SEVERAL_PLANS = ProblemKind(
    "plan.several_in_file",
    Severity.ERROR,
    "Загружают план одной организации на один срок; из файла с несколькими ничего не взято.",
    "Сохраните нужный план отдельным файлом и загрузите его.",
)

KINDS = (NOT_A_PLAN, NO_ROWS, UNPLACED, COLUMN_UNKNOWN, COLUMNS_GUESSED, SEVERAL_PLANS)
