"""Two people at the very same moment, on PostgreSQL, where they really are."""

import datetime
import threading

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.http import Http404

from consultation.consultations import actions, text_actions
from consultation.consultations.models import Consultation, Extension, State
from consultation.consultations.second_person import NOT_READY
from consultation.guests.actions import open_with_link
from consultation.responses.actions import save_answers
from consultation.responses.models import Response, ResponseVersion
from core.acts import Refused
from core.mail.models import Mail
from core.work.models import WorkRow
from core.work.testing import run_all
from partnerships.people.actors import Actor
from tests.factories.consultation import CLOSES, a_consultation, given, sent
from tests.factories.guests import begun, guest, last_token
from tests.factories.people import make_actor
from tests.factories.together import at_once, wait_for_a_waiter

pytestmark = [pytest.mark.served, pytest.mark.django_db(transaction=True)]
WEEK = datetime.timedelta(days=7)


@pytest.fixture
def colleague(host):
    return make_actor("commissioner", organisation=host)


@pytest.mark.parametrize("_", range(5))
def test_taking_it_back_and_the_first_draft_never_both_succeed(_, consultation, commissioner, drafter):
    words = [given(consultation, "q1", text="We agree.")]
    taken, saved = at_once(
        lambda: actions.unpublish_consultation(by=commissioner, consultation=consultation, reason="A page is missing."),
        lambda: save_answers(by=drafter, consultation=consultation, given=words),
    )
    consultation.refresh_from_db()
    if isinstance(saved, Response):
        assert taken.messages == [actions.BEGUN]
        assert (consultation.state, Response.objects.count()) == (State.OPEN, 1)
    else:
        assert isinstance(taken, Consultation)
        assert (consultation.state, Response.objects.count()) == (State.DRAFT, 0)
        assert isinstance(saved, Refused | PermissionDenied | Http404)


@pytest.mark.parametrize("_", range(5))
def test_a_draft_that_is_being_saved_holds_it(_, consultation, commissioner, drafter):
    """The first words were written and not yet committed: whoever takes it back waits, and then sees them."""
    written, order = threading.Event(), []

    def save():
        with transaction.atomic():
            made = save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We")])
            written.set()
            wait_for_a_waiter(unless=lambda: order)
            order.append("saved")  # while it still holds it
        return made

    def take_back():
        written.wait(timeout=10)
        try:
            return actions.unpublish_consultation(by=commissioner, consultation=consultation, reason="A page.")
        finally:
            order.append("decided")

    saved, taken = at_once(save, take_back)
    assert isinstance(saved, Response)
    assert isinstance(taken, Refused)
    assert order == ["saved", "decided"]
    consultation.refresh_from_db()
    assert consultation.state == State.OPEN


def test_words_without_an_account_wait_for_whoever_takes_it_back(consultation, commissioner):
    """The address was proven after it was seen that nobody had begun: what is written then is not kept in a draft."""
    response = begun(consultation)
    taken, order = threading.Event(), []

    def take_back():
        with transaction.atomic():
            made = actions.unpublish_consultation(by=commissioner, consultation=consultation, reason="A page.")
            taken.set()
            wait_for_a_waiter(unless=lambda: order)
        return made

    def write():
        taken.wait(timeout=10)
        try:
            found = open_with_link(by=Actor(), token=last_token())
            words = [given(found.consultation, "q1", text="We agree.")]
            return save_answers(by=guest(), consultation=found.consultation, response=found, given=words)
        finally:
            order.append("written")

    _, written = at_once(take_back, write)
    consultation.refresh_from_db()
    assert (consultation.state, ResponseVersion.objects.count()) == (State.DRAFT, 0)
    assert written.messages == ["This consultation has not been published yet."]
    assert response.versions.count() == 0


@pytest.mark.parametrize("_", range(3))
def test_more_time_and_the_withdrawal_at_once_tell_nobody(_, consultation, commissioner, colleague):
    sent(consultation)
    at_once(
        lambda: actions.extend_consultation(
            by=commissioner, consultation=consultation, closes_on=CLOSES + WEEK, reason="Late post."
        ),
        lambda: actions.withdraw_consultation(by=colleague, consultation=consultation, reason="Section 2 was wrong."),
    )
    consultation.refresh_from_db()
    lines = Extension.objects.count()
    assert (consultation.state, lines) in ((State.WITHDRAWN, 0), (State.WITHDRAWN, 1))
    assert consultation.closes_on == CLOSES + lines * WEEK
    run_all()
    assert not Mail.objects.filter(key__startswith="consultation-extension").exists()


def test_two_who_say_at_once_that_it_is_ready_mail_once(host, commissioner, colleague):
    draft = a_consultation(host=host, published_at=None)
    at_once(
        lambda: actions.propose_consultation(by=commissioner, consultation=draft),
        lambda: actions.propose_consultation(by=colleague, consultation=draft),
    )
    draft.refresh_from_db()
    [told] = Mail.objects.all()
    assert {told.to_user_id, draft.proposed_by_id} == {commissioner.user_id, colleague.user_id}


@pytest.mark.parametrize("_", range(3))
def test_questions_that_are_added_moved_and_removed_at_once_keep_their_order(_, host, commissioner, colleague):
    draft = a_consultation(host=host, published_at=None)
    first, heading = draft.questions.get(key="q1"), draft.questions.get(key="q2")
    found = at_once(
        lambda: text_actions.add_question(by=commissioner, consultation=draft, kind="long_text", text="New?"),
        lambda: text_actions.move_question(by=colleague, question=heading, up=True),
        lambda: text_actions.remove_question(by=commissioner, question=first),
        lambda: text_actions.add_question(by=colleague, consultation=draft, kind="date", text="When?", parent=heading),
    )
    assert [each for each in found if isinstance(each, Exception)] == []
    rows = draft.questions.order_by("position").values_list("number", "key", "position")
    assert list(rows) == [
        ("1", "q1", 1), ("1a", "q1a", 2), ("1b", "q1b", 3), ("1c", "q1c", 4), ("2", "q2", 5),
    ]  # fmt: skip


@pytest.mark.parametrize("_", range(3))
def test_two_who_extend_from_one_page_at_once_extend_once(_, consultation, commissioner, colleague):
    def extend(by):
        return lambda: actions.extend_consultation(
            by=by, consultation=consultation, closes_on=CLOSES + WEEK, reason="Late post.", version=1
        )

    found = at_once(extend(commissioner), extend(colleague))
    assert sorted(type(each).__name__ for each in found) == ["Conflict", "Extension"]
    assert Extension.objects.count() == WorkRow.objects.filter(kind="tell_of_extension").count() == 1
    consultation.refresh_from_db()
    assert (consultation.closes_on, consultation.version) == (CLOSES + WEEK, 2)


def test_two_programs_that_extend_at_once_are_two_lines_or_one_refusal(consultation, commissioner, colleague):
    def extend(by, weeks):
        return lambda: actions.extend_consultation(
            by=by, consultation=consultation, closes_on=CLOSES + weeks * WEEK, reason="Late post."
        )

    found = at_once(extend(commissioner, 1), extend(colleague, 2))
    made = list(Extension.objects.order_by("number"))
    consultation.refresh_from_db()
    assert consultation.closes_on == CLOSES + 2 * WEEK == made[-1].closes_on
    if len(made) == 2:
        assert [each.old_closes_on for each in made] == [CLOSES, CLOSES + WEEK]
    else:
        assert [type(each).__name__ for each in found] == ["Refused", "Extension"]


def test_a_change_and_the_publishing_at_once_never_publish_unread_words(host, commissioner, colleague):
    draft = a_consultation(host=host, published_at=None)
    actions.propose_consultation(by=commissioner, consultation=draft)
    changed, published = at_once(
        lambda: text_actions.add_section(by=commissioner, consultation=draft, title="Late thoughts"),
        lambda: actions.publish_consultation(by=colleague, consultation=draft),
    )
    draft.refresh_from_db()
    if draft.published_at:
        assert isinstance(changed, Refused)
        assert draft.sections.count() == 0
    else:
        assert published.messages == [NOT_READY]
        assert draft.sections.count() == 1
