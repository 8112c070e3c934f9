"""Cycle folders made by someone who has only read docs/reference/files.md: invented people, every way of writing."""

import csv
import json
import random
from fractions import Fraction

from tests.journeys.blind_arithmetic import FILTERS, NOT_APPLICABLE, OPTIONS, UNCHECKED

STEPS = {"over": 0, "equal": 10, "less_1": 20, "less_2": 40, "less_3": 60, "half": 100}
GRADES = (*([Fraction(1)] * 14), Fraction(0), Fraction(0), Fraction(1, 2), Fraction(33, 100), NOT_APPLICABLE)
YES, NO = ("Да", "да ", "ДА", "yes", "1", "+", "истина"), ("Нет", "нет", "no", "0", "ложь")
FORMATS = {"utf-8": ",", "cp1251": ";", "utf-8-sig": "\t"}
SILENT = {
    "no disabled": ("disability", "accessibility"),
    "no users of the stand": ("stand_used", "stand_satisfied"),
    "no users of information": ("stand_used", "stand_satisfied", "site_used", "site_satisfied"),
    "no remote users": ("remote_used", "remote_contact"),
}
BLANK = {"blank question": ("schedule",), "blank criterion": ("recommend", "schedule", "overall")}
WHOLE = {
    "site unchecked": {"site": UNCHECKED},
    "no stands": {"stand": Fraction(0)},
    "no site": {"site": Fraction(0), "remote": Fraction(0)},
    "stand not applicable": {"stand": NOT_APPLICABLE},
    "nothing applicable": {"stand": NOT_APPLICABLE, "site": NOT_APPLICABLE},
}
TWISTS = (*SILENT, *BLANK, *WHOLE, "nobody", "one", "few", "item unchecked", "item forgotten", "none", "none", "none")


class Blind:
    """One invented cycle: what is written into the folder and the same as plain values."""

    def __init__(self, view, seed, *, policies):
        self.chance = random.Random(seed)  # noqa: S311 - invented answers
        self.sector, self.edition = view["sector"], view["id"]
        self.questions = [one["code"] for one in view["questions"]]
        self.lists, self.policies = view["checklists"], policies
        types = [one["code"] for one in view["organization_types"]]
        self.cases = [self._case(place, twist, types) for place, twist in enumerate(TWISTS)]

    def _case(self, place, twist, types):
        kind = self.chance.choice(types)
        norm = {
            one["part"]: [
                item["code"] for item in one["items"] if item["applies_to"] is None or kind in item["applies_to"]
            ]
            for one in self.lists
        }
        size = {"nobody": 0, "one": 1, "few": self.chance.randint(2, 9)}.get(
            twist, self.chance.choice((29, 30, 41, 60))
        )
        whole = WHOLE.get(twist, {})
        items = {code: self._grade(part) for part, codes in norm.items() for code in codes}
        items.update({code: value for part, value in whole.items() for code in norm[part]})
        loose = [code for part, codes in norm.items() if part not in whole for code in codes]
        if twist == "item unchecked":
            items[self.chance.choice(loose)] = UNCHECKED
        if twist == "item forgotten":
            del items[self.chance.choice(loose)]
        return {
            "id": str(100 + place),
            "name": f"Организация № {place}",
            "type": kind,
            "group": self.chance.choice(("", "", "первая", "вторая")),
            "sector": self.sector,
            "norm": norm,
            "whole": whole,
            "items": items,
            "population": self.chance.choice((None, size, 3 * size + 7, 5000)),
            "sheets": [self._sheet(twist, self.chance.uniform(0.6, 0.99)) for _ in range(size)],
        }

    def _grade(self, part):
        if part == "waiting":
            return Fraction(self.chance.choice(list(STEPS.values())), 100)
        return self.chance.choice(GRADES)

    def _sheet(self, twist, pleased):
        """One questionnaire: blanks, and now and then an answer past its filter."""
        sheet = {}
        for question in self.questions:
            gate = FILTERS.get(question)
            opened = gate is None or sheet[gate] is True
            rare = self.chance.random() < 0.06
            sheet[question] = self.chance.random() < pleased if opened != rare else None
        for question in SILENT.get(twist, ()):
            sheet[question] = None if question in FILTERS else False
        sheet.update(dict.fromkeys(BLANK.get(twist, ())))
        sheet["first_contact"] = sheet["first_contact"] is not False
        return sheet

    def write(self, folder, encoding="utf-8"):
        folder.mkdir(parents=True, exist_ok=True)
        policies = "\n".join(f"  {code}: {option}" for code, option in self.policies.items())
        head = f"title: Проверка\nsector: {self.sector}\nedition: {self.edition}\npolicies:\n{policies}\n"
        (folder / "cycle.yaml").write_text(head if policies else head.replace("policies:\n", ""), encoding="utf-8")
        known = ("id", "name", "type", "group", "population")
        register = [[one[key] for key in known] for one in self.cases]
        rows = [[one["id"], *map(self._answer, sheet.values())] for one in self.cases for sheet in one["sheets"]]
        inspected = [row for one in self.cases for row in self._inspected(one)]
        for name, heading, table in (
            ("organizations", known, register),
            ("responses", ["organization", *self.questions], rows),
            ("checklists", ["organization", "item", "value", "reason", "note"], inspected),
        ):
            with (folder / f"{name}.csv").open("w", encoding=encoding, newline="") as stream:
                csv.writer(stream, delimiter=FORMATS[encoding]).writerows([heading, *table])

    def _answer(self, answer):
        return "" if answer is None else self.chance.choice(YES if answer else NO)

    def _inspected(self, case):
        """Records of one organization: a whole part in one row, or each item in its own."""
        parts = {code: part for part, codes in case["norm"].items() for code in codes}
        loose = {code: value for code, value in case["items"].items() if parts[code] not in case["whole"]}
        for item, value in {**case["whole"], **loose}.items():
            reason = "нет такого" if value == NOT_APPLICABLE else ""
            yield [case["id"], item, self._value(item, value), reason, ""]

    def _value(self, item, value):
        if isinstance(value, str):
            return value
        if item == "waiting_time":
            step = next(code for code, points in STEPS.items() if points == value * 100)
            return self.chance.choice((step, str(float(value)), str(float(value)).replace(".", ",")))
        words = {1: ("1", "да", "1,0"), 0: ("0", "нет")}.get(
            value, (str(float(value)).replace(".", ","), str(float(value)))
        )
        return self.chance.choice(words)


def drawn_policies(seed):
    """A choice for some of the policies, the rest left to the edition."""
    chance = random.Random(seed)  # noqa: S311 - invented choices
    known = {
        **OPTIONS,
        "rounding": ("stepwise2", "stepwise1", "stepwise0"),
        "not_applicable": ("missing",),
        "contradictions": ("reject_response",),
        "ties": ("exact",),
        "rank_from": (0, 1, 10),
    }
    return {code: chance.choice(options) for code, options in known.items() if chance.random() < 0.5}


def view_of(main, capsys, asked):
    """What `merilo editions show … --json` tells of an edition and a sector."""
    edition, sector = asked
    assert main(["editions", "show", edition, "--sector", sector, "--json"]) == 0
    return json.loads(capsys.readouterr().out)
