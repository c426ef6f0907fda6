"""The web server's entry."""

import os

from django.core.wsgi import get_wsgi_application

from core.pages.wire import InUtf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = InUtf8(get_wsgi_application())
