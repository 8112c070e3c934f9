"""How the citizens' pages are drawn: the blank questionnaire once for everybody, a returned one for its person."""

import zlib
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from merilo_web.fieldwork import guard
from merilo_web.fieldwork.forms.questionnaire import Questionnaire, numbers
from merilo_web.fieldwork.languages import Translation, offered
from merilo_web.fieldwork.queries.faces import SurveyFace
from merilo_web.templatetags.surface import day

_PAGE = "fieldwork/questionnaire.html"
_KEY, _TOKEN = "@form-key@", "@form-token@"
_MOST = 2000
_RETRY_AFTER = "60"
_NOT_YET = ("early", "unopened")


@dataclass(frozen=True, slots=True)
class Returned:
    """A form that came back: what was typed, its key, the one-time code as it was typed."""

    form: Questionnaire
    key: UUID
    one_time: str = ""


@dataclass(frozen=True, slots=True)
class Fault:
    """What has to be mended: the field (empty: the whole), the sentence, the question's number."""

    field: str
    sentence: str
    number: int | None


class BlankPage:
    """A drawn blank page: all but the form's key is ready, also compressed."""

    def __init__(self, html: str, drawn_for: SurveyFace) -> None:
        before, _, after = html.partition(_KEY)
        self.drawn_for = drawn_for
        self.before, self.after = before.encode(), after.encode()
        self._started = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
        self._compressed = self._started.compress(self.before)

    def plain(self, key: guard.FormKey) -> bytes:
        """The page with this key."""
        return self.before + self._rest(key)

    def compressed(self, key: guard.FormKey) -> bytes:
        """The page with this key as gzip: only its end is compressed anew."""
        going = self._started.copy()
        return self._compressed + going.compress(self._rest(key)) + going.flush()

    def _rest(self, key: guard.FormKey) -> bytes:
        return key.key.hex.encode() + self.after.replace(_TOKEN.encode(), key.token.encode())


_drawn: OrderedDict[tuple[str, str], BlankPage] = OrderedDict()


def blank(request: HttpRequest, survey: SurveyFace, language: Translation) -> HttpResponse:
    """The blank questionnaire with a fresh key. Sets no cookie, reads nothing while the survey's face is kept."""
    page = _blank_page(survey, language)
    key = guard.shown(survey.short_code)
    wants_gzip = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(page.compressed(key) if wants_gzip else page.plain(key))
    if wants_gzip:
        response.headers["Content-Encoding"] = "gzip"
    response.headers["Vary"] = "Accept-Encoding"
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def _blank_page(survey: SurveyFace, language: Translation) -> BlankPage:
    place = (survey.short_code, language.code)
    page = _drawn.get(place)
    if page is None or not page.drawn_for.looks_like(survey):
        form = Questionnaire(survey.edition, {}, language.phrases)
        words = _words(survey, language, form=form) | {"key": _KEY, "token": _TOKEN, "is_fresh": True}
        page = _drawn[place] = BlankPage(render_to_string(_PAGE, words), survey)
        _drawn.move_to_end(place)
        if len(_drawn) > _MOST:
            _drawn.popitem(last=False)
    return page


def mended(
    request: HttpRequest, survey: SurveyFace, language: Translation, *, back: Returned, extra: Mapping[str, str]
) -> HttpResponse:
    """The form as it came, with a sentence at each field that has to be mended. `extra`: field → phrase."""
    errors = {**back.form.errors, **{field: language.phrases[phrase] for field, phrase in extra.items()}}
    place = numbers(survey.edition)
    faults = tuple(
        Fault(field, sentence, place.get(field)) for field, sentence in sorted(errors.items(), key=_by_place(place))
    )
    words = _words(survey, language, form=back.form) | _signed(survey, back)
    words |= {"faults": faults, "code_error": errors.get("code", ""), "is_trapped": "trapped" in extra.values()}
    words["questions"] = back.form.asked(language.texts, language=language.code, with_errors=True)
    return render(request, _PAGE, words, status=HTTPStatus.UNPROCESSABLE_ENTITY)


def again(
    request: HttpRequest,
    survey: SurveyFace,
    language: Translation,
    *,
    form: Questionnaire,
    notice: str,
    back: Returned | None = None,
) -> HttpResponse:
    """The form as it came, to be sent again: too quick, too old, too many at once."""
    words = _words(survey, language, form=form) | {"notice": language.phrases[notice]}
    words |= _signed(survey, back) if back else _signed(survey, Returned(form, guard.shown(survey.short_code).key))
    busy = notice == "busy"
    response = render(
        request, _PAGE, words, status=HTTPStatus.TOO_MANY_REQUESTS if busy else HTTPStatus.UNPROCESSABLE_ENTITY
    )
    if busy:
        response.headers["Retry-After"] = _RETRY_AFTER
    return response


def thanks(request: HttpRequest, survey: SurveyFace, language: Translation, *, receipt: str) -> HttpResponse:
    """The receipt and what happens next."""
    return render(request, "fieldwork/thanks.html", _words(survey, language) | {"receipt": receipt})


def refused(request: HttpRequest, survey: SurveyFace, language: Translation) -> HttpResponse:
    """A form that another site sent."""
    return render(request, "fieldwork/sent_elsewhere.html", _words(survey, language), status=HTTPStatus.FORBIDDEN)


def notice_page(request: HttpRequest, survey: SurveyFace, language: Translation, *, kind: str) -> HttpResponse:
    """The survey takes no answers: not yet, no more, or enough."""
    filled = {"organization": survey.organization, "day": day(survey.opens_on if kind == "early" else survey.closes_on)}
    phrases = language.phrases
    heading = phrases["early_heading" if kind in _NOT_YET else "closed_heading"]
    words = {"page_heading": heading, "text": phrases[f"{kind}_text"].format(**filled)}
    return render(request, "fieldwork/survey_closed.html", _words(survey, language) | words)


def _by_place(place: Mapping[str, int]) -> Callable[[tuple[str, str]], int]:
    """Order of faults: the whole first, then by question, the code last."""
    return lambda pair: place.get(pair[0], 0 if pair[0] == "" else len(place) + 1)


def _signed(survey: SurveyFace, back: Returned) -> dict[str, Any]:
    """The same key signed anew, so that sending the form again at once is in time and counted once."""
    signed = guard.shown(survey.short_code, key=back.key, age=guard.YOUNGEST)
    return {"key": signed.key.hex, "token": signed.token, "one_time": back.one_time}


def _words(survey: SurveyFace, language: Translation, *, form: Questionnaire | None = None) -> dict[str, Any]:
    """What every citizens' page is drawn from."""
    phrases = language.phrases
    filled = {
        "organization": survey.organization,
        "number": len(survey.edition.questions),
        "day": day(survey.closes_on),
        "council": survey.council,
    }
    sentences = ("heading", "lead", "until", "next_collect", "next_council")
    return {
        "survey": survey,
        "language": language,
        "phrases": phrases,
        "said": {name: phrases[name].format(**filled) for name in sentences},
        "languages": tuple(offered(survey.edition, survey.own_languages).values()),
        "questions": form.asked(language.texts, language=language.code) if form else (),
        "faults": (),
        "one_time": "",
    }
