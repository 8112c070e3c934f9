"""Links to documents of the archive: shown only to those who may open them.

A page that shows such links has `openable` in its context (`registry.queries.documents.openable`).
"""

from django import template
from django.template.context import Context
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from merilo_web.archive.models import Document
from merilo_web.downloads import russian_name

register = template.Library()


@register.simple_tag(takes_context=True)
def files(context: Context, docx: int | None, pdf: int | None, *, about: object = "") -> SafeString:
    """«DOCX, PDF» as links; `about` tells a screen reader what they are about. Nothing where they may not be opened."""
    found = [_link(context, number, words, about=about) for number, words in ((docx, "DOCX"), (pdf, "PDF"))]
    return format_html_join(", ", "{}", ((one,) for one in found if one))


@register.simple_tag(takes_context=True)
def document(context: Context, number: int | None, words: str) -> SafeString:
    """One document as a link with these words; the words alone where it may not be opened."""
    return _link(context, number, words) or format_html("{}", words)


@register.filter
def file_title(issued: Document) -> str:
    """The Russian name under which a document is taken away."""
    return russian_name(issued.file_name, issued.get_kind_display())


def _link(context: Context, number: int | None, words: str, *, about: object = "") -> SafeString:
    if number is None or number not in context["openable"]:
        return SafeString("")
    hidden = format_html('<span class="hidden">: {}</span>', about) if about else ""
    return format_html('<a href="{}">{}{}</a>', reverse("registry:document", args=(number,)), words, hidden)
