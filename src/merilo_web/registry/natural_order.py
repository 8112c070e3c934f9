"""The natural order of names: «Школа № 2» before «Школа № 10»."""

import re
from typing import Any

from django.db import models

LONGEST = 400
_DIGITS = 8
_NUMBER = re.compile(r"0*([0-9]+)")
_SIGNS = re.compile(r"[^\w]+")


def natural_key(name: str) -> str:
    """What names are ordered by: small letters, «ё» as «е», signs left out, numbers as wide as each other."""
    words = _SIGNS.sub(" ", name.casefold().replace("ё", "е")).strip()
    return _NUMBER.sub(lambda found: found[1].zfill(_DIGITS), words)[:LONGEST]


class NaturalKeyField(models.CharField):  # type: ignore[type-arg]  # Django knows no arguments of it when it runs
    """A key that is written with its row, by every way rows are written: the natural order of another field `of`."""

    def __init__(self, *args: Any, of: str, **options: Any) -> None:  # noqa: ANN401 - options of a field of Django
        self.of = of
        super().__init__(*args, **{"max_length": LONGEST, "editable": False, "default": "", "blank": True, **options})

    def deconstruct(self) -> Any:  # noqa: ANN401 - what Django asks of a field
        name, path, args, options = super().deconstruct()
        return name, path, args, {**options, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:  # noqa: FBT001, ARG002 - as Django calls it
        key = natural_key(getattr(model_instance, self.of))
        setattr(model_instance, self.attname, key)
        return key
