"""Roles: in what capacity a person acts. Where a role holds is said by a mandate (`registry`)."""

from django.db import models


class Role(models.TextChoices):
    """Capacities in which people act in a cycle."""

    AUTHORITY_ADMIN = "authority_admin", "администратор органа власти"
    AUTHORITY_SPECIALIST = "authority_specialist", "специалист органа власти"
    COUNCIL_CHAIR = "council_chair", "председатель общественного совета"
    COUNCIL_SECRETARY = "council_secretary", "секретарь общественного совета"
    COUNCIL_MEMBER = "council_member", "член общественного совета"
    OPERATOR_MANAGER = "operator_manager", "руководитель работ оператора"
    OPERATOR_INSPECTOR = "operator_inspector", "специалист оператора"
    ORGANIZATION_HEAD = "organization_head", "руководитель организации"
    ORGANIZATION_DEPUTY = "organization_deputy", "заместитель руководителя организации"
    REGIONAL_OBSERVER = "regional_observer", "региональный наблюдатель"
    SYSTEM_ADMIN = "system_admin", "администратор системы"


AUTHORITY = frozenset({Role.AUTHORITY_ADMIN, Role.AUTHORITY_SPECIALIST})
COUNCIL_LEADERS = frozenset({Role.COUNCIL_CHAIR, Role.COUNCIL_SECRETARY})
COUNCIL = COUNCIL_LEADERS | {Role.COUNCIL_MEMBER}
OPERATOR = frozenset({Role.OPERATOR_MANAGER, Role.OPERATOR_INSPECTOR})
ORGANIZATION = frozenset({Role.ORGANIZATION_HEAD, Role.ORGANIZATION_DEPUTY})
OBSERVERS = frozenset({Role.REGIONAL_OBSERVER})
EVERYBODY = AUTHORITY | COUNCIL | OPERATOR | ORGANIZATION | OBSERVERS
"""Everybody who takes part in cycles; the system's administrator does not."""
