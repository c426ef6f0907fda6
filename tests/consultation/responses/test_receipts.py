"""The receipt by mail, the dates to keep, and the report."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse
from icalendar import Calendar

from consultation.responses import actions
from consultation.responses.receipts import text_of
from core import clock
from core.deadlines.actions import reminders_due
from core.deadlines.pressing import for_actor
from core.mail.models import Mail
from core.work.actions import run_row, run_waiting
from core.work.models import WorkRow
from partnerships.people.actors import actor_for
from partnerships.people.models import RoleHeld
from tests.consultation.pages import words
from tests.factories.consultation import CLOSES, DURING, given, sent
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def test_the_receipt_holds_everything_and_is_written_once(consultation, approver, forum):
    actions.save_answers(
        by=approver,
        consultation=consultation,
        given=[
            given(consultation, "q1", text="We agree.\n\nMostly."),
            given(consultation, "q2a", yes=True, text="Of course"),
        ],
    )
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    run_waiting()
    mail = Mail.objects.get()
    response = forum.responses.get()
    assert mail.to_address == approver.user.email
    assert mail.subject == f"Your answer has been received: Support for carers ({response.reference})"
    for words_of_it in (
        "Herefordshire Primary Care Trust has the answer of Malvern Carers Forum.",
        f"Reference: {response.reference}",
        f"Sent: 11am on 10 October 2026, by {approver.user}",
        "You can change your answer until 11:59pm on 20 November 2026.",
        "If something is wrong, ring Ruth Vale on 01432 000 100.",
        "1. What about 1?\n\nWe agree.\n\nMostly.",
        "2. What about 2?\n\n2a. What about 2a?\n\nYes\nOf course",
        "2b. What about 2b?\n\nNot answered",
        f"http://127.0.0.1:8000{response.get_absolute_url()}",
    ):
        assert words_of_it in mail.body
    row = WorkRow.objects.get(kind="receipt")
    WorkRow.objects.filter(pk=row.pk).update(state="waiting")
    run_row(row.pk)
    assert Mail.objects.count() == 1


def test_that_the_receipt_can_be_answered_is_said_where_somebody_reads_it(consultation):
    consultation.contact_email = "ruth@example.org"
    consultation.save()
    version = sent(consultation).versions.get()
    assert "If something is wrong, ring Ruth Vale on 01432 000 100, or answer this mail.\n" in text_of(version)


def test_a_title_of_two_lines_does_not_break_the_mail(consultation, approver):
    consultation.title = "Support\r\nBcc: all@example.org"
    consultation.save()
    sent(consultation, approver.organisation)
    run_waiting()
    assert "\n" not in Mail.objects.get().subject


@pytest.mark.parametrize(("days_before", "reminded"), [(15, False), (14, True), (7, True), (2, True)])
def test_people_who_can_draft_or_send_are_reminded_of_a_draft(consultation, drafter, approver, days_before, reminded):
    make_actor("member", organisation=drafter.organisation)
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    due = reminders_due(CLOSES - datetime.timedelta(days=days_before))
    assert set(due) == ({drafter.user_id, approver.user_id} if reminded else set())


def test_who_has_sent_is_not_reminded(consultation, drafter, approver):
    sent(consultation, drafter.organisation)
    assert reminders_due(CLOSES - datetime.timedelta(days=7)) == {}
    actions.change_response(by=approver, consultation=consultation)
    reminded = reminded_of(CLOSES - datetime.timedelta(days=7))
    assert [reminded[drafter.user_id], reminded[approver.user_id]] == [
        ["Finish the changes to your answer, for an approver to send: Support for carers"],
        ["Finish and send the changes to your answer: Support for carers"],
    ]


def reminded_of(day) -> dict[int, list[str]]:
    return {user: [due.item.sentence for due in found] for user, found in reminders_due(day).items()}


def test_everybody_is_told_what_they_can_do_themselves(consultation, drafter, approver):
    """On the page, in the calendar and by reminder: who drafts and sends is told of sending alone."""
    both = make_actor("approver", organisation=drafter.organisation)
    RoleHeld.objects.create(membership=both.membership, role="drafter")
    actions.save_answers(by=drafter, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    send = "Finish and send your answer: Support for carers"
    draft = "Finish your draft answer, for an approver to send: Support for carers"
    assert reminded_of(CLOSES - datetime.timedelta(days=7)) == {
        drafter.user_id: [draft],
        approver.user_id: [send],
        both.user_id: [send],
    }
    for by, sentence in ((drafter, draft), (approver, send), (actor_for(both.user), send)):
        assert [item.sentence for item in for_actor(by)] == [sentence]
        page = words(signed_in(by).get(reverse("due")))
        assert [each in page for each in (draft, send)] == [each == sentence for each in (draft, send)]
        feed = Client().get(reverse("calendar", args=[by.user.calendar_key]))
        assert [str(each["SUMMARY"]) for each in Calendar.from_ical(feed.content).walk("VEVENT")] == [sentence]


def test_who_drafts_for_one_and_sends_for_another_has_both_dates(consultation, drafter):
    """In the calendar, which holds all capacities of a person."""
    lifts = make_actor("approver", user=drafter.user, organisation=OrganisationFactory(name="Golden Valley Lifts"))
    for by in (drafter, lifts):
        actions.save_answers(by=by, consultation=consultation, given=[given(consultation, "q1", text="We agree.")])
    feed = Client().get(reverse("calendar", args=[drafter.user.calendar_key]))
    assert sorted(str(each["SUMMARY"]).split(",")[0] for each in Calendar.from_ical(feed.content).walk("VEVENT")) == [
        "Finish and send your answer: Support for carers",
        "Finish your draft answer",
    ]


def test_the_report_counts_answers_by_kind_with_their_share(consultation, secretariat):
    for kind in ("charity", "charity", "charity", "social-enterprise"):
        sent(consultation, OrganisationFactory(kind__code=kind))
    page = signed_in(secretariat).get(
        reverse("report", args=["answers-by-kind"]), {"consultation": consultation.pk, "as_at": "2026-10-10"}
    )
    text = words(page)
    assert "Registered charity 3 75%" in text
    assert "Social enterprise 1 25%" in text
    assert "All 4 100%" in text
    sheet = signed_in(secretariat).get(
        reverse("report", args=["answers-by-kind"]),
        {"consultation": consultation.pk, "as_at": "2026-10-10", "format": "csv"},
    )
    content = b"".join(sheet.streaming_content).decode() if sheet.streaming else sheet.content.decode()
    assert "Registered charity,3,0.75" in content


def test_the_figure_of_the_report_leads_to_the_answers_of_that_day(consultation, secretariat, forum):
    """One was sent that day, and again two days later; another was sent two days later only."""
    first = sent(consultation, forum)
    with clock.at(DURING + datetime.timedelta(days=2)):
        again = make_actor("approver", organisation=forum)
        actions.change_response(by=again, consultation=consultation)
        actions.submit_response(by=again, consultation=consultation, consent="with_name")
        sent(consultation, OrganisationFactory(name="Ledbury Carers"), at=clock.now())
    client = signed_in(secretariat)
    asked = {"consultation": consultation.pk, "as_at": "2026-10-10"}
    page = client.get(reverse("report", args=["answers-by-kind"]), asked).content.decode()
    where = f"{reverse('responses')}?consultation={consultation.pk}&amp;as_at=2026-10-10"
    assert f'href="{where}"' in page
    listed = words(client.get(where.replace("&amp;", "&")))
    assert "1 answer found" in listed
    assert "Ledbury Carers" not in listed
    assert "11am on 10 October 2026" in listed
    assert "12 October 2026" not in listed
    rows = client.get(reverse("api_responses"), asked).json()["results"]
    assert [(row["reference"], row["sent"]) for row in rows] == [(first.reference, "2026-10-10 11:00")]
    today = words(client.get(reverse("responses"), {"consultation": consultation.pk}))
    assert "2 answers found" in today
    assert "12 October 2026" in today


def test_the_report_as_at_a_day_before_the_first_answer_has_none(consultation, secretariat):
    sent(consultation)
    page = signed_in(secretariat).get(
        reverse("report", args=["answers-by-kind"]), {"consultation": consultation.pk, "as_at": "2026-10-09"}
    )
    assert "n = 0" in words(page)


def test_the_receipt_of_a_changed_answer_says_so(consultation, forum, approver):
    first = sent(consultation, forum)
    page = signed_in(approver).get(reverse("receipt", args=[first.pk]))
    assert "Your answer has been sent Reference" in words(page)
    actions.change_response(by=approver, consultation=consultation)
    actions.submit_response(by=approver, consultation=consultation, consent="with_name")
    page = signed_in(approver).get(reverse("receipt", args=[first.pk]))
    assert "Your changed answer has been sent (version 2) Reference" in words(page)
