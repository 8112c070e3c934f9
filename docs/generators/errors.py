"""Draws docs/reference/errors.md from the `KINDS` that the packages declare."""

import importlib
import pkgutil
from collections.abc import Iterator

import merilo
from merilo.problems import ProblemKind, Severity

SEVERITIES = {
    Severity.ERROR: "ошибка",
    Severity.QUESTION: "вопрос",
    Severity.WARNING: "предупреждение",
}
HEAD = """# Ошибки загрузки

<!-- Drawn by `make docs` from the declarations in the code; not edited by hand. -->

Всё, что может быть не так с файлами, планами и решениями цикла. Код печатается в квадратных скобках в конце сообщения.

- **ошибка** — считать нельзя, пока человек не исправит;
- **вопрос** — программа не уверена и ждёт подтверждения человека;
- **предупреждение** — посчитано, но человек должен знать.
"""


def declared() -> Iterator[tuple[str, ProblemKind]]:
    """Every kind with the module that declares it; a kind listed twice comes twice."""
    for module in pkgutil.walk_packages(merilo.__path__, "merilo."):
        if not module.name.endswith("__main__"):
            for kind in getattr(importlib.import_module(module.name), "KINDS", ()):
                yield module.name, kind


def kinds() -> list[ProblemKind]:
    """Every kind once, by code."""
    return sorted({kind.code: kind for _, kind in declared()}.values(), key=lambda kind: kind.code)


def page() -> str:
    """The text of docs/reference/errors.md."""
    lines = [HEAD]
    family = ""
    for kind in kinds():
        if kind.code.split(".")[0] != family:
            family = kind.code.split(".")[0]
            lines += [f"\n## {family}\n", "| код | тяжесть | правило | что сделать |", "|---|---|---|---|"]
        rule, remedy = (text.replace("|", r"\|") for text in (kind.rule, kind.remedy))
        lines.append(f"| `{kind.code}` | {SEVERITIES[kind.severity]} | {rule} | {remedy} |")
    return "\n".join(lines) + "\n"
