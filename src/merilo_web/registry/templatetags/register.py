"""Words of the register for templates."""

from django import template

from merilo_web.registry.models import Organization
from merilo_web.registry.queries import organizations

register = template.Library()


@register.filter
def type_title(organization: Organization) -> str:
    """The organization's type in words."""
    return organizations.type_title(organization)
