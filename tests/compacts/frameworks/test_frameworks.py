"""Framework agreements: the law of the day, the term, what takes whose place, and when they expire."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.agreements.models import Agreement
from compacts.frameworks import actions
from compacts.frameworks.models import Framework, Standing, standing_on
from compacts.frameworks.rules import Span, coverage, term
from core import clock, demo
from core.deadlines.actions import remind
from core.deadlines.pressing import for_actor
from core.deadlines.registry import DEADLINES
from core.mail.models import Mail
from tests.compacts.local.test_actions import refused
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.agreements import ENDED, PUBLISHED, SIGNED, FrameworkFactory, between, change_of, related
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY, ONE = datetime.date, datetime.timedelta(days=1)
NOTHING_UNDER_31 = (
    "Nothing begins under section 31 from 1 March 2007 on: section 75 of the NHS Act 2006 took its place. Choose "
    "section 75, or enter an earlier first day."
)
NOT_YET_75 = (
    "Section 75 is in force from 1 March 2007 on. Choose section 31 of the Health Act 1999, or enter a later first day."
)


@pytest.fixture
def by():
    return make_actor("secretariat")


def framework(by, basis="s75", agreement=None, **terms):
    return actions.begin_framework(
        by=by, agreement=agreement or between(kind="framework"), kind="to_provide", basis=basis, **terms
    )


@pytest.mark.parametrize(
    ("basis", "starts", "sentence"),
    [
        ("s31", DAY(2007, 2, 28), ""),
        ("s31", DAY(2007, 3, 1), NOTHING_UNDER_31),
        ("s75", DAY(2007, 2, 28), NOT_YET_75),
        ("s75", DAY(2007, 3, 1), ""),
    ],
)
def test_the_law_is_that_of_the_first_day(by, basis, starts, sentence):
    if not sentence:
        assert framework(by, basis, starts=starts).starts == starts
        return
    assert refused(framework, by=by, basis=basis, starts=starts) == {"__all__": [sentence]}
    with pytest.raises(IntegrityError), transaction.atomic():
        FrameworkFactory(basis=basis, starts=starts, ends=None)


def test_a_month_without_a_day_is_kept_from_its_first_day_to_its_last(by):
    found = framework(
        by, starts=DAY(2008, 4, 15), starts_month_only=True, ends=DAY(2012, 2, 3), ends_month_only=True
    )  # fmt: skip
    assert (found.starts, found.ends, term(found)) == (DAY(2008, 4, 1), DAY(2012, 2, 29), "April 2008 to February 2012")
    actions.edit_framework(by=by, framework=found, version=1, ends=DAY(2012, 2, 28), ends_month_only=False)
    found.refresh_from_db()
    assert (found.ends, term(found)) == (DAY(2012, 2, 28), "April 2008 to 28 February 2012")


def test_it_has_a_term_or_a_period_in_which_it_is_due(by):
    told = refused(framework, by=by)
    assert told == {
        "__all__": [
            "Enter its first day; or, where it is only planned, the first and the last day of the period in which it "
            "is due."
        ]
    }
    planned = framework(by, due_from=DAY(2008, 4, 1), due_until=DAY(2009, 3, 31))
    assert (planned.standing, term(planned)) == (Standing.PLANNED, "due between 1 April 2008 and 31 March 2009")
    for wrong in (
        {"starts": ENDED, "ends": PUBLISHED},
        {"due_from": ENDED, "due_until": PUBLISHED},
        {"starts": PUBLISHED, "ends_month_only": True},
    ):
        with pytest.raises(ValidationError):
            framework(by, **wrong)
    agreement = planned.agreement
    assert refused(framework, by=by, agreement=agreement, starts=PUBLISHED) == [
        "Its terms are entered already. Change them on the page of the framework."
    ]


def test_how_it_stands_follows_from_its_days_in_python_and_in_the_database():
    rows = [
        FrameworkFactory(),
        FrameworkFactory(agreement=between(final=True)),
        FrameworkFactory(agreement=between(ended=True, ended_on=DAY(2010, 6, 1))),
        FrameworkFactory(starts=None, ends=None, due_from=PUBLISHED, due_until=ENDED),
    ]
    wanted = {
        PUBLISHED - ONE: ["to_come", "to_come", "to_come", "planned"],
        PUBLISHED: ["running", "unsigned", "running", "planned"],
        DAY(2010, 6, 1): ["running", "unsigned", "ended", "planned"],
        ENDED: ["running", "unsigned", "ended", "planned"],
        ENDED + ONE: ["expired", "expired", "ended", "planned"],
    }
    for on, standings in wanted.items():
        assert [row.standing_on(on).value for row in rows] == standings
        told = Framework.objects.annotate(stands=standing_on(on)).order_by("pk").values_list("stands", flat=True)
        assert list(told) == standings
    assert list(Framework.objects.standing("expired", ENDED + ONE)) == rows[:2]


KNOWN, MARCH = Span(DAY(2008, 3, 31), DAY(2008, 3, 31)), Span(DAY(2008, 3, 1), DAY(2008, 3, 31))


@pytest.mark.parametrize(
    ("last", "first", "covered", "sentence"),
    [
        (KNOWN, Span(DAY(2008, 4, 1), DAY(2008, 4, 1)), True, "every day is covered"),
        (KNOWN, Span(DAY(2008, 4, 2), DAY(2008, 4, 2)), False, "1 day not covered by either"),
        (KNOWN, Span(DAY(2008, 3, 1), DAY(2008, 3, 31)), True, "every day is covered"),
        (MARCH, Span(DAY(2008, 4, 1), DAY(2008, 4, 1)), None,
         "whether every day is covered cannot be determined: enter the days where only the month is known"),
        (MARCH, Span(DAY(2008, 5, 1), DAY(2008, 5, 31)), False, "between 30 and 90 days not covered by either"),
        (Span(DAY(2008, 2, 29), DAY(2008, 2, 29)), Span(DAY(2008, 3, 1), DAY(2008, 3, 1)), True,
         "every day is covered"),
        (Span(DAY(2008, 2, 28), DAY(2008, 2, 28)), Span(DAY(2008, 3, 1), DAY(2008, 3, 1)), False,
         "1 day not covered by either"),
        (KNOWN, None, None, "it is only planned, so whether every day is covered cannot be determined"),
        (None, KNOWN, True, "it has no last day, so every day is covered"),
    ],
)  # fmt: skip
def test_no_day_lies_between_two_frameworks_unseen(last, first, covered, sentence):
    found = coverage(last, first)
    assert (found.covered, found.sentence) == (covered, sentence)


def test_it_is_reminded_twelve_six_and_three_months_before_also_of_the_29th_of_february():
    expiring = DEADLINES["framework_expiry"]
    row = FrameworkFactory(ends=DAY(2012, 2, 29))
    assert expiring.item(row).due == DAY(2012, 2, 29)
    days = [DAY(2012, 2, 29) - each * ONE for each in expiring.reminders]
    assert days == [DAY(2011, 2, 28), DAY(2011, 8, 29), DAY(2011, 11, 29)]


def test_the_parties_commissioners_get_one_mail_a_day_and_who_has_left_none():
    staying, left = PublicBodyFactory(), PublicBodyFactory()
    for title in ("Of services", "Of equipment"):
        agreement = between(staying, left, in_force=True, title=title)
        agreement.parties.filter(organisation=left).update(ends=DAY(2009, 3, 31))
        FrameworkFactory(agreement=agreement, ends=DAY(2012, 2, 29))
    commissioner = make_actor("commissioner", organisation=staying)
    for role, body in (("commissioner", left), ("member", staying), ("commissioner", PublicBodyFactory())):
        make_actor(role, organisation=body)
    with clock.at(DAY(2011, 8, 29)):
        list(remind(clock.today()))
        list(remind(clock.today()))
    mail = Mail.objects.get()
    assert (mail.to_user_id, mail.subject[:40]) == (commissioner.user_id, "2 things are due, the first in 184 days.")
    for title in ("Of services", "Of equipment"):
        assert f"Agree what takes the place of: {title}" in mail.body
    assert len(list(for_actor(commissioner, last=DAY(2012, 3, 1)))) == 2


def test_what_has_been_replaced_is_no_longer_reminded():
    expiring = DEADLINES["framework_expiry"]
    old, planned = FrameworkFactory(), FrameworkFactory(agreement=between(final=True), ends=None)
    relation = related(planned.agreement, old.agreement)
    assert list(expiring.open(None)) == [old]
    Agreement.objects.filter(pk=planned.agreement_id).update(in_force_on=SIGNED)
    assert list(expiring.open(None)) == []
    relation.delete()
    assert list(expiring.open(None)) == [old]
    commissioner = make_actor("commissioner", organisation=old.agreement.parties.first().organisation)
    assert list(expiring.open(commissioner)) == [old]
    assert list(expiring.open(make_actor("commissioner"))) == []


def test_the_page_says_what_it_replaces_and_what_is_missing(by):
    old = FrameworkFactory(agreement=between(published=True, title="Of 2003"), basis="s31", starts=DAY(2003, 4, 1),
                           ends=DAY(2008, 3, 31), ends_month_only=True)  # fmt: skip
    new = FrameworkFactory(agreement=between(final=True, title="Of 2008"), pooled_budget=False)
    related(new.agreement, old.agreement)
    office = signed_in(by)
    page = words(office.get(new.get_absolute_url()))
    assert "It takes the place of Of 2003 : whether every day is covered cannot be determined" in page
    assert "Tick what it allows: a pooled budget, lead or joint commissioning, integrated provision." in page
    assert "What takes its place Of 2008 :" in words(office.get(old.get_absolute_url()))
    visitor = words(Client().get(old.get_absolute_url()))
    assert ("April 2003" in visitor, "Of 2008" in visitor) == (True, False)


def test_a_checklist_names_no_agreement_that_the_reader_may_not_see(by):
    party = PublicBodyFactory(name="Wye Trust")
    old = FrameworkFactory(agreement=between(in_force=True, title="Of others"), basis="s31",
                           starts=DAY(2003, 4, 1), ends=DAY(2007, 1, 31))  # fmt: skip
    new = FrameworkFactory(agreement=between(party, PublicBodyFactory(), final=True, title="Of ours"))
    related(new.agreement, old.agreement)
    officer = signed_in(make_actor("commissioner", organisation=party))
    page = words(officer.get(new.get_absolute_url()))
    assert ("Of ours" in page, "Of others" in page, "No day lies between it" in page) == (True, False, True)
    assert "Of others: 425 days not covered" in words(signed_in(by).get(new.get_absolute_url()))


def test_the_page_costs_the_same_with_more_of_everything(by):
    office = signed_in(by)

    def cost(found):
        with CaptureQueriesContext(connection) as asked:
            assert office.get(found.get_absolute_url()).status_code == 200
        return len(asked)

    small, large = FrameworkFactory(), FrameworkFactory()
    for found, times in ((small, 1), (large, 6)):
        for _ in range(times):
            related(found.agreement, FrameworkFactory().agreement)
            related(FrameworkFactory().agreement, found.agreement)
            change_of(found)
    cost(small)
    assert cost(large) == cost(small)


def test_the_terms_are_entered_and_changed_on_their_pages(by):
    agreement, office = between(final=True, kind="framework"), signed_in(by)
    where = reverse("framework_begin", args=[agreement.pk])
    assert where in office.get(agreement.get_absolute_url()).content.decode()
    refusal = send(office, where, kind="to_provide", basis="s31", **day("starts", PUBLISHED))
    assert (refusal.status_code, NOTHING_UNDER_31 in words(refusal)) == (422, True)
    led = send(office, where, kind="to_provide", basis="s75", pooled_budget="on", **day("starts", PUBLISHED))
    found = Framework.objects.get()
    assert (led.url, found.flexibilities) == (found.get_absolute_url(), ["pooled budget"])
    terms = {"kind": "to_provide", "basis": "s75", "pooled_budget": "on", **day("starts", PUBLISHED)}
    send(office, reverse("framework_edit", args=[found.pk]), **terms, **day("ends", ENDED))
    found.refresh_from_db()
    assert (found.ends, found.version) == (ENDED, 2)
    assert found.get_absolute_url() in office.get(agreement.get_absolute_url()).content.decode()


@pytest.mark.parametrize("role", ["member", "approver", "administrator", "analyst", "auditor"])
def test_nobody_else_writes_the_terms(role):
    found = FrameworkFactory(agreement=between(PublicBodyFactory(), PublicBodyFactory(), published=True))
    actor = make_actor(role, organisation=found.agreement.parties.first().organisation)
    with pytest.raises(PermissionDenied):
        actions.edit_framework(by=actor, framework=found, version=None, pooled_budget=False)
    with pytest.raises(PermissionDenied):
        framework(actor, agreement=found.agreement, starts=PUBLISHED)


def test_the_demonstration_tells_of_section_31_and_what_came_after(settings):
    settings.DEMO = True
    demo.load()
    found = {each.agreement.title: each for each in Framework.objects.select_related("agreement")}
    assert {title: each.standing.value for title, each in found.items()} == {
        "Section 31 agreement on learning disability services": "expired",
        "Section 31 agreement on mental health services": "expired",
        "Framework agreement for commissioning": "expired",
        "Framework agreement for providing": "expired",
        "Framework agreement for children's services": "planned",
        "Framework agreement for the Better Care Fund": "running",
    }
    joint = Agreement.objects.get(title="Herefordshire joint agreement on health and care")
    assert (joint.latest, joint.in_force_on, joint.drafts.get(number=9).signatures.count()) == (9, DAY(2008, 3, 12), 2)
    for name in ("South Worcestershire Primary Care Trust", "Worcestershire Primary Care Trust",
                 "NHS Herefordshire and Worcestershire Integrated Care Board"):  # fmt: skip
        body = joint.parties.model._meta.get_field("organisation").related_model.objects.get(name=name)
        page = words(Client().get(body.get_absolute_url()))
        assert "Section 31 agreement on mental health services : ended; party: " in page
    [due] = DEADLINES["framework_expiry"].open(None)
    assert (due.agreement.title, (due.ends - clock.today()).days) == (
        "Framework agreement for the Better Care Fund",
        80,
    )
