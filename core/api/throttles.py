"""How many requests a program may make."""

from typing import Any

from django.core.cache import caches
from rest_framework.throttling import ScopedRateThrottle


class ApiThrottle(ScopedRateThrottle):
    """Counts in this process's memory: in the database the count would cost more than the list that is asked for.

    With several web processes a program may make as many times more; sign-in, where that would matter, counts in the
    database.
    """

    cache: Any = caches["local"]
