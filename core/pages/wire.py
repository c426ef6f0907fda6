"""The web server's side of the door: every text that comes in is UTF-8.

A request may name another alphabet for its form, and Python knows some ('hex', 'idna', 'unicode_escape') that are none,
or that make halves of characters. Django would use them, before any of its own error pages can answer. The name is
taken off here; ReadableMiddleware then says that the request cannot be read.
"""

import re
from collections.abc import Callable, Iterable
from typing import Any

UNREADABLE = "concordat.unreadable"
"""The key under which the environment of a request says that it came in another alphabet."""

CHARSET = re.compile(r";\s*charset\s*=\s*\"?([^;\"]*)\"?", re.IGNORECASE)
OURS = {"", "utf-8", "utf8", "us-ascii"}


class InUtf8:
    """A WSGI application that reads UTF-8 and nothing else."""

    def __init__(self, application: Callable[..., Iterable[bytes]]) -> None:
        self.application = application

    def __call__(self, environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        stated = environ.get("CONTENT_TYPE", "")
        if named := CHARSET.findall(stated):
            environ["CONTENT_TYPE"] = CHARSET.sub("", stated)
            if any(each.strip().lower() not in OURS for each in named):
                environ[UNREADABLE] = True
        return self.application(environ, start_response)
