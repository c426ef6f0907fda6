"""A session is found by its key, until it is over."""

import datetime

import pytest
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext

from core import clock
from core.sessions import SessionStore

pytestmark = pytest.mark.django_db


@pytest.fixture
def kept():
    store = SessionStore()
    store["words"] = "We agree."
    store.save()
    return store


def test_what_was_kept_is_there_again(kept):
    with CaptureQueriesContext(connection) as asked:
        assert SessionStore(kept.session_key)["words"] == "We agree."
    assert len(asked) == 1


def test_one_that_is_over_is_empty_and_has_no_key(kept):
    Session.objects.update(expire_date=clock.true_now() - datetime.timedelta(seconds=1))
    again = SessionStore(kept.session_key)
    assert (again.get("words"), again.session_key) == (None, None)


@pytest.mark.parametrize("key", ["nobodys-key-at-all", "9007199254740881", "short"])
def test_one_that_was_never_there_is_empty_and_has_no_key(key):
    again = SessionStore(key)
    assert (again.get("words"), again.session_key) == (None, None)


def test_one_that_was_thrown_away_does_not_come_back(kept):
    key, other = kept.session_key, SessionStore(kept.session_key)
    other["words"] = "We do not."
    kept.flush()
    assert SessionStore(key).get("words") is None
    with pytest.raises(UpdateError):
        other.save()
    assert not Session.objects.exists()


def test_what_is_added_is_written_by_one_statement_and_lasts_longer(kept, django_assert_num_queries):
    before = Session.objects.get().expire_date
    kept["more"] = "\u20ac'"
    with django_assert_num_queries(1):
        kept.save()
    assert Session.objects.get().expire_date > before
    assert dict(SessionStore(kept.session_key).items()) == {"words": "We agree.", "more": "\u20ac'"}
