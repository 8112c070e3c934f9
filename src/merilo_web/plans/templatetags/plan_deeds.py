"""What may be done about a cycle's plans, for pages of the stages before: they know nothing of plans themselves."""

from django import template
from django.template.context import Context

from merilo_web.accounts.roles import AUTHORITY
from merilo_web.cycles.models import Cycle
from merilo_web.plans.queries.settings import cycle_deeds
from merilo_web.registry.access import access_of
from merilo_web.results.queries.offers import Offer

register = template.Library()


@register.simple_tag(takes_context=True)
def plan_deeds(context: Context, cycle: Cycle) -> tuple[Offer, ...]:
    """Links for whoever looks at a page of this cycle."""
    return cycle_deeds(access_of(context["request"].user), cycle)


@register.simple_tag(takes_context=True)
def keeps_plan_settings(context: Context) -> bool:
    """True for whoever works at an authority."""
    return access_of(context["request"].user).has(AUTHORITY)
