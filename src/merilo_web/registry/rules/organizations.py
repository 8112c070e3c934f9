"""Verbs of organizations and of the register as a file."""

from merilo_web.accounts import roles
from merilo_web.accounts.verbs import Verb
from merilo_web.registry.states import ImportState, OrganizationState

_WORKS = frozenset({OrganizationState.ACTIVE})

ADD_ORGANIZATION = Verb("registry.add_organization", "внести организацию в реестр", roles.AUTHORITY)
EDIT_ORGANIZATION = Verb("registry.edit_organization", "изменить сведения об организации", roles.AUTHORITY)
EDIT_CONTACTS = Verb("registry.edit_contacts", "изменить контакты организации", roles.ORGANIZATION, _WORKS)
CLOSE_ORGANIZATION = Verb(
    "registry.close_organization",
    "отметить прекращение деятельности",
    roles.AUTHORITY,
    _WORKS,
    OrganizationState.CLOSED,
)
REOPEN_ORGANIZATION = Verb(
    "registry.reopen_organization",
    "вернуть организацию в действующие",
    roles.AUTHORITY,
    frozenset({OrganizationState.CLOSED}),
    OrganizationState.ACTIVE,
)
UPLOAD_REGISTER = Verb("registry.upload_register", "загрузить реестр из файла", roles.AUTHORITY)
APPLY_REGISTER = Verb(
    "registry.apply_register",
    "внести загруженный реестр",
    roles.AUTHORITY,
    frozenset({ImportState.WAITING}),
    ImportState.APPLIED,
)
DISCARD_REGISTER = Verb(
    "registry.discard_register",
    "отклонить загруженный реестр",
    roles.AUTHORITY,
    frozenset({ImportState.WAITING}),
    ImportState.DISCARDED,
)
VERBS = (
    ADD_ORGANIZATION,
    EDIT_ORGANIZATION,
    EDIT_CONTACTS,
    CLOSE_ORGANIZATION,
    REOPEN_ORGANIZATION,
    UPLOAD_REGISTER,
    APPLY_REGISTER,
    DISCARD_REGISTER,
)
