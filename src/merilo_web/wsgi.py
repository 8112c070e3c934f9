"""The WSGI application that the server runs."""

import atexit
import gc
import os
from collections.abc import Iterable
from typing import Any

import django
from django.core.handlers.wsgi import WSGIHandler
from django.db import close_old_connections
from django.urls import get_resolver


class Pages(WSGIHandler):
    """Django's application; a page that is ready is handed over whole, which the server sends in one go."""

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Any:  # noqa: ANN401 - Django says it returns its own response
        if is_questionnaire(environ["PATH_INFO"]):
            return self._questionnaire(environ, start_response)
        response: Any = super().__call__(environ, start_response)
        if getattr(response, "streaming", True):  # a file comes in the wrapper of the server, which has no such name
            return response
        response.close()
        return [response.content]

    def _questionnaire(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as above
        """The same without the signals around a request: of what listens to them, connections alone concern it.

        The page sets no cookie, and its address begins at the root of the site.
        """
        request = self.request_class(environ)
        response: Any = self.get_response(request)
        start_response(f"{response.status_code} {response.reason_phrase}", list(response.items()))
        request.close()
        close_old_connections()
        return [response.content]


def _settle() -> None:
    """Load what every process needs and keep it out of the collection of garbage, which would stop the process for two
    tenths of a second to look all of it through.
    """
    _ = get_resolver().url_patterns
    gc.collect()
    gc.freeze()
    atexit.register(gc.unfreeze)  # what is left frozen at the end is told of as leaked


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_web.settings")
django.setup(set_prefix=False)
from merilo_web.fieldwork.short_chain import is_questionnaire  # noqa: E402 - Django is set up now

application = Pages()
_settle()
