"""The citizens' questionnaire: shown, filled in, mended, sent once, with nothing typed lost."""

import gzip
import re
from datetime import date, timedelta
from urllib.parse import urlencode
from uuid import uuid4
from wsgiref.util import setup_testing_defaults

import pytest
from django.test import Client
from tests.web.surveys import CLOSED, FILLED, PACKED, hidden_fields, opened, receipt_of, sent, signed, unspent
from tests.web.territory import Territory

from merilo_web import clock
from merilo_web.fieldwork.actions.intake import receipt_number
from merilo_web.fieldwork.guard import key_of
from merilo_web.fieldwork.models import Response, Survey, UnspentCode
from merilo_web.fieldwork.queries import faces
from merilo_web.fieldwork.states import SurveyState
from merilo_web.wsgi import application

CODE = "TY9H99PC2MYE"
LETTERED = "KTM7P"
ERRORS = re.compile(r'<p class="error" id="(\w+)-error">([^<]*)</p>')
CHECKED = re.compile(r'name="(\w+)" value="(\w*)" checked')


@pytest.fixture
def survey(territory: Territory) -> Survey:
    return opened(territory.home.listed[0])


def _text(response: object) -> str:
    return response.content.decode()


def test_the_page_asks_every_question_of_the_edition(survey: Survey) -> None:
    html = _text(Client().get(f"/a/{survey.short_code}"))
    asked = re.findall(r'<span class="number">(\d+)\.</span>', html)
    assert asked == [str(number) for number in range(1, 18)]
    assert "<h1>Оцените условия: Школа № 1, Заречный</h1>" in html


def test_the_page_sets_no_cookie_and_has_no_inline_script_or_style(survey: Survey) -> None:
    response = Client().get(f"/a/{survey.short_code}")
    html = _text(response)
    assert (response.cookies.output(), re.findall(r"<script>|<style|style=|onclick", html)) == ("", [])


def test_every_showing_has_its_own_key(survey: Survey) -> None:
    shown = [hidden_fields(_text(Client().get(f"/a/{survey.short_code}"))) for _ in range(2)]
    assert all(key_of(one["key"]) for one in shown)
    assert shown[0]["key"] != shown[1]["key"]


def test_a_changed_survey_is_shown_as_it_is_now(survey: Survey) -> None:
    before = _text(Client().get(f"/a/{survey.short_code}"))
    last_day = survey.closes_on + timedelta(days=7)
    Survey.objects.filter(pk=survey.pk).update(closes_on=last_day)
    faces.forget()
    after = _text(Client().get(f"/a/{survey.short_code}"))
    assert (f"{last_day:%d.%m.%Y}" in before, f"{last_day:%d.%m.%Y}" in after) == (False, True)


def test_a_page_for_everybody_keeps_the_headers_of_safety(survey: Survey) -> None:
    names = ("Content-Security-Policy", "X-Frame-Options", "X-Content-Type-Options", "Referrer-Policy")
    short = Client().get(f"/a/{survey.short_code}").headers
    whole = Client().get("/a/").headers
    assert [short.get(name) for name in names] == [whole.get(name) for name in names]
    assert "default-src 'none'" in short["Content-Security-Policy"]


def test_the_server_gives_the_page_that_the_framework_gives(survey: Survey) -> None:
    told: list[tuple[str, dict[str, str]]] = []
    environ = {"PATH_INFO": f"/a/{survey.short_code}", "HTTP_HOST": "testserver"}
    setup_testing_defaults(environ)
    given = application(environ, lambda status, headers: told.append((status, dict(headers))))
    page = Client().get(f"/a/{survey.short_code}")
    assert told == [("200 OK", dict(page.headers))]
    assert len(b"".join(given)) == len(page.content)


def test_a_foreign_host_is_refused(survey: Survey) -> None:
    assert Client(SERVER_NAME="evil.example").get(f"/a/{survey.short_code}").status_code == 400


def test_the_compressed_page_is_the_same_page(survey: Survey) -> None:
    plain = _text(Client().get(f"/a/{survey.short_code}"))
    response = Client().get(f"/a/{survey.short_code}", headers={"accept-encoding": "gzip"})
    unpacked = gzip.decompress(response.content).decode()
    assert response.headers["Content-Encoding"] == "gzip"
    assert re.sub(r'value="[^"]{20,}"', "", unpacked) == re.sub(r'value="[^"]{20,}"', "", plain)


def test_a_filled_form_is_kept_and_leads_to_its_receipt(survey: Survey) -> None:
    form = signed(survey)
    response = Client().post(f"/a/{survey.short_code}", {**form, **FILLED})
    kept = Response.objects.values_list("answers", "channel", "suggestions", "sex", "age", "language")
    assert list(kept) == [(PACKED, "web", "Больше света в коридоре", "female", "37", "ru")]
    place = response.headers["Location"]
    assert (response.status_code, receipt_of(place)) == (303, receipt_number(key_of(form["key"])))
    assert receipt_number(key_of(form["key"])) in _text(Client().get(place))


def test_signs_that_a_browser_writes_otherwise_are_kept_as_they_were_typed(survey: Survey) -> None:
    typed = "2 + 2 = 4 & 100 % «да»?\nБольше света"
    body = urlencode({**signed(survey), **FILLED, "suggestions": typed})
    response = Client().post(f"/a/{survey.short_code}", body, content_type="application/x-www-form-urlencoded")
    assert (response.status_code, list(Response.objects.values_list("suggestions"))) == (303, [(typed,)])


def test_sending_twice_counts_once_and_gives_the_same_receipt(survey: Survey) -> None:
    form = {**signed(survey), **FILLED}
    places = [Client().post(f"/a/{survey.short_code}", form).headers["Location"] for _ in range(2)]
    assert (places[0], Response.objects.count()) == (places[1], 1)


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        (
            {"site_satisfied": "1"},
            {
                "site_satisfied": "На вопрос 3 Вы ответили «Нет», поэтому здесь ответа не ждут. "
                "Выберите «Пропустить» или исправьте ответ на вопрос 3."
            },
        ),
        (
            {"site_used": "", "site_satisfied": "0"},
            {
                "site_satisfied": "Ответьте и на вопрос 3: без него этот ответ нельзя учесть. "
                "Или выберите здесь «Пропустить»."
            },
        ),
        ({"age": "сорок"}, {"age": "Введите возраст числом полных лет, например 37, или оставьте пустым."}),
        ({"age": "121"}, {"age": "Введите возраст числом полных лет, например 37, или оставьте пустым."}),
        ({"age": "1" * 5000}, {"age": "Введите возраст числом полных лет, например 37, или оставьте пустым."}),
        ({"overall": "может быть"}, {"overall": "Выберите один из предложенных ответов."}),
        ({"sex": "x"}, {"sex": "Выберите один из предложенных ответов."}),
        ({"suggestions": "я" * 2001}, {"suggestions": "Не больше 2000 знаков: сократите текст."}),
    ],
)
def test_a_mistake_gets_its_sentence_and_nothing_typed_is_lost(
    survey: Survey, changes: dict[str, str], errors: dict[str, str]
) -> None:
    typed = {**FILLED, **changes}
    response = sent(survey, typed)
    html = _text(response)
    assert (response.status_code, dict(ERRORS.findall(html)), Response.objects.count()) == (422, errors, 0)
    expected = {code: answer for code, answer in typed.items() if code in {*CLOSED, "site_satisfied", "sex"}}
    assert dict(CHECKED.findall(html)) == {
        code: answer for code, answer in expected.items() if answer in ("0", "1", "female")
    }
    assert typed["suggestions"] in html


def test_an_empty_questionnaire_is_asked_for_one_answer(survey: Survey) -> None:
    response = sent(survey, {"suggestions": "Всё хорошо"})
    assert response.status_code == 422
    assert "Ответьте хотя бы на один вопрос с вариантами «Да» и «Нет»." in _text(response)
    assert "Всё хорошо" in _text(response)


def test_hostile_text_is_shown_as_text(survey: Survey) -> None:
    html = _text(sent(survey, {"suggestions": "</textarea><script>alert(1)</script>"}))
    assert "<script>alert" not in html


@pytest.mark.parametrize("mark", ["\x00", "\x0b", "\x1c", "\u202e", "\u2066"])
def test_a_mark_that_nobody_sees_is_refused_and_nothing_typed_is_lost(survey: Survey, mark: str) -> None:
    html = _text(sent(survey, {**FILLED, "suggestions": f"света{mark}"}))
    sentence = "В тексте стоит невидимый служебный знак. Сотрите его или наберите это место заново."
    assert ERRORS.findall(html) == [("suggestions", sentence)]
    assert dict(CHECKED.findall(html)) == {**CLOSED, "sex": "female"}
    assert (f">света{mark}</textarea>" in html, Response.objects.count()) == (True, 0)


def test_lines_and_tabs_of_a_suggestion_are_kept(survey: Survey) -> None:
    assert sent(survey, {**FILLED, "suggestions": "света:\r\n\tв зале"}).status_code == 303
    assert list(Response.objects.values_list("suggestions", flat=True)) == ["света:\r\n\tв зале"]


def test_cyrillic_letters_of_the_code_lead_to_the_same_questionnaire(territory: Territory) -> None:
    opened(territory.home.listed[0], short_code=LETTERED)
    typed = LETTERED.lower().replace("t", "т").replace("m", "м").replace("k", "к")
    response = Client().get(f"/a/{typed}")
    assert (response.status_code, response.url) == (302, f"/a/{LETTERED}")
    assert Client().get("/a/", {"code": typed}).url == f"/a/{LETTERED}"


@pytest.mark.parametrize("typed", ["ЖЖЖЖЖ", "K7M25", "<b>", "x" * 300])
def test_a_wrong_code_leads_to_a_page_that_helps(survey: Survey, typed: str) -> None:
    response = Client().get("/a/", {"code": typed})
    assert (response.status_code, "Сверьте код с плакатом" in _text(response)) == (404, True)
    assert "<b>" not in _text(response)
    assert Client().get("/a/NOPE").status_code == 404


def test_a_code_is_asked_for_and_spent(territory: Territory) -> None:
    survey = opened(territory.home.listed[0], with_codes=True)
    unspent(survey, CODE)
    form = {**signed(survey), **FILLED}
    missing = Client().post(f"/a/{survey.short_code}", form)
    wrong = Client().post(f"/a/{survey.short_code}", {**form, "code": "tY9H-99PC-2MYH"})
    right = Client().post(f"/a/{survey.short_code}", {**form, "code": " ту9н-99рс-2муе"})
    again = sent(survey, {**FILLED, "code": CODE})
    assert [one.status_code for one in (missing, wrong, right, again)] == [422, 422, 303, 422]
    spent = "Этот код не подходит: проверьте знаки. Если они верны, по коду уже ответили."
    assert [dict(ERRORS.findall(_text(one))) for one in (missing, wrong, again)] == [
        {"code": "Введите одноразовый код с листка, который Вам дали в организации."},
        {"code": spent},
        {"code": spent},
    ]
    assert 'value="tY9H-99PC-2MYH"' in _text(wrong)
    assert dict(CHECKED.findall(_text(wrong))) == {**CLOSED, "sex": "female"}
    assert (UnspentCode.objects.count(), list(Response.objects.values_list("channel", flat=True))) == (0, ["code"])


@pytest.mark.parametrize(
    ("changes", "heading"),
    [
        ({"state": SurveyState.PREPARED}, "Опрос ещё не открыт"),
        ({"state": SurveyState.CLOSED}, "Опрос закрыт"),
        ({"target": 0, "close_at_target": True}, "Опрос закрыт"),
    ],
)
def test_a_survey_that_is_not_open_says_so(territory: Territory, changes: dict[str, object], heading: str) -> None:
    survey = opened(territory.home.listed[0], **changes)
    shown, posted = Client().get(f"/a/{survey.short_code}"), sent(survey, FILLED)
    assert [f"<h1>{heading}</h1>" in _text(one) for one in (shown, posted)] == [True, True]
    assert Response.objects.count() == 0


def test_a_survey_closed_meanwhile_refuses_a_form_already_open(survey: Survey) -> None:
    Client().get(f"/a/{survey.short_code}")
    Survey.objects.update(state=SurveyState.CLOSED)
    assert "<h1>Опрос закрыт</h1>" in _text(sent(survey, FILLED))
    assert Response.objects.count() == 0
    faces.forget()


def test_another_language_is_the_same_questionnaire(survey: Survey) -> None:
    html = _text(Client().get(f"/a/{survey.short_code}?lang=en"))
    assert ('<html lang="en">' in html, "own translation, not an official text" in html) == (True, True)
    response = Client().post(f"/a/{survey.short_code}?lang=en", {**signed(survey), **FILLED})
    assert list(Response.objects.values_list("answers", "language")) == [(PACKED, "en")]
    assert "Thank you" in _text(Client().get(response.headers["Location"]))


def test_an_unknown_language_is_russian(survey: Survey) -> None:
    assert '<html lang="ru">' in _text(Client().get(f"/a/{survey.short_code}?lang=xx"))


def test_a_first_visit_is_light(survey: Survey) -> None:
    page = Client().get(f"/a/{survey.short_code}", headers={"accept-encoding": "gzip"}).content
    names = re.findall(r'"/static/(merilo/[\w.]+)"', gzip.decompress(page).decode())
    assert sorted(names) == ["merilo/icon.svg", "merilo/survey.css", "merilo/survey.js"]
    total = len(page) + sum(len(b"".join(Client().get(f"/static/{name}"))) for name in names)
    assert total <= 40 * 1024


def test_a_key_of_a_made_up_form_is_signed_anew(survey: Survey) -> None:
    response = Client().post(f"/a/{survey.short_code}", {**FILLED, "key": uuid4().hex, "token": "0.0"})
    assert (response.status_code, Response.objects.count()) == (422, 0)
    mended = {**FILLED, **hidden_fields(_text(response))}
    assert Client().post(f"/a/{survey.short_code}", mended).status_code == 303


LEAD = re.compile(r'<p class="lead">([^<]*)</p>')
SCHOOL = "Опрос в организации «Школа № 1, Заречный»"


@pytest.mark.parametrize("planned", [-1, 0, 30])
def test_a_survey_closed_by_hand_names_no_day(territory: Territory, planned: int) -> None:
    closes_on = clock.today() + timedelta(days=planned)
    survey = opened(territory.home.listed[0], state=SurveyState.CLOSED, closes_on=closes_on)
    page = Client().get(f"/a/{survey.short_code}")
    assert LEAD.findall(_text(page)) == [
        f"{SCHOOL} завершён, анкеты больше не принимаются. Спасибо за внимание: итоги опубликует общественный совет."
    ]


def test_a_survey_past_its_last_day_names_it(territory: Territory) -> None:
    survey = opened(territory.home.listed[0], opens_on=date(2026, 1, 10), closes_on=date(2026, 2, 1))
    (told,) = LEAD.findall(_text(Client().get(f"/a/{survey.short_code}")))
    assert told.startswith(f"{SCHOOL} завершился 01.02.2026. ")


def test_a_survey_that_was_not_opened_on_its_day_names_no_day(territory: Territory) -> None:
    survey = opened(territory.home.listed[0], state=SurveyState.PREPARED)
    page = Client().get(f"/a/{survey.short_code}")
    assert LEAD.findall(_text(page)) == [f"{SCHOOL} ещё не начался. Зайдите, пожалуйста, позже."]


@pytest.mark.parametrize(("state", "steps"), [(SurveyState.OPEN, 4), (SurveyState.CLOSED, 3)])
def test_a_receipt_says_that_the_survey_goes_on_while_it_does(territory: Territory, state: str, steps: int) -> None:
    survey = opened(territory.home.listed[0], state=state)
    html = _text(Client().get(f"/a/{survey.short_code}/thanks"))
    assert (html.count("Опрос продолжается по"), html.count("<li>")) == (steps - 3, steps)
