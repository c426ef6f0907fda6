"""The registry of kinds."""

import pytest

from core.work import kinds


def test_a_limit_above_the_longest_is_refused(only_these_kinds):
    with pytest.raises(ValueError, match="above 1200"):
        kinds.handler("long", title="Long", limit=1201)


def test_two_handlers_for_one_kind_are_refused(only_these_kinds):
    kinds.handler("one", title="One")(lambda row, progress: None)
    with pytest.raises(ValueError, match="Two handlers for one"):
        kinds.handler("one", title="One")(lambda row, progress: None)


def test_celery_stops_a_task_later_than_its_own_limit_and_before_half_the_visibility_timeout(settings):
    visibility = settings.CELERY_BROKER_TRANSPORT_OPTIONS.get("visibility_timeout", 60 * 60)
    assert kinds.LONGEST < settings.CELERY_TASK_TIME_LIMIT < visibility / 2
