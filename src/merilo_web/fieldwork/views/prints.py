"""Things to print for a survey: posters, cards, paper questionnaires. Drawn anew each time, filed nowhere."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_GET

from merilo.documents.cards import Cards, cards
from merilo.documents.paper_questionnaire import PaperQuestionnaire, paper_questionnaire
from merilo.documents.poster import Poster, poster, posters
from merilo_web import clock, downloads
from merilo_web.cycles.queries.cycles import seen
from merilo_web.cycles.queries.policies import edition_of
from merilo_web.fieldwork.languages import chosen
from merilo_web.fieldwork.models import Survey
from merilo_web.fieldwork.queries.translations import shown
from merilo_web.fieldwork.views.surveys import seen_survey
from merilo_web.registry.access import access_of


@require_GET
def survey_poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The poster of one organization."""
    survey = seen_survey(access_of(request.user), pk)
    return _pdf(poster(_poster(survey)), downloads.file_name(downloads.POSTER, survey.listed, ending="pdf"))


@require_GET
def cycle_posters(request: HttpRequest, pk: int) -> HttpResponse:
    """Posters of all organizations of the cycle, a page each."""
    cycle = seen(access_of(request.user), pk)
    related = ("listed__organization", "listed__cycle__authority", "listed__cycle__council", "listed__cycle__operator")
    surveys = Survey.objects.filter(listed__cycle=cycle).select_related(*related)
    many = [_poster(survey) for survey in surveys.order_by("listed__organization__sort_key", "pk")]
    if not many:
        raise Http404
    return _pdf(posters(many), downloads.file_name(downloads.POSTERS, cycle, ending="pdf"))


@require_GET
def survey_cards(request: HttpRequest, pk: int) -> HttpResponse:
    """Cards to cut out, ten on a page."""
    survey = seen_survey(access_of(request.user), pk)
    link, organization = _link(survey), survey.listed.organization
    one = Cards(
        organization=organization.short_name,
        sector=survey.listed.cycle.sector,
        organization_type=organization.type,
        address=link.partition("//")[2],
        link=link,
        until=survey.closes_on,
        on=clock.today(survey.listed.cycle.authority.time_zone),
    )
    return _pdf(cards(one), downloads.file_name(downloads.CARDS, survey.listed, ending="pdf"))


@require_GET
def survey_paper(request: HttpRequest, pk: int) -> HttpResponse:
    """The blank questionnaire on paper, in the language asked for."""
    survey = seen_survey(access_of(request.user), pk)
    edition = edition_of(survey.listed.cycle)
    language = chosen(edition, request.GET.get("lang", ""), shown(survey.listed.cycle.authority_id, edition))
    one = PaperQuestionnaire(
        edition=edition,
        organization=survey.listed.organization.short_name,
        code=survey.short_code,
        until=survey.closes_on,
        on=clock.today(survey.listed.cycle.authority.time_zone),
        texts=language.texts,
        language=language.code,
    )
    name = downloads.file_name(downloads.BLANK_QUESTIONNAIRE, survey.listed, ending="pdf")
    return _pdf(paper_questionnaire(one), name)


def _poster(survey: Survey) -> Poster:
    cycle, organization, link = survey.listed.cycle, survey.listed.organization, _link(survey)
    return Poster(
        organization=organization.short_name,
        sector=cycle.sector,
        organization_type=organization.type,
        address=link.partition("//")[2],
        link=link,
        until=survey.closes_on,
        council=cycle.council.name,
        operator=cycle.operator.short_name if cycle.operator else "",
        on=clock.today(cycle.authority.time_zone),
    )


def _link(survey: Survey) -> str:
    return settings.PUBLIC_URL + reverse("fieldwork:survey", args=[survey.short_code])


def _pdf(content: bytes, name: str) -> HttpResponse:
    response = HttpResponse(content, content_type="application/pdf")
    downloads.attach(response, name)
    return response
