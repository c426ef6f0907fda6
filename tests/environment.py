"""The environment the tests run in, set before Django reads its settings (loaded as a pytest plug-in).

SQLite by default, whatever DATABASE_URL says. With SERVED=1: PostgreSQL and Redis at DATABASE_URL and REDIS_URL.
"""

import os
import tempfile

VAR_DIR = tempfile.mkdtemp(prefix="concordat-tests-")
SERVED = os.environ.get("SERVED") == "1"

os.environ["VAR_DIR"] = VAR_DIR
os.environ["DEMO"] = "0"
os.environ["SECRET_KEY"] = "only-for-tests"
os.environ["ALLOWED_HOSTS"] = "testserver,127.0.0.1,localhost"
os.environ["BASE_URL"] = "http://127.0.0.1:8000"
os.environ["EMAIL_URL"] = "smtp://127.0.0.1:1"
os.environ["STAFF_TWO_FACTOR"] = "0"
os.environ["WORK_HINTS"] = "0"
if SERVED:
    os.environ.setdefault("DATABASE_URL", "postgres://root@127.0.0.1:5432/test")
    os.environ.setdefault("REDIS_URL", "redis://127.0.0.1:6379/9")
else:
    os.environ["DATABASE_URL"] = f"sqlite:///{VAR_DIR}/test.sqlite3"
    os.environ.pop("REDIS_URL", None)
