"""Объяснить число организации: формула, подсчёты, пункты чек-листа, статьи и политики."""

import argparse
import json
import sys
from collections.abc import Iterator
from pathlib import Path

from merilo.importers.cycle import Cycle
from merilo.importers.folder import read_cycle
from merilo.methodology.model import Edition
from merilo.problems import Place, Problem, RefusalError
from merilo.scoring import codes
from merilo.scoring.policies import choices_in_words, in_words
from merilo.scoring.score import score
from merilo.scoring.scorecard import Node, Scorecard, Status
from merilo.scoring.trace import render_trace, trace_json

STATUS = {
    Status.SCORED: "посчитано",
    Status.AWAITING_DECISION: "ждёт решения общественного совета",
    Status.BLOCKED: "не посчитано: не всё проверено",
    Status.NOT_ASSESSED: "не оценено",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Arguments of `merilo explain`."""
    parser.add_argument("folder", metavar="ПАПКА", type=Path, help="папка цикла с файлом cycle.yaml")
    parser.add_argument("--organization", metavar="ID", required=True, help="id организации из файла organizations")
    parser.add_argument("--number", metavar="ШИФР", default="S", help="S, 1, 1.3 или 1.3.1; без ключа — всё дерево")
    parser.add_argument("--json", action="store_true", help="то же дерево для программ")


def run(arguments: argparse.Namespace) -> int:
    """Print the trace of one number of one organization."""
    cycle, problems = read_cycle(arguments.folder)
    for problem in problems:
        print(problem, file=sys.stderr)
    if cycle is None:
        return 1
    card = _card(cycle, arguments.organization)
    node = _node(card, arguments.number)
    if arguments.json:
        print(json.dumps(explanation(card, node), ensure_ascii=False, indent=2))
    else:
        print("\n".join((*heading(cycle.edition, card), "", *render_trace(node, card.policies.choices))))
    return 0


def heading(edition: Edition, card: Scorecard) -> Iterator[str]:
    """Whose numbers these are, by which edition and which policies, and what a reader must know."""
    organization = card.organization
    yield f"{organization.name} ({organization.id}): {STATUS[card.status]}, анкет {card.respondents}"
    yield f"Редакция: {edition.header.title} ({card.edition_id}, {card.sector}, отпечаток {card.edition_digest[:12]})"
    yield f"Решение совета: {card.policies.decision or 'не указано'}"
    yield "Политики и пороги:"
    yield from (f"  {line}" for line in in_words(edition, card.policies))
    yield from (f"Важно: {reason}" for reason in card.reasons)
    for variant in card.variants:
        choice = choices_in_words(edition, variant.choices)
        total = "итога нет" if variant.shown is None else f"итог {variant.shown.replace('.', ',')}"
        yield f"Вариант решения: {choice} → {total}"


def explanation(card: Scorecard, node: Node) -> dict[str, object]:
    """What `--json` prints: the heading as plain values and the tree under `trace`."""
    return {
        "organization": {"id": card.organization.id, "name": card.organization.name},
        "edition": card.edition_id,
        "edition_digest": card.edition_digest,
        "sector": card.sector,
        "policies": {**card.policies.choices, **card.policies.thresholds},
        "decision": card.policies.decision,
        "respondents": card.respondents,
        "status": card.status.value,
        "reasons": list(card.reasons),
        "variants": [
            {
                "choices": dict(variant.choices),
                "value": variant.shown,
                "exact": None if variant.exact is None else str(variant.exact),
            }
            for variant in card.variants
        ],
        "trace": trace_json(node),
    }


def _card(cycle: Cycle, organization_id: str) -> Scorecard:
    for observation in cycle.observations:
        if observation.organization.id == organization_id:
            return score(cycle.edition, observation, cycle.policies)
    place = Place(file=str(cycle.folder))
    raise RefusalError(Problem(codes.UNKNOWN_ORGANIZATION, place, f"Организации «{organization_id}» нет"))


def _node(card: Scorecard, number: str) -> Node:
    node = card.node(number.removeprefix("К").removeprefix("K"))
    if node is None:
        known = ", ".join(found.code for found in card.trace.walk())
        raise RefusalError(Problem(codes.UNKNOWN_NUMBER, Place(), f"Числа «{number}» нет; есть: {known}"))
    return node
