"""Verbs of an authority's own templates of documents."""

from merilo_web.accounts.roles import AUTHORITY
from merilo_web.accounts.verbs import Verb

TAKE_TEMPLATE = Verb("registry.take_template", "взять в работу свой шаблон документа", AUTHORITY)
DROP_TEMPLATE = Verb("registry.drop_template", "вернуться к шаблону документа по умолчанию", AUTHORITY)
VERBS = (TAKE_TEMPLATE, DROP_TEMPLATE)
