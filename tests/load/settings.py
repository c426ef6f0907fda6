"""The product's settings, with an empty page and the bare reference beside its addresses."""

import os

from config.settings import *  # noqa: F403

LIMIT = os.environ.get("BENCH_LIMIT") == "1"

ROOT_URLCONF = "tests.load.limit" if LIMIT else "tests.load.urls"
if LIMIT:
    MIDDLEWARE = []
    INSTALLED_APPS = []
    AUTH_USER_MODEL = "auth.User"
LOGGING_CONFIG = None
REST_FRAMEWORK["DEFAULT_THROTTLE_RATES"] = {"api": "10000/s"}  # noqa: F405 - one caller stands for many
