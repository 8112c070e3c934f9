"""Names of persons in Russian text: «А.В. Иванова», «Иванова А. В.», «Иванова Анна Васильевна», in any order."""

import re

from merilo.morphology import surname

_SURNAME = r"[А-ЯЁ][а-яё]+(?:-[А-ЯЁ][а-яё]+)?"
_INITIAL = r"[А-ЯЁA-Z]"
_FATHER = r"(?:[А-ЯЁ][а-яё]*(?:[ое]вич|ьич|[ое]вна|ична|Ильич)|[А-ЯЁ][а-яё]+\s(?:оглы|кызы|гызы|улы))"
_FATHER_IN_CAPITALS = r"[А-ЯЁ]+(?:ИЧ|ВНА|ИЧНА)"
_NAME = re.compile(
    rf"""(?<![\w.])(?:
        {_INITIAL}\.\s{{0,2}}(?:{_INITIAL}\.\s{{0,2}})?(?P<after>{_SURNAME})(?!\w)
      | (?P<before>{_SURNAME})\s{{1,2}}{_INITIAL}\.(?:\s?{_INITIAL}(?:\.|(?!\w)))?
      | (?P<capitals>[А-ЯЁ]{{3,}})\s{{1,2}}{_INITIAL}\.\s?{_INITIAL}\.(?!\s{{0,2}}{_SURNAME})
      | (?P<full>{_SURNAME})\s{{1,2}}[А-ЯЁ][а-яё]+\s{{1,2}}{_FATHER}(?!\w)
      | (?P<given>[А-ЯЁ][а-яё]+)\s{{1,2}}{_FATHER}\s{{1,2}}(?P<last>{_SURNAME})(?!\w)
      | [А-ЯЁ]{{2,}}\s{{1,2}}[А-ЯЁ]{{2,}}\s{{1,2}}{_FATHER_IN_CAPITALS}(?!\w)
    )""",
    re.VERBOSE,
)
_SURNAME_AFTER = re.compile(rf"\s{{0,2}}(?P<surname>{_SURNAME})(?!\w|\s{{1,2}}{_INITIAL}\.)")
"""«Сообщила А.В. Иванова»: the surname stands after its initials."""
_GROUPS = ("after", "before", "capitals", "full", "given", "last")
_POSTS = """
    администратор администраторы администрация ведущий воспитатели воспитатель глава главный группа дежурный директор
    директора заведующая заведующие заведующий завхоз зам заместители заместитель инженер инспектор классные классный
    комиссия консультант логопед методист методисты министр начальник оператор организация ответственные ответственный
    отдел педагог педагоги педагогический педагогические первый председатель преподаватели преподаватель психолог
    рабочая руководители руководитель секретарь совет социальный специалист специалисты старший тренер управление
    учитель учителя члены член школа гимназия лицей общественный образовательные исполнитель исполнители
"""
_NO_SURNAMES = frozenset(_POSTS.split())
"""Words with a capital letter that stand beside initials and are posts or bodies, never surnames."""


def names_in(text: str) -> tuple[tuple[int, int], ...]:
    """Where names of persons begin and end, in their order."""
    found: list[tuple[int, int]] = []
    start = 0
    while match := _NAME.search(text, start):
        post = _post(match)
        if post is None:
            found.append(match.span())
            start = match.end()
        else:
            start = post
    return tuple(found)


def _post(match: re.Match[str]) -> int | None:
    """Where to go on when a word of the match is a post or begins a sentence, None when all is a name."""
    for group in _GROUPS:
        if (word := match[group]) and word.lower() in _NO_SURNAMES:
            return match.start() + 1 if group == "after" else match.end(group)
    if match["before"] and (following := _SURNAME_AFTER.match(match.string, match.end())):
        other = following["surname"].lower()
        if other not in _NO_SURNAMES and surname(other) and not surname(match["before"].lower()):
            return match.end("before")
    return None
