"""A bot is stopped; the parents of a whole school behind one address are not."""

from uuid import UUID

import pytest
import time_machine
from django.test import Client, RequestFactory
from tests.web.surveys import FILLED, opened, sent, signed
from tests.web.territory import Territory

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


@pytest.mark.parametrize("seconds", [0, 60, 600])
def test_three_hundred_parents_behind_one_address_pass_in_ten_minutes(seconds: int) -> None:
    buckets = guard.Buckets()
    passed = [buckets.take("192.0.2.7", at=NOON + seconds * number / 300) for number in range(300)]
    assert passed == [True] * 300


def test_a_bot_of_three_thousand_a_minute_is_stopped() -> None:
    buckets = guard.Buckets()
    passed = [buckets.take("192.0.2.7", at=NOON + number / 50) for number in range(3000 * 10)]
    assert (sum(passed[:3000]), sum(passed)) == (329, 599)


def test_one_address_does_not_use_up_the_limit_of_another() -> None:
    buckets = guard.Buckets()
    for _ in range(301):
        buckets.take("192.0.2.7", at=NOON)
    assert [buckets.take(one, at=NOON) for one in ("192.0.2.7", "192.0.2.8")] == [False, True]


def test_addresses_of_one_subscriber_share_a_limit() -> None:
    buckets = guard.Buckets()
    for number in range(300):
        buckets.take(f"2001:db8:1:2::{number:x}", at=NOON)
    assert [buckets.take(one, at=NOON) for one in ("2001:db8:1:2:ffff::1", "2001:db8:1:3::1")] == [False, True]


def test_nothing_in_the_memory_of_the_limit_is_an_address() -> None:
    buckets = guard.Buckets()
    buckets.take("192.0.2.7", at=NOON)
    kept = [vars(buckets)[name] for name in vars(buckets)]
    assert "192.0.2.7" not in repr(kept)
    assert bytes([192, 0, 2, 7]) not in b"".join(one for level in buckets._levels for one in [level])


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


@pytest.mark.parametrize("headers", [{"sec-fetch-site": "same-origin", "origin": "http://testserver"}, {}])
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
