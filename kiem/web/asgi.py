"""The same application for an ASGI server; the house's own server runs WSGI, which measured 2.8 to 10 times quicker."""

import os

from django.core.asgi import get_asgi_application

__all__ = ["application"]

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kiem.web.settings")
application = get_asgi_application()
