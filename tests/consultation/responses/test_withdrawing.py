"""Who is told by mail that an answer was withdrawn."""

import datetime

import pytest
from django.urls import reverse

from consultation.responses import actions
from consultation.responses.models import Response
from core import clock
from core.mail.models import Mail
from tests.consultation.pages import words
from tests.factories.answers import from_guest
from tests.factories.consultation import CLOSED, DURING, given, sent
from tests.factories.guests import CLUB, browser_of, guest
from tests.factories.organisations import FundingFactory
from tests.factories.people import UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
BODY = """{who} has withdrawn the answer of Malvern Carers Forum: Support for carers.

Reference: {reference}

The reason:
Our board was not asked.

It is kept, and does not count. It can be sent again until 11:59pm on 20 November 2026. Then it counts.

If this is a mistake, ring Ruth Vale on 01432 000 100, or answer this mail.

The answer on the site:

http://127.0.0.1:8000/responses/{pk}/
"""


@pytest.fixture(autouse=True)
def _address(consultation):
    consultation.contact_email = "ruth@example.org"
    consultation.save()


def told(response) -> dict[str, Mail]:
    """Mails about the withdrawal, by address."""
    mails = list(Mail.objects.filter(key__startswith="answer-withdrawn:"))
    found = {each.to_address: each for each in mails}
    assert len(found) == len(mails)
    return found


def withdraw(by, response):
    return actions.withdraw_response(by=by, response=response, reason="Our board was not asked.")


def test_the_other_approvers_and_who_looks_after_it_are_told_once(consultation, forum, commissioner, secretariat):
    by = make_actor("approver", organisation=forum, user=UserFactory(name="Joan Pryce"))
    other = make_actor("approver", organisation=forum)
    for role in ("drafter", "member", "administrator"):
        make_actor(role, organisation=forum)
    for role in ("analyst", "auditor"):
        make_actor(role, organisation=consultation.host)
    make_actor("commissioner")  # of another body
    response = sent(consultation, forum)
    sender = response.versions.get().submitted_by
    withdraw(by, response)
    withdraw(by, response)
    mails = told(response)
    assert set(mails) == {each.email for each in (other.user, sender, commissioner.user, secretariat.user)}
    mail = mails[other.user.email]
    assert mail.subject == f"Your answer has been withdrawn: Support for carers ({response.reference})"
    assert mail.body == BODY.format(who="Joan Pryce", reference=response.reference, pk=response.pk)
    assert mail.reply_to == "ruth@example.org"
    for keeper in (commissioner, secretariat):
        mail = mails[keeper.user.email]
        assert mail.subject == f"An answer has been withdrawn: Support for carers ({response.reference})"
        assert mail.body.startswith("The answer of Malvern Carers Forum has been withdrawn: Support for carers.")
        assert "Our board" not in mail.body
        assert mail.body.endswith(f"/responses/{response.pk}/\n")


def test_nobody_who_acts_for_a_funder_is_told(consultation, forum, approver, commissioner, secretariat):
    FundingFactory(funder=consultation.host, funded=forum)
    at_the_host = make_actor("secretariat", organisation=consultation.host)
    response = sent(consultation, forum)
    withdraw(approver, response)
    assert secretariat.user.email in told(response)
    assert not {commissioner.user.email, at_the_host.user.email} & set(told(response))


def test_who_has_no_account_gets_a_mail_with_the_reference(consultation, commissioner, secretariat):
    response = from_guest(consultation, email=CLUB)
    withdraw(guest(), response)
    mails = told(response)
    assert set(mails) == {CLUB, secretariat.user.email}, "the host does not read it before it is matched"
    mail = mails[CLUB]
    assert mail.subject == f"Your answer has been withdrawn: Support for carers ({response.reference})"
    assert "The answer of Luncheon Club has been withdrawn: Support for carers." in mail.body
    assert f"Reference: {response.reference}" in mail.body
    assert mail.body.endswith(f"/consultations/{consultation.pk}/without-account/back/\n")


def test_the_page_says_first_who_is_told(consultation, forum, approver):
    own = sent(consultation, forum)
    page = words(signed_in(approver).get(reverse("response_withdraw", args=[own.pk])))
    assert "The other approvers of your organisation are told by mail, and so are those who look after" in page
    response = from_guest(consultation, email=CLUB)
    page = words(browser_of(CLUB).get(reverse("response_withdraw", args=[response.pk])))
    assert "You get a mail that confirms it, and those who look after the consultation" in page


def test_a_second_withdrawal_is_told_of_anew_and_after_closing_as_it_then_is(consultation, forum, approver):
    response = sent(consultation, forum)
    withdraw(approver, response)
    with clock.at(DURING + datetime.timedelta(days=1)):
        actions.change_response(by=approver, consultation=consultation)
        actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    with clock.at(CLOSED):
        withdraw(approver, response)
    bodies = Mail.objects.filter(key__startswith="answer-withdrawn:").order_by("pk").values_list("body", flat=True)
    assert ["It can be sent again until" in each for each in bodies] == [True, False]
    late = "If it is sent again, it is marked as received late, and the Forum secretariat decides whether it counts."
    assert f"It is kept, and does not count. {late}\n" in bodies[1]


def test_nothing_is_said_of_sending_it_again_where_no_answers_are_taken(consultation, forum, approver):
    response = sent(consultation, forum)
    other = make_actor("approver", organisation=forum)
    consultation.withdrawn_at, consultation.withdrawal_reason = clock.now(), "A question was missing."
    consultation.save()
    withdraw(approver, response)
    body = told(response)[other.user.email].body
    gone = "This consultation has been withdrawn, and takes no answers any more."
    assert f"It is kept, and does not count. {gone}\n" in body
    assert "sent again" not in body


BEHIND = "Another answer of your organisation goes before it, so it does not count then either."


@pytest.mark.parametrize(
    ("own", "at", "said"),
    [
        ("counts", DURING, f"It can be sent again until 11:59pm on 20 November 2026. {BEHIND}"),
        ("withdrawn", DURING, f"It can be sent again until 11:59pm on 20 November 2026. {BEHIND}"),
        ("draft", DURING, "It can be sent again until 11:59pm on 20 November 2026. Then it counts."),
        ("counts", CLOSED, f"If it is sent again, it is marked as received late. {BEHIND}"),
    ],
)
def test_a_guest_is_told_where_an_answer_of_the_organisation_goes_before_theirs(
    consultation, forum, approver, own, at, said
):
    response = from_guest(consultation, email=CLUB)
    Response.objects.filter(pk=response.pk).update(organisation=forum)
    if own == "draft":
        actions.save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="Yes.")])
    else:
        theirs = sent(consultation, forum)
    if own == "withdrawn":
        withdraw(approver, theirs)
    Mail.objects.all().delete()
    with clock.at(at):
        withdraw(guest(), Response.objects.get(pk=response.pk))
    assert f"\n\nIt is kept, and does not count. {said}\n\n" in told(response)[CLUB].body


def test_that_the_mail_can_be_answered_is_said_only_where_somebody_reads_it(consultation):
    consultation.contact_email = ""
    consultation.save()
    withdraw(guest(), from_guest(consultation, email=CLUB))
    assert "If this is a mistake, ring Ruth Vale on 01432 000 100.\n" in told(None)[CLUB].body
