"""The real addresses and the floor of an intake: one INSERT of the same row, without any guard."""

from uuid import uuid4

from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.urls import include, path
from django.views.decorators.csrf import csrf_exempt

from merilo_web.accounts.middleware import public

_INSERT = "INSERT INTO bare_response VALUES (%s, %s, 'web', 'ru', '2026-10-01', '110-10-1110101', '', '', '')"


@public
@csrf_exempt
def bare(_: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        key = uuid4()
        cursor.execute(_INSERT, [1, key.hex if connection.vendor == "sqlite" else key])
    return HttpResponse(status=204)


urlpatterns = [path("bare", bare), path("", include("merilo_web.urls"))]
