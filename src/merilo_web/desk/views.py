"""The home page of whoever signed in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from merilo_web.registry.access import access_of


def home(request: HttpRequest) -> HttpResponse:
    """What awaits the person."""
    return render(request, "desk/home.html", {"access": access_of(request.user)})
