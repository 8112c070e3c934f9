"""The cases as documentation: one page of docs/methodology for each file, drawn by `make docs`."""

from functools import partial

from . import reader

FOLDER = "docs/methodology"
DRAWN = "<!-- Drawn by `make docs` from tests/spec/cases; not edited by hand. -->"
STATES = {
    "valued": "есть число",
    "absent": "не считается",
    "undecided": "ждёт решения совета",
    "blocked": "не посчитано: не всё проверено",
    "not_assessed": "не оценено",
}
STATUSES = {
    "scored": "посчитано",
    "awaiting_decision": "ждёт решения совета",
    "blocked": "не посчитано: не всё проверено",
    "not_assessed": "не оценено",
}


def _pages():
    chapters = reader.chapters()
    drawn = {f"{FOLDER}/{chapter.name}.md": partial(_page, chapter) for chapter in chapters}
    return {f"{FOLDER}/README.md": partial(_contents, chapters)} | drawn


def _contents(chapters):
    lines = [
        "# Методика в примерах",
        "",
        DRAWN,
        "",
        "Страницы нарисованы из `tests/spec/cases`: каждый пример здесь — тест, каждое равенство проверено.",
        "",
        *(f"- [{chapter.title}]({chapter.name}.md) — примеров: {len(chapter.cases)}" for chapter in chapters),
    ]
    return "\n".join(lines) + "\n"


def _page(chapter):
    sections = [
        "\n".join([f"# {chapter.title}", "", DRAWN, "", chapter.text]),
        *(_case(case) for case in chapter.cases),
    ]
    return "\n\n".join(sections) + "\n"


def _case(case):
    lines = [
        f"## {case.title}",
        "",
        f"Редакция `{case.edition}`, сфера `{case.sector}`. Основание: {case.clause}.",
        *_policies(case),
        "",
        "Дано:",
        "",
        *_put_in(case),
        "",
        "Расчёт:",
        "",
        "```text",
        *case.arithmetic.strip().splitlines(),
        "```",
        "",
        "Получается:",
        "",
        *_come_out(case),
    ]
    return "\n".join(lines)


def _policies(case):
    for code, option in case.policies.items():
        rule = case.law.policies[code]
        yield f"Политика `{code} = {option}` — {rule.title}: {rule.option(option).title}."


def _put_in(case):
    for given, word in ((case.criteria, "критерий"), (case.indicators, "показатель")):
        if given is not None:
            yield from (f"- {word} {code} = {value}" for code, value in given.items())
            return
    given = case.given
    yield f"- тип организации: {given.get('type', 'school')}, анкет: {given['respondents']}"
    yield from (f"- осмотр, `{part}`: {value}" for part, value in given.get("checklists", {}).items())
    yield from (f"- пункт `{code}`: {value}" for code, value in given.get("items", {}).items())
    yield from (f"- вопрос `{code}`, «Да» из ответивших: {value}" for code, value in given.get("answers", {}).items())
    yield "- остальное полностью: пункты на месте, опрошенные удовлетворены"


def _come_out(case):
    expect = case.expect
    if case.given is not None:
        yield f"- статус: {STATUSES[expect.get('status', 'scored')]}"
    yield from (f"- {_label(code)} = {value}" for code, value in expect.get("shown", {}).items())
    yield from (f"- {_label(code)}, точно: {value}" for code, value in expect.get("exact", {}).items())
    yield from (f"- {_label(code)}: {STATES[state]}" for code, state in expect.get("state", {}).items())
    for variant in expect.get("variants", []):
        choice = ", ".join(f"`{code} = {option}`" for code, option in variant.items() if code != "S")
        yield f"- вариант {choice}: итог {variant['S']}"
    yield from (f"- сказано: «{reason}»" for reason in expect.get("reasons", []))


def _label(code):
    return f"К{code}" if code.isdigit() else code


PAGES = _pages()
"""What draws each page, by its path from the root of the project."""
