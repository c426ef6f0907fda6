"""How many requests a program may make."""

from typing import Any

from allauth.core.internal.ratelimit import get_ip
from django.core.cache import caches
from rest_framework.request import Request
from rest_framework.throttling import ScopedRateThrottle


class ApiThrottle(ScopedRateThrottle):
    """Counts in this process's memory: in the database the count would cost more than the list that is asked for.

    With several web processes a program may make as many times more; sign-in, where that would matter, counts in the
    database. A caller without an account is told by the address that sign-in goes by, not by what the caller says.
    """

    cache: Any = caches["local"]

    def get_ident(self, request: Request) -> str:
        return get_ip(request._request)
