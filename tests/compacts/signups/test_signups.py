"""Who signed a Local Compact and who works towards one: recorded, refused, ended, declared void."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.editions.actions import add_edition
from compacts.signups import actions
from compacts.signups.models import Signup, Standing
from core import clock
from core.acts import NotVisible, Refused
from core.trail.models import Event
from tests.compacts.local.test_views import day, send, titles
from tests.consultation.pages import words
from tests.factories.compacts import (
    AGREED,
    LAPSED,
    LAUNCHED,
    CompactFactory,
    EditionFactory,
    SignupFactory,
    SignupSignatureFactory,
    pdf,
)
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
NO_BODY = "Name another public body with which it works towards the Compact."
NO_GROUP = "Name a voluntary or community organisation with which it works towards the Compact."


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def office(by):
    return signed_in(by)


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Herefordshire Trust")


def signing(by, compact, trust, starts=LAUNCHED, **more):
    given = {"evidence": "The signed copy."} | more
    return actions.record_signing(by=by, compact=compact, organisation=trust, starts=starts, **given)


def working(by, compact, trust, starts=LAUNCHED, **more):
    given = {"evidence": "A minute.", "public_body": PublicBodyFactory(), "vcs_partner": OrganisationFactory()} | more
    return actions.record_work(by=by, compact=compact, organisation=trust, starts=starts, **given)


def test_working_towards_it_ends_with_the_day_of_signing(by, trust):
    compact = CompactFactory(launched=True)
    work = working(by, compact, trust, starts=AGREED - DAY)
    signed = signing(by, compact, trust)
    work.refresh_from_db()
    assert (work.ended_on, work.end_reason) == (LAUNCHED, "It signed the Compact.")
    assert [each.standing_on(LAUNCHED - DAY) for each in (work, signed)] == [Standing.WORKING, Standing.SIGNED]
    assert list(Signup.objects.in_force(LAUNCHED - DAY)) == [work]
    assert list(Signup.objects.in_force(LAUNCHED)) == [signed]
    actions.void_signup(by=by, signup=signed, reason="Of another trust.")
    work.refresh_from_db()
    assert (work.ended_on, work.end_reason, work.standing) == (None, "", Standing.WORKING)
    assert Event.objects.of(signed).last().detail == {
        "organisation": "Herefordshire Trust", "compact": compact.title, "status": "signed", "starts": "2003-05-14",
    }  # fmt: skip


@pytest.mark.parametrize(
    ("state", "act", "more", "sentence"),
    [
        ("begun", signing, {}, "The Compact was not agreed by that day. Enter when it was, on its page, or that the "
         "organisation is working towards it."),
        ("launched", signing, {"starts": AGREED - DAY}, "The Compact was not agreed by that day. Enter when it was, on "
         "its page, or that the organisation is working towards it."),
        ("lapsed", signing, {"starts": LAPSED}, "The Compact lapsed on 31 March 2008. Enter an earlier day, or begin a "
         "new Compact."),
        ("lapsed", working, {"starts": LAPSED}, "The Compact lapsed on 31 March 2008. Enter an earlier day, or begin a "
         "new Compact."),
        ("launched", working, {"public_body": None}, NO_BODY),
        ("launched", working, {"vcs_partner": None}, NO_GROUP),
    ],
)  # fmt: skip
def test_it_is_refused_in_words_that_say_what_to_do(by, trust, state, act, more, sentence):
    with pytest.raises(Refused) as refusal:
        act(by, CompactFactory(**{state: True}), trust, **more)
    assert refusal.value.messages == [sentence]
    assert Signup.objects.count() == 0


def test_the_partners_are_of_the_kinds_that_the_target_asks_for(by, trust):
    compact, group = CompactFactory(), OrganisationFactory()
    for partners, sentences in (
        ({"public_body": group, "vcs_partner": trust}, [NO_BODY, NO_GROUP]),
        ({"public_body": trust}, [NO_BODY]),  # itself is no other
    ):
        with pytest.raises(Refused) as refusal:
            working(by, compact, trust, **partners)
        assert refusal.value.messages == sentences


@pytest.mark.parametrize("days", [{"opened": LAUNCHED + DAY}, {"closed": LAUNCHED - DAY}])
def test_an_organisation_that_did_not_exist_on_the_day_signs_nothing(by, days):
    with pytest.raises(Refused, match="The organisation did not exist on that day"):
        signing(by, CompactFactory(launched=True), PublicBodyFactory(**days))


def test_it_is_recorded_once_and_not_before_it_happened(by, trust):
    compact = CompactFactory(launched=True)
    with pytest.raises(ValidationError) as refusal:
        signing(by, compact, trust, starts=clock.today() + DAY)
    assert "starts" in refusal.value.message_dict
    work = working(by, compact, trust)
    with pytest.raises(ValidationError, match="There is a sign-up of this organisation to the Compact already"):
        working(by, compact, trust)
    with pytest.raises(ValidationError, match="It works towards it from 14 May 2003 on. Enter a later day."):
        signing(by, compact, trust, starts=AGREED)
    actions.void_signup(by=by, signup=work, reason="By mistake.")
    assert signing(by, compact, trust, starts=AGREED).standing == Standing.SIGNED


def test_it_ends_or_is_declared_void_only_with_a_reason(by):
    signup = SignupFactory()
    for act in (actions.end_signup, actions.void_signup):
        with pytest.raises(ValidationError, match="Say why it"):
            act(by=by, signup=signup, reason=" ")
    actions.end_signup(by=by, signup=signup, on=LAPSED, reason="It left.")
    with pytest.raises(Refused, match="This has ended already, on 31 March 2008."):
        actions.end_signup(by=by, signup=signup, reason="It left.")
    actions.void_signup(by=by, signup=signup, reason="By mistake.")
    with pytest.raises(Refused, match="This was declared void already"):
        actions.void_signup(by=by, signup=signup, reason="By mistake.")
    signup.refresh_from_db()
    assert (signup.standing, signup.end_reason, signup.void_reason) == (Standing.VOID, "It left.", "By mistake.")
    assert list(Signup.objects.in_force(LAPSED - DAY)) == []


@pytest.mark.parametrize("role", ["visitor", "administrator", "commissioner", "auditor"])
def test_nobody_but_the_secretariat_records_ends_or_voids(role, trust):
    actor, signup = make_actor(role), SignupFactory()
    for act in (
        lambda: signing(actor, signup.compact, trust),
        lambda: working(actor, signup.compact, trust),
        lambda: actions.end_signup(by=actor, signup=signup, reason="So."),
        lambda: actions.void_signup(by=actor, signup=signup, reason="So."),
    ):
        with pytest.raises(PermissionDenied):
            act()
    hidden = SignupFactory(working=True, compact=CompactFactory())
    if role == "visitor":
        with pytest.raises(NotVisible):
            actions.end_signup(by=actor, signup=hidden, reason="So.")


@pytest.mark.parametrize(
    "days",
    [
        {"status": "working"},
        {"evidence": ""},
        {"ended_on": LAUNCHED - DAY, "end_reason": "It left."},
        {"ended_on": LAPSED},
        {"end_reason": "It left."},
        {"voided_on": LAPSED},
        {"void_reason": "By mistake."},
    ],
)
def test_the_database_refuses_what_cannot_be(days):
    with pytest.raises(IntegrityError), transaction.atomic():
        SignupFactory(**days)


STANDINGS = [
    ({}, LAUNCHED, Standing.SIGNED),
    ({"working": True}, LAUNCHED, Standing.WORKING),
    ({"ended_on": LAPSED, "end_reason": "It left."}, LAPSED - DAY, Standing.SIGNED),
    ({"ended_on": LAPSED, "end_reason": "It left."}, LAPSED, Standing.ENDED),
    ({"over": True}, LAUNCHED, Standing.VOID),
]


@pytest.mark.parametrize(("days", "on", "standing"), STANDINGS)
def test_how_it_stands_follows_from_its_days_in_python_and_in_the_database(days, on, standing):
    signup = SignupFactory(**days)
    found = {each.value for each in Standing if Signup.objects.standing(each.value, on).exists()}
    assert (signup.standing_on(on), found) == (standing, {standing.value})


def listed(client=None, **query):
    rows = (client or Client()).get(reverse("api_signups"), query).json()["results"]
    return [(row["organisation"], row["status"]) for row in rows]


def test_the_list_is_narrowed_and_shows_visitors_what_was_launched(office):
    compact = CompactFactory(title="County Compact", launched=True)
    SignupFactory(compact=compact, organisation__name="A Trust")
    left = {"ended_on": LAPSED, "end_reason": "It left."}
    SignupFactory(organisation=OrganisationFactory(name="B Group"), **left)
    SignupFactory(working=True, compact=CompactFactory(), organisation__name="C Trust")
    assert listed() == [("A Trust", "Signed"), ("B Group", "Ended")]
    assert listed(office)[-1] == ("C Trust", "Actively working towards it")
    assert listed(compact="county") == listed(kind="primary-care-trust") == listed(area=compact.area.name)
    assert listed(kind="primary-care-trust") == listed(status="signed") == [("A Trust", "Signed")]
    assert listed(status="ended") == [("B Group", "Ended")]
    assert listed(as_at=LAUNCHED.isoformat()) == [("A Trust", "Signed"), ("B Group", "Signed")]
    assert listed(as_at=LAPSED.isoformat()) == [("A Trust", "Signed")]
    assert titles(office, q="county") == ["County Compact"]


def test_the_secretariat_records_ends_and_voids_on_its_pages(office, trust):
    compact = CompactFactory(launched=True)
    PublicBodyFactory(name="County Council"), OrganisationFactory(name="Carers Forum")
    where = reverse("compact_record_work", args=[compact.pk])
    typed = {"organisation": "Herefordshire Trust", "evidence": "A minute.", **day("starts", AGREED)}
    empty = words(send(office, where, **typed))
    assert "Enter the public body that works towards it too." in empty
    refusal = words(send(office, where, **typed, public_body="Carers Forum", vcs_partner="County Council"))
    assert (NO_BODY in refusal, NO_GROUP in refusal, "A minute." in refusal) == (True, True, True)
    send(office, where, **typed, public_body="County Council", vcs_partner="Carers Forum")
    sign = reverse("compact_record_signing", args=[compact.pk])
    send(office, sign, organisation="Herefordshire Trust", evidence="The copy.", **day("starts", LAUNCHED))
    work, signed = Signup.objects.order_by("pk")
    page = words(Client().get(compact.get_absolute_url()))
    assert "Herefordshire Trust , actively working towards it from 20 February 2003 Ended" in page
    assert "Herefordshire Trust , signed on 14 May 2003" in page
    send(office, reverse("signup_end", args=[signed.pk]), reason="It left.", **day("on", LAPSED))
    page = words(Client().get(signed.get_absolute_url()))
    assert ("Ended on 31 March 2008 Why it ended It left." in page, "Declare it void" in page) == (True, False)
    send(office, reverse("signup_void", args=[work.pk]), reason="By mistake.")
    assert "Why it is void By mistake." in words(Client().get(work.get_absolute_url()))


@pytest.mark.parametrize("count", [1, 10])
def test_a_compact_with_many_sign_ups_costs_a_visitor_twelve_statements(count):
    compact = CompactFactory(launched=True)
    edition = EditionFactory(compact=compact)
    for _ in range(count):
        SignupSignatureFactory(signup=SignupFactory(compact=compact), edition=edition)
    with CaptureQueriesContext(connection) as asked:
        page = Client().get(compact.get_absolute_url())
    assert (len(asked), words(page).count("signed on 14 May 2003, edition 1")) == (12, count)


def test_a_program_does_the_same_with_the_same_words_of_refusal(office, trust):
    def post(name, *args, **sent):
        return office.post(reverse(f"api_signup_{name}", args=args), sent, "application/json")

    compact, council, group = CompactFactory(launched=True), PublicBodyFactory(), OrganisationFactory()
    sent = {"compact": compact.pk, "organisation": trust.pk, "starts": "2003-03-01", "evidence": "A minute."}
    refusal = post("work", **sent, public_body=council.pk)
    assert (refusal.status_code, refusal.json()["errors"][0]["detail"]) == (400, NO_GROUP)
    work = post("work", **sent, public_body=council.pk, vcs_partner=group.pk).json()
    assert (work["status"], work["vcs_partner"]) == ("working", group.pk)
    signed = post("sign", **sent | {"starts": "2003-05-14"}).json()
    assert (signed["status"], signed["starts"]) == ("signed", "2003-05-14")
    assert post("end", signed["id"]).status_code == 400
    assert post("end", signed["id"], reason="It left.", on="2008-03-31").json()["ended_on"] == "2008-03-31"
    assert post("void", work["id"], reason="By mistake.").json()["void_reason"] == "By mistake."


@pytest.fixture
def editions(by):
    """The Compact's two editions, of 2003 and 2005."""
    first = EditionFactory(compact__launched=True)
    return first, add_edition(by=by, compact=first.compact, dated_on=datetime.date(2005, 11, 9), file=pdf("Other."))


def days():
    """Each sign-up that counts: from when to when, by edition."""
    rows = Signup.objects.filter(voided_on=None).select_related("signature__edition").order_by("starts", "pk")
    return [
        (each.starts.year, each.ended_on and each.ended_on.year, each.edition and each.edition.number) for each in rows
    ]


def year(number):
    return datetime.date(number, 6, 1)


def test_a_paper_found_after_a_body_left_does_not_sign_it_anew(by, trust, editions):
    first, second = editions
    compact = first.compact
    left = signing(by, compact, trust, starts=year(2008), edition=second)
    actions.end_signup(by=by, signup=left, reason="It left.", on=year(2010))
    signing(by, compact, trust, starts=year(2004), edition=first)
    assert days() == [(2004, 2008, 1), (2008, 2010, 2)]
    assert Signup.objects.in_force(clock.today()).count() == 0
    said = (
        "The organisation had signed it from 1 June 2008 until 1 June 2010. Enter a day after that, or declare that "
        "sign-up void first."
    )
    for on, edition in ((2009, second), (2007, second), (2003, None), (2009, None)):
        with pytest.raises(ValidationError) as refusal:
            signing(by, compact, trust, starts=year(on), edition=edition)
        assert refusal.value.message_dict["starts"] in (
            [said],
            [said.replace("2008 until 1 June 2010", "2004 until 1 June 2008")],
        )
    with pytest.raises(ValidationError, match="The organisation had signed it from 1 June 2004 until 1 June 2008."):
        working(by, compact, trust, starts=year(2005))
    assert signing(by, compact, trust, starts=year(2011), edition=second).standing == Standing.SIGNED


def test_papers_of_unknown_edition_stand_in_the_order_of_their_days(by, trust, editions):
    first, second = editions
    compact = first.compact
    unknown = signing(by, compact, trust, starts=year(2009))
    signing(by, compact, trust, starts=year(2004), edition=first)
    assert days() == [(2004, 2009, 1), (2009, None, None)]
    with pytest.raises(ValidationError, match="It signed edition 1 before, on 1 June 2004. Choose a later one."):
        actions.complete_signup(by=by, signup=unknown, edition=first)
    third = add_edition(by=by, compact=compact, dated_on=year(2012), file=pdf("Third."))
    signing(by, compact, trust, starts=year(2012), edition=third)
    actions.complete_signup(by=by, signup=unknown, edition=second)
    assert days() == [(2004, 2009, 1), (2009, 2012, 2), (2012, None, 3)]


def test_an_edition_that_was_signed_later_is_not_named_for_an_earlier_paper(by, trust, editions):
    first, second = editions
    unknown = signing(by, first.compact, trust, starts=year(2006))
    signing(by, first.compact, trust, starts=year(2008), edition=second)
    with pytest.raises(ValidationError, match="It signed edition 2 after it, on 1 June 2008. Choose an earlier one."):
        actions.complete_signup(by=by, signup=unknown, edition=second)
    actions.complete_signup(by=by, signup=unknown, edition=first)
    assert days() == [(2006, 2008, 1), (2008, None, 2)]


def test_an_old_paper_is_placed_before_the_time_in_which_a_body_worked_towards_a_later_edition(by, trust, editions):
    first, second = editions
    work = working(by, first.compact, trust, starts=year(2006))
    signing(by, first.compact, trust, starts=year(2008), edition=second)
    old = signing(by, first.compact, trust, starts=year(2004), edition=first)
    assert days() == [(2004, 2006, 1), (2006, 2008, None), (2008, None, 2)]
    work.refresh_from_db()
    assert (old.end_reason, work.follows) == ("It worked towards the Compact anew.", old)
