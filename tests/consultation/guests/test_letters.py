"""What the mails to people without an account say, to the word."""

import pytest

from consultation.guests import actions
from consultation.responses.actions import change_response, save_answers, withdraw_response
from core import clock
from core.work.testing import run_all
from partnerships.people.actors import Actor
from tests.factories.answers import from_guest
from tests.factories.consultation import CLOSED, given
from tests.factories.guests import CLUB, begun, guest, last_token, link_mails

pytestmark = pytest.mark.django_db
BODY = """You, or somebody who typed your address, {what} Luncheon Club.

Support for carers
Asked by Herefordshire Primary Care Trust.
{until}

{how_far}

{nothing}

Open the page below and press the button there to go on. The link works once, until {ends}. It leads to everything \
you have begun with this address. You can always ask for a new one on the consultation's page.

If it was not you, do nothing: nobody else can use this link, as long as you do not pass it on.

If you need help, ring Ruth Vale on 01432 000 100, or answer this mail.

Your link:

http://127.0.0.1:8000/answer/{token}/
"""
OPEN = {"until": "You can answer until 11:59pm on 20 November 2026.", "ends": "11am on 17 October 2026"}
AGAIN = "asked for a link to the answer of"
NOT_ANSWERED = "You can leave any question out. Not answered so far:\n\n- 2a. What about 2a?\n- 2b. What about 2b?"


@pytest.fixture(autouse=True)
def _address(consultation):
    consultation.contact_email = "ruth@example.org"
    consultation.save()


def again():
    actions.ask_for_link(by=Actor(), email=CLUB)
    run_all()
    return link_mails()[-1]


def body(**words: str) -> str:
    return BODY.format(**OPEN | {"token": last_token()} | words)


def test_the_first_link(consultation):
    begun(consultation)
    mail = link_mails()[-1]
    assert mail.subject == "Your link to answer by 20 November 2026: Support for carers"
    assert (mail.to_address, mail.reply_to, mail.to_user) == (CLUB, "ruth@example.org", None)
    assert mail.body == body(
        what="began to answer for",
        how_far="No question is answered yet. There are 2 questions, some in parts: 3 answers in all.",
        nothing="If you do nothing, your answer is not counted.",
    )


def test_a_link_back_to_a_draft(consultation):
    from_guest(consultation, email=CLUB, send=False)
    again()
    assert link_mails()[-1].body == body(
        what=AGAIN, how_far=NOT_ANSWERED, nothing="If you do nothing, your answer is not counted."
    )


def test_a_link_back_to_what_was_sent(consultation):
    from_guest(consultation, email=CLUB)
    again()
    assert link_mails()[-1].body == body(
        what=AGAIN,
        how_far="It was sent at 11am on 10 October 2026.",
        nothing="If you do nothing, what was sent counts.",
    )


def test_a_link_back_to_changes_that_were_not_sent(consultation):
    response = from_guest(consultation, email=CLUB)
    change_response(by=guest(), consultation=consultation, response=response)
    again()
    assert link_mails()[-1].body == body(
        what=AGAIN,
        how_far=NOT_ANSWERED,
        nothing="If you do nothing, what was sent before goes on to count, and the changes do not.",
    )


def test_a_link_back_to_what_was_withdrawn(consultation):
    withdraw_response(by=guest(), response=from_guest(consultation, email=CLUB), reason="Not yet.")
    again()
    assert "\n\nIf you do nothing, your answer stays withdrawn.\n\n" in link_mails()[-1].body


def test_a_link_back_where_another_answer_counts(consultation, forum, secretariat):
    from consultation.intake.actions import match_response
    from tests.factories.consultation import sent

    sent(consultation, forum)
    match_response(by=secretariat, response=from_guest(consultation, email=CLUB), organisation=forum, confirmed=True)
    again()
    assert "Another answer of your organisation counts. If you do nothing, that stays so." in link_mails()[-1].body


def test_a_link_after_the_closing(consultation):
    with clock.at(CLOSED):
        begun(consultation)
        assert link_mails()[-1].subject == "Your link to your answer: Support for carers"
        assert link_mails()[-1].body == body(
            what="began to answer for",
            until="It closed at 11:59pm on 20 November 2026. What you send now is marked as received late, and the "
            "Forum secretariat decides whether it counts.",
            how_far="No question is answered yet. There are 2 questions, some in parts: 3 answers in all.",
            nothing="If you do nothing, your answer is not counted.",
            ends="11:59pm on 27 November 2026",
        )
        from_guest(consultation, "Luncheon Club", email=CLUB, at=CLOSED)
        again()
    assert (
        "\n\nIt was received late. If you do nothing, the Forum secretariat decides whether what was sent counts.\n\n"
        in link_mails()[-1].body
    )


def test_a_title_of_two_lines_and_a_name_of_two_make_no_header(consultation):
    consultation.title = "Support\r\nBcc: all@example.org"
    consultation.save()
    begun(consultation)
    assert link_mails()[-1].subject == "Your link to answer by 20 November 2026: Support Bcc: all@example.org"


def test_a_draft_with_every_question_answered(consultation):
    response = from_guest(consultation, email=CLUB, send=False)
    answers = [given(consultation, "q2a", yes=True), given(consultation, "q2b", choice="Now")]
    save_answers(by=guest(), consultation=consultation, response=response, given=answers)
    again()
    assert "\n\nEvery question is answered.\n\n" in link_mails()[-1].body
