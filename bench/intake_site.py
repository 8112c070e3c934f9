"""A served site with open surveys, and respondents' forms for it.

`python -m bench.intake_site` makes the surveys in the database of the environment and prints their codes.
"""

import os
import random
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from bench.load import request
from bench.measure import ROOT

SECRET = "a-secret-of-the-bench-long-enough-for-the-production-mode-to-take-it"
SURVEYS = 75
_FILTERS = {"stand_used": "stand_satisfied", "site_used": "site_satisfied", "remote_used": "remote_contact"}
_PLAIN = ("comfort", "first_contact", "service_staff", "recommend", "schedule", "overall")


def environment(folder: Path, database_url: str = "") -> dict[str, str]:
    """Variables of a server for real, behind one proxy."""
    return {
        **os.environ,
        "MERILO_MODE": "production",
        "MERILO_FOLDER": str(folder),
        "MERILO_SECRET_KEY": SECRET,
        "MERILO_HOSTS": "127.0.0.1",
        "MERILO_PUBLIC_URL": "https://127.0.0.1",
        "MERILO_EMAIL_URL": "smtp://127.0.0.1:25/?from=bench@example.org",
        "MERILO_PROXIES": "1",
        "DATABASE_URL": database_url,
        "DJANGO_SETTINGS_MODULE": "bench.web_settings",
        "PYTHONPATH": os.pathsep.join([str(ROOT), str(ROOT / "src")]),
    }


@contextmanager
def served(variables: Mapping[str, str]) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """`merilo-web serve` on a free port, in a process group of its own; ended at the end."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [str(Path(sys.executable).with_name("merilo-web")), "serve", "--migrate", "--port", str(port)]
    server = subprocess.Popen(command, env=dict(variables), cwd=ROOT, stdout=subprocess.DEVNULL, start_new_session=True)
    try:
        _wait_until_up(port, server)
        yield port, server
    finally:
        server.terminate()
        server.wait(timeout=60)


def _wait_until_up(port: int, server: subprocess.Popen[bytes]) -> None:
    for _ in range(3000):
        if server.poll() is not None:
            raise RuntimeError("the server did not start")
        try:
            with socket.create_connection(("127.0.0.1", port), timeout=1):
                return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server does not answer")


def forms(codes: tuple[str, ...], number: int, *, seed: int) -> list[bytes]:
    """So many filled-in forms as a browser sends them, each shown a minute ago, from addresses of a whole town."""
    from merilo_web.fieldwork import guard  # noqa: PLC0415 - Django is set up by then

    rng = random.Random(seed)
    made = []
    for place in range(number):
        code = codes[place % len(codes)]
        shown = guard.shown(code, age=60)
        body = urlencode({"key": shown.key.hex, "token": shown.token, "contact_page": "", **_typed(rng)}).encode()
        address = f"10.{rng.randrange(256)}.{rng.randrange(256)}.{rng.randrange(1, 255)}"
        headers = [f"X-Forwarded-For: {address}", "Sec-Fetch-Site: same-origin", "Origin: https://127.0.0.1"]
        made.append(request("POST", f"/a/{code}", body=body, headers=headers))
    return made


def _typed(rng: random.Random) -> dict[str, str]:
    typed = {code: "1" if rng.random() < 0.85 else "0" for code in _PLAIN}
    for opens, opened in _FILTERS.items():
        typed[opens] = "1" if rng.random() < 0.7 else "0"
        if typed[opens] == "1":
            typed[opened] = "1" if rng.random() < 0.9 else "0"
    typed["disability"] = "0"
    typed |= {"suggestions": "Больше света в коридоре", "sex": "female", "age": str(rng.randrange(18, 80))}
    return typed


def build() -> tuple[str, ...]:
    """Make the surveys; their short codes."""
    from tests.web.surveys import opened  # noqa: PLC0415 - Django is set up by then
    from tests.web.territory import build as territory  # noqa: PLC0415 - the same

    from merilo_web.cycles.models import ListedOrganization  # noqa: PLC0415 - the same
    from merilo_web.registry.models import Organization  # noqa: PLC0415 - the same

    home = territory().home
    for number in range(len(home.listed), SURVEYS):
        organization = Organization.objects.create(
            authority=home.authority,
            full_name=f"Школа № {number}",
            short_name=f"Школа № {number}",
            type="school",
            inn="",
        )
        home.listed.append(
            ListedOrganization.objects.create(cycle=home.cycle, organization=organization, ground="never_assessed")
        )
    return tuple(opened(listed, target=20_000).short_code for listed in home.listed)


if __name__ == "__main__":
    import django

    django.setup()
    print("\n".join(build()))
