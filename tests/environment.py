"""The environment the tests run in, set before Django reads its settings (loaded as a pytest plug-in).

SQLite by default, whatever DATABASE_URL says. With SERVED=1: PostgreSQL and Redis at DATABASE_URL and REDIS_URL.
Each process has a folder of its own for what the product writes, and removes it when it ends.
"""

import os
import shutil
import tempfile

VAR_DIR = tempfile.mkdtemp(prefix="concordat-tests-")
SERVED = os.environ.get("SERVED") == "1"
IN_TURN = os.environ.get("IN_TURN") == "1"
"""Whether both databases are asked at the same time, and share what either could be asked (ADR 30): `make check` says
so."""
DATABASE_URL = "postgres://root@127.0.0.1:5432/test"
REDIS_URL = "redis://127.0.0.1:6379/9"
OURS = {
    "VAR_DIR": VAR_DIR,
    "DEMO": "0",
    "SECRET_KEY": "only-for-tests",
    "ALLOWED_HOSTS": "testserver,127.0.0.1,localhost",
    "BASE_URL": "http://127.0.0.1:8000",
    "EMAIL_URL": "smtp://127.0.0.1:1",
    "LOG_LEVEL": "ERROR",
    "STAFF_TWO_FACTOR": "0",
    "WORK_HINTS": "0",
}

for name in [name for name in os.environ if name.endswith("_FILE") and name.removesuffix("_FILE") in OURS]:
    del os.environ[name]
os.environ.update(OURS)
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # the browser's driver runs a loop in the test's thread
if SERVED:
    os.environ.setdefault("DATABASE_URL", DATABASE_URL)
    os.environ.setdefault("REDIS_URL", REDIS_URL)
else:
    os.environ["DATABASE_URL"] = f"sqlite:///{VAR_DIR}/test.sqlite3"
    os.environ.pop("REDIS_URL", None)


def pytest_unconfigure() -> None:
    """Remove what this process wrote."""
    shutil.rmtree(VAR_DIR, ignore_errors=True)
