"""Two people who decide on one pair in the same moment, on PostgreSQL."""

import threading
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied

from core.acts import NotVisible
from partnerships.duplicates import actions
from partnerships.duplicates.models import DuplicateSuggestion
from tests.factories.consultation import DURING
from tests.factories.duplicates import SuggestionFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor
from tests.factories.together import at_once

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]


def test_naming_and_merging_do_not_wait_for_one_another():
    """One names the pair from the entry that was made later, while the other merges it: neither waits for ever."""
    by = make_actor("secretariat")
    for pair in [SuggestionFactory() for _ in range(5)]:
        named, merged = at_once(
            partial(actions.name_duplicate, by=by, organisation=pair.second, other=pair.first, why="The same chair."),
            partial(actions.merge_organisations, by=by, suggestion=pair, keep=pair.first, why="One."),
        )
        assert isinstance(merged, DuplicateSuggestion)
        assert isinstance(named, DuplicateSuggestion | PermissionDenied)  # it was merged already


def test_the_night_takes_away_no_pair_on_which_somebody_decides(monkeypatch):
    """Whoever decides between its reading and its deleting waits, and finds that the pair has gone."""
    by, pair = make_actor("secretariat"), SuggestionFactory()
    OrganisationFactory.create_batch(2, name="Wye Carers", postcode="HR1 2AB")  # a new pair, written after the reading
    has_read, is_decided, written = threading.Event(), threading.Event(), actions.suggested

    def write(*given):
        has_read.set()
        is_decided.wait(timeout=0.5)
        return written(*given)

    def decide():
        has_read.wait(timeout=10)
        try:
            return actions.reject_duplicate(by=by, suggestion=pair, reason="Two committees.")
        finally:
            is_decided.set()

    monkeypatch.setattr(actions, "suggested", write)
    found, decided = at_once(partial(actions.find_duplicates, on=DURING.date()), decide)
    assert (found, type(decided)) == ((1, 1), NotVisible)
    assert not DuplicateSuggestion.objects.filter(pk=pair.pk).exists()
