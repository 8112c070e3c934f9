"""cycle.yaml as plain nested text: strict, with lines, without aliases, tags and doubled keys."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from merilo.importers import codes
from merilo.importers.findings import Findings
from merilo.importers.guard import MOST_BYTES, refuse, unfit
from merilo.problems import Place

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_DEEPEST = 10
_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value with its place: `text` of a scalar (None for an empty one), `table` of a mapping, `rows` of a list."""

    place: Place
    text: str | None = None
    table: "dict[str, Entry] | None" = None
    rows: "list[Entry] | None" = None
    quoted: bool = False

    @property
    def shown(self) -> str:
        if self.table is not None:
            return "таблица"
        return "список" if self.rows is not None else (self.text or "")


@dataclass(slots=True)
class _Builder:
    file: str
    findings: Findings
    depth: int = field(default=0)

    def build(self, node: yaml.Node) -> Entry:
        place = Place(self.file, row=node.start_mark.line + 1)
        if isinstance(node, yaml.MappingNode):
            return Entry(place, table=self._table(node))
        if isinstance(node, yaml.SequenceNode):
            return Entry(place, rows=[self.build(child) for child in node.value])
        empty = node.tag == _NULL
        return Entry(place, text=None if empty else str(node.value), quoted=bool(getattr(node, "style", None)))

    def _table(self, node: yaml.MappingNode) -> dict[str, Entry]:
        table: dict[str, Entry] = {}
        for key, child in node.value:
            name = str(key.value)
            if name in table:
                place = Place(self.file, row=key.start_mark.line + 1, column=name)
                self.findings.add(codes.CYCLE_DUPLICATE_KEY, place, f"Ключ «{name}» уже есть выше")
                continue
            table[name] = self.build(child)
        return table


def read_yaml(path: Path, findings: Findings) -> dict[str, Entry]:
    """The top table of the file; doubled keys go to `findings`.

    Raises UnreadableFileError when it is no file of its folder, too large, not YAML, not a table, or uses aliases,
    tags or deep nesting.
    """
    place = Place(path.name)
    if flaw := unfit(path, path.parent):
        raise refuse(codes.NOT_A_FILE, place, flaw)
    if path.stat().st_size > MOST_BYTES[".yaml"]:
        raise refuse(codes.TOO_LARGE, place, "Больше 1 МиБ")
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        raise refuse(codes.CYCLE_UNREADABLE, place, f"Байт {fault.start} — не UTF-8") from fault
    try:
        _check_events(yaml.parse(text, Loader=_LOADER), path.name)
        node = yaml.compose(text, Loader=_LOADER)
    except yaml.YAMLError as fault:
        mark = getattr(fault, "problem_mark", None)
        where = Place(path.name, row=mark.line + 1 if mark else 0)
        raise refuse(codes.CYCLE_UNREADABLE, where, "Запись не разобрана") from fault
    if not isinstance(node, yaml.MappingNode):
        raise refuse(codes.CYCLE_UNREADABLE, Place(path.name, row=1), "На верхнем уровне не таблица")
    return _Builder(path.name, findings).build(node).table or {}


def _check_events(events: Iterator[yaml.Event], file: str) -> None:
    """Refuse what could blow up or hide meaning, before anything is built in memory."""
    depth = 0
    for event in events:
        place = Place(file, row=event.start_mark.line + 1 if event.start_mark else 0)
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise refuse(codes.CYCLE_ALIAS, place, "Ссылка YAML")
        if getattr(event, "tag", None):
            raise refuse(codes.CYCLE_ALIAS, place, "Тег YAML")
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
            if depth > _DEEPEST:
                raise refuse(codes.CYCLE_ALIAS, place, "Слишком глубокая вложенность")
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
