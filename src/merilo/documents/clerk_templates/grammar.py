"""What a template may say: fields, repeats over lists, conditions on fields, the filters that are listed. Nothing else.

The tree of the source is walked before anything is made of it: no call, no arithmetic, no attribute that is no field.
"""

import difflib
from collections.abc import Mapping
from typing import NoReturn

from jinja2 import Environment, TemplateSyntaxError, nodes

from merilo.documents.clerk_templates import codes
from merilo.documents.clerk_templates.fields import FILTERS, FieldKind, TemplateField
from merilo.documents.clerk_templates.tags import TemplateSource
from merilo.problems import Place, Problem, ProblemKind

MOST_NESTED = 4
LOOP, INDEX = "loop", "index"
LINE = TemplateField("строка перечня", "")
NUMBER = TemplateField("loop.index", "номер по порядку")
Scope = Mapping[str, TemplateField]


class _FoundError(Exception):
    """Something that a template may not say."""

    def __init__(self, kind: ProblemKind, detail: str) -> None:
        super().__init__(detail)
        self.kind, self.detail = kind, detail


def spoken(
    environment: Environment, source: TemplateSource, fields: tuple[TemplateField, ...]
) -> tuple[set[str], list[Problem]]:
    """The paths of the fields that a source prints or repeats over, and what it may not say."""
    used: set[str] = set()
    walker = _Walker(source, used)
    try:
        walker.walk(environment.parse(source.text).body, {field.name: field for field in fields}, 0)
    except TemplateSyntaxError as fault:
        said = f"Не понято: {_russian(fault.message or '')}"
        return set(), [Problem(codes.SYNTAX, source.place(fault.lineno), said)]
    except RecursionError:
        return set(), [Problem(codes.FORBIDDEN, Place(), "Условия и повторы вложены слишком глубоко")]
    return used, walker.problems


class _Walker:
    """A walk through the tree that keeps what is used and what is wrong."""

    def __init__(self, source: TemplateSource, used: set[str]) -> None:
        self.problems: list[Problem] = []
        self._source = source
        self._used = used
        self._over: list[str] = []

    def walk(self, body: list[nodes.Node], scope: Scope, depth: int) -> None:
        for node in body:
            try:
                self._statement(node, scope, depth)
            except _FoundError as fault:
                self._complain(fault, node)

    def _complain(self, fault: _FoundError, node: nodes.Node) -> None:
        self.problems.append(Problem(fault.kind, self._source.place(node.lineno), fault.detail))

    def _statement(self, node: nodes.Node, scope: Scope, depth: int) -> None:
        match node:
            case nodes.Output():
                for one in node.nodes:
                    self._output(one, scope)
            case nodes.For():
                self._repeat(node, scope, depth)
            case nodes.If():
                self._condition(node.test, scope)
                self.walk(node.body, scope, depth)
                self.walk(list(node.elif_), scope, depth)
                self.walk(node.else_, scope, depth)
            case _:
                _forbid(f"«{type(node).__name__.lower()}» в шаблонах не действует")

    def _output(self, node: nodes.Expr, scope: Scope) -> None:
        try:
            if not isinstance(node, nodes.TemplateData):
                self._printed(node, scope)
        except _FoundError as fault:
            self._complain(fault, node)

    def _repeat(self, node: nodes.For, scope: Scope, depth: int) -> None:
        if depth >= MOST_NESTED:
            _forbid(f"Повторов один в другом больше {MOST_NESTED}")
        if not isinstance(node.target, nodes.Name) or node.test is not None or node.recursive:
            _forbid("Повтор пишется как «for имя in перечень»")
        field = self._field(node.iter, scope)
        if field.kind is FieldKind.TEXT:
            _forbid(f"«{field.name}» — не перечень, повторять нечего")
        one = LINE if field.kind is FieldKind.LINES else TemplateField(field.name, "", FieldKind.RECORDS, field.parts)
        if field.name in self._over:
            _forbid(f"Повтор по «{field.name}» стоит внутри такого же повтора")
        inner = {**scope, node.target.name: one, LOOP: TemplateField(LOOP, "", FieldKind.RECORDS, (NUMBER,))}
        self._over.append(field.name)
        self.walk(node.body, inner, depth + 1)
        self._over.pop()
        self.walk(node.else_, scope, depth)

    def _condition(self, node: nodes.Node, scope: Scope) -> None:
        match node:
            case nodes.Not():
                self._condition(node.node, scope)
            case nodes.And() | nodes.Or():
                self._condition(node.left, scope)
                self._condition(node.right, scope)
            case nodes.Compare() if len(node.ops) == 1 and node.ops[0].op in ("eq", "ne"):
                self._condition(node.expr, scope)
                self._condition(node.ops[0].expr, scope)
            case nodes.Const() if isinstance(node.value, str | int | bool):
                pass
            case _:
                self._field(node, scope)

    def _printed(self, node: nodes.Expr, scope: Scope) -> None:
        if isinstance(node, nodes.Filter) and node.node is not None:
            self._filter(node)
            return self._printed(node.node, scope)
        field = self._field(node, scope)
        if field.kind is FieldKind.RECORDS:
            _forbid(f"«{field.name}» — перечень записей: печатаются поля записи внутри повтора")
        return None

    def _filter(self, node: nodes.Filter) -> None:
        if node.name not in FILTERS:
            _forbid(f"Преобразования «{node.name}» нет; есть {', '.join(FILTERS)}")
        wanted = 1 if node.name == "через" else 0
        plain = all(isinstance(one, nodes.Const) and isinstance(one.value, str) for one in node.args)
        if len(node.args) != wanted or not plain or node.kwargs or node.dyn_args or node.dyn_kwargs:
            _forbid(f"Преобразование «{node.name}» написано не так, как в перечне")

    def _field(self, node: nodes.Node, scope: Scope) -> TemplateField:
        if isinstance(node, nodes.Name):
            return self._named(node.name, scope)
        if isinstance(node, nodes.Getattr):
            return self._part(node, scope)
        return _forbid("Выражения, кроме имён полей, в шаблонах не действуют")

    def _named(self, name: str, scope: Scope) -> TemplateField:
        if name not in scope or name == LOOP:
            raise _FoundError(codes.UNKNOWN_FIELD, f"Поля «{name}» нет{_nearest(name, scope)}")
        self._used.add(name)
        return scope[name]

    def _part(self, node: nodes.Getattr, scope: Scope) -> TemplateField:
        if isinstance(node.node, nodes.Name) and node.node.name == LOOP and LOOP in scope:
            if node.attr == INDEX:
                return NUMBER
            raise _FoundError(codes.UNKNOWN_FIELD, f"У повтора есть только loop.index, а не loop.{node.attr}")
        over = self._field(node.node, scope)
        found = over.part(node.attr) if over.kind is FieldKind.RECORDS else None
        if found is None:
            nearest = _nearest(node.attr, {one.name: one for one in over.parts})
            raise _FoundError(codes.UNKNOWN_FIELD, f"У «{over.name}» нет поля «{node.attr}»{nearest}")
        self._used.add(f"{over.name}.{node.attr}")
        return found


def _nearest(name: str, scope: Scope) -> str:
    near = difflib.get_close_matches(name.lower(), [known for known in scope if known != LOOP], 1, 0.6)
    return f"; может быть, «{near[0]}»" if near else ""


def _forbid(detail: str) -> NoReturn:
    raise _FoundError(codes.FORBIDDEN, detail)


def _russian(message: str) -> str:
    """Jinja's own complaint where it says something to a clerk."""
    if "endfor" in message or "endif" in message or "end of template" in message or "end of block" in message:
        return "повтор или условие не закрыты либо закрыты лишний раз"
    return f"слово или знак не на месте ({message[:120]})"
