"""Score bars as SVG; the figure stands in words beside, so a screen reader passes over the picture."""

from django import template
from django.utils.html import format_html
from django.utils.safestring import SafeString

from merilo_web.results.queries.bars import WIDTH, ScoreBar

register = template.Library()

_SVG = (
    '<svg width="{0}" height="20" viewBox="-3 0 {0} 20" aria-hidden="true" focusable="false">'
    '<rect x="0" y="9" width="{1}" height="2" rx="1" fill="currentColor" opacity="0.35"/>{2}'
    '<rect x="{3}" y="2" width="2" height="16" rx="1" fill="currentColor"/></svg>'
)
_WHISKER = '<rect x="{}" y="6" width="{}" height="8" rx="2" fill="currentColor" opacity="0.4"/>'
_MARGIN = 3
"""Room at both ends, so that a mark at the very end is seen whole."""


@register.simple_tag
def score_bar(bar: ScoreBar | None) -> SafeString:
    """The bar; nothing where there is no number."""
    if bar is None:
        return SafeString("")
    whisker = format_html(_WHISKER, *map(str, bar.whisker)) if bar.whisker else ""
    mark = str(bar.value - 1)
    return format_html(_SVG, str(WIDTH + 2 * _MARGIN), str(WIDTH), whisker, mark)
