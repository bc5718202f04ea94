"""The WSGI application, for waitress here or for any other server."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "qabyldau.config.settings")

application = get_wsgi_application()
