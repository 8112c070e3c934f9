"""A short way to the questionnaire: thousands of parents need no session, no sign-in, no messages."""

from collections.abc import Callable
from functools import cache
from typing import cast

from csp.constants import HEADER
from csp.utils import build_policy
from django.core.handlers.exception import convert_exception_to_response
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.middleware.clickjacking import XFrameOptionsMiddleware
from django.middleware.security import SecurityMiddleware
from django.urls import reverse

from merilo_web.fieldwork.views.questionnaire import questionnaire

Get = Callable[[HttpRequest], HttpResponseBase]


class ShortChainMiddleware:
    """Stands first and takes a questionnaire's own address past the rest, with the same headers of safety.

    The page is public, keeps no cookie and asks for no person: what it skips could only have cost time.
    """

    def __init__(self, get_response: Get) -> None:
        self.whole_chain = get_response
        self.short_chain = convert_exception_to_response(SecurityMiddleware(XFrameOptionsMiddleware(_answered)))
        self._policy = build_policy()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if not is_questionnaire(request.path_info):
            return self.whole_chain(request)
        response = cast("HttpResponse", self.short_chain(request))
        response.headers[HEADER] = self._policy
        response.headers["Content-Length"] = str(len(response.content))
        return response


def is_questionnaire(path: str) -> bool:
    """Whether an address is a questionnaire's own: its code follows and nothing else."""
    before = _before_the_code()
    return path.startswith(before) and len(path) > len(before) and "/" not in path[len(before) :]


@cache
def _before_the_code() -> str:
    return reverse("fieldwork:survey", args=["-"])[:-1]


def _answered(request: HttpRequest) -> HttpResponse:
    """The view itself. Raises what Django answers with 400 when the request asks for another host."""
    request.get_host()
    return questionnaire(request, request.path_info.rpartition("/")[2])
