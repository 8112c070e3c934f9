"""Invented organizations: names that sound right, districts that do not exist, INN with a right control digit."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import numpy.typing as npt

from merilo.simulation.order import Order, Whole

FIRST_ID = 100_001
REGION = "Заозёрная область"

_PLACES = ("Заречный", "Луговской", "Каменский", "Озёрный", "Боровой", "Светлогорский", "Ключевской", "Полянский")
_NAMES = ("Родник", "Созвездие", "Радуга", "Исток", "Надежда", "Гармония", "Лад", "Берёзка", "Горизонт", "Маяк")
_ORGANIZATIONS_IN_DISTRICT = 40
_INN_WEIGHTS = np.array((2, 4, 10, 3, 5, 9, 4, 6, 8))
_INN_FIRST = 9_000_001
"""Numbers of a region «00», which no tax office has."""


def organizations(order: Order) -> Mapping[str, npt.NDArray[Any]]:
    """The register as columns of the cycle folder, one element an organization."""
    rows = np.arange(order.organizations)
    kinds = order.edition.organization_types
    types = rows % len(kinds)
    titles = np.array([kind.title.split(",")[0].split(":")[0] for kind in kinds], dtype=object)
    names = [_name(str(titles[kind]), int(row)) for kind, row in zip(types, rows, strict=True)]
    codes = np.array([kind.code for kind in kinds], dtype=object)[types]
    return {
        "id": (rows + FIRST_ID).astype(str).astype(object),
        "name": np.array(names, dtype=object),
        "type": codes,
        "group": codes,
        "inn": _inns(rows),
        "municipality": np.array([_municipality(int(row)) for row in rows], dtype=object),
        "region": np.full(len(rows), REGION, dtype=object),
        "population": _populations(order),
    }


def _name(title: str, row: int) -> str:
    return f"{title[0].upper()}{title[1:]} № {row + 1} «{_NAMES[row % len(_NAMES)]}»"


def _municipality(row: int) -> str:
    district = row // _ORGANIZATIONS_IN_DISTRICT
    series, place = divmod(district, len(_PLACES))
    number = f" {series + 1}-й" if series else ""
    return f"{_PLACES[place]}{number} район"


def _inns(rows: Whole) -> npt.NDArray[Any]:
    bodies = rows + _INN_FIRST
    digits = bodies[:, None] // 10 ** np.arange(8, -1, -1) % 10
    controls = (digits * _INN_WEIGHTS).sum(axis=1) % 11 % 10
    return np.array([f"{body:09d}{control}" for body, control in zip(bodies, controls, strict=True)], dtype=object)


def _populations(order: Order) -> Whole:
    """So many recipients that those who answered are from a fifth to nine tenths of them."""
    shares = np.random.default_rng([order.seed, 1]).integers(20, 91, order.organizations)
    populations: Whole = np.maximum(order.responses * 100 // shares, order.responses + 1)
    return populations
