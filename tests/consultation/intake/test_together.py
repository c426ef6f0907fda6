"""Two people at the desk at the very same moment, or one there and an organisation sending, on PostgreSQL.

Whatever happens first, one of an organisation counts, nobody meets a mistake of ours, and the own answer goes first.
"""

import threading

import pytest
from django.db import connection, transaction
from django.db.models import Count

from consultation.intake.actions import (
    correct_keyed,
    decide_late,
    match_response,
    restore_response,
    unmatch_response,
    void_response,
)
from consultation.intake.rules import coming_of, mark_of_coming
from consultation.responses import actions
from consultation.responses.models import Response
from core import clock
from core.acts import Conflict
from tests.factories.answers import AFTERWARDS, from_guest, keyed, late_version
from tests.factories.consultation import DURING, given, sent
from tests.factories.people import make_actor
from tests.factories.together import at_once

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]
TIMES = 5
"""Each is tried so often, because who comes first is the machine's affair."""


def held_up(first, second, moment=DURING) -> list:
    """The second act begins while the first is done and not committed: it waits for it, or goes on without it."""
    done, go_on, found = threading.Event(), threading.Event(), [None, None]

    def run(place, act):
        try:
            with clock.at(moment):
                if place == 0:
                    with transaction.atomic():
                        found[0] = act()
                        done.set()
                        go_on.wait(timeout=2)
                else:
                    done.wait(timeout=10)
                    found[1] = act()
        except Exception as problem:
            found[place] = problem
        finally:
            (go_on if place else done).set()
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate((first, second))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return found


def counting(organisation) -> list[str]:
    rows = Response.objects.filter(organisation=organisation, counts=True)
    return list(rows.values_list("channel", flat=True))


def no_mistake(found) -> list:
    return [each for each in found if isinstance(each, Exception)]


@pytest.fixture
def drafted(consultation, approver):
    """The forum's own answer, ready to be sent."""
    answers = [given(consultation, "q1", text="We agree.")]
    return actions.save_answers(by=approver, consultation=consultation, given=answers)


def sending(approver, consultation):
    return lambda: actions.submit_response(by=approver, consultation=consultation, consent="with_name")


def matching(by, response, organisation):
    return lambda: match_response(by=by, response=response, organisation=organisation, confirmed=True)


@pytest.mark.parametrize("who_first", ["sending", "matching"])
def test_an_answer_is_matched_while_the_own_is_sent(consultation, forum, approver, secretariat, drafted, who_first):
    acts = [sending(approver, consultation), matching(secretariat, from_guest(consultation), forum)]
    found = held_up(*(acts if who_first == "sending" else reversed(acts)))
    assert (no_mistake(found), counting(forum)) == ([], ["account"])


@pytest.mark.parametrize("time", range(TIMES))
def test_an_answer_is_matched_at_the_moment_the_own_is_sent(consultation, forum, approver, secretariat, drafted, time):
    found = at_once(sending(approver, consultation), matching(secretariat, from_guest(consultation), forum))
    assert (no_mistake(found), counting(forum)) == ([], ["account"])


def test_the_own_answer_is_begun_and_sent_while_another_is_matched(consultation, forum, approver, secretariat):
    """When the match began, there was no own answer it could have held."""
    guest = from_guest(consultation)

    def begin_and_send():
        answers = [given(consultation, "q1", text="We agree.")]
        actions.save_answers(by=approver, consultation=consultation, given=answers)
        return sending(approver, consultation)()

    for acts in ((matching(secretariat, guest, forum), begin_and_send),):
        found = held_up(*acts)
        assert (no_mistake(found), counting(forum)) == ([], ["account"])


@pytest.mark.parametrize("how", [held_up, at_once])
def test_two_answers_are_matched_with_one_organisation_at_once(consultation, forum, secretariat, how):
    other = make_actor("secretariat")
    one, two = from_guest(consultation, "Lunch One"), from_guest(consultation, "Lunch Two")
    found = how(matching(secretariat, one, forum), matching(other, two, forum))
    assert (no_mistake(found), counting(forum)) == ([], ["guest"])
    assert Response.objects.get(counts=True) == two  # of equals the latest
    assert Response.objects.filter(organisation=forum).count() == 2


@pytest.mark.parametrize("how", [held_up, at_once])
def test_one_answer_is_matched_with_two_organisations_at_once(consultation, forum, other, secretariat, how):
    guest = from_guest(consultation)
    found = how(matching(secretariat, guest, forum), matching(make_actor("secretariat"), guest, other))
    assert no_mistake(found) == []
    assert len(counting(forum)) + len(counting(other)) == 1


@pytest.mark.parametrize("who_first", ["sending", "void"])
def test_the_one_on_paper_is_declared_void_while_the_own_is_sent(
    consultation, forum, approver, secretariat, drafted, who_first
):
    paper = keyed(consultation, forum)
    acts = [
        sending(approver, consultation),
        lambda: void_response(by=secretariat, response=paper, reason="Keyed in twice."),
    ]
    found = held_up(*(acts if who_first == "sending" else reversed(acts)))
    assert (no_mistake(found), counting(forum)) == ([], ["account"])


@pytest.mark.parametrize("how", [held_up, at_once])
def test_a_void_one_is_restored_while_another_is_matched(consultation, forum, secretariat, how):
    paper, guest = keyed(consultation, forum), from_guest(consultation)
    void_response(by=secretariat, response=paper, reason="Keyed in twice.")
    found = how(
        lambda: restore_response(by=secretariat, response=paper, reason="It was not."),
        matching(make_actor("secretariat"), guest, forum),
    )
    assert (no_mistake(found), counting(forum)) == ([], ["post"])


@pytest.mark.parametrize("how", [held_up, at_once])
def test_one_on_paper_is_recorded_while_the_own_is_sent(consultation, forum, approver, secretariat, drafted, how):
    paper = keyed(consultation, forum, by=secretariat, record=False)
    found = how(
        lambda: actions.submit_response(
            by=secretariat, consultation=consultation, response=paper, consent="not_at_all"
        ),
        sending(approver, consultation),
    )
    assert (no_mistake(found), counting(forum)) == ([], ["account"])


@pytest.mark.parametrize("how", [held_up, at_once])
def test_a_match_is_taken_back_while_the_own_is_withdrawn(consultation, forum, approver, secretariat, how):
    own, guest = sent(consultation, forum), from_guest(consultation)
    match_response(by=secretariat, response=guest, organisation=forum, confirmed=True)
    found = how(
        lambda: unmatch_response(by=secretariat, response=guest, reason="Another group."),
        lambda: actions.withdraw_response(by=approver, response=own, reason="Our committee."),
    )
    assert (no_mistake(found), counting(forum), counting(None)) == ([], [], ["guest"])


@pytest.mark.parametrize("how", [held_up, at_once])
def test_two_late_ones_of_an_organisation_are_accepted_at_once(consultation, forum, secretariat, how):
    own = sent(consultation, forum, at=AFTERWARDS)
    guest = from_guest(consultation, at=AFTERWARDS)
    match_response(by=secretariat, response=guest, organisation=forum, confirmed=True)
    found = how(
        *(
            lambda each=each: decide_late(
                by=secretariat, version=late_version(each), verdict="accepted", reason="The post."
            )
            for each in (guest, own)
        ),
        moment=AFTERWARDS,
    )
    assert (no_mistake(found), counting(forum)) == ([], ["account"])


def test_everything_at_once_leaves_one_that_counts(consultation, forum, approver, secretariat, drafted):
    """Eight people: whatever the order, the database is whole at the end."""
    guests = [from_guest(consultation, f"Lunch{number} Club") for number in range(3)]
    papers = [keyed(consultation, forum, by=secretariat) for _ in range(2)]
    found = at_once(
        *(matching(make_actor("secretariat"), each, forum) for each in guests),
        *(lambda each=each: void_response(by=secretariat, response=each, reason="Keyed in twice.") for each in papers),
        sending(approver, consultation),
    )
    assert no_mistake(found) == []
    assert counting(forum) == ["account"]
    several = Response.objects.filter(counts=True, organisation__isnull=False).values("consultation", "organisation")
    assert list(several.annotate(how_many=Count("pk")).filter(how_many__gt=1)) == []


def test_two_acts_that_wait_for_each_other_both_come_through(consultation, forum, approver, secretariat):
    """The match is taken back by somebody who read the answer before it was matched, so holds it without the own one;
    the withdrawal holds the own one, and waits for the other."""
    own, read_before = sent(consultation, forum), from_guest(consultation)
    match_response(by=secretariat, response=read_before, organisation=forum, confirmed=True)
    assert read_before.organisation is None
    for _ in range(TIMES):
        found = at_once(
            lambda: unmatch_response(by=secretariat, response=read_before, reason="Another group."),
            lambda: actions.withdraw_response(by=approver, response=own, reason="Our committee."),
        )
        assert (no_mistake(found), counting(forum), counting(None)) == ([], [], ["guest"])
        match_response(by=secretariat, response=read_before, organisation=forum, confirmed=True)
        Response.objects.filter(pk=own.pk).update(
            withdrawn_at=None, taken_back_at=None, withdrawal_reason="", counts=True
        )


def test_two_people_who_put_right_who_signed_it_do_not_overwrite_each_other(consultation, secretariat):
    """The second waits for the first, and then decides on what the first has left, not on what it read before."""
    response = keyed(consultation, record=False)
    stands = coming_of(response)

    def putting_right(by, person):
        fields = stands | {"person": person}
        return lambda: correct_keyed(by=by, response=response, seen=mark_of_coming(stands), **fields)

    found = held_up(putting_right(secretariat, "Dora Lane"), putting_right(make_actor("secretariat"), "D. Lane"))
    assert (type(found[0]), type(found[1])) == (Response, Conflict)
    assert coming_of(found[1].current)["person"] == "Dora Lane"
    assert Response.objects.get().respondent.person == "Dora Lane"
