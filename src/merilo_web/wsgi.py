"""The WSGI application that the server runs."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "merilo_web.settings")
application = get_wsgi_application()
