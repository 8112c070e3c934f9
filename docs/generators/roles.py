"""`docs/reference/roles.md`: what every role may do and in which state, drawn from the verbs."""

import os
import tempfile

_HEAD = """# Кто что может

<!-- Drawn by `make docs` from the verbs in the code; not edited by hand. -->

Каждое действие в системе — глагол: кому он дан, на каком этапе возможен, во что переводит. Того, чего нет в таблицах,
сделать нельзя. Роль действует только там, где у человека есть полномочие: в своём органе власти, совете, у своего
оператора, в своей организации. Региональный наблюдатель видит всё в своём регионе и не делает ничего.

Роли: {roles}.
"""


def page() -> str:
    """The whole page."""
    _set_up()
    from merilo_web.accounts.roles import Role  # noqa: PLC0415 - Django must be set up first
    from merilo_web.desk.queries.verbs import STAGES  # noqa: PLC0415 - Django must be set up first

    titles = "; ".join(f"`{role.value}` — {role.label}" for role in Role)
    parts = [_HEAD.format(roles=titles)]
    parts += [_table(stage, verbs) for stage, verbs in STAGES.items() if verbs]
    return "\n".join(parts)


def _set_up() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_web.settings")
    if "MERILO_MODE" not in os.environ:
        os.environ["MERILO_MODE"] = "test"
        os.environ["MERILO_FOLDER"] = tempfile.gettempdir()
    import django  # noqa: PLC0415 - the environment comes first
    from django.apps import apps  # noqa: PLC0415 - the environment comes first

    if not apps.ready:
        django.setup()


def _table(stage: str, verbs: tuple) -> str:
    rows = [f"## {stage}\n", "| действие | кто | когда | станет | основание |", "|---|---|---|---|---|"]
    for verb in verbs:
        cells = (
            f"{verb.title}<br>`{verb.code}`",
            _who(verb),
            _states(verb.states),
            _state(verb.to),
            verb.clause or "—",
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join(rows) + "\n"


def _who(verb: object) -> str:
    from merilo_web.accounts.roles import EVERYBODY, Role  # noqa: PLC0415 - Django must be set up first

    if verb.roles >= EVERYBODY:
        return "каждый"
    return ", ".join(role.label for role in Role if role in verb.roles)


def _states(states: frozenset) -> str:
    return ", ".join(sorted(map(_state, states))) if states else "всегда"


def _state(state: str) -> str:
    return str(getattr(state, "label", state)) or "—"
