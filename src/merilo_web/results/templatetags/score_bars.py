"""Score bars as SVG; the figure stands in words beside, so a screen reader passes over the picture."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from merilo_web.results.queries.bars import MIDDLE, WIDTH, ScoreBar

register = template.Library()

_SVG = (
    '<svg width="{0}" height="{1}" viewBox="0 0 {0} {1}" aria-hidden="true" focusable="false">'
    '<rect x="0" y="8" width="{0}" height="4" rx="2" fill="currentColor" opacity="0.18"/>{2}'
    '<circle cx="{3}" cy="{4}" r="4" fill="currentColor"/></svg>'
)
_WHISKER = '<rect x="{}" y="4" width="{}" height="12" rx="3" fill="currentColor" opacity="0.3"/>'


@register.simple_tag
def score_bar(bar: ScoreBar | None) -> SafeString:
    """The bar; nothing where there is no number."""
    if bar is None:
        return SafeString("")
    whisker = format_html(_WHISKER, *map(str, bar.whisker)) if bar.whisker else ""
    return format_html(_SVG, str(WIDTH), str(2 * MIDDLE), whisker, str(bar.value), str(MIDDLE))
