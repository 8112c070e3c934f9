"""Kinds of problems that a plan as a paper can have. Text that fitted nowhere is told by the reader of its file."""

from merilo.problems import ProblemKind, Severity


def _error(name: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(f"plan.{name}", Severity.ERROR, rule, remedy)


def _question(name: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(f"plan.{name}", Severity.QUESTION, rule, remedy)


def _warning(name: str, rule: str, remedy: str) -> ProblemKind:
    return ProblemKind(f"plan.{name}", Severity.WARNING, rule, remedy)


CONTRIBUTION_ARITHMETIC = _question(
    "contribution_arithmetic",
    "Вклад показателя — его балл, умноженный на значимость; вклады всех показателей дают в сумме балл критерия.",
    "Сверьте баллы показателей и критерия с опубликованным результатом.",
)
MARK_OUT_OF_BOUNDS = _error(
    "mark_out_of_bounds",
    "Балл — от нуля до наибольшего; наибольший балл критерия — 100.",
    "Исправьте балл по опубликованному результату.",
)
SECTION_MISSING = _error(
    "section_missing",
    "В плане по устранению недостатков пять разделов — по критериям независимой оценки.",
    "Добавьте раздел; если недостатков в нём нет, так и напишите.",
)
SECTION_REPEATED = _warning(
    "section_repeated",
    "Каждый критерий стоит в плане один раз.",
    "Объедините разделы или исправьте название одного из них.",
)
OLDER_SCHEME = _warning(
    "older_scheme",
    "С 2019 года в критериях нет времени ожидания отдельным разделом и компетентности работников.",
    "Составьте план по пяти критериям приказа Минтруда № 344н.",
)
NUMBERING_GAP = _warning(
    "numbering_gap",
    "Номера мероприятий идут подряд.",
    "Проверьте, не пропало ли мероприятие, или исправьте номера.",
)
ROW_REPEATED = _warning(
    "row_repeated",
    "Каждый недостаток с его мероприятием стоит в плане один раз.",
    "Уберите повтор или впишите то, что должно было стоять на его месте.",
)
INDICATOR_REPEATED = _warning(
    "indicator_repeated",
    "Балл показателя назван в разделе один раз.",
    "Проверьте, к какому показателю относится каждый из недостатков.",
)
DEFICIENCY_WITHOUT_MEASURE = _error(
    "deficiency_without_measure",
    "Для каждого недостатка есть мероприятие.",
    "Впишите мероприятие по устранению недостатка.",
)
MEASURE_WITHOUT_TERM = _error(
    "measure_without_term",
    "У каждого мероприятия есть плановый срок.",
    "Впишите срок.",
)
MEASURE_WITHOUT_ASSIGNEE = _error(
    "measure_without_assignee",
    "У каждого мероприятия есть ответственный исполнитель.",
    "Впишите фамилию, имя, отчество и должность исполнителя.",
)
PERSON_WITHOUT_POST = _warning(
    "person_without_post",
    "Ответственный исполнитель назван с должностью.",
    "Допишите должность.",
)
ASSIGNEE_WITHOUT_NAME = _warning(
    "assignee_without_name",
    "В плане по устранению недостатков исполнитель назван по фамилии.",
    "Впишите, кто именно отвечает за мероприятие.",
)
IMPLEMENTED_EMPTY = _warning(
    "implemented_empty",
    "Когда срок наступил, в плане записано, что сделано.",
    "Впишите реализованные меры или продлите срок в установленном порядке.",
)
COMPLETED_EMPTY = _warning(
    "completed_empty",
    "У реализованной меры есть фактический срок.",
    "Впишите, когда мера выполнена.",
)
COMPLETED_VAGUE = _error(
    "completed_vague",
    "Фактический срок — день, месяц или квартал, когда мера выполнена.",
    "Замените на дату или месяц исполнения.",
)
COMPLETED_IN_FUTURE = _error(
    "completed_in_future",
    "Фактический срок уже наступил.",
    "Исправьте год или месяц; если мера ещё не выполнена, уберите фактический срок.",
)
PLANNED_VAGUE = _warning(
    "planned_vague",
    "Из планового срока видно, к какому дню мероприятие должно быть выполнено.",
    "Назовите дату, месяц или квартал; у постоянной работы — дни, когда проверяют её итог.",
)
PLANNED_OUTSIDE_YEAR = _warning(
    "planned_outside_year",
    "Плановый срок лежит в годах, на которые составлен план.",
    "Исправьте срок или годы в названии плана.",
)
FOREIGN_LETTERS = _warning(
    "foreign_letters",
    "Русское слово написано только русскими буквами.",
    "Наберите слово заново.",
)
TYPING_FAULT = _warning(
    "typing_fault",
    "Одно и то же слово написано в плане одинаково.",
    "Проверьте, нет ли опечатки.",
)
ORGANIZATION_OTHER = _warning(
    "organization_other",
    "Бумага — план той организации, для которой её берут.",
    "Проверьте, тот ли файл выбран; если организация переименована, его можно взять.",
)
YEAR_OTHER = _warning(
    "year_other",
    "Годы бумаги и плана совпадают.",
    "Проверьте, тот ли файл выбран, или исправьте год плана.",
)
RESULT_WITHOUT_MEASURE = _error(
    "result_without_measure",
    "Результат отчёта записывают у мероприятия плана с тем же номером и теми же словами.",
    "Найдите мероприятие в плане и запишите результат на его странице; если такого нет, внесите его в план.",
)
RESULT_OTHER_WORDS = _question(
    "result_other_words",
    "Результат отчёта записывают у мероприятия плана с тем же номером и теми же словами.",
    "В плане под этим номером стоит другое: решите, о чём результат, и запишите его на странице мероприятия.",
)
RESULT_AMBIGUOUS = _question(
    "result_ambiguous",
    "Слова мероприятия встречаются в плане один раз или различаются номером и разделом.",
    "Подходят несколько мероприятий: решите, о котором речь, и запишите результат на его странице.",
)
RESULT_TWICE = _question(
    "result_twice",
    "О каждом мероприятии в отчёте говорится один раз.",
    "Решите, какой из результатов верен, и запишите его на странице мероприятия.",
)
RESULT_OF_CANCELLED = _question(
    "result_of_cancelled",
    "У отменённого мероприятия результата нет.",
    "Если мероприятие исполнено, верните его в план и запишите результат.",
)
RESULT_OTHER = _question(
    "result_other",
    "Записанный результат не заменяют тем, что прочитано из файла.",
    "У мероприятия уже записано другое: сравните и исправьте на его странице.",
)
RESULT_WITHOUT_WORDS = _error(
    "result_without_words",
    "Об исполненном мероприятии сказано, что сделано.",
    "Напишите на странице мероприятия, что сделано и что получилось.",
)
RESULT_WITHOUT_DAY = _question(
    "result_without_day",
    "День исполнения — один день, не раньше года до плана и не позже сегодняшнего.",
    "Результат записан без дня: впишите день на странице мероприятия.",
)
KINDS = tuple(kind for kind in list(globals().values()) if isinstance(kind, ProblemKind))
