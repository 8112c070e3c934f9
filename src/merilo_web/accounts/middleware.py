"""Deny by default: a page is for people who signed in, unless its view says that it is public."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render

from merilo_web.accounts.verbs import NotAllowedError

View = TypeVar("View", bound=Callable[..., Any])
Get = Callable[[HttpRequest], HttpResponseBase]
_PUBLIC_APPS = ("allauth.",)
_LARGEST_NUMBER = 2**63 - 1
"""No row of any database has a greater number."""


def public(view: View) -> View:
    """Mark a view as open to everybody. A test holds the list of them."""
    view.is_public = True  # type: ignore[attr-defined]  # a mark on a function
    return view


def is_open(view: Callable[..., Any]) -> bool:
    """True for public pages and for those of sign-in itself, which ask by themselves who has signed in."""
    return getattr(view, "is_public", False) or view.__module__.startswith(_PUBLIC_APPS)


class SignedInMiddleware:
    """Sends whoever has not signed in to the sign-in page; turns a refusal into a page that says why."""

    def __init__(self, get_response: Get) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., HttpResponse], *given: dict[str, object]
    ) -> HttpResponse | None:
        """Let through public views and people who signed in; an address that no database can hold is nobody's.

        The last of `given` are the view's arguments by name.
        """
        if not _possible(given[-1].values()) or not _possible(word for _, word in request.GET.items()):
            raise Http404
        if is_open(view):
            return None
        return None if request.user.is_authenticated else redirect_to_login(request.get_full_path())

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        """A refusal of the rules is a page with the sentence and the clause."""
        if isinstance(fault, NotAllowedError):
            return render(request, "refused.html", {"refusal": fault}, status=403)
        return None


def _possible(words: Iterable[object]) -> bool:
    return not any(word > _LARGEST_NUMBER if isinstance(word, int) else "\x00" in str(word) for word in words)
