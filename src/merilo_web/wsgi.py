"""The WSGI application that the server runs."""

import os
from collections.abc import Iterable
from typing import Any

from django.core.handlers.wsgi import WSGIHandler
from django.core.wsgi import get_wsgi_application


class Pages:
    """Django's application; a page that is ready is handed over whole, which the server sends in one go."""

    def __init__(self) -> None:
        self._pages: WSGIHandler = get_wsgi_application()

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - a callable of the WSGI specification
        response: Any = self._pages(environ, start_response)
        if getattr(response, "streaming", True):  # a file comes in the wrapper of the server, which has no such name
            return response  # type: ignore[no-any-return]  # Django's stubs do not say that a response is iterable
        response.close()
        return [response.content]


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_web.settings")
application = Pages()
