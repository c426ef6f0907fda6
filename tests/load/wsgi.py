"""The application under measurement: it says in a header how many statements each answer took."""

import os
import sys

from django.db import connection

ONLY_FOR_TESTS = ("pygments", "requests")
"""Packages that Django REST framework reads where they are there: nobody who serves the product has them
(deploy/requirements.txt), and a worker would be larger by them."""
sys.modules.update(dict.fromkeys(ONLY_FOR_TESTS))  # type: ignore[arg-type]  # as if they were not there

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.load.settings")
from config.wsgi import application as served  # noqa: E402 - it reads the settings named above

CONTROL = ("SAVEPOINT", "RELEASE SAVEPOINT", "ROLLBACK")


class Counter:
    """Counts the statements of one request, but for those that only begin or end a part of a transaction."""

    def __init__(self) -> None:
        self.count = 0

    def __call__(self, execute, sql, params, many, context):
        self.count += not sql.startswith(CONTROL)
        return execute(sql, params, many, context)


def application(environ, start_response):
    """Answer, with X-Statements."""
    counter = Counter()

    def start(status, headers, *rest):
        return start_response(status, [*headers, ("X-Statements", str(counter.count))], *rest)

    with connection.execute_wrapper(counter):
        return served(environ, start)
