"""Handlers that exist only while a test runs."""

import pytest

from core.work import jobs, kinds


@pytest.fixture(autouse=True)
def our_actors(settings):
    settings.WORK_ACTOR = "tests.core.people.actor_for_work"


@pytest.fixture
def only_these_kinds():
    """An empty registry of kinds and jobs, put back afterwards."""
    saved_kinds, saved_jobs = dict(kinds.KINDS), dict(jobs.JOBS)
    kinds.KINDS.clear()
    jobs.JOBS.clear()
    yield kinds.KINDS
    kinds.KINDS.clear()
    kinds.KINDS.update(saved_kinds)
    jobs.JOBS.clear()
    jobs.JOBS.update(saved_jobs)


@pytest.fixture
def sums(only_these_kinds):
    """The kind 'sum', which adds its numbers up; what it did is in the list."""
    seen = []

    @kinds.handler("sum", title="Add up", limit=60)
    def run(row, progress):
        seen.append((row.pk, row.actor.user_id, row.actor.membership_id))
        for number, _ in enumerate(row.args["numbers"], start=1):
            progress(number, len(row.args["numbers"]))
        return {"text": f"The sum is {sum(row.args['numbers'])}.", "link": "/sums/"}

    return seen
