"""The web server's entry."""

import gc
import os

from django.core.wsgi import get_wsgi_application

from core.pages.wire import InUtf8

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = InUtf8(get_wsgi_application())

# What has been loaded stays: looking through it for garbage several times a page cost a tenth of a list's time.
gc.freeze()
gc.set_threshold(20_000, 10, 10)
