"""One product for all tests that kill, with servers of its own; whatever a test killed runs again for the next."""

import shutil
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from config.celery import app
from tests.conftest import MUST_BE_COMPLETE
from tests.kills.product import SERVICES, Product, redis_server, what_is_missing
from tests.kills.servers import Broker, Database, Letterbox, programs_of_postgresql

pytest.register_assert_rewrite("tests.kills.imports")


@pytest.fixture(scope="session")
def programs() -> Path:
    """PostgreSQL's programs. Where they or Redis are missing that is said; with CI=true it is a failure."""
    found = programs_of_postgresql()
    if reason := what_is_missing([("PostgreSQL's server", found), ("redis-server", redis_server())]):
        pytest.fail(reason) if MUST_BE_COMPLETE else pytest.skip(reason)
    assert found is not None
    return found


@pytest.fixture(scope="session")
def folder() -> Iterator[Path]:
    """Where the servers keep what they write: in a folder that PostgreSQL's own user may pass."""
    made = Path(tempfile.mkdtemp(prefix="concordat-kills-"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@pytest.fixture(scope="session")
def letterbox() -> Iterator[Letterbox]:
    """A mail server."""
    with Letterbox() as box:
        threading.Thread(target=box.serve_forever, daemon=True).start()
        yield box
        box.may_answer.set()
        box.shutdown()


@pytest.fixture(scope="session")
def set_up(programs, folder, letterbox) -> Iterator[Product]:
    """The product, set up once: its tables are made and its static files collected."""
    made = Product(
        folder,
        Database(programs, folder / "postgres"),
        Broker(SERVICES["redis"]["command"], folder / "redis"),
        letterbox,
    )
    app.loader.import_default_modules()  # the kinds of work are known here as they are in the product
    try:
        made.database.start()
        made.broker.start()
        made.manage("migrate", "--noinput", "--verbosity", "0")
        made.manage("collectstatic", "--noinput", "--verbosity", "0")
        yield made
    finally:
        made.end()


@pytest.fixture
def product(set_up, django_db_blocker) -> Iterator[Product]:
    """The product, running and with nothing to do. The database of the other tests is not touched."""
    set_up.start_all()
    with django_db_blocker.unblock():
        yield set_up
