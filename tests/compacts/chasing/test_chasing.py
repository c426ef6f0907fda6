"""Leads on Compacts, and writing to them where their body has not met a target: once a day, and forgotten."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.urls import reverse

from compacts.chasing import actions
from compacts.chasing.models import CompactLead, SignupChaser
from compacts.deadline.actions import close_signup_target, store_standings
from compacts.deadline.models import SignupStanding
from core import clock
from core.acts import NotVisible, Refused
from core.mail.actions import write_mail
from core.mail.models import Mail
from core.trail.models import Event
from core.work.actions import ask
from core.work.testing import run_all
from tests.compacts.local.test_views import send
from tests.consultation.pages import words
from tests.factories.compacts import SignupFactory
from tests.factories.deadline import LAST, CompactLeadFactory, SignupChaserFactory, SignupTargetFactory
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2004, 5, 31)
DAY = datetime.timedelta(days=1)


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture(autouse=True)
def today(monkeypatch):
    """A day that is no story: mail is sent."""
    monkeypatch.setattr(clock, "today", lambda: TODAY)


def late(lead: bool = True, name: str = "Exe Trust", target=None, **reached) -> SignupStanding:
    """A trust that is 31 days late, with its lead."""
    body = PublicBodyFactory(name=name, opened=datetime.date(2002, 4, 1))
    if lead:
        CompactLeadFactory(organisation=body, **{"email": "pat@example.org"} | reached)
    target = target or SignupTargetFactory(title="Sign-up", taken=LAST, source="the plan of 2003")
    store_standings(target.pk, TODAY)
    return SignupStanding.objects.get(organisation=body)


def test_the_lead_gets_a_mail_that_says_what_to_do_and_it_is_kept(by):
    standing = late()
    written = actions.chase_signup(by=by, standing=standing)
    mail = Mail.objects.get()
    assert (mail.to_address, mail.reply_to, mail.state) == ("pat@example.org", by.user.email, "waiting")
    assert mail.subject == written.subject == "Late: Exe Trust and the Local Compact"
    assert mail.body.startswith(written.body)
    asked = "Exe Trust is asked to sign a Local Compact, or to be actively working towards one, by 30 April 2004."
    assert f"{asked} This is asked for in: the plan of 2003." in written.body
    assert "By what we know it had done neither by then, 31 days ago." in written.body
    assert (written.channel, written.to_name, written.sent_on, written.sent_by) == ("mail", "Pat Rowe", TODAY, by.user)
    [told] = Event.objects.of(standing.target).filter(verb="lead written to")
    assert told.detail == {"organisation": "Exe Trust", "sent_as": "E-mail"}
    page = signed_in(by).get(standing.target.get_absolute_url())
    assert "Exe Trust , e-mail of 31 May 2004" in words(page)


def test_a_lead_without_an_e_mail_address_gets_a_letter_to_print(by):
    written = actions.chase_signup(by=by, standing=late(email="", address="1 High Street, Exeter"))
    assert (written.channel, written.to_address, Mail.objects.count()) == ("letter", "1 High Street, Exeter", 0)
    page = words(signed_in(by).get(written.get_absolute_url()))
    assert "Print this page's letter and post it: there was no e-mail address." in page
    assert "Dear Pat Rowe" in page


def test_nobody_is_written_to_twice_on_a_day_whatever_for_how_many_bodies(by, monkeypatch):
    first = late()
    second = late(name="Wye Trust", target=first.target, email="PAT@example.org")
    actions.chase_signup(by=by, standing=first)
    for each in (first, second):
        with pytest.raises(Refused, match="Pat Rowe has been written to today. Write again tomorrow."):
            actions.chase_signup(by=by, standing=each)
    monkeypatch.setattr(clock, "today", lambda: TODAY + DAY)
    actions.chase_signup(by=by, standing=second)
    assert (SignupChaser.objects.count(), Mail.objects.count()) == (2, 2)


def test_who_was_reminded_of_something_else_today_is_not_written_to(by):
    write_mail(to="pat@example.org", subject="Answer", body="-", key=f"reminders:7:{TODAY.isoformat()}")
    with pytest.raises(Refused, match="has been written to today"):
        actions.chase_signup(by=by, standing=late())


def test_without_a_lead_it_is_refused_with_where_to_name_one(by):
    standing = late(lead=False)
    with pytest.raises(Refused, match="Enter who leads on Compacts at Exe Trust, and how to write to them."):
        actions.chase_signup(by=by, standing=standing)
    page = signed_in(by).get(reverse("signup_chase", args=[standing.pk])).content.decode()
    assert f'href="{reverse("compact_lead_name")}"' in page


def test_who_has_met_it_meanwhile_is_not_chased_whatever_the_list_says(by):
    standing = late()
    SignupFactory(organisation=standing.organisation, starts=LAST)
    with pytest.raises(Refused, match="By what is known now it has met the target"):
        actions.chase_signup(by=by, standing=standing)
    assert (SignupChaser.objects.count(), Mail.objects.count()) == (0, 0)


def test_nobody_is_chased_for_a_closed_target(by):
    standing = late()
    close_signup_target(by=by, target=standing.target, reason="Over.")
    with pytest.raises(Refused, match="It was closed on 31 May 2004."):
        actions.chase_signup(by=by, standing=standing)


def test_a_body_has_one_lead_who_can_be_reached(by):
    body = PublicBodyFactory(name="Exe Trust")
    with pytest.raises(ValidationError, match="Enter an e-mail address or a postal address."):
        actions.name_lead(by=by, organisation=body, name="Pat Rowe")
    lead = actions.name_lead(by=by, organisation=body, name="Pat Rowe", email="pat@example.org")
    with pytest.raises(Refused, match="Exe Trust has a lead already."):
        actions.name_lead(by=by, organisation=body, name="Kim Lee", email="kim@example.org")
    actions.edit_lead(by=by, lead=lead, version=1, name="Kim Lee")
    lead.refresh_from_db()
    assert (lead.name, lead.email, lead.version) == ("Kim Lee", "pat@example.org", 2)
    assert Event.objects.of(lead).get(verb="changed").detail == {"name": "changed"}  # the trail holds no name


@pytest.mark.parametrize("role", ["visitor", "administrator", "commissioner", "auditor"])
def test_nobody_but_the_secretariat_names_or_chases(role):
    actor, standing = make_actor(role), late()
    for act in (
        lambda: actions.name_lead(by=actor, organisation=PublicBodyFactory(), name="Kim", email="kim@example.org"),
        lambda: actions.edit_lead(by=actor, lead=standing.organisation.compact_lead, version=None, name="Kim"),
        lambda: actions.chase_signup(by=actor, standing=standing),
    ):
        with pytest.raises((PermissionDenied, NotVisible)):
            act()
    assert (CompactLead.objects.count(), SignupChaser.objects.count()) == (1, 0)


def test_the_late_list_leads_to_the_letter_until_it_was_written_today(by):
    office, standing = signed_in(by), late()
    where = reverse("signup_chase", args=[standing.pk])
    listed = reverse("signup_outstanding")
    assert where in office.get(listed).content.decode()
    assert "Dear Pat Rowe" in words(office.get(where))
    done = send(office, where)
    assert done.url == SignupChaser.objects.get().get_absolute_url()
    page = office.get(listed)
    assert (where in page.content.decode(), "31 May 2004" in words(page)) == (False, True)


def test_the_late_list_holds_counted_bodies_that_have_met_it_nowhere(by):
    office, standing = signed_in(by), late()
    for name, on in (("Met", LAST), ("Met late", LAST + DAY)):
        SignupFactory(organisation=PublicBodyFactory(name=name, opened=datetime.date(2002, 4, 1)), starts=on)
    PublicBodyFactory(name="Closed since", opened=datetime.date(2002, 4, 1), closed=LAST + DAY)
    store_standings(standing.target_id, TODAY)

    def listed(**query):
        rows = office.get(reverse("api_signup_outstanding"), query).json()["results"]
        return [(row["organisation"], row["late_days"], row["lead"]) for row in rows]

    assert listed() == listed(overall="late") == [("Exe Trust", 31, "Pat Rowe")]
    assert listed(target="another") == []
    close_signup_target(by=by, target=standing.target, reason="Over.")
    assert listed() == []


def test_leads_and_letters_are_found_by_body_and_target(by):
    office = signed_in(by)
    actions.chase_signup(by=by, standing=late())
    for name, query, count in (
        ("compact_leads", {"organisation": "exe"}, 1), ("compact_leads", {"organisation": "wye"}, 0),
        ("signup_chasers", {"target": "sign"}, 1), ("signup_chasers", {"channel": "letter"}, 0),
        ("signup_chasers", {"organisation": "Exe", "channel": "mail"}, 1),
    ):  # fmt: skip
        assert len(office.get(reverse(f"api_{name}"), query).json()["results"]) == count


def test_what_was_written_is_forgotten_after_six_years():
    old, young = SignupChaserFactory(), SignupChaserFactory()
    now = clock.true_now()
    SignupChaser.objects.filter(pk=old.pk).update(written_at=now - datetime.timedelta(days=2200))
    ask(None, "forget_signup_chasers")
    [row] = run_all()
    assert (row.result["text"], list(SignupChaser.objects.all())) == ("1 old reminders to sign up deleted", [young])
