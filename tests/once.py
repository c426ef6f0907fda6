"""What a module of tests makes once: it is there for each of them, and what each writes is taken back."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any
from unittest.mock import patch

from django.db import connection, transaction


@contextmanager
def kept_for_the_module(django_db_blocker: Any) -> Iterator[None]:
    """For a fixture of scope 'module', which asks for `django_db_setup` and hands on pytest-django's blocker.

    Every test of a database ends by closing the connection. Until the module ends it stays open: PostgreSQL would
    forget what stands in the transaction.
    """
    with django_db_blocker.unblock(), patch.object(connection, "close"), transaction.atomic():
        yield
        transaction.set_rollback(True)
