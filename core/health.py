"""Whether the product is well, for monitors and load balancers."""

import datetime
import shutil
import tempfile

import redis
from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from redis.backoff import NoBackoff
from redis.retry import Retry

from core import clock
from core.pages.page import page
from core.work.models import WorkRow

WELL = "well"
ENOUGH_DISK = 100 * 1024 * 1024
UNSENT_TOO_LONG = datetime.timedelta(minutes=10)
REDIS_PATIENCE = 0.2


@page("core.view_health")
@never_cache
def health(request: HttpRequest) -> JsonResponse:
    """200 while database, disk and background work are well, 503 otherwise. Redis is told of, but decides nothing."""
    database = database_health()
    needed = {"database": database, "disk": disk_health(), "work": work_health() if database == WELL else "not known"}
    well = all(part == WELL for part in needed.values())
    body = {"status": WELL if well else "unwell", **needed, "redis": redis_health()}
    return JsonResponse(body, status=200 if well else 503)


def database_health() -> str:
    """Whether the database answers."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "does not answer"
    return WELL


def disk_health() -> str:
    """Whether files can be written, and there is room for them."""
    try:
        with tempfile.TemporaryFile(dir=settings.VAR_DIR) as file:
            file.write(b"well")
        free = shutil.disk_usage(settings.VAR_DIR).free
    except OSError:
        return "cannot be written"
    return WELL if free >= ENOUGH_DISK else "nearly full"


def work_health() -> str:
    """Whether the broker was told of all work that waits."""
    try:
        late = WorkRow.objects.unsent_since(clock.true_now() - UNSENT_TOO_LONG).exists()
    except DatabaseError:
        return "cannot be read"
    return "has waited unsent for more than ten minutes" if late else WELL


def redis_health() -> str:
    """Whether Redis answers, where it is used; asked briefly and once."""
    if not settings.REDIS_URL:
        return "not used"
    patience = {"socket_connect_timeout": REDIS_PATIENCE, "socket_timeout": REDIS_PATIENCE}
    try:
        with redis.Redis.from_url(settings.REDIS_URL, retry=Retry(NoBackoff(), 0), **patience) as client:
            client.ping()
    except (redis.RedisError, OSError):
        return "away"
    return WELL
