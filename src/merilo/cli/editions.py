"""Редакции методики: список, показать одну, сравнить две.

Без действия печатает список редакций, новейшая последней. Действия: show — редакция целиком для одной сферы;
diff — чем вторая редакция отличается от первой.
"""

import argparse
import json

from merilo.cli import edition_text
from merilo.methodology import catalogue, codes
from merilo.methodology.diff import Difference, differences, header_differences
from merilo.methodology.model import Header
from merilo.methodology.view import edition_json, header_json
from merilo.problems import Place, Problem, RefusalError

_JSON = "напечатать JSON вместо текста"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of `merilo editions`, `editions show` and `editions diff`."""
    parser.add_argument("--json", action="store_true", help=_JSON)
    actions = parser.add_subparsers(dest="action", metavar="ДЕЙСТВИЕ")
    show = actions.add_parser(
        "show", help="показать редакцию", description="Показать редакцию целиком для одной сферы."
    )
    show.add_argument("id", metavar="РЕДАКЦИЯ", help="код редакции, например 2024-344n-408n")
    show.add_argument("--sector", required=True, metavar="СФЕРА", help="код сферы, например education")
    show.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=_JSON)
    diff = actions.add_parser(
        "diff", help="сравнить две редакции", description="Чем вторая редакция отличается от первой."
    )
    diff.add_argument("before", metavar="ПЕРВАЯ", help="код первой редакции")
    diff.add_argument("after", metavar="ВТОРАЯ", help="код второй редакции")
    diff.add_argument("--sector", metavar="СФЕРА", help="только эта сфера; по умолчанию все общие")
    diff.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=_JSON)


def run(arguments: argparse.Namespace) -> int:
    """Print what was asked for."""
    print({"show": _show, "diff": _diff, None: _list}[arguments.action](arguments))
    return 0


def _list(arguments: argparse.Namespace) -> str:
    headers = catalogue.headers()
    return _written([header_json(header) for header in headers]) if arguments.json else edition_text.listing(headers)


def _show(arguments: argparse.Namespace) -> str:
    edition = catalogue.get(arguments.id, arguments.sector)
    return _written(edition_json(edition)) if arguments.json else edition_text.page(edition)


def _diff(arguments: argparse.Namespace) -> str:
    before, after = _header(arguments.before), _header(arguments.after)
    found: dict[str, tuple[Difference, ...]] = {"": header_differences(before, after)}
    for sector in _sectors(arguments.sector, before, after):
        found[sector] = differences(catalogue.get(before.id, sector), catalogue.get(after.id, sector))
    if arguments.json:
        return _written([_difference(sector, each) for sector, changes in found.items() for each in changes])
    return edition_text.comparison(before, after, found)


def _header(edition_id: str) -> Header:
    found = next((header for header in catalogue.headers() if header.id == edition_id), None)
    if found is None:
        raise RefusalError(catalogue.unknown(edition_id))
    return found


def _sectors(chosen: str | None, before: Header, after: Header) -> list[str]:
    both = [sector for sector in before.sectors if sector in after.sectors]
    if chosen is None:
        return both
    if chosen not in both:
        detail = f"Сферы «{chosen}» нет в обеих редакциях; есть: {', '.join(both)}"
        raise RefusalError(Problem(codes.UNKNOWN_SECTOR, Place(), detail))
    return [chosen]


def _difference(sector: str, difference: Difference) -> dict[str, object]:
    return {
        "sector": sector or None,
        "section": difference.section,
        "kind": difference.kind,
        "subjects": list(difference.subjects),
        "attribute": difference.attribute or None,
        "before": difference.before,
        "after": difference.after,
    }


def _written(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, indent=2)
