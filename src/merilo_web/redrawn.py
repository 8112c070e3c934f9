"""A form that is drawn again was not taken: it is answered with 422, in whichever app it stands."""

from collections.abc import Callable
from http import HTTPStatus

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase

_ASKING = "merilo_asks_once_more"


class RedrawnFormMiddleware:
    """Marks pages that come in answer to a sent form as not taken.

    What was sent and done leads onward by a redirection or brings a file; a page in its place is the form with what is
    to be mended. A page that shows what was typed once more before it becomes final says so (`asking_once_more`).
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        response = self.get_response(request)
        is_page = response.get("Content-Type", "").startswith("text/html") and not response.streaming
        if request.method == "POST" and response.status_code == HTTPStatus.OK and is_page:
            response.status_code = HTTPStatus.OK if hasattr(response, _ASKING) else HTTPStatus.UNPROCESSABLE_ENTITY
        return response


def asking_once_more(response: HttpResponse) -> HttpResponse:
    """A page that shows a right form to be looked at once more, not to be mended."""
    setattr(response, _ASKING, True)
    return response
