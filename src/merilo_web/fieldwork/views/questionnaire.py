"""The citizens' pages: the questionnaire of one organization, its receipt, the place to type a code."""

from collections.abc import Mapping
from functools import lru_cache
from http import HTTPStatus
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods

from merilo import short_codes
from merilo_web import clock
from merilo_web.accounts.addresses import address_of
from merilo_web.accounts.middleware import public
from merilo_web.fieldwork import guard
from merilo_web.fieldwork.actions.intake import CodeRefusedError, Submission, SurveyClosedError, receive
from merilo_web.fieldwork.forms.questionnaire import Questionnaire, fields_of
from merilo_web.fieldwork.languages import RUSSIAN, Translation, chosen
from merilo_web.fieldwork.queries.faces import SurveyFace, face
from merilo_web.fieldwork.states import Channel, SurveyState
from merilo_web.fieldwork.views import pages

_buckets = guard.Buckets()
_NOTICES = {guard.Standing.FORGED: "stale", guard.Standing.OLD: "stale", guard.Standing.YOUNG: "quick"}
_TRAP = "contact_page"
_LONGEST_SHOWN = 40


@public
@require_GET
def entrance(request: HttpRequest) -> HttpResponse:
    """Where a code from a poster can be typed: the next step is the questionnaire."""
    typed = request.GET.get("code", "")
    canonical = short_codes.normalized(typed)
    if typed and face(canonical):
        return HttpResponseRedirect(reverse("fieldwork:survey", args=[canonical]))
    return _unknown(request, typed) if typed else render(request, "fieldwork/entrance.html")


@public
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def questionnaire(request: HttpRequest, code: str) -> HttpResponse:
    """The questionnaire of the organization with this code; a sent one is kept once and leads to its receipt.

    Exempt from the CSRF cookie: the form has no authority but its own signed key, and other sites are refused.
    """
    canonical = short_codes.normalized(code)
    survey = face(canonical) if short_codes.is_well_formed(canonical, length=short_codes.ORGANIZATION) else None
    if survey is None:
        return _unknown(request, code)
    if code != canonical:
        return HttpResponseRedirect(reverse("fieldwork:survey", args=[canonical]))
    language = chosen(survey.edition, request.GET.get("lang", ""), survey.own_languages)
    if not survey.takes_answers:
        return _closed(request, survey, language)
    if request.method == "POST":
        return _sent(request, survey, language)
    return pages.blank(request, survey, language)


@public
@require_GET
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """The receipt, and what happens next."""
    survey = face(short_codes.normalized(code))
    if survey is None:
        return _unknown(request, code)
    number = request.GET.get("receipt", "")
    language = chosen(survey.edition, request.GET.get("lang", ""), survey.own_languages)
    shown = number if set(number) <= {*short_codes.ALPHABET, "-"} and len(number) <= 16 else ""
    return pages.thanks(request, survey, language, receipt=shown)


def _sent(request: HttpRequest, survey: SurveyFace, language: Translation) -> HttpResponse:
    """A form that came back. Checks go from the cheapest on; every refusal shows the form with all that was typed."""
    if guard.from_another_site(request):
        return pages.refused(request, survey, language)
    sent = fields_of(request)
    form = Questionnaire(survey.edition, sent, language.phrases)
    key, token = guard.key_of(sent.get("key", "")), sent.get("token", "")
    standing = guard.standing(survey.short_code, key, token) if key else guard.Standing.FORGED
    if key is None or standing is guard.Standing.FORGED:
        return pages.again(request, survey, language, form=form, notice="stale")
    back = pages.Returned(form, key, one_time=sent.get("code", ""))
    if faults := _faults(sent, survey):
        return pages.mended(request, survey, language, back=back, extra=faults)
    if standing is not guard.Standing.GOOD:
        return pages.again(request, survey, language, form=form, notice=_NOTICES[standing], back=back)
    return _checked(request, survey, language, back=back)


def _faults(sent: Mapping[str, str], survey: SurveyFace) -> dict[str, str]:
    """What is wrong beside the answers: field → phrase."""
    if sent.get(_TRAP):
        return {"": "trapped"}
    lacks_code = survey.with_codes and not sent.get("code", "").strip()
    return {"code": "code_missing"} if lacks_code else {}


def _checked(request: HttpRequest, survey: SurveyFace, language: Translation, *, back: pages.Returned) -> HttpResponse:
    if back.form.errors:
        return pages.mended(request, survey, language, back=back, extra={})
    if not _buckets.take(address_of(request), at=clock.now().timestamp()):
        return pages.again(request, survey, language, form=back.form, notice="busy", back=back)
    return _kept(request, survey, language, back=back)


def _kept(request: HttpRequest, survey: SurveyFace, language: Translation, *, back: pages.Returned) -> HttpResponse:
    submission = Submission(
        survey_id=survey.survey_id,
        key=back.key,
        channel=Channel.CODE if survey.with_codes else Channel.WEB,
        received_on=survey.today,
        answers=back.form.answers,
        language=language.code,
        sex=back.form.typed("sex"),
        age=back.form.typed("age"),
        suggestions=back.form.typed("suggestions"),
        code=short_codes.normalized(back.one_time),
    )
    try:
        receipt = receive(submission)
    except CodeRefusedError:
        return pages.mended(request, survey, language, back=back, extra={"code": "code_refused"})
    except SurveyClosedError:
        return _closed(request, survey, language)
    asked = f"receipt={receipt.number}" + (f"&lang={quote(language.code)}" if language.code != RUSSIAN else "")
    address = f"{_thanks_address(survey.short_code)}?{asked}"
    return HttpResponse(status=HTTPStatus.SEE_OTHER, headers={"Location": address})


@lru_cache(maxsize=4000)
def _thanks_address(short_code: str) -> str:
    return reverse("fieldwork:survey_thanks", args=[short_code])


def _closed(request: HttpRequest, survey: SurveyFace, language: Translation) -> HttpResponse:
    """Says a day only where it is true: a survey closed by hand did not end on its planned last day."""
    if survey.is_full:
        kind = "full"
    elif survey.state is SurveyState.CLOSED:
        kind = "ended"
    elif survey.today < survey.opens_on:
        kind = "early"
    else:
        kind = "unopened" if survey.state is SurveyState.PREPARED else "closed"
    return pages.notice_page(request, survey, language, kind=kind)


def _unknown(request: HttpRequest, typed: str) -> HttpResponse:
    shown = typed[:_LONGEST_SHOWN]
    return render(request, "fieldwork/entrance.html", {"typed": shown}, status=HTTPStatus.NOT_FOUND)
