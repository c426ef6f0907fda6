"""Initiatives of agreements, and the boards and groups that govern these."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, connection, transaction
from django.http import Http404
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.initiatives import actions
from compacts.initiatives.demo import AGREEMENT
from compacts.initiatives.models import GoverningBody, Initiative, State
from compacts.initiatives.reading import LOADED
from compacts.targets.models import Target
from core import clock, demo
from core.acts import Refused
from core.deadlines import DEADLINES
from core.trail.models import Event
from partnerships.bodies.models import Body
from partnerships.bodies.tree import tree_of
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.agreements import between
from tests.factories.bodies import BodyFactory
from tests.factories.compacts import CompactFactory
from tests.factories.initiatives import BEGAN, DONE, GoverningBodyFactory, InitiativeFactory
from tests.factories.organisations import AreaFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.targets import TargetFactory
from tests.partnerships.bodies.test_bodies import drawn

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def office(by):
    return signed_in(by)


@pytest.mark.parametrize(
    ("days", "on", "state"),
    [
        ({"starts": None}, DONE, State.PLANNED),
        ({}, BEGAN - DAY, State.PLANNED),
        ({}, BEGAN, State.UNDER_WAY),
        ({"done": True}, DONE - DAY, State.UNDER_WAY),
        ({"done": True}, DONE, State.DONE),
        ({"stopped": True}, DONE, State.STOPPED),
        ({"done": True, "void": True}, BEGAN, State.VOID),
    ],
)
def test_how_it_stands_follows_from_its_days_in_python_and_in_the_database(days, on, state):
    initiative = InitiativeFactory(**days)
    found = {each.value for each in State if Initiative.objects.in_state(each.value, on).exists()}
    assert (initiative.state_on(on), found) == (state, {state.value})


def test_it_is_led_by_a_party_and_rests_with_who_governs(by):
    trust, body = PublicBodyFactory(name="Trust"), BodyFactory(name="Joint Group")
    agreement = between(trust, PublicBodyFactory(), title="Joint agreement", in_force=True)
    given = {"by": by, "agreement": agreement, "title": "Pilots", "aim": "One team.", "starts": BEGAN}
    with pytest.raises(Refused, match="Club is not a party to the agreement. Choose one of its parties, or add it as"):
        actions.add_initiative(**given, lead=PublicBodyFactory(name="Club"))
    with pytest.raises(Refused, match="Joint Group is not among those that govern the agreement. Choose one that is"):
        actions.add_initiative(**given, lead=trust, body=body)
    actions.govern_agreement(by=by, agreement=agreement, body=body)
    with pytest.raises(ValidationError, match="It is named already."):
        actions.govern_agreement(by=by, agreement=agreement, body=body)
    initiative = actions.add_initiative(**given, lead=trust, body=body)
    with pytest.raises(ValidationError, match="The agreement has an initiative of that title already."):
        actions.add_initiative(**given, lead=trust)
    governing = GoverningBody.objects.get()
    with pytest.raises(Refused, match="It is responsible for: Pilots. Choose another board or group for that first."):
        actions.ungovern_agreement(by=by, governing=governing)
    with pytest.raises(Refused, match="Other is not a party to the agreement."):
        actions.edit_initiative(by=by, initiative=initiative, version=None, lead=PublicBodyFactory(name="Other"))
    actions.edit_initiative(by=by, initiative=initiative, version=None, body=None)
    actions.ungovern_agreement(by=by, governing=governing)
    assert [each.verb for each in Event.objects.of(agreement)] == [
        "board or group no longer named", "initiative added", "board or group named",
    ]  # fmt: skip


def test_a_title_that_is_taken_is_refused_in_words_on_the_page_and_to_a_program(office):
    first = InitiativeFactory(title="Pilots")
    other = InitiativeFactory(title="Office", agreement=first.agreement)
    said = "The agreement has an initiative of that title already. Change that one instead, or give this one another"
    typed = {"title": "PILOTS", "aim": "So.", "lead": str(other.lead_id)}
    page = send(office, reverse("initiative_edit", args=[other.pk]), **typed)
    assert (page.status_code, said in words(page)) == (422, True)
    sent = {"version": 1, "title": "PILOTS"}
    answer = office.post(reverse("api_initiative_edit", args=[other.pk]), sent, "application/json")
    assert (answer.status_code, answer.json()["errors"][0]["detail"]) == (400, f"{said} title.")


def test_an_agreement_that_ended_or_has_a_work_plan_gets_no_initiative(by):
    over, annual = between(ended=True), between(kind="annual", in_force=True)
    for agreement, sentence in (
        (over, "It ended on 31 March 2013. Begin another in its place."),
        (annual, "An annual agreement has a work plan. Add a line to that instead."),
    ):
        lead = agreement.parties.first().organisation
        with pytest.raises(Refused, match=sentence):
            actions.add_initiative(by=by, agreement=agreement, title="Pilots", aim="So.", lead=lead)
    with pytest.raises(Refused, match="It ended on 31 March 2013."):
        actions.govern_agreement(by=by, agreement=over, body=BodyFactory())


def test_a_board_that_ended_is_not_named_and_nothing_comes_to_rest_with_it(by, office):
    initiative, gone = InitiativeFactory(), BodyFactory(name="Old Board", over=True)
    agreement = initiative.agreement
    said = "Old Board ended on 31 March 2013. Choose one that goes on, or say on its page that it goes on after all."
    with pytest.raises(Refused, match=said):
        actions.govern_agreement(by=by, agreement=agreement, body=gone)
    url = reverse("api_agreement_govern", args=[agreement.pk])
    refusal = office.post(url, {"body": gone.pk}, "application/json").json()["errors"]
    assert [each["detail"] for each in refusal] == [said]
    GoverningBodyFactory(agreement=agreement, body=gone)
    assert "Old Board Ended" in words(office.get(agreement.get_absolute_url()))
    with pytest.raises(Refused, match=said):
        actions.edit_initiative(by=by, initiative=initiative, version=None, body=gone)
    Initiative.objects.update(body=gone)
    actions.edit_initiative(by=by, initiative=initiative, version=None, title="Other", body=gone)


def test_the_page_of_a_board_names_what_it_serves_to_whoever_may_see_it(office):
    governing = GoverningBodyFactory(agreement=between(title="Joint agreement", in_force=True))
    CompactFactory(title="Wye Compact", launched=True, working_group=governing.body)
    url, both = governing.body.get_absolute_url(), "Joint agreement , an agreement that it governs Wye Compact , as its"
    assert f"What it serves {both} Compact Working Group" in words(office.get(url))
    page = words(Client().get(url))
    assert ("What it serves Wye Compact" in page, "Joint agreement" in page) == (True, False)


def test_it_goes_on_after_all_or_was_entered_by_mistake(by):
    agreement = between(in_force=True)
    done, stopped = InitiativeFactory(done=True, agreement=agreement), InitiativeFactory(stopped=True)
    for each in (done, stopped):
        with pytest.raises(PermissionDenied):
            actions.resume_initiative(by=make_actor("member", organisation=each.lead), initiative=each)
        for _ in range(2):
            actions.resume_initiative(by=by, initiative=each)
        assert [event.verb for event in Event.objects.of(each)] == ["goes on after all"]
    assert set(Initiative.objects.to_finish()) == {done, stopped}
    done.body = GoverningBodyFactory(agreement=agreement).body
    done.save()
    with pytest.raises(ValidationError, match="Say why it is void."):
        actions.void_initiative(by=by, initiative=done, reason=" ")
    for _ in range(2):
        actions.void_initiative(by=by, initiative=done, reason="It is of another agreement.")
    assert set(Initiative.objects.to_finish()) == {stopped}
    for act in (actions.finish_initiative, actions.resume_initiative,
                lambda **how: actions.edit_initiative(**how, version=None, title="Other"),
                lambda **how: actions.measure_initiative(**how, target=TargetFactory())):  # fmt: skip
        with pytest.raises(Refused, match="If it was right after all, add it to the agreement again."):
            act(by=by, initiative=done)
    actions.ungovern_agreement(by=by, governing=agreement.governed_by.get())
    actions.add_initiative(by=by, agreement=agreement, title=done.title, aim="So.", lead=done.lead)
    assert [event.verb for event in Event.objects.of(agreement)] == [
        "initiative added", "board or group no longer named", "initiative declared void",
    ]  # fmt: skip


def test_the_people_of_the_lead_are_reminded_and_the_secretariat_where_it_left_or_closed(by):
    first, second, third = (InitiativeFactory() for _ in range(3))
    people = [make_actor("commissioner", organisation=each.lead).user_id for each in (first, second, third)]
    second.agreement.parties.filter(organisation=second.lead).update(ends=clock.today() - DAY)
    third.lead.closed = clock.today() - DAY
    third.lead.save()
    told = DEADLINES["initiative"].holders(list(LOADED.order_by("pk")))
    assert [set(told.get(each.pk, ())) for each in (first, second, third)] == [{people[0]}, {by.user_id}, {by.user_id}]


def test_it_is_done_or_stopped_once(by):
    first, second = InitiativeFactory(), InitiativeFactory()
    assert set(Initiative.objects.to_finish()) == {first, second}
    with pytest.raises(ValidationError, match="It cannot be done before it began."):
        actions.finish_initiative(by=by, initiative=first, on=BEGAN - DAY)
    with pytest.raises(ValidationError, match="It cannot be stopped before it began. Enter a later day; if it never"):
        actions.stop_initiative(by=by, initiative=second, on=BEGAN - DAY, reason="So.")
    with pytest.raises(ValidationError, match="Say why it was stopped."):
        actions.stop_initiative(by=by, initiative=second, reason=" ")
    for act in (actions.finish_initiative, lambda **how: actions.stop_initiative(**how, reason="So.")):
        with pytest.raises(Refused, match="Enter a day that has come."):
            act(by=by, initiative=first, on=clock.today() + DAY)
    actions.finish_initiative(by=by, initiative=first, on=DONE)
    actions.stop_initiative(by=by, initiative=second, on=DONE, reason="There is no money.")
    for each, how in ((first, "done"), (second, "stopped")):
        with pytest.raises(Refused, match=f"It was {how} on 12 January 2009. What is done anew is another initiative"):
            actions.finish_initiative(by=by, initiative=each)
        with pytest.raises(Refused, match=f"It was {how} on 12 January 2009."):
            actions.stop_initiative(by=by, initiative=each, reason="So.")
    assert list(Initiative.objects.to_finish()) == []


@pytest.mark.parametrize(
    "days", [{"stopped_on": DONE}, {"done": True, "stopped": True}, {"done": True, "starts": None}, {"title": ""}]
)
def test_the_database_refuses_what_cannot_be(days):
    with pytest.raises(IntegrityError), transaction.atomic():
        InitiativeFactory(**days)


def test_a_target_that_one_may_see_measures_it_and_who_may_not_is_not_told(by):
    initiative, target = InitiativeFactory(), TargetFactory(of_one=True, title="Fewer falls")
    commissioner = make_actor("commissioner", organisation=initiative.lead)
    actions.measure_initiative(by=commissioner, initiative=initiative, target=target)
    with pytest.raises(Refused, match="This target measures it already."):
        actions.measure_initiative(by=by, initiative=initiative, target=target)
    url = reverse("initiative", args=[initiative.pk])
    pages = [words(signed_in(each).get(url)) for each in (by, make_actor("member", organisation=initiative.lead))]
    assert ["Fewer falls" in each for each in pages] == [True, False]
    for _ in range(2):
        actions.unmeasure_initiative(by=by, initiative=initiative, target=target)
    assert [each.verb for each in Event.objects.of(initiative)] == ["no longer measured by a target",
                                                                   "measured by a target"]  # fmt: skip


def test_who_leads_it_says_that_it_is_done_and_no_more(by):
    initiative = InitiativeFactory()
    lead = make_actor("approver", organisation=initiative.lead)
    with pytest.raises(PermissionDenied):
        actions.stop_initiative(by=lead, initiative=initiative, reason="So.")
    with pytest.raises(Http404):
        actions.finish_initiative(by=make_actor("approver"), initiative=initiative)
    actions.finish_initiative(by=lead, initiative=initiative, on=DONE)
    assert Initiative.objects.get().done_on == DONE


def test_the_partners_keep_it_on_their_pages_and_everybody_reads_what_is_published(office):
    trust = PublicBodyFactory(name="Wye Trust")
    agreement = between(trust, PublicBodyFactory(name="Wye Council"), title="Joint agreement", published=True)
    top = BodyFactory(name="Joint Group")
    below = BodyFactory(name="Panel", parent=BodyFactory(name="Between", parent=top))
    for each in (top, below):
        send(office, reverse("agreement_govern", args=[agreement.pk]), body=str(each.pk))
    typed = {"title": "Pilots", "aim": "One team.", "lead": str(trust.pk), "body": str(below.pk)}
    send(office, reverse("initiative_add", args=[agreement.pk]), **typed, **day("starts", BEGAN))
    initiative = Initiative.objects.get()
    page = words(Client().get(agreement.get_absolute_url()))
    assert (
        "Who governs it Joint Group , board Panel , board Initiatives Pilots , led by Wye Trust, from 1 April 2008"
        in page
    )
    target = TargetFactory(title="Fewer falls", area=AreaFactory())
    send(office, reverse("initiative_measure", args=[initiative.pk]), target=str(target.pk))
    assert "What it is measured by Fewer falls" in words(office.get(initiative.get_absolute_url()))
    assert "Fewer falls" not in words(Client().get(initiative.get_absolute_url()))
    send(office, reverse("initiative_unmeasure", args=[initiative.pk, target.pk]))
    assert "No target is named that measures it." in words(office.get(initiative.get_absolute_url()))
    send(office, reverse("initiative_edit", args=[initiative.pk]), **typed | {"title": "Three pilots", "body": ""})
    send(office, reverse("agreement_ungovern", args=[agreement.pk, below.pk]))
    refused = words(send(office, reverse("initiative_finish", args=[initiative.pk]), **day("on", DONE)))
    assert "It cannot be done before it began. Enter its first day, or a later day here." in refused
    send(office, reverse("initiative_stop", args=[initiative.pk]), reason="No money.", **day("on", DONE))
    page = words(Client().get(initiative.get_absolute_url()))
    assert ("Three pilots Stopped" in page, "Why it was stopped No money." in page) == (True, True)
    send(office, reverse("initiative_resume", args=[initiative.pk]))
    assert "Three pilots Planned" in words(Client().get(initiative.get_absolute_url()))
    assert "Three pilots" in words(Client().get(agreement.get_absolute_url()))
    send(office, reverse("initiative_void", args=[initiative.pk]), reason="By mistake.")
    page = words(Client().get(initiative.get_absolute_url()))
    assert ("Three pilots Void" in page, "Why it is void By mistake." in page) == (True, True)
    assert "Three pilots" not in words(Client().get(agreement.get_absolute_url()))
    assert "Panel" not in words(Client().get(agreement.get_absolute_url()))
    assert Client().get(InitiativeFactory().get_absolute_url()).status_code == 404


def test_the_list_is_narrowed_and_a_page_costs_the_same(by):
    first = InitiativeFactory(title="A pilot", agreement=between(title="Joint agreement", published=True))
    first.body = GoverningBodyFactory(agreement=first.agreement, body__name="Joint Group").body
    first.save()
    InitiativeFactory(title="B office", agreement=between(published=True), done=True)
    InitiativeFactory(title="C secret")
    InitiativeFactory(title="D mistake", agreement=between(published=True), void=True)

    def titles(**query):
        return [row["title"] for row in Client().get(reverse("api_initiatives"), query).json()["results"]]

    assert titles() == ["A pilot", "B office"]
    for query in ({"state": "under_way"}, {"agreement": "joint"}, {"lead": first.lead.name}, {"body": "joint"}):
        assert titles(**query) == ["A pilot"]
    assert (titles(state="done"), titles(state="void")) == (["B office"], ["D mistake"])
    assert titles(state="planned", as_at=(BEGAN - DAY).isoformat()) == ["A pilot", "B office"]
    assert (titles(state="done", as_at=(DONE - DAY).isoformat()), titles(as_at="2000-01-01")[0]) == ([], "A pilot")

    browser = signed_in(by)

    def cost():
        with CaptureQueriesContext(connection) as asked:
            browser.get(first.get_absolute_url())
        return len(asked)

    first.targets.add(TargetFactory())
    few = cost()
    first.targets.add(*(TargetFactory() for _ in range(10)))
    assert few == cost() == 7


def test_a_program_does_the_same_with_the_same_words_of_refusal(office):
    def post(address, *args, **sent):
        return office.post(reverse(f"api_{address}", args=args), sent, "application/json")

    agreement, body, target = between(in_force=True), BodyFactory(name="Joint Group"), TargetFactory()
    lead = agreement.parties.first().organisation_id
    sent = {"agreement": agreement.pk, "title": "Pilots", "aim": "One team.", "lead": lead, "body": body.pk}
    refusal = post("initiative_add", **sent).json()["errors"][0]["detail"]
    assert refusal.startswith("Joint Group is not among those that govern the agreement.")
    assert post("agreement_govern", agreement.pk, body=body.pk).json()["id"] == agreement.pk
    made = post("initiative_add", **sent).json()
    assert (made["body"], made["version"]) == (body.pk, 1)
    edited = post("initiative_edit", made["id"], version=1, starts="2008-04-01", body=None).json()
    assert (edited["starts"], edited["body"]) == ("2008-04-01", None)
    assert post("initiative_measure", made["id"], target=target.pk).status_code == 200
    assert list(Target.objects.filter(initiatives=made["id"])) == [target]
    assert post("initiative_unmeasure", made["id"], target=target.pk).status_code == 200
    assert post("agreement_ungovern", agreement.pk, body.pk).status_code == 200
    assert post("agreement_ungovern", agreement.pk, body.pk).status_code == 404
    assert post("initiative_finish", made["id"], on="2009-01-12").json()["done_on"] == "2009-01-12"
    assert post("initiative_stop", made["id"], reason="So.").status_code == 400
    assert post("initiative_resume", made["id"]).json()["done_on"] is None
    assert post("initiative_void", made["id"], reason="So.").json()["void_reason"] == "So."
    refusal = post("initiative_stop", made["id"], reason="So.").json()["errors"][0]["detail"]
    assert refusal.endswith("If it was right after all, add it to the agreement again.")


def test_the_joint_agreement_of_the_island_is_told(settings):
    settings.DEMO = True
    demo.load()
    done = {each.title: each.state_on(datetime.date(2009, 6, 1)) for each in
            Initiative.objects.filter(agreement__title=AGREEMENT)}  # fmt: skip
    assert done == {
        "Joint director of public health": State.DONE,
        "Joint commissioning": State.DONE,
        "Shared back office and headquarters": State.STOPPED,
        "Integrated pilots": State.UNDER_WAY,
    }
    assert drawn(tree_of(Body.objects.filter(governs__agreement__title=AGREEMENT).order_by("name"))) == [
        ("Cabinet", []),
        ("Joint Chief Executive Group", [
            ("Executive Group for Joint Commissioning", []), ("Executive Group for Shared Services", []),
        ]),
        ("Trust Board", [("Professional Executive Committee", [])]),
    ]  # fmt: skip
    assert Target.objects.filter(initiatives__title="Integrated pilots").count() == 2
