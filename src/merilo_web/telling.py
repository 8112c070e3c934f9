"""Doing what a button asks for and telling the person how it went."""

from collections.abc import Callable

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest


def told(request: HttpRequest, act: Callable[[], object], success: str) -> None:
    """Do it; say `success`, or why it cannot be done, on the page that follows."""
    try:
        act()
    except ValidationError as fault:
        messages.error(request, " ".join(fault.messages))
    else:
        messages.success(request, success)
