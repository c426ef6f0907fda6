"""Background work with real Celery processes: on the filesystem broker everywhere, on Redis in the served run."""

import os

import pytest

from core.work import jobs
from tests.core.work.stack import Stack, copy_of, drop_database, set_up_once

pytestmark = pytest.mark.xdist_group("worker")  # the tables are made once
RUN = int(os.environ.get("PYTEST_XDIST_WORKER", "gw0").removeprefix("gw"))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """The tables of the product, made once."""
    with set_up_once(f"concordat_work_{RUN}_made", tmp_path_factory.mktemp("made")) as url:
        yield url


@pytest.fixture(params=["filesystem", pytest.param("redis", marks=pytest.mark.served)])
def stack(request, tmp_path, made):
    """A product of its own."""
    redis_url = ""
    if request.param == "redis":
        import redis

        redis_url = f"{os.environ['REDIS_URL'].rpartition('/')[0]}/{11 + RUN % 4}"
        with redis.Redis.from_url(redis_url) as broker:
            broker.flushdb()
    database_url = copy_of(made, f"concordat_work_{RUN}", tmp_path)
    own = Stack(tmp_path, database_url, redis_url)
    yield own
    own.stop()
    drop_database(database_url)


def test_worker_and_beat_do_what_was_asked_and_what_is_scheduled(stack):
    """The broker was never told of the row: beat's sweep finds it. Every job's present slot is done once."""
    pk = stack.ask(steps=3, pause=0)
    stack.worker()
    stack.beat()
    assert stack.wait_for(f"SELECT done_count, total_count FROM core_workrow WHERE id = {pk} AND state = 'done'") == [
        (3, 3)
    ]
    assert stack.steps() == ["1", "2", "3"]
    done = "SELECT count(*) FROM core_workrow WHERE state = 'done' AND key IS NOT NULL"
    stack.wait_for(f"{done} HAVING count(*) >= {len(jobs.JOBS)}")
    kinds = stack.query("SELECT kind FROM core_workrow WHERE key IS NOT NULL GROUP BY kind")
    assert {kind for (kind,) in kinds} >= set(jobs.JOBS)


def test_what_a_killed_worker_was_doing_is_finished_by_another(stack):
    """kill -9 in the middle: the row is given back once it shows no sign of life, and goes on from where it was."""
    pk = stack.ask(steps=12, pause=0.3)
    first = stack.worker()
    stack.beat()
    stack.wait_for(f"SELECT 1 FROM core_workrow WHERE id = {pk} AND state = 'running' AND done_count >= 2")
    stack.kill(first)
    [(state, done_before)] = stack.query(f"SELECT state, done_count FROM core_workrow WHERE id = {pk}")
    assert (state, 2 <= done_before < 12) == ("running", True)

    stack.worker()
    [(claim, done_count, error)] = stack.wait_for(
        f"SELECT claim, done_count, error FROM core_workrow WHERE id = {pk} AND state = 'done'"
    )
    assert (claim, done_count, error) == (2, 12, "")
    assert sorted(set(stack.steps()), key=int) == [str(step) for step in range(1, 13)]
    assert len(stack.steps()) <= 13, "only the step that was cut off may be done again"
