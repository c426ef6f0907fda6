"""Telling everybody concerned that there is more time: who was invited, holds a draft or has sent, each once."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from consultation.consultations.actions import extend_consultation, unpublish_consultation, withdraw_consultation
from consultation.coverage import telling
from consultation.coverage.letters import CALLED_OFF, MORE_TIME, Stands
from consultation.intake.actions import match_response, void_response
from consultation.responses.actions import save_answers, withdraw_response
from core import clock
from core.mail.models import Mail
from core.work.actions import run_row
from core.work.models import WorkRow
from core.work.testing import run_all
from tests.consultation.coverage.steps import EXTENSION, addresses, invited, mails, result
from tests.factories.answers import from_guest, keyed
from tests.factories.consultation import CLOSED, CLOSES, ConsultationFactory, given, sent
from tests.factories.guests import begun
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import MembershipFactory, make_actor

pytestmark = pytest.mark.django_db
SENT, WITHDRAWN, DRAFTED, ASKED = (MORE_TIME[each] for each in Stands)
LATER = CLOSES + datetime.timedelta(days=7)
BODY = """A consultation of Herefordshire Primary Care Trust {what}: Support for carers.

It was to close on 20 November 2026. Answers are now taken, and can be changed, until 11:59pm on 27 November 2026.

The reason: The post was late.

{line}

If you have a question, ring Ruth Vale on 01432 000 100.

The consultation:

http://127.0.0.1:8000/consultations/{pk}/
"""


def more_time(consultation, by, closes_on=LATER) -> WorkRow:
    extension = extend_consultation(by=by, consultation=consultation, closes_on=closes_on, reason="The post was late.")
    return WorkRow.objects.get(key=f"extension:{extension.pk}")


def told(consultation, by) -> dict[str, str]:
    """Give more time, and do the work: the mail to each."""
    run_all()
    row = more_time(consultation, by)
    run_row(row.pk)
    assert result(row) == f"{len(mails(EXTENSION))} {'person' if len(mails(EXTENSION)) == 1 else 'people'} told"
    return {each.to_address: each.body for each in mails(EXTENSION)}


def test_everybody_concerned_is_told_once_how_they_stand(consultation, commissioner, secretariat, lunch, mute):
    place = {name: OrganisationFactory(name=name, email=f"{name}@example.org") for name in ("paper", "matched", "void")}
    people = {
        name: make_actor("approver", organisation=OrganisationFactory(name=name))
        for name in ("drafts", "sends", "withdrew")
    }
    OrganisationFactory(name="Never asked", email="never@example.org")
    invited(consultation, lunch, mute, people["sends"].organisation)
    words = [given(consultation, "q1", text="We")]
    save_answers(by=people["drafts"], consultation=consultation, given=words)
    for name in ("sends", "withdrew"):
        sent(consultation, people[name].organisation)
    gone = consultation.responses.get(organisation=people["withdrew"].organisation)
    withdraw_response(by=people["withdrew"], response=gone, reason="Not yet.")
    keyed(consultation, place["paper"])
    match_response(
        by=secretariat, response=from_guest(consultation, "Match Club", email="m@example.org"),
        organisation=place["matched"], confirmed=True,
    )  # fmt: skip
    void_response(by=secretariat, response=keyed(consultation, place["void"]), reason="A joke.")
    from_guest(consultation, "Writes", email="writes@example.org", send=False)
    begun(consultation, name="Never confirmed", email="unproven@example.org")
    keyed(consultation, name="On paper", email="typed@example.org")
    found = told(consultation, commissioner)
    senders = {name: make.user.email for name, make in people.items()}
    colleagues = set(found) - {
        *senders.values(), "Lunch@example.org", "paper@example.org", "matched@example.org", "m@example.org",
        "writes@example.org",
    }  # fmt: skip
    assert len(colleagues) == 2  # the approvers by whom `sent` sends
    for address, line in {
        "Lunch@example.org": ASKED.format("Ledbury Lunch Club"),
        senders["drafts"]: DRAFTED.format("drafts"),
        senders["sends"]: SENT.format("sends"),
        senders["withdrew"]: WITHDRAWN.format("withdrew"),
        "paper@example.org": SENT.format("paper"),
        "matched@example.org": SENT.format("matched"),
        "m@example.org": SENT.format("matched"),
        "writes@example.org": DRAFTED.format("Writes"),
    }.items():
        assert line in found[address], address


def test_the_mail_says_until_when_why_and_what_if_nothing_is_done(consultation, commissioner, lunch):
    invited(consultation, lunch)
    consultation.contact_email = "ruth@example.org"
    found = told(consultation, commissioner)
    line = ASKED.format("Ledbury Lunch Club")
    assert found["Lunch@example.org"] == BODY.format(what="stays open longer", line=line, pk=consultation.pk)
    assert mails(EXTENSION)[0].subject == "More time, until 27 November 2026: Support for carers"


def test_what_had_closed_is_open_again(consultation, commissioner, lunch):
    invited(consultation, lunch)
    with clock.at(CLOSED + datetime.timedelta(hours=1)):
        found = told(consultation, commissioner)
    line = ASKED.format("Ledbury Lunch Club")
    assert found["Lunch@example.org"] == BODY.format(what="is open again", line=line, pk=consultation.pk)


def test_who_writes_for_several_gets_one_mail_with_a_line_for_each(consultation, commissioner, forum, approver, mute):
    MembershipFactory(user=approver.user, organisation=mute, role="drafter")
    club = OrganisationFactory(name="Zoo Club", email=approver.user.email.upper())
    invited(consultation, forum, mute, club)
    save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We")])
    from_guest(consultation, "Garden Club", email=approver.user.email)
    [body] = told(consultation, commissioner).values()
    for line in (
        DRAFTED.format("Malvern Carers Forum"), ASKED.format("Mordiford Bells"), ASKED.format("Zoo Club"),
        SENT.format("Garden Club"),
    ):  # fmt: skip
        assert body.count(line) == 1


def test_a_guest_is_led_back_to_the_answer(consultation, commissioner):
    from_guest(consultation, email="club@example.org", send=False)
    body = told(consultation, commissioner)["club@example.org"]
    assert f"/consultations/{consultation.pk}/without-account/back/" in body


def test_more_time_twice_is_told_twice(consultation, commissioner, lunch):
    invited(consultation, lunch)
    told(consultation, commissioner)
    run_row(more_time(consultation, commissioner, LATER + datetime.timedelta(days=7)).pk)
    assert addresses(EXTENSION) == ["Lunch@example.org"] * 2


def test_of_what_was_withdrawn_meanwhile_nobody_is_told(consultation, commissioner, lunch):
    invited(consultation, lunch)
    row = more_time(consultation, commissioner)
    withdraw_consultation(by=commissioner, consultation=consultation, reason="Not now.")
    run_row(row.pk)
    assert (mails(EXTENSION), result(row)) == ([], "0 people told")


def test_a_worker_killed_half_way_leaves_nobody_out_and_writes_to_nobody_twice(consultation, commissioner, monkeypatch):
    groups = [OrganisationFactory(email=f"group{number}@example.org") for number in range(5)]
    invited(consultation, *groups)
    row = more_time(consultation, commissioner)
    plain, written = telling.write, []

    def write(*args):
        if len(written) == 2:
            raise KeyboardInterrupt
        written.append(args)
        return plain(*args)

    monkeypatch.setattr(telling, "write", write)
    with pytest.raises(KeyboardInterrupt):
        run_row(row.pk)
    assert len(mails(EXTENSION)) == 2
    monkeypatch.undo()
    WorkRow.objects.filter(pk=row.pk).update(state="waiting")
    run_row(row.pk)
    assert addresses(EXTENSION) == [f"group{number}@example.org" for number in range(5)]
    assert result(row) == "5 people told"


@pytest.mark.parametrize("more", [0, 30])
def test_whom_to_tell_is_found_by_the_same_statements_for_many(consultation, more, forum):
    for number in range(more):
        from_guest(consultation, f"Club{number}")
    invited(consultation, forum, *(OrganisationFactory() for _ in range(more)), run=False)
    with CaptureQueriesContext(connection) as asked:
        found = [*telling._of_organisations(consultation), *telling._of_guests(consultation)]
    assert (len(found), len(asked)) == (more, 9)


def test_nothing_is_written_where_nobody_is_concerned(consultation, commissioner):
    assert told(consultation, commissioner) == {}
    assert not Mail.objects.exists()


def test_nobody_is_told_of_more_time_for_what_is_a_draft_again(consultation, commissioner, lunch):
    invited(consultation, lunch)
    before = Mail.objects.count()
    week = datetime.timedelta(days=7)
    extend_consultation(by=commissioner, consultation=consultation, closes_on=CLOSES + week, reason="More time.")
    unpublish_consultation(by=commissioner, consultation=consultation, reason="The wrong document.")
    run_all()
    assert Mail.objects.count() == before


WITHDRAWAL = """A consultation of Herefordshire Primary Care Trust is withdrawn: Support for carers.

No more answers are taken.

The reason: Section 2 was wrong.

{line}

If you have a question, ring Ruth Vale on 01432 000 100.

The consultation:

http://127.0.0.1:8000/consultations/{pk}/
"""


def test_everybody_concerned_is_told_once_that_it_is_withdrawn(consultation, commissioner, lunch, approver, forum):
    invited(consultation, lunch)
    sent(consultation, OrganisationFactory(name="Sends"))
    save_answers(by=approver, consultation=consultation, given=[given(consultation, "q1", text="We")])
    from_guest(consultation, "Garden Club", email="club@example.org")
    run_all()
    withdraw_consultation(by=commissioner, consultation=consultation, reason="Section 2 was wrong.")
    row = WorkRow.objects.get(kind="tell_of_withdrawal")
    for _ in range(2):
        run_row(row.pk)
        WorkRow.objects.filter(pk=row.pk).update(state="waiting")
    found = {each.to_address: each for each in mails("consultation-withdrawal")}
    line = CALLED_OFF[Stands.ASKED].format("Ledbury Lunch Club")
    assert found["Lunch@example.org"].body == WITHDRAWAL.format(line=line, pk=consultation.pk)
    assert found["Lunch@example.org"].subject == "Withdrawn, no answer needed: Support for carers"
    assert CALLED_OFF[Stands.DRAFTED].format("Malvern Carers Forum") in found[approver.user.email].body
    assert CALLED_OFF[Stands.SENT].format("Garden Club") in found["club@example.org"].body
    assert len(found) == len(mails("consultation-withdrawal")) == 4  # the fourth is the approver by whom `sent` sends


def test_of_a_draft_that_is_withdrawn_nobody_is_told(commissioner, host):
    draft = ConsultationFactory(host=host)
    withdraw_consultation(by=commissioner, consultation=draft, reason="Not now.")
    assert not WorkRow.objects.exists()
