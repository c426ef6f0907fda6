"""Boards and groups: what answers to what, who sits there from when to when, and what was decided."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock, demo
from core.acts import Refused
from core.trail.models import Event
from partnerships.bodies import actions
from partnerships.bodies.models import Body, Decision, Seat
from partnerships.bodies.tree import tree_of
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.bodies import BEGAN, DECIDED, ENDED, BodyFactory, DecisionFactory, SeatFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.together import at_once

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def office(by):
    return signed_in(by)


def drawn(branches):
    return [(each.body.name, drawn(each.below)) for each in branches]


def test_what_answers_to_what_makes_a_tree_and_never_a_circle(by):
    top = BodyFactory(name="Top")
    middle = BodyFactory(name="Middle", parent=top)
    low, other = BodyFactory(name="Low", parent=middle), BodyFactory(name="Other")
    assert drawn(tree_of([top, low, other])) == [("Top", [("Low", [])]), ("Other", [])]
    assert drawn(tree_of([])) == []
    said = "Low answers to Top, itself or by way of others. Choose another, or change there what is wrong."
    for above, sentence in ((low, said), (top, "It cannot answer to itself|Top answers to Top")):
        with pytest.raises(ValidationError, match=sentence):
            actions.edit_body(by=by, body=top, version=None, parent=above)
    actions.edit_body(by=by, body=low, version=None, parent=other)
    actions.edit_body(by=by, body=top, version=None, parent=low)
    assert drawn(tree_of(Body.objects.order_by("name"))) == [("Other", [("Low", [("Top", [("Middle", [])])])])]


def test_what_it_answers_to_is_there_as_long_as_it_is(by):
    gone, late = BodyFactory(name="Gone", over=True), BodyFactory(name="Late", starts=ENDED + DAY)
    body = BodyFactory(over=True)
    given = {"by": by, "name": "New", "kind": "panel", "area": body.area, "purpose": "So.", "starts": BEGAN}
    with pytest.raises(Refused, match="Gone ended on 31 March 2013. Choose another that it answers to, or leave that"):
        actions.add_body(**given, parent=gone)
    with pytest.raises(Refused, match="Late began on 1 April 2013, after this had ended. Choose another"):
        actions.edit_body(by=by, body=body, version=None, parent=late)
    new = actions.add_body(**given, parent=late)
    with pytest.raises(Refused, match="There is still what answers to it: New. End that first, or let it answer to"):
        actions.end_body(by=by, body=late, reason="So.")
    actions.end_body(by=by, body=new, reason="So.")
    actions.end_body(by=by, body=late, reason="So.")
    assert [each.ends for each in Body.objects.filter(name__in=("New", "Late"))] == [clock.today()] * 2


def test_it_ends_with_a_reason_once_and_its_seats_with_it(by):
    body = BodyFactory()
    open_seat, until = SeatFactory(body=body), SeatFactory(body=body, ends=ENDED + DAY)
    with pytest.raises(ValidationError, match="Say why it ended."):
        actions.end_body(by=by, body=body, on=ENDED, reason=" ")
    later = SeatFactory(body=body, starts=ENDED + DAY)
    with pytest.raises(Refused, match="A seat there has the day 1 April 2013. Put that right first"):
        actions.end_body(by=by, body=body, on=ENDED, reason="So.")
    later.delete()
    DecisionFactory(body=body, decided_on=ENDED)
    with pytest.raises(Refused, match="A decision of it has the day 31 March 2013. Put that right first"):
        actions.end_body(by=by, body=body, on=ENDED - DAY, reason="So.")
    actions.end_body(by=by, body=body, on=ENDED, reason="So.")
    assert [Seat.objects.get(pk=each.pk).ends for each in (open_seat, until)] == [ENDED, ENDED]
    with pytest.raises(Refused, match="It ended already: its last day was 31 March 2013. If that is not the day"):
        actions.end_body(by=by, body=body, reason="So.")
    for fields, sentence in (
        ({"ends": None}, "Here the last day is only put right. It is ended by its own button."),
        ({"starts": BEGAN + DAY}, "A seat there has the day 1 April 2003."),
        ({"ends": ENDED - DAY}, "A decision of it has the day 31 March 2013."),
        ({"starts": clock.today() + DAY}, "Enter a day that has come."),
    ):
        with pytest.raises(Refused, match=sentence):
            actions.edit_body(by=by, body=body, version=None, **fields)
    actions.edit_body(by=by, body=body, version=None, ends=ENDED + DAY)
    assert [each.verb for each in Event.objects.of(body)] == ["changed", "ended"]


def test_it_goes_on_after_all_with_the_seats_that_ended_with_it(by):
    body, closed = BodyFactory(), PublicBodyFactory()
    still, until = SeatFactory(body=body), SeatFactory(body=body, ends=ENDED + DAY)
    former = SeatFactory(body=body, ends=ENDED - DAY)
    gone, to_come = SeatFactory(body=body, organisation=closed), SeatFactory(body=body, starts=clock.today() + DAY)
    actions.end_body(by=by, body=body, on=ENDED, reason="So.")
    to_come.refresh_from_db()
    said = "The board or group ended before it began."
    assert (to_come.voided_on, to_come.void_reason, to_come.ends) == (clock.today(), said, None)
    closed.closed = ENDED + DAY
    closed.save()
    for _ in range(2):
        body = actions.resume_body(by=by, body=body)
    assert (body.ends, body.end_reason, body.version) == (None, "", 3)
    seats = [Seat.objects.get(pk=each.pk) for each in (still, until, former, gone, to_come)]
    assert [each.ends for each in seats] == [None, ENDED + DAY, ENDED - DAY, ENDED, None]
    assert [each.voided_on for each in seats] == [None] * 5
    assert [each.verb for each in Event.objects.of(body)] == ["goes on after all", "ended"]


def test_its_last_day_put_right_moves_the_seats_that_ended_with_it(by):
    body, over = BodyFactory(), clock.today() - DAY
    still, until = SeatFactory(body=body), SeatFactory(body=body, ends=ENDED + 2 * DAY)
    former, own = SeatFactory(body=body, ends=ENDED - 9 * DAY), SeatFactory(body=body)
    to_come = SeatFactory(body=body, starts=clock.today() + DAY, ends=clock.today() + 9 * DAY)
    body = actions.end_body(by=by, body=body, on=ENDED, reason="So.")
    actions.edit_seat(by=by, seat=own, version=None, ends=ENDED - DAY)

    def days():
        return [Seat.objects.get(pk=each.pk).ends for each in (still, until, former, own)]

    def moved(on):
        return actions.edit_body(by=by, body=body, version=None, ends=on)

    moved(ENDED + DAY)
    assert days() == [ENDED + DAY, ENDED + DAY, ENDED - 9 * DAY, ENDED - DAY]
    moved(ENDED + 5 * DAY)  # a seat that would have ended before has its own last day again
    assert days() == [ENDED + 5 * DAY, ENDED + 2 * DAY, ENDED - 9 * DAY, ENDED - DAY]
    moved(ENDED - 3 * DAY)
    assert days() == [ENDED - 3 * DAY] * 2 + [ENDED - 9 * DAY, ENDED - 3 * DAY]
    with pytest.raises(Refused, match="A seat there has the day"):
        moved(BEGAN - DAY)
    assert days() == [ENDED - 3 * DAY] * 2 + [ENDED - 9 * DAY, ENDED - 3 * DAY]
    moved(over)
    assert days() == [over, ENDED + 2 * DAY, ENDED - 9 * DAY, ENDED - DAY]
    to_come.refresh_from_db()
    assert (to_come.voided_on, to_come.ends) == (clock.today(), clock.today() + 9 * DAY)
    with clock.at(to_come.starts + DAY):
        moved(to_come.starts)  # it was there for a day
        to_come.refresh_from_db()
        assert (to_come.voided_on, to_come.void_reason, to_come.ends) == (None, "", to_come.starts)
    body = actions.resume_body(by=by, body=body)
    to_come.refresh_from_db()
    assert to_come.ends == to_come.starts + 8 * DAY
    assert days() == [None, ENDED + 2 * DAY, ENDED - 9 * DAY, ENDED - DAY]


def test_it_goes_on_after_all_where_what_it_answers_to_goes_on_and_nothing_took_its_place(by):
    top = BodyFactory(name="Top", over=True)
    body, area = BodyFactory(name="Panel", parent=top, over=True), AreaFactory()
    with pytest.raises(Refused, match="Top ended on 31 March 2013. Choose another that it answers to, or leave that"):
        actions.resume_body(by=by, body=body)
    over = BodyFactory(name="Cabinet", area=area, over=True)
    BodyFactory(name="Cabinet", area=area)
    with pytest.raises(ValidationError, match="This locality has one of that name already."):
        actions.resume_body(by=by, body=over)


def test_what_was_entered_by_mistake_is_kept_with_the_reason_and_counts_nowhere(by):
    body, other = BodyFactory(name="Right"), BodyFactory(name="Wrong")
    seat = SeatFactory(body=other, capacity="chair", organisation__name="Wye Trust")
    decision = DecisionFactory(body=other, reference="4")
    to_come = SeatFactory(body=body, starts=clock.today() + DAY)
    with pytest.raises(Refused, match="after that day. Enter a later day. If nobody is to have the seat, say on its"):
        actions.end_seat(by=by, seat=to_come)
    for act, thing in ((actions.void_seat, {"seat": seat}), (actions.void_decision, {"decision": decision})):
        with pytest.raises(ValidationError, match="Say why it is void."):
            act(by=by, **thing, reason=" ")
        for _ in range(2):
            act(by=by, **thing, reason="It was on the other board.")
    for act in (
        lambda: actions.edit_seat(by=by, seat=seat, version=None, post="Leader"),
        lambda: actions.end_seat(by=by, seat=seat),
        lambda: actions.correct_decision(by=by, decision=decision, version=None, what="Other."),
    ):
        with pytest.raises(Refused, match="It was declared void on .* If it was right after all, enter it again."):
            act()
    again = {"organisation": seat.organisation, "starts": BEGAN}
    actions.fill_seat(by=by, body=other, **again, capacity="chair")
    actions.record_decision(by=by, body=other, decided_on=DECIDED, reference="4", what="So.")
    verbs = ["decision recorded", "seat filled", "decision declared void", "seat declared void"]
    assert [each.verb for each in Event.objects.of(other)] == verbs
    page = words(Client().get(other.get_absolute_url()))
    assert (page.count("Wye Trust , chair"), page.count("4 , 14 June 2005")) == (1, 1)
    assert words(Client().get(seat.organisation.get_absolute_url())).count("Wrong : chair") == 1
    for name in ("seats", "decisions"):
        assert [len(listed(name, "body", **query)) for query in ({"body": "wrong"}, {"state": "void"})] == [1, 1]
    actions.void_seat(by=by, seat=Seat.objects.get(body=other, voided_on=None), reason="So.")
    actions.void_decision(by=by, decision=Decision.objects.get(voided_on=None), reason="So.")
    actions.end_body(by=by, body=other, on=BEGAN, reason="So.")


def test_a_seat_ends_with_the_last_day_of_its_organisation():
    trust = PublicBodyFactory(name="Wye Trust", closed=ENDED)
    seat = SeatFactory(organisation=trust)
    for on, holds in ((ENDED, True), (ENDED + DAY, False)):
        assert (seat.holds_on(on), Seat.objects.in_force(on).exists()) == (holds, holds)
    said = "Former seats Wye Trust , member, from 1 April 2003 until it closed on 31 March 2013"
    assert said in words(Client().get(seat.body.get_absolute_url()))
    assert "Held until it closed on 31 March 2013" in words(Client().get(seat.get_absolute_url()))


def test_it_began_before_what_answers_to_it_ended(by):
    top = BodyFactory(name="Top")
    BodyFactory(name="Panel", parent=top, over=True)
    with pytest.raises(Refused, match="Panel answered to it and ended on 31 March 2013, before that first day."):
        actions.edit_body(by=by, body=top, version=None, starts=ENDED + DAY)
    actions.edit_body(by=by, body=top, version=None, starts=ENDED)


def test_a_name_is_there_once_at_a_host_and_once_without_in_a_locality(by):
    area, host = AreaFactory(), PublicBodyFactory()
    given = {"by": by, "name": "Cabinet", "kind": "cabinet", "area": area, "purpose": "So."}
    for who, sentence in ((host, "Whoever convenes it has one of that name"), (None, "This locality has one")):
        actions.add_body(**given, host=who)
        with pytest.raises(ValidationError, match=sentence):
            actions.add_body(**given, host=who)
    actions.add_body(**given, host=PublicBodyFactory())


def test_a_name_that_is_taken_is_refused_in_words_on_the_page_and_to_a_program(office):
    area = AreaFactory(name="Devon")
    BodyFactory(name="Cabinet", area=area)
    other = BodyFactory(name="Panel", area=area)
    said = "This locality has one of that name already. Change that one instead."
    typed = {"name": "CABINET", "kind": "board", "area": "Devon", "purpose": "So."}
    page = send(office, reverse("body_edit", args=[other.pk]), **typed)
    assert (page.status_code, said in words(page)) == (422, True)
    sent = {"version": 1, "name": "CABINET"}
    answer = office.post(reverse("api_body_edit", args=[other.pk]), sent, "application/json")
    assert (answer.status_code, answer.json()["errors"][0]["detail"]) == (400, said)


@pytest.mark.parametrize(
    ("seat", "sentence"),
    [
        ({"starts": BEGAN - DAY, "ends": ENDED}, "The board began on 1 April 2003. Enter days within that."),
        ({"starts": BEGAN}, "The board ended on 31 March 2013. Enter days within that."),
        ({"ends": ENDED, "organisation": {"opened": BEGAN + DAY}, "starts": BEGAN}, "Trust opened on 2 April 2003."),
        ({"ends": ENDED, "organisation": {"closed": ENDED - DAY}}, "Trust closed on 30 March 2013."),
        ({"ends": ENDED}, "Enter the organisation, the post, or both."),
        ({"ends": BEGAN, "starts": ENDED, "post": "Clerk"}, "The last day is before the first day."),
    ],
)
def test_a_seat_lies_within_the_days_of_both(by, seat, sentence):
    body = BodyFactory(name="The board", over=True)
    if "organisation" in seat:
        seat = seat | {"organisation": PublicBodyFactory(name="Trust", **seat["organisation"])}
    with pytest.raises(ValidationError, match=sentence):
        actions.fill_seat(by=by, body=body, **seat)
    assert Seat.objects.count() == 0


def test_there_is_one_chair_at_a_time_and_one_seat_once(by):
    body, trust = BodyFactory(), PublicBodyFactory(name="Trust")
    first = actions.fill_seat(by=by, body=body, organisation=trust, post="Chief Executive", capacity="chair")
    said = "Chief Executive, Trust has the chair in that time: it began on a day that is not known and goes on."
    second = {"by": by, "body": body, "post": "Leader", "starts": ENDED}
    with pytest.raises(Refused, match=said):
        actions.fill_seat(**second, capacity="chair")
    actions.end_seat(by=by, seat=first, on=ENDED)
    with pytest.raises(Refused, match="and goes on|until 31 March 2013. End that seat first"):
        actions.fill_seat(**second, capacity="chair")
    actions.fill_seat(**second | {"starts": ENDED + DAY}, capacity="chair")
    with pytest.raises(Refused, match="The seat has its last day already, 31 March 2013."):
        actions.end_seat(by=by, seat=first)
    with pytest.raises(ValidationError, match="This seat is recorded already. Change that one instead."):
        actions.fill_seat(**second)
    member = actions.fill_seat(by=by, body=body, organisation=trust, starts=ENDED)
    with pytest.raises(Refused, match="Leader has the chair in that time: it began on 1 April 2013 and goes on."):
        actions.edit_seat(by=by, seat=member, version=None, capacity="chair", starts=ENDED + DAY)
    with pytest.raises(ValidationError, match="This seat is recorded already."):
        actions.fill_seat(by=by, body=body, organisation=trust)
    assert list(Seat.objects.in_force(ENDED).order_by("pk")) == [first, member]


def test_it_decides_while_it_is_there_and_no_later_than_today(by):
    body = BodyFactory(name="The board", over=True)
    given = {"by": by, "body": body, "reference": "Minute 4", "what": "It goes ahead."}
    for on, sentence in (
        (BEGAN - DAY, "The board began on 1 April 2003. Enter a day within that."),
        (ENDED + DAY, "The board ended on 31 March 2013. Enter a day within that."),
        (clock.today() + DAY, "Enter a day that has come."),
    ):
        with pytest.raises(Refused, match=sentence):
            actions.record_decision(**given, decided_on=on)
    decision = actions.record_decision(**given, decided_on=ENDED, outcome="deferred")
    with pytest.raises(ValidationError, match="This minute is recorded already. Change that decision instead."):
        actions.record_decision(**given, decided_on=ENDED)
    with pytest.raises(Refused, match="The board ended on 31 March 2013."):
        actions.correct_decision(by=by, decision=decision, version=None, decided_on=ENDED + DAY)
    actions.correct_decision(by=by, decision=decision, version=None, outcome="agreed")
    decision.refresh_from_db()
    assert (decision.outcome, [each.verb for each in Event.objects.of(decision)]) == (
        "agreed", ["corrected", "recorded"],
    )  # fmt: skip
    assert [each.verb for each in Event.objects.of(body)] == ["decision corrected", "decision recorded"]


@pytest.mark.served  # SQLite lets one transaction write at a time
@pytest.mark.django_db(transaction=True)
def test_two_at_once_make_no_circle_and_no_two_chairs(by):
    first, second = BodyFactory(name="A"), BodyFactory(name="B")

    def under(body, above):
        return lambda: actions.edit_body(by=by, body=body, version=None, parent=above)

    found = at_once(under(first, second), under(second, first))
    assert [type(each) for each in found].count(Refused) == 1
    assert Body.objects.filter(parent=None).count() == 1
    posts = ("Leader", "Chief Executive")
    sits = [lambda post=post: actions.fill_seat(by=by, body=first, post=post, capacity="chair") for post in posts]
    assert [type(each) for each in at_once(*sits)].count(Refused) == 1
    assert Seat.objects.count() == 1


@pytest.mark.parametrize(
    ("factory", "days"),
    [
        (BodyFactory, {"ends": ENDED}),
        (BodyFactory, {"kind": "club"}),
        (SeatFactory, {"organisation": None}),
        (SeatFactory, {"capacity": "king"}),
        (DecisionFactory, {"reference": ""}),
        (DecisionFactory, {"outcome": "lost"}),
    ],
)
def test_the_database_refuses_what_cannot_be(factory, days):
    with pytest.raises(IntegrityError), transaction.atomic():
        factory(**days)


def test_nobody_but_the_secretariat_writes():
    actor, body, seat, decision = make_actor("administrator"), BodyFactory(), SeatFactory(), DecisionFactory()
    for act in (
        lambda: actions.add_body(by=actor, name="Mine", kind="panel", area=body.area, purpose="So."),
        lambda: actions.end_body(by=actor, body=body, reason="So."),
        lambda: actions.fill_seat(by=actor, body=body, organisation=actor.organisation),
        lambda: actions.end_seat(by=actor, seat=seat),
        lambda: actions.resume_body(by=actor, body=body),
        lambda: actions.void_seat(by=actor, seat=seat, reason="So."),
        lambda: actions.void_decision(by=actor, decision=decision, reason="So."),
        lambda: actions.record_decision(by=actor, body=body, decided_on=DECIDED, reference="1", what="So."),
        lambda: actions.correct_decision(by=actor, decision=decision, version=None, what="Otherwise."),
    ):
        with pytest.raises(PermissionDenied):
            act()


def listed(name, column, **query):
    return [row[column] for row in Client().get(reverse(f"api_{name}"), query).json()["results"]]


def test_the_lists_are_narrowed():
    area = AreaFactory(name="Herefordshire", gss_code="E06000019")
    host = PublicBodyFactory(name="Wye Trust", ods="5CN")
    ours = BodyFactory(name="A Cabinet", kind="cabinet", area=area, host=host, over=True)
    BodyFactory(name="B Panel", kind="panel", starts=ENDED + DAY)
    for query in ({"kind": "cabinet"}, {"area": "hereford"}, {"host": "wye"}, {"host": "5cn"}, {"as_at": "2013-03-31"}):
        assert listed("bodies", "name", **query) == ["A Cabinet"]
    assert listed("bodies", "name", as_at="2013-04-01") == listed("bodies", "name", q="panel") == ["B Panel"]
    SeatFactory(body=ours, organisation=host, capacity="chair", ends=ENDED)
    SeatFactory(body__name="C Board", organisation=OrganisationFactory(name="Club"))
    for query in ({"body": "a cab"}, {"kind": "cabinet"}, {"organisation": "wye"}, {"capacity": "chair"}):
        assert listed("seats", "organisation", **query) == ["Wye Trust"]
    assert listed("seats", "organisation", as_at="2013-04-01") == ["Club"]
    DecisionFactory(body=ours, reference="1", outcome="deferred")
    DecisionFactory(reference="2", decided_on=DECIDED + DAY)
    for query in ({"body": "a cab"}, {"outcome": "deferred"}, {"as_at": DECIDED.isoformat()}):
        assert listed("decisions", "reference", **query) == ["1"]
    DecisionFactory(body__name="A Cabinet Panel", reference="3", decided_on=DECIDED + 2 * DAY)
    assert listed("decisions", "reference", body_id=ours.pk) == ["1"]
    assert listed("decisions", "reference", body_id="a cab") == []
    on = (DECIDED + DAY).isoformat()
    assert (listed("decisions", "reference", since=on), listed("decisions", "reference", until=on)) == (
        ["3", "2"], ["2", "1"],
    )  # fmt: skip
    page = words(Client().get(host.get_absolute_url()))
    assert "What it convenes A Cabinet : cabinet until 31 March 2013" in page
    assert "A Cabinet" in words(Client().get(reverse("search"), {"q": "cabinet"}))


def test_the_secretariat_keeps_it_on_its_pages_and_everybody_reads_it(office):
    trust, area = PublicBodyFactory(name="Wye Trust"), AreaFactory(name="Herefordshire")
    top = BodyFactory(name="County Partnership", area=area)
    typed = {"name": "Working Group", "kind": "working_group", "area": "Herefordshire", "purpose": "It works."}
    send(office, reverse("body_add"), **typed, parent=str(top.pk), **day("starts", BEGAN))
    body = Body.objects.get(name="Working Group")
    chair = {"organisation": "Wye Trust", "post": "Chief Executive", "capacity": "chair", **day("starts", BEGAN)}
    send(office, reverse("seat_fill", args=[body.pk]), **chair)
    refused = words(send(office, reverse("seat_fill", args=[body.pk]), **chair | {"post": "Director"}))
    assert "Chief Executive, Wye Trust has the chair in that time: it began on 1 April 2003 and goes on." in refused
    seat = Seat.objects.get()
    send(office, reverse("seat_edit", args=[seat.pk]), **chair, appointed="By virtue of the post")
    send(office, reverse("seat_fill", args=[body.pk]), post="Clerk", capacity="adviser", **day("starts", ENDED))
    minute = {"reference": "Minute 4", "what": "It goes ahead.", "outcome": "agreed", **day("decided_on", DECIDED)}
    send(office, reverse("decision_record", args=[body.pk]), **minute)
    decision = Decision.objects.get()
    send(office, reverse("decision_correct", args=[decision.pk]), **minute | {"outcome": "not_agreed"})
    page = words(Client().get(body.get_absolute_url()))
    for shown in (
        "County Partnership , board Working Group Who sits there",
        "Chief Executive, Wye Trust , chair, from 1 April 2003: By virtue of the post",
        "Minute 4 , 14 June 2005: It goes ahead. Not agreed",
    ):
        assert shown in page
    assert ("Former seats" in page, "Change the entry" in page) == (False, False)
    found = words(Client().get(trust.get_absolute_url()))
    assert "Where it sits Working Group : chair (Chief Executive, Wye Trust) from 1 April 2003" in found
    send(office, reverse("seat_end", args=[seat.pk]), **day("on", ENDED))
    assert "Former seats Chief Executive, Wye Trust" in words(Client().get(body.get_absolute_url()))
    send(office, reverse("body_edit", args=[body.pk]), **typed | {"name": "Compact Group", "parent": str(top.pk)})
    send(office, reverse("body_end", args=[body.pk]), reason="It is done.", **day("on", ENDED))
    page = words(Client().get(body.get_absolute_url()))
    assert ("Compact Group Ended" in page, "Why it ended It is done." in page) == (True, True)
    assert "It ended already" in words(office.get(reverse("body_end", args=[body.pk])))
    send(office, reverse("body_resume", args=[body.pk]))
    page = words(office.get(body.get_absolute_url()))
    assert ("Compact Group Going on" in page, "It has ended" in page) == (True, True)
    for address, thing in (("seat_void", seat), ("decision_void", decision)):
        send(office, reverse(address, args=[thing.pk]), reason="On the wrong board.")
        page = words(office.get(thing.get_absolute_url()))
        assert ("Void" in page, "Why it is void On the wrong board." in page, "by mistake" in page) == (
            True, True, False,
        )  # fmt: skip


@pytest.mark.parametrize("count", [1, 10])
def test_a_page_with_many_seats_costs_a_visitor_six_statements(count):
    body = BodyFactory(parent=BodyFactory())
    for _ in range(count):
        SeatFactory(body=body), DecisionFactory(body=body, what="It goes on."), BodyFactory(parent=body)
    with CaptureQueriesContext(connection) as asked:
        page = words(Client().get(body.get_absolute_url()))
    assert (len(asked), page.count(", member, from"), page.count("It goes on.")) == (6, count, count)


def test_a_program_does_the_same_with_the_same_words_of_refusal(office):
    def post(address, *args, **sent):
        return office.post(reverse(f"api_{address}", args=args), sent, "application/json")

    area = AreaFactory()
    body = post("body_add", name="Group", kind="panel", area=area.pk, purpose="So.", starts="2003-04-01").json()
    assert (body["name"], body["parent"], body["starts"]) == ("Group", None, "2003-04-01")
    edited = post("body_edit", body["id"], version=1, purpose="It works.").json()
    assert (edited["version"], post("body_edit", body["id"], version=1, purpose="No.").status_code) == (2, 409)
    seat = post("seat_fill", body=body["id"], post="Clerk", capacity="chair").json()
    refusal = post("seat_fill", body=body["id"], post="Leader", capacity="chair")
    assert (refusal.status_code, refusal.json()["errors"][0]["detail"][:32]) == (
        400,
        "Clerk has the chair in that time",
    )
    assert post("seat_edit", seat["id"], version=1, capacity="adviser").json()["capacity"] == "adviser"
    assert post("seat_end", seat["id"], on="2013-03-31").json()["ends"] == "2013-03-31"
    decision = post("decision_record", body=body["id"], decided_on="2005-06-14", reference="4", what="So.").json()
    corrected = post("decision_correct", decision["id"], version=1, outcome="deferred")
    assert corrected.json()["outcome"] == "deferred"
    ended = post("body_end", body["id"], on="2013-03-31", reason="Done.").json()
    assert (ended["ends"], ended["end_reason"]) == ("2013-03-31", "Done.")
    assert post("body_resume", body["id"]).json()["ends"] is None
    for address, pk in (("seat_void", seat["id"]), ("decision_void", decision["id"])):
        assert post(address, pk, reason="Wrong board.").json()["void_reason"] == "Wrong board."
    refusal = post("seat_end", seat["id"]).json()["errors"][0]["detail"]
    assert refusal.endswith("If it was right after all, enter it again.")


def test_the_story_tells_who_answered_to_whom(settings):
    settings.DEMO = True
    demo.load()
    group = Body.objects.get(name="Herefordshire Compact Working Group")
    at = [datetime.date(2005, 6, 1), clock.today()]
    assert [[str(each) for each in group.seats.in_force(on).filter(capacity="chair")] for on in at] == [
        ["Wye Valley Speaking Up, chair"],
        ["Golden Valley Community Lifts, chair"],
    ]
    assert group.parent.name == "One Herefordshire Partnership"
    worcester = Body.objects.get(name="Joint Commissioning Group", area__name="Worcestershire")
    assert worcester.ends == datetime.date(2013, 3, 31)
