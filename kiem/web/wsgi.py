"""The application that a WSGI server runs: `granian --interface wsgi kiem.web.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiem.web.settings")
application = get_wsgi_application()
