"""Authorities, organizations, councils, operators, who acts for them, and who may open what."""

from merilo_web.registry.models.clerk_template import ClerkTemplate
from merilo_web.registry.models.councils import ConflictOfInterest, CouncilMember, PublicCouncil, QuorumRule
from merilo_web.registry.models.filing import Filing
from merilo_web.registry.models.mandates import Mandate
from merilo_web.registry.models.operators import Operator
from merilo_web.registry.models.organizations import Organization
from merilo_web.registry.models.places import Authority, Level, Sector
from merilo_web.registry.models.register_import import RegisterImport
from merilo_web.registry.models.terms import OwnTerm

__all__ = [
    "Authority",
    "ClerkTemplate",
    "ConflictOfInterest",
    "CouncilMember",
    "Filing",
    "Level",
    "Mandate",
    "Operator",
    "Organization",
    "OwnTerm",
    "PublicCouncil",
    "QuorumRule",
    "RegisterImport",
    "Sector",
]
