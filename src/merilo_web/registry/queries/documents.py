"""Who may read what is filed."""

from merilo_web.journal.actions import Scope
from merilo_web.registry.models import Filing


def scope_of(filing: Filing) -> Scope:
    """Whose a filed document is: any of the people of its authority, council, operator and organization may open it."""
    return Scope(filing.authority_id, filing.council_id, filing.operator_id, filing.organization_id)
