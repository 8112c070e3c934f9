"""A bot is stopped; the parents of a whole school behind one address are not."""

import os
import stat
import struct
import subprocess
import sys
from pathlib import Path
from uuid import UUID

import pytest
import time_machine
from django.conf import settings
from django.test import Client, RequestFactory
from tests.web.surveys import FILLED, opened, sent, signed
from tests.web.territory import Territory

from merilo_web import clock
from merilo_web.accounts.addresses import address_of
from merilo_web.fieldwork import guard
from merilo_web.fieldwork.models import Response, Survey
from merilo_web.fieldwork.views import questionnaire

KEY = UUID("3f2c8a1e-0b7d-4c55-9a10-5e6f7a8b9c0d")
NOON = 1_790_000_000.0


@pytest.fixture
def survey(territory: Territory) -> Survey:
    questionnaire._buckets.forget()
    return opened(territory.home.listed[0])


@pytest.fixture
def buckets(tmp_path: Path) -> guard.Buckets:
    return guard.Buckets(tmp_path / "limits")


@pytest.mark.parametrize("seconds", [0, 60, 600])
def test_three_hundred_parents_behind_one_address_pass_in_ten_minutes(buckets: guard.Buckets, seconds: int) -> None:
    passed = [buckets.take("192.0.2.7", at=NOON + seconds * number / 300) for number in range(300)]
    assert passed == [True] * 300


def test_a_bot_of_three_thousand_a_minute_is_stopped(buckets: guard.Buckets) -> None:
    passed = [buckets.take("192.0.2.7", at=NOON + number / 50) for number in range(3000 * 10)]
    assert (sum(passed[:3000]), sum(passed)) == (330, 600)


def test_one_address_does_not_use_up_the_limit_of_another(buckets: guard.Buckets) -> None:
    for _ in range(301):
        buckets.take("192.0.2.7", at=NOON)
    assert [buckets.take(one, at=NOON) for one in ("192.0.2.7", "192.0.2.8")] == [False, True]


def test_many_busy_addresses_do_not_use_up_the_limits_of_the_rest(buckets: guard.Buckets) -> None:
    for number in range(200):
        for _ in range(300):
            buckets.take(f"198.51.{number}.7", at=NOON)
    assert all(buckets.take(f"203.0.{number // 250}.{number % 250}", at=NOON) for number in range(2000))


@pytest.mark.parametrize(
    ("shared", "own"), [("2001:db8:1:2::", "2001:db8:1:3::1"), ("::ffff:192.0.2.7", "::ffff:192.0.2.8")]
)
def test_addresses_of_one_subscriber_share_a_limit(buckets: guard.Buckets, shared: str, own: str) -> None:
    for number in range(300):
        buckets.take(f"{shared}{number:x}" if shared.endswith("::") else shared, at=NOON)
    same = "2001:db8:1:2:ffff::1" if shared.endswith("::") else "192.0.2.7"
    assert [buckets.take(one, at=NOON) for one in (same, own)] == [False, True]


def test_two_processes_of_the_server_share_the_limit_of_an_address(tmp_path: Path) -> None:
    here, beside = (guard.Buckets(tmp_path / "limits") for _ in range(2))
    passed = [one.take("192.0.2.7", at=NOON) for _ in range(200) for one in (here, beside)]
    assert (sum(passed[:300]), sum(passed)) == (300, 300)
    told = (
        "import django, sys; django.setup()\nfrom pathlib import Path\nfrom merilo_web.fieldwork.guard import Buckets\n"
        f"buckets = Buckets(Path(sys.argv[1]))\nprint(sum(buckets.take('192.0.2.8', at={NOON}) for _ in range(200)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", told, str(tmp_path / "limits")],
        env={**os.environ, "MERILO_SECRET_KEY": settings.SECRET_KEY},
        check=True,
        capture_output=True,
        text=True,
    )
    assert int(done.stdout) == 200
    assert sum(here.take("192.0.2.8", at=NOON) for _ in range(200)) == 100


def test_a_limit_is_whole_again_the_next_day_and_survives_a_restart_before(tmp_path: Path) -> None:
    for _ in range(300):
        guard.Buckets(tmp_path / "limits").take("192.0.2.7", at=NOON)
    again = guard.Buckets(tmp_path / "limits")
    assert [again.take("192.0.2.7", at=NOON + after) for after in (0, 86_400)] == [False, True]


def test_nothing_in_the_file_of_the_limit_tells_an_address_or_a_second(tmp_path: Path) -> None:
    files = []
    for number, seconds in enumerate((0, 30)):
        path = tmp_path / str(number)
        guard.Buckets(path).take("192.0.2.7", at=NOON + seconds - NOON % 60)
        files.append(path.read_bytes())
    words = [word for word in struct.unpack(f"={len(files[0]) // 8}Q", files[0]) if word]
    day, *places = words
    assert (day, set(places)) == (int(NOON // 86_400), {int(NOON // 60) << 32 | 1})
    assert (files[0] == files[1], bytes([192, 0, 2, 7]) in files[0], len(places)) == (True, False, 2)
    assert stat.S_IMODE((tmp_path / "0").stat().st_mode) == 0o600


@time_machine.travel(NOON, tick=False)
def test_over_the_limit_the_page_keeps_what_was_typed_and_offers_to_try_again(territory: Territory) -> None:
    survey = opened(territory.home.listed[0])
    for _ in range(guard.BURST):
        questionnaire._buckets.take("192.0.2.7", at=NOON)
    response = sent(survey, FILLED)
    html = response.content.decode()
    assert (response.status_code, response.headers["Retry-After"]) == (429, "60")
    assert ("Отправить ещё раз" in html, "Больше света в коридоре" in html) == (True, True)
    assert Response.objects.count() == 0
    questionnaire._buckets.forget()


def test_a_form_sent_at_once_is_asked_to_wait(survey: Survey) -> None:
    with time_machine.travel(clock.now(), tick=False):
        form = signed(survey, age=0)
        response = Client().post(f"/a/{survey.short_code}", {**form, **FILLED})
    html = response.content.decode()
    assert (response.status_code, Response.objects.count()) == (422, 0)
    assert "Анкета пришла слишком быстро" in html
    assert form["key"] in html


def test_a_form_of_yesterday_is_signed_anew_with_the_same_key(survey: Survey) -> None:
    form = signed(survey, age=guard.OLDEST + 60)
    response = Client().post(f"/a/{survey.short_code}", {**form, **FILLED})
    assert (response.status_code, form["key"] in response.content.decode()) == (422, True)


def test_a_key_signed_for_another_survey_is_not_taken(territory: Territory, survey: Survey) -> None:
    other = opened(territory.home.listed[1])
    response = Client().post(f"/a/{survey.short_code}", {**signed(other), **FILLED})
    assert (response.status_code, Response.objects.count()) == (422, 0)


@pytest.mark.parametrize("token", ["", ".", "zz.zz", "0." + "0" * 32, "9" * 500])
def test_a_made_up_token_is_not_taken(survey: Survey, token: str) -> None:
    assert guard.standing(survey.short_code, KEY, token) is guard.Standing.FORGED
    response = Client().post(f"/a/{survey.short_code}", {**FILLED, "key": KEY.hex, "token": token})
    assert (response.status_code, Response.objects.count()) == (422, 0)


def test_the_trap_tells_a_person_what_to_do_and_takes_nothing(survey: Survey) -> None:
    response = sent(survey, {**FILLED, "contact_page": "https://spam.example"})
    html = response.content.decode()
    assert (response.status_code, Response.objects.count()) == (422, 0)
    assert "Сотрите его и отправьте анкету ещё раз." in html
    assert "Больше света в коридоре" in html


@pytest.mark.parametrize(
    "headers",
    [
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"origin": "https://evil.example"},
        {"origin": "null"},
    ],
)
def test_a_form_of_another_site_is_refused(survey: Survey, headers: dict[str, str]) -> None:
    response = Client().post(f"/a/{survey.short_code}", {**signed(survey), **FILLED}, headers=headers)
    assert (response.status_code, Response.objects.count()) == (403, 0)


@pytest.mark.parametrize(
    "headers",
    [{"sec-fetch-site": "same-origin", "origin": "http://testserver"}, {"origin": "http://127.0.0.1:8000"}, {}],
)
def test_a_form_of_our_own_page_is_taken(survey: Survey, headers: dict[str, str]) -> None:
    response = Client().post(f"/a/{survey.short_code}", {**signed(survey), **FILLED}, headers=headers)
    assert (response.status_code, Response.objects.count()) == (303, 1)


@pytest.mark.parametrize(
    ("proxies", "address"), [(0, "10.0.0.1"), (1, "198.51.100.9"), (2, "203.0.113.5"), (3, "10.0.0.1")]
)
def test_the_address_is_the_one_that_our_own_proxies_tell(settings: object, proxies: int, address: str) -> None:
    settings.TRUSTED_PROXIES = proxies
    told = "203.0.113.5, 198.51.100.9"
    request = RequestFactory(REMOTE_ADDR="10.0.0.1").get("/a/", headers={"x-forwarded-for": told})
    assert address_of(request) == address
