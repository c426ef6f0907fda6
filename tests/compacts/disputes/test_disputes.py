"""Disputes about a Compact: raised, taken up the ladder, ended with what was learned, and who reads what of them."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.disputes import actions
from compacts.disputes.forms import FurtherForm
from compacts.disputes.models import Dispute, DisputeStep, Outcome, Rung
from compacts.disputes.reading import learned_in, tally_of
from compacts.disputes.reports import DisputesReport
from core import clock
from core.acts import NotVisible, Refused
from core.deadlines.pressing import for_actor
from core.deadlines.registry import DEADLINES
from core.trail.models import Event
from partnerships.organisations.models import Lineage
from partnerships.people.actors import actor_for
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import boxes, words
from tests.factories.bodies import BodyFactory
from tests.factories.codes import CodeFactory
from tests.factories.compacts import CompactFactory
from tests.factories.disputes import DUE, ENDED, RAISED, DisputeFactory
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
NO_OMBUDSMAN = (
    "The ombudsman hears complaints about councils only, so the panel is the last rung here. Enter how it ended."
)


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def group():
    return make_actor("approver", organisation=OrganisationFactory(name="Carers Forum"))


@pytest.fixture
def council():
    kind = KindFactory(code="county-council", sector="council", is_public_body=True)
    return OrganisationFactory(name="County Council", kind=kind)


def raised(by, against, **more):
    given = {"title": "Notice", "area": AreaFactory(), "about": "Two weeks.", "due_on": DUE, "raised_on": RAISED} | more
    return actions.raise_dispute(by=by, against=against, **given)


def climb(by, dispute, times, on=DUE):
    for _ in range(times):
        actions.take_further(by=by, dispute=dispute, result="No answer.", on=on, due_on=on + 30 * DAY)
    return Dispute.objects.get(pk=dispute.pk)


def test_a_group_raises_it_for_itself_and_takes_it_up_to_the_ombudsman(group, council, by):
    dispute = raised(group, council)
    assert (dispute.raised_by, dispute.step.rung, dispute.step.due_on) == (group.organisation, Rung.INFORMAL, DUE)
    dispute = climb(group, dispute, 3)
    assert [each.rung for each in dispute.steps.all()] == ["informal", "group", "panel", "ombudsman"]
    assert [each.ended_on for each in dispute.steps.all()] == [DUE, DUE, DUE, None]
    with pytest.raises(Refused, match="It is with the ombudsman, the last rung. Enter how it ended."):
        climb(group, dispute, 1)
    actions.close_dispute(
        by=by, dispute=dispute, outcome=Outcome.BREACH, decision="Pay on.", learning="Write early.", on=DUE + DAY
    )
    dispute.refresh_from_db()
    assert (dispute.outcome, dispute.step.ended_on, dispute.step.result) == ("breach", DUE + DAY, "Pay on.")
    assert [each.verb for each in Event.objects.of(dispute)][:2] == ["ended", "taken further"]


def test_what_the_nhs_did_ends_with_the_panel(by):
    dispute = climb(by, DisputeFactory(), 2)
    with pytest.raises(Refused) as refusal:
        climb(by, dispute, 1)
    assert refusal.value.messages == [NO_OMBUDSMAN]


def test_its_days_are_in_order(by, group, council):
    with pytest.raises(ValidationError, match="It begins on 1 March 2005, so it cannot be due before."):
        raised(group, council, due_on=RAISED - DAY)
    with pytest.raises(ValidationError, match="It cannot be raised before it happened."):
        raised(group, council, happened_on=RAISED + DAY)
    with pytest.raises(ValidationError, match="Enter a day that has come"):
        raised(group, council, raised_on=clock.today() + DAY)
    with pytest.raises(ValidationError, match="This Code was not there to be kept on that day."):
        raised(group, council, code=CodeFactory(launched=True, national=True))  # in November
    dispute = climb(by, DisputeFactory(), 1)
    for act in (
        lambda: actions.withdraw_dispute(by=by, dispute=dispute, reason="So.", on=DUE - DAY),
        lambda: climb(by, dispute, 1, on=DUE - DAY),
    ):
        with pytest.raises(ValidationError, match="It is on this rung from 29 March 2005 on."):
            act()


def test_corrected_it_names_a_code_only_of_its_day_and_its_locality(by):
    code, late = CodeFactory(launched=True, launched_on=RAISED), CodeFactory(launched=True, national=True)
    dispute = DisputeFactory(area=code.area, code=code)
    for change, said in (
        ({"code": late}, "not there to be kept on that day. Choose another, or the Compact itself."),
        ({"happened_on": RAISED - DAY}, "not there to be kept on that day."),
        ({"area": AreaFactory(name="Shropshire")}, "not of Shropshire."),
        ({"happened_on": clock.today() + DAY}, "Enter a day that has come"),
    ):
        with pytest.raises(ValidationError, match=said):
            actions.edit_dispute(by=by, dispute=dispute, version=None, **change)
    assert actions.edit_dispute(by=by, dispute=dispute, version=None, code=None, title="Late").code is None


def test_more_time_is_given_with_a_reason_and_only_later(by):
    dispute = DisputeFactory()
    with pytest.raises(ValidationError, match="It is due on 29 March 2005. Enter a later day."):
        actions.put_off(by=by, dispute=dispute, due_on=DUE, reason="Easter.")
    actions.put_off(by=by, dispute=dispute, due_on=DUE + DAY, reason="Easter.")
    step = dispute.steps.get()
    assert (step.due_on, step.put_off_because) == (DUE + DAY, "Easter.")
    actions.put_off(by=by, dispute=dispute, due_on=DUE + 2 * DAY, reason="Snow.")
    step.refresh_from_db()
    assert step.put_off_because == "Easter.\nThen until 31 March 2005: Snow."


def test_a_breach_is_learned_from_and_nothing_goes_on_after_the_end(by):
    dispute = DisputeFactory()
    with pytest.raises(ValidationError, match="The Compact was broken: say what is learned from it."):
        actions.close_dispute(by=by, dispute=dispute, outcome="partly", decision="Half.", on=ENDED)
    with pytest.raises(ValidationError, match="Say how it ended, and what was decided."):
        actions.close_dispute(by=by, dispute=dispute, outcome="kept", decision=" ", on=ENDED)
    actions.close_dispute(by=by, dispute=dispute, outcome="kept", decision="Notice was given.", on=ENDED)
    for act in (
        lambda: climb(by, dispute, 1),
        lambda: actions.put_off(by=by, dispute=dispute, due_on=DUE + DAY, reason="So."),
        lambda: actions.withdraw_dispute(by=by, dispute=dispute, reason="So."),
    ):
        with pytest.raises(Refused, match="It ended on 22 March 2005. Raise a new one if it happened again."):
            act()
    with pytest.raises(Refused, match="Enter what was learned."):
        actions.publish_learning(by=by, dispute=dispute)


def test_what_was_learned_is_published_without_the_two(by):
    dispute, area = DisputeFactory(ended=True), AreaFactory()
    with pytest.raises(Refused, match="Enter first how it ended."):
        actions.publish_learning(by=by, dispute=DisputeFactory(area=dispute.area))
    actions.publish_learning(by=by, dispute=dispute)
    today = clock.today()
    assert learned_in(dispute.area, today) == [(today, "Notice is given in writing.")]
    assert (learned_in(dispute.area, today - DAY), learned_in(area, today)) == ([], [])
    assert tally_of(dispute.area, today) == {"open": 1, "ended": 1, "breach": 1}
    assert tally_of(dispute.area, ENDED - DAY) == {"open": 2, "ended": 0, "breach": 0}
    with pytest.raises(Refused, match="What was learned is published since"):
        actions.publish_learning(by=by, dispute=dispute)
    actions.unpublish_learning(by=by, dispute=dispute)
    assert learned_in(dispute.area, today) == []


def test_who_pursues_it_and_who_settles_it(group):
    mine = DisputeFactory(raised_by=group.organisation)
    other_side = make_actor("administrator", organisation=mine.against)
    stranger = make_actor("administrator")
    assert set(Dispute.objects.visible_to(group)) == set(Dispute.objects.visible_to(other_side)) == {mine}
    for actor, refusal in ((other_side, PermissionDenied), (stranger, NotVisible)):
        with pytest.raises(refusal):
            actions.withdraw_dispute(by=actor, dispute=mine, reason="So.")
    for act in (
        lambda: actions.close_dispute(by=group, dispute=mine, outcome="kept", decision="So."),
        lambda: actions.put_off(by=group, dispute=mine, due_on=DUE + DAY, reason="So."),
        lambda: raised(make_actor("member"), mine.against),
        lambda: actions.record_dispute(by=group, raised_by=mine.against, due_on=DUE, title="So.", about="So."),
    ):
        with pytest.raises(PermissionDenied):
            act()
    actions.withdraw_dispute(by=group, dispute=mine, reason="We misread it.", on=ENDED)
    mine.refresh_from_db()
    assert (mine.outcome, mine.decision, mine.standing) == ("withdrawn", "We misread it.", ("Withdrawn", "grey"))


@pytest.mark.parametrize(
    "days",
    [
        {"about": ""},
        {"closed_on": ENDED},
        {"outcome": "kept"},
        {"ended": True, "learning": ""},
        {"ended": True, "closed_on": RAISED - DAY},
        {"published_on": ENDED},
    ],
)
def test_the_database_refuses_what_cannot_be(days):
    with pytest.raises(IntegrityError), transaction.atomic():
        DisputeFactory(**days)


def test_the_list_is_narrowed_by_how_each_stood_on_a_day(by):
    office = signed_in(by)
    area = AreaFactory(name="Herefordshire", gss_code="E06000019")
    going = DisputeFactory(title="A", area=area, against__name="Wye Trust", code=CodeFactory(launched=True))
    climb(by, going, 1)
    DisputeFactory(title="B", ended=True)

    def listed(**query):
        return [
            row["title"] for row in office.get(reverse("api_disputes"), query | {"order": "title"}).json()["results"]
        ]

    assert listed(state="open") == listed(rung="group") == listed(area="hereford") == listed(side="wye") == ["A"]
    assert listed(subject="funding") == listed(q="wye tr") == ["A"]
    assert (
        listed(state="ended") == listed(state="breach") == listed(outcome="breach") == listed(rung="informal") == ["B"]
    )
    assert listed(state="open", as_at=RAISED.isoformat()) == listed(rung="informal", as_at="2005-03-21") == ["A", "B"]
    assert listed(as_at=(RAISED - DAY).isoformat()) == []
    rows = office.get(reverse("api_disputes"), {"order": "title", "as_at": "2005-03-21"}).json()["results"]
    assert [row["rung"] for row in rows] == ["Between the two, informally"] * 2


def test_both_sides_follow_it_on_its_pages(by, group):
    PublicBodyFactory(name="Herefordshire Trust"), AreaFactory(name="Herefordshire")
    browser, office = signed_in(group), signed_in(by)
    typed = {"title": "Notice", "area": "Herefordshire", "against": "Herefordshire Trust", "about": "Two weeks."}
    empty = words(send(browser, reverse("dispute_raise"), **typed))
    assert "Enter the day by which the two are to have talked it over." in empty
    send(browser, reverse("dispute_raise"), **typed, **day("due_on", clock.today() + 14 * DAY))
    dispute = Dispute.objects.get()
    page = words(browser.get(dispute.get_absolute_url()))
    assert ("Raised by Carers Forum" in page, "Enter how it ended" in page, "There is a rung above" in page) == (
        True, False, True,
    )  # fmt: skip
    assert signed_in(make_actor("approver")).get(dispute.get_absolute_url()).status_code == 404
    far = {"result": "No answer.", **day("due_on", clock.today() + 30 * DAY)}
    further = reverse("dispute_further", args=[dispute.pk])
    assert "The next rung is: Compact group." in words(browser.get(further))
    for _ in range(2):
        send(browser, further, **far)
    refused = words(send(browser, further, **far))
    assert (NO_OMBUDSMAN in refused, "No answer." in refused) == (True, True)
    send(
        office,
        reverse("dispute_put_off", args=[dispute.pk]),
        reason="Easter.",
        **day("due_on", clock.today() + 60 * DAY),
    )
    assert "More time was given: Easter." in words(browser.get(dispute.get_absolute_url()))
    send(office, reverse("dispute_edit", args=[dispute.pk]), title="Notice of two weeks")
    early = words(office.get(reverse("dispute_publish", args=[dispute.pk])))
    assert "Enter first how it ended." in early
    end = {"outcome": "partly", "decision": "Half is paid.", "learning": "Write early."}
    send(office, reverse("dispute_close", args=[dispute.pk]), **end)
    assert "It ended on" in words(office.get(reverse("dispute_close", args=[dispute.pk])))
    send(office, reverse("dispute_publish", args=[dispute.pk]))
    assert "Take back what was published" in words(office.get(dispute.get_absolute_url()))
    assert "broken in part" in words(browser.get(group.organisation.get_absolute_url()))
    assert "Disputes about a Compact" not in words(Client().get(group.organisation.get_absolute_url()))


def test_two_who_take_it_further_at_once_take_it_up_one_rung(by, group, council):
    dispute = DisputeFactory(raised_by=group.organisation, against=council)
    where = reverse("dispute_further", args=[dispute.pk])
    typed = {"result": "No answer.", **day("due_on", clock.today() + 30 * DAY)}
    opened = [(client, boxes(client.get(where))) for client in (signed_in(by), signed_in(group))]
    first, second = [client.post(where, form | typed) for client, form in opened]
    assert (first.status_code, second.status_code, dispute.steps.count()) == (302, 409, 2)
    page = words(second)
    for sentence in ("Somebody else changed this", "The next rung is: Disputes panel.", "No answer."):
        assert sentence in page, sentence
    sent = {"result": "No.", "due_on": "2040-01-01", "version": dispute.version}
    again = opened[0][0].post(reverse("api_dispute_further", args=[dispute.pk]), sent, "application/json")
    assert (again.status_code, dispute.steps.count()) == (409, 2)


@pytest.mark.parametrize("rungs", [1, 2])
def test_a_dispute_costs_the_same_on_every_rung(by, rungs):
    dispute, reader = climb(by, DisputeFactory(), rungs), signed_in(make_actor("auditor"))
    reader.get(dispute.get_absolute_url())
    with CaptureQueriesContext(connection) as asked:
        page = words(reader.get(dispute.get_absolute_url()))
    assert (len(asked), page.count("to be dealt with by")) == (7, 1)


def test_a_program_does_the_same_with_the_same_words_of_refusal(by, council):
    office, group = signed_in(by), OrganisationFactory()

    def post(name, *args, **sent):
        return office.post(reverse(f"api_dispute_{name}", args=args), sent, "application/json")

    sent = {"title": "Notice", "area": AreaFactory().pk, "raised_by": group.pk, "against": council.pk, "about": "So."}
    dispute = post("record", **sent, raised_on="2005-03-01", due_on="2005-03-29").json()
    assert (dispute["raised_by"], dispute["raised_on"], dispute["outcome"]) == (group.pk, "2005-03-01", "")
    pk = dispute["id"]
    further = {"result": "No.", "on": "2005-03-29", "due_on": "2005-04-30", "version": dispute["version"]}
    assert post("further", pk, **further).json()["version"] == dispute["version"] + 1
    assert post("put_off", pk, due_on="2005-05-30", reason="May.").status_code == 200
    refusal = post("close", pk, outcome="breach", decision="Pay.", on="2005-05-01")
    assert refusal.json()["errors"][0]["detail"] == "The Compact was broken: say what is learned from it."
    closed = post("close", pk, outcome="breach", decision="Pay.", learning="Write.", on="2005-05-01").json()
    assert (closed["closed_on"], closed["learning"]) == ("2005-05-01", "Write.")
    assert post("edit", pk, version=closed["version"], learning="Write early.").json()["learning"] == "Write early."
    assert post("publish", pk).json()["published_on"] == clock.today().isoformat()
    assert post("unpublish", pk).json()["published_on"] is None
    assert post("withdraw", pk, reason="So.").status_code == 400
    assert post("raise", **sent, due_on="2040-01-01").status_code == 403


def test_the_report_tells_where_they_are_how_they_ended_and_what_was_learned(by):
    climb(by, DisputeFactory(), 1)
    DisputeFactory(title="Notice", ended=True, area=AreaFactory(name="Herefordshire"))
    figures, ladder, chart, learning = DisputesReport().sections(by, DUE + DAY)
    assert [each[1] for each in figures.figures] == [1, 1, 1]
    assert ladder.rows == [
        [Rung.INFORMAL.label, 2, 0, 0, 1],
        [Rung.GROUP.label, 1, 1, 0, 0],
        [Rung.PANEL.label, 0, 0, 0, 0],
        [Rung.OMBUDSMAN.label, 0, 0, 0, 0],
    ]
    assert chart.table.rows == [["The Compact was broken", 1, 21]]
    assert learning.all_rows() == [["Notice", "Herefordshire", ENDED, "Notice is given in writing."]]
    late = DisputesReport().sections(by, DUE + 31 * DAY)[1]
    assert late.rows[1] == [Rung.GROUP.label, 1, 1, 1, 0]
    before = DisputesReport().sections(make_actor("commissioner"), DUE)  # of another body: nothing to tell
    assert [each[1] for each in before[0].figures] == [0, 0, 0]


def test_a_rung_names_the_board_or_group_that_hears_it_and_the_board_s_page_shows_it(by, group, council):
    county = AreaFactory(name="Herefordshire", gss_code="E06000019")
    working, panel = (
        BodyFactory(name="Compact Working Group", area=county), BodyFactory(name="Compact Panel", area=county),
    )  # fmt: skip
    gone, far = BodyFactory(name="Old Group", area=county, ends=DUE - DAY, end_reason="So."), BodyFactory(name="Far")
    CompactFactory(area=county, working_group=working)
    dispute, office, theirs = raised(group, council, area=county), signed_in(by), signed_in(group)
    no_group = "On this rung no board or group hears it."
    with pytest.raises(Refused, match=no_group):
        actions.name_hearer(by=by, dispute=dispute, heard_by=working)
    further = reverse("dispute_further", args=[dispute.pk])
    offered = FurtherForm(of=dispute)["heard_by"]
    assert (offered.value(), [str(each) for each in offered.field.queryset]) == (
        working.pk, ["Compact Panel", "Compact Working Group"],
    )  # fmt: skip
    for wrong, said in (
        (gone, "Old Group was not there on 29 March 2005. Choose another, or leave this empty."),
        (far, f"Far is one of {far.area}, not of Herefordshire. Choose another, or leave this empty."),
    ):
        given = {"version": dispute.version, "result": "None.", "due_on": "2005-05-01", "on": DUE.isoformat()}
        sent = theirs.post(
            reverse("api_dispute_further", args=[dispute.pk]), given | {"heard_by": wrong.pk}, "application/json"
        )
        assert (sent.status_code, said in sent.content.decode()) == (400, True)
    send(theirs, further, result="No answer.", heard_by=working.pk, **day("on", DUE), **day("due_on", DUE + 30 * DAY))
    page = words(theirs.get(dispute.get_absolute_url()))
    assert ("Heard by Compact Working Group" in page, "Say which board or group" in page) == (True, False)
    hears = "a dispute that it hears as the Compact group"
    assert [hears in words(each.get(working.get_absolute_url())) for each in (theirs, office, Client())] == [
        True, True, False,
    ]  # fmt: skip
    send(office, reverse("dispute_hearer", args=[dispute.pk]), heard_by=panel.pk)
    dispute = Dispute.objects.get()
    assert (dispute.step.heard_by, dispute.version) == (panel, 3)
    api = reverse("api_dispute_hearer", args=[dispute.pk])
    assert [
        each.post(api, {"version": 3, "heard_by": None}, "application/json").status_code for each in (theirs, office)
    ] == [403, 200]
    [row] = office.get(reverse("api_disputes")).json()["results"]
    assert (row["heard_by"], Event.objects.of(dispute).first().verb) == (None, "who hears it named")
    actions.name_hearer(by=by, dispute=dispute, heard_by=working)
    dispute = climb(by, Dispute.objects.get(), 2)
    assert "a dispute that it heard as the Compact group" in words(office.get(working.get_absolute_url()))
    with pytest.raises(ValidationError, match="Only the Compact group and the panel are boards or groups."):
        DisputeStep(dispute=dispute, rung="ombudsman", heard_by=panel).validate_constraints()
    with pytest.raises(Refused, match=no_group):
        actions.name_hearer(by=by, dispute=dispute, heard_by=panel)


def test_whoever_came_after_a_side_reads_it_and_goes_on_with_it_once_that_side_has_closed(by, council):
    approver = make_actor("approver", organisation=OrganisationFactory(name="Wye Carers"))
    member = make_actor("member", organisation=approver.organisation)
    commissioner = make_actor("commissioner", organisation=PublicBodyFactory(name="New Trust"))
    group, trust = OrganisationFactory(name="Ross Carers"), PublicBodyFactory(name="Old Trust")
    disputes = [DisputeFactory(raised_by=group, against=trust) for _ in range(2)]
    DisputeFactory(raised_by=group)  # against a body that nobody came after
    for before, after in ((group, approver.organisation), (trust, commissioner.organisation)):
        Lineage.objects.create(ancestor=before, descendant=after, kind="merger", on=DUE)

    def again(actor):
        return actor_for(actor.user)

    read = [signed_in(again(each)).get(reverse("api_disputes")).json()["results"] for each in (member, commissioner)]
    assert [len(each) for each in read] == [3, 2]
    page = signed_in(again(commissioner)).get(disputes[0].get_absolute_url())
    assert ("Ross Carers" in words(page), "Take it to the next rung" in words(page)) == (True, False)
    assert signed_in(make_actor("commissioner")).get(disputes[0].get_absolute_url()).status_code == 404
    with pytest.raises(PermissionDenied, match="has not closed, so its own people see to it."):
        climb(again(approver), disputes[0], 1)
    type(group).objects.filter(pk=group.pk).update(closed=DUE - DAY)
    with pytest.raises(PermissionDenied):
        climb(again(member), disputes[0], 1)
    assert climb(again(approver), disputes[0], 1).step.rung == Rung.GROUP
    assert [each.row.dispute for each in for_actor(again(commissioner))] == [disputes[1], disputes[0]]
    assert [each.next_step for each in {item.deadline for item in for_actor(again(approver))}] == [
        "Read where it stands"
    ]
    [ours] = [each for name, each in DEADLINES.items() if name == "dispute_step_of_a_side"]
    rows = list(ours.open(None))
    with CaptureQueriesContext(connection) as asked:
        told = ours.holders(rows)
    assert [len(told[each.pk]) for each in rows] == [2, 1, 2]
    with CaptureQueriesContext(connection) as asked_of_one:
        ours.holders(rows[:1])
    assert len(asked) == len(asked_of_one) == 4


def test_who_split_off_a_body_reads_what_was_there_until_they_parted(by):
    parent, child, gone = (OrganisationFactory(name=name) for name in ("Parent", "Child", "Gone"))
    parted = RAISED + 10 * DAY
    Lineage.objects.create(ancestor=parent, descendant=child, kind="split", on=parted)
    Lineage.objects.create(ancestor=gone, descendant=child, kind="merger", on=parted)
    gone.closed = parted - DAY
    gone.save(update_fields=["closed"])
    reader = make_actor("approver", organisation=child)
    for whose, on, seen in (
        (parent, parted - DAY, True), (parent, parted, False), (gone, parted + DAY, True), (child, parted, True)
    ):  # fmt: skip
        for made in (
            DisputeFactory(raised_by=whose, raised_on=on, due_on=on + DAY),
            DisputeFactory(against=whose, raised_on=on, due_on=on + DAY),
        ):
            page = signed_in(reader).get(made.get_absolute_url())
            listed = Dispute.objects.visible_to(reader).filter(pk=made.pk).exists()
            assert (page.status_code == 200, listed) == (seen, seen), (whose, on)


def test_no_dispute_is_raised_against_where_one_came_from():
    parent, child = PublicBodyFactory(name="Parent"), OrganisationFactory(name="Child")
    Lineage.objects.create(ancestor=parent, descendant=child, kind="split", on=RAISED)
    for act, more in (
        (actions.raise_dispute, {"by": make_actor("approver", organisation=child)}),
        (actions.record_dispute, {"by": make_actor("secretariat"), "raised_by": child}),
    ):
        with pytest.raises(ValidationError) as refusal:
            act(against=parent, title="Notice", area=AreaFactory(), about="x", due_on=DUE, raised_on=RAISED, **more)
        assert refusal.value.message_dict == {
            "against": ["Parent is where Child came from. Name the other side of the dispute."]
        }
