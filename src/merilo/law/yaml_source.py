"""YAML that remembers its lines: every value read from a file of the law can say where it stands.

A getter that finds something else than it expects records a problem and returns a neutral value, so that one reading
names every fault of the tables.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from pathlib import Path
from typing import TypeVar

import yaml

from merilo.law import codes
from merilo.law.clause import Basis, Clause
from merilo.problems import Place, Problem, ProblemKind, RefusalError

Word = TypeVar("Word", bound=StrEnum)
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_TAG = "tag:yaml.org,2002:"
_EXACT = re.compile(r"-?\d{1,18}(\.\d{1,18}|/[1-9]\d{0,17})?")
_WHOLE = re.compile(r"[0-9]{1,18}")
_NEVER = date.min


@dataclass(frozen=True, slots=True)
class Schema:
    """Which keys a table must and may have."""

    required: tuple[str, ...]
    optional: tuple[str, ...] = ()


_CLAUSE = Schema(("text", "basis", "checked_on"))


@dataclass(frozen=True, slots=True)
class Source:
    """One file being read: what was found wrong, where each code stands, which clauses it cites."""

    file: str
    problems: list[Problem] = field(default_factory=list)
    places: dict[str, Place] = field(default_factory=dict)
    clauses: dict[str, Clause] = field(default_factory=dict)
    cited: set[str] = field(default_factory=set)

    def refuse(self, kind: ProblemKind, place: Place, detail: str) -> None:
        """Record one fault; reading goes on."""
        self.problems.append(Problem(kind, place, detail))

    def register(self, what: str, code: str, place: Place) -> None:
        """Remember where the thing called `code` stands; a second one of the same kind is a fault."""
        key = f"{what} {code}"
        if key in self.places:
            self.refuse(codes.DUPLICATE_CODE, place, f"Код «{code}» уже занят в строке {self.places[key].row}")
        self.places.setdefault(key, place)

    def read_clauses(self, table: "Table") -> None:
        """Take the section `clauses`: key → text, basis, date of the last check."""
        for key, value in table.values("clauses").items():
            row = Table.of(value, _CLAUSE)
            self.clauses[key] = Clause(row.text("text"), row.word("basis", Basis), row.day("checked_on"))
            self.places[f"clause {key}"] = value.place

    def finish(self) -> None:
        """Name the clauses that nothing cites, then refuse the file if anything at all was wrong."""
        for key in self.clauses:
            if key not in self.cited:
                self.refuse(codes.UNUSED_CLAUSE, self.places[f"clause {key}"], f"Основание «{key}»")
        if self.problems:
            raise RefusalError(*sorted(self.problems, key=lambda problem: problem.place))


@dataclass(frozen=True, slots=True)
class Value:
    """One node of the file with its place."""

    node: yaml.Node
    source: Source

    @property
    def place(self) -> Place:
        return Place(self.source.file, row=self.node.start_mark.line + 1)

    @property
    def kind(self) -> str:
        """What YAML takes it for: str, int, float, bool, null, timestamp, seq, map."""
        return str(self.node.tag).removeprefix(_TAG)

    def refuse(self, kind: ProblemKind, detail: str) -> None:
        self.source.refuse(kind, self.place, detail)

    def scalar(self, *kinds: str) -> str:
        """The text of a scalar of one of these kinds; a fault and «» otherwise."""
        if isinstance(self.node, yaml.ScalarNode) and self.kind in kinds:
            return str(self.node.value)
        kind = codes.BINARY_FLOAT if self.kind == "float" else codes.WRONG_KIND
        shown = self.node.value if isinstance(self.node, yaml.ScalarNode) else self.kind
        self.refuse(kind, f"Значение «{shown}»: ожидается {' или '.join(kinds)}")
        return ""

    def rows(self) -> list["Value"]:
        """The elements of a list; a fault and nothing otherwise."""
        if isinstance(self.node, yaml.SequenceNode):
            return [Value(child, self.source) for child in self.node.value]
        self.refuse(codes.WRONG_KIND, "Ожидается список")
        return []

    def pairs(self) -> dict[str, "Value"]:
        """The entries of a table; a doubled key is a fault, the first one stays."""
        if not isinstance(self.node, yaml.MappingNode):
            self.refuse(codes.WRONG_KIND, "Ожидается таблица «ключ: значение»")
            return {}
        entries: dict[str, Value] = {}
        for key, child in self.node.value:
            name = Value(key, self.source).scalar("str", "int", "bool", "null")
            if name in entries:
                Value(key, self.source).refuse(codes.DUPLICATE_KEY, f"Ключ «{name}»")
            entries.setdefault(name, Value(child, self.source))
        return entries


@dataclass(frozen=True, slots=True)
class Table:
    """A table whose keys have been checked against its schema. Getters of an absent key return a neutral value."""

    own: Value
    fields: Mapping[str, Value]

    @classmethod
    def of(cls, value: Value, schema: Schema) -> "Table":
        """Check the keys: unknown and missing ones are faults."""
        entries = value.pairs()
        for key in [key for key in entries if key not in schema.required + schema.optional]:
            entries.pop(key).refuse(codes.UNKNOWN_KEY, f"Ключ «{key}»")
        if isinstance(value.node, yaml.MappingNode):
            for key in [key for key in schema.required if key not in entries]:
                value.refuse(codes.MISSING_KEY, f"Нет ключа «{key}»")
        return cls(value, {key: field for key, field in entries.items() if not _skipped(field, key, schema)})

    @property
    def source(self) -> Source:
        return self.own.source

    def refuse(self, kind: ProblemKind, detail: str) -> None:
        self.own.refuse(kind, detail)

    def register(self, what: str) -> str:
        """The table's `code`, remembered with its place."""
        code = self.text("code")
        self.source.register(what, code, self.own.place)
        return code

    def text(self, key: str) -> str:
        return self.fields[key].scalar("str") if key in self.fields else ""

    def maybe(self, key: str) -> str | None:
        """The text, None when the key is absent."""
        return self.text(key) if key in self.fields else None

    def texts(self, key: str) -> tuple[str, ...]:
        return tuple(row.scalar("str") for row in self.rows(key))

    def rows(self, key: str) -> list[Value]:
        return self.fields[key].rows() if key in self.fields else []

    def tables(self, key: str, schema: Schema) -> list["Table"]:
        return [Table.of(row, schema) for row in self.rows(key)]

    def values(self, key: str) -> dict[str, Value]:
        return self.fields[key].pairs() if key in self.fields else {}

    def whole(self, key: str) -> int:
        """A whole number not below zero."""
        text = self.fields[key].scalar("int") if key in self.fields else ""
        known = _WHOLE.fullmatch(text) is not None
        if text and not known:
            self.fields[key].refuse(codes.BAD_NUMBER, f"«{text}»")
        return int(text) if known else 0

    def exact(self, key: str) -> Fraction:
        """A whole number, a quoted decimal or a quoted common fraction."""
        text = self.fields[key].scalar("int", "str") if key in self.fields else ""
        if _EXACT.fullmatch(text):
            return Fraction(text)
        if text:
            self.fields[key].refuse(codes.BAD_NUMBER, f"«{text}»")
        return Fraction(0)

    def maybe_exact(self, key: str) -> Fraction | None:
        return self.exact(key) if key in self.fields else None

    def day(self, key: str) -> date:
        text = self.fields[key].scalar("timestamp", "str") if key in self.fields else ""
        try:
            return date.fromisoformat(text) if text else _NEVER
        except ValueError:
            self.fields[key].refuse(codes.BAD_DATE, f"«{text}»")
            return _NEVER

    def word(self, key: str, words: type[Word], kind: ProblemKind = codes.UNKNOWN_WORD) -> Word:
        """One of a closed set of words."""
        text = self.text(key)
        found = next((word for word in words if word.value == text), None)
        if found is None and text:
            self.fields[key].refuse(kind, f"«{text}»; есть: {', '.join(words)}")
        return found or next(iter(words))

    def clause(self, field: str = "clause") -> Clause:
        """The clause that this table cites by its key."""
        key = self.text(field)
        self.source.cited.add(key)
        found = self.source.clauses.get(key)
        if found is None and key:
            self.fields[field].refuse(codes.UNKNOWN_CLAUSE, f"Основание «{key}»")
        return found or Clause("", Basis.DEFAULT, _NEVER)


def _skipped(value: Value, key: str, schema: Schema) -> bool:
    return value.kind == "null" and key in schema.optional


def open_source(path: Path) -> tuple[Value, bytes]:
    """The top of a YAML file and its bytes. Raises RefusalError when there is no such file or it is not YAML."""
    name = f"{path.parent.name}/{path.name}"
    if not path.is_file():
        raise RefusalError(Problem(codes.NOT_FOUND, Place(name), "Нет такого файла"))
    content = path.read_bytes()
    return read_source(content, name), content


def read_source(content: bytes, name: str) -> Value:
    """The top of YAML (or JSON, which is YAML too) that came from `name`. Raises RefusalError when it is neither."""
    try:
        node = yaml.compose(content.decode(), Loader=_LOADER)
    except UnicodeDecodeError as fault:
        raise RefusalError(Problem(codes.UNREADABLE, Place(name), f"Байт {fault.start} — не UTF-8")) from fault
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        row = mark.line + 1 if mark else 0
        detail = f"Запись не разобрана ({getattr(fault, 'problem', '') or fault})"
        raise RefusalError(Problem(codes.UNREADABLE, Place(name, row=row), detail)) from fault
    if not isinstance(node, yaml.MappingNode):
        raise RefusalError(Problem(codes.UNREADABLE, Place(name, row=1), "На верхнем уровне нет таблицы"))
    return Value(node, Source(name))
