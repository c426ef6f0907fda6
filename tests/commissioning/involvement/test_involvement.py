"""Who was involved: what counts for each stage, declared interests, and what was consulted on."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from commissioning.contributions import actions as sending
from commissioning.cycles import checklist
from commissioning.cycles.checklist import Standing
from commissioning.cycles.models import StageKind
from commissioning.interests import actions as declaring
from commissioning.interests.models import Interest
from commissioning.involvement import actions
from commissioning.involvement.models import Involvement
from commissioning.involvement.rules import not_of_its_time
from commissioning.stages import actions as stages
from tests.commissioning.partners import AGREED, DAY, HEARD, OPENED, SIGNED, Partners, at, on, refused
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.commissioning_plans import analysed
from tests.factories.consultation import a_consultation, sent
from tests.factories.cycles import CycleFactory, InvolvementFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
SECTOR, COLLECTIVE = "Users and providers gave their input", "The sector gave a collective input"
PRACTICES = "Practice-based commissioners were involved"
PROFESSIONALS = "The professional executive committee was involved"
OWN = (
    "Herefordshire Council commissions in this cycle, so it is not itself involved. Where a group of its area took "
    "part, name the group alone."
)
UNDECLARED = (
    "Wye Valley Speaking Up has not declared its interests in this cycle. Record what it declared, be it none: taking "
    "part bars nobody from bidding."
)


@pytest.fixture
def they():
    return Partners()


@pytest.fixture
def cycle(they):
    with on(OPENED):
        return they.begin()


@pytest.fixture
def plan(they, cycle):
    with on(SIGNED):
        they.hear(at(cycle))
        they.both_sign(at(cycle))
    return at(cycle, StageKind.PLAN)


def standing(stage, title, day):
    return next(each.standing for each in checklist.checked(stage, day) if each.title == title)


def test_what_counts_as_the_sector_at_analyse(they, cycle):
    def now(day=HEARD):
        return standing(at(cycle), SECTOR, day)

    with on(HEARD):
        assert now() == Standing.NOT_YET
        users = {"organisation": None, "group": "Users of the day centre", "capacity": "users"}
        they.hear(at(cycle), **users)
        assert now() == Standing.NOT_YET  # users alone are not the sector
        assert refused(they.hear, stage=at(cycle), organisation=they.council) == [OWN]
        cycle.needs.update(settled_on=HEARD)
        made = they.hear(at(cycle), happened_on=HEARD)
        assert (now(), now(HEARD - datetime.timedelta(1))) == (Standing.PASS, Standing.NOT_YET)
        actions.void_involvement(by=they.of_trust, involvement=made, reason="Another group.")
        assert now() == Standing.NOT_YET
        told = {"group": ["Say which group of users or carers it was, without naming anybody."]}
        assert refused(they.hear, stage=at(cycle), capacity="users") == told
        assert refused(they.hear, stage=at(cycle), organisation=None) == {
            "__all__": ["Enter the organisation, or the group of people."]
        }
        assert "Enter a day that has come." in refused(they.hear, stage=at(cycle), happened_on=SIGNED)["happened_on"][0]
        told = ["It has not opened. Record it at the stage that is open."]
        assert refused(they.hear, stage=at(cycle, StageKind.DO), happened_on=HEARD) == told
        with pytest.raises(PermissionDenied):
            they.hear(at(cycle), by=they.director)


def test_evidence_that_was_sent_within_analyse_counts(they, cycle):
    with on(HEARD):
        cycle.needs.update(settled_on=HEARD)
        sent_in = sending.send_contribution(by=they.director, cycle=cycle, title="Short breaks", what="Eleven wait.")
    assert standing(at(cycle), SECTOR, HEARD) == Standing.PASS
    assert standing(at(cycle), SECTOR, HEARD - datetime.timedelta(1)) == Standing.NOT_YET
    with on(HEARD):
        sending.withdraw_contribution(by=they.director, contribution=sent_in)
    assert standing(at(cycle), SECTOR, HEARD) == Standing.NOT_YET


def test_a_consultation_counts_once_it_has_closed_with_an_answer_of_the_sector(they):
    cycle = CycleFactory(partners=[they.trust])
    asked = a_consultation(host=they.trust)
    link = {"by": they.of_trust, "stage": at(cycle), "consultation": asked}
    actions.link_consultation(**link)
    assert refused(actions.link_consultation, **link) == {"consultation": ["This consultation is linked already."]}
    after = asked.closes_on + datetime.timedelta(1)
    assert standing(at(cycle), SECTOR, after) == Standing.NOT_YET  # nobody has answered
    sent(asked)
    assert standing(at(cycle), SECTOR, asked.closes_on) == Standing.NOT_YET  # it has not closed
    assert standing(at(cycle), SECTOR, after) == Standing.PASS
    draft = a_consultation(host=they.trust, published=False)
    told = {"consultation": ["Choose a consultation that was published."]}
    assert refused(actions.link_consultation, **link | {"consultation": draft}) == told
    page = words(signed_in(they.director).get(at(cycle).get_absolute_url()))
    assert asked.title in page
    actions.unlink_consultation(by=they.of_trust, link=at(cycle).consultations.get())
    assert standing(at(cycle), SECTOR, after) == Standing.NOT_YET


def test_plan_asks_for_a_collective_input_and_for_the_bodies_of_its_time(they, plan):
    def found(day=AGREED):
        return [standing(plan, title, day) for title in (COLLECTIVE, PRACTICES, PROFESSIONALS)]

    with on(AGREED):
        they.hear(plan, interest="none")  # on its own account
        assert found() == [Standing.NOT_YET] * 3
        they.hear(plan, capacity="representative")
        they.hear(plan, organisation=None, group="The practices", capacity="practices")
        assert found() == [Standing.PASS, Standing.PASS, Standing.NOT_YET]
        they.hear(plan, organisation=None, group="The committee", capacity="professionals")
        assert found() == [Standing.PASS] * 3
        Involvement.objects.filter(capacity="representative").delete()
        for capacity in ("representative", "practices"):  # who commissions is not its own dialogue
            told = refused(they.hear, stage=plan, organisation=they.council, capacity=capacity, happened_on=SIGNED)
            assert told == [OWN]
        spoke = {"organisation": PublicBodyFactory(name="Powys Council"), "capacity": "representative"}
        assert refused(they.hear, stage=plan, **spoke) == [
            "Powys Council is not of the voluntary sector. Name who of the sector spoke for it."
        ]
        officers = {"organisation": None, "group": "Officers of Herefordshire Council"}
        told = ["A group of a partner does not speak for the sector. Name who of the sector spoke."]
        assert refused(they.hear, stage=plan, capacity="representative", **officers) == told
        InvolvementFactory(stage=plan, capacity="interest_group", happened_on=AGREED, **officers)  # from before
        InvolvementFactory(stage=plan, capacity="representative", organisation=they.council, happened_on=AGREED)
        assert found()[0] == Standing.NOT_YET
        they.hear(plan, organisation=None, group="Interest group on learning disability", capacity="interest_group")
        assert found()[0] == Standing.PASS


@pytest.mark.parametrize(
    ("capacity", "day", "why"),
    [
        ("practices", DAY(2005, 3, 31), "Not asked for then: practice-based commissioning began on 1 April 2005"),
        ("practices", DAY(2005, 4, 1), ""),
        ("practices", DAY(2013, 3, 31), ""),
        ("practices", DAY(2013, 4, 1), "Not asked for any more: practice-based commissioning ended on 31 March 2013"),
        ("professionals", DAY(2000, 4, 1), ""),
        ("professionals", DAY(2013, 4, 1), "Not asked for any more: professional executive committees"),
    ],
)
def test_bodies_of_their_time_are_asked_for_in_their_time(capacity, day, why):
    found = not_of_its_time(capacity, day)
    assert found.startswith(why) and bool(found) == bool(why)


def test_an_undeclared_interest_stops_an_act_and_what_was_declared_bars_nobody(they, cycle, plan):
    with on(AGREED):
        assert refused(they.hear, stage=plan) == [UNDECLARED]
        assert not Interest.objects.exists()
        told = {"interest": ["Enter whose interest it is: the organisation."]}
        assert refused(they.hear, stage=plan, organisation=None, group="A club", interest="none") == told
        may_bid = {"interest": "may_bid", "interest_what": "Short breaks."}
        assert refused(they.hear, stage=plan, interest="may_bid") == {"__all__": ["Say what the interest is."]}
        they.hear(plan, capacity="representative", **may_bid)
        they.hear(plan)  # it has declared
        they.plan_is_heard(plan)
        they.answer_all(plan)
        they.both_sign(plan)
    do = at(cycle, StageKind.DO)
    page = words(signed_in(they.director).get(do.get_absolute_url()))
    assert "Interests declared Having taken part in planning bars nobody from bidding." in page
    assert "Wye Valley Speaking Up: may bid for what is planned : Short breaks." in page
    with_it = [(each.title, each.standing) for each in checklist.checked(do, AGREED)]
    Interest.objects.all().delete()
    Involvement.objects.filter(stage=plan).delete()
    assert [(each.title, each.standing) for each in checklist.checked(at(cycle, StageKind.DO), AGREED)] == with_it
    with on(AGREED):
        they.hear(at(cycle, StageKind.DO))  # at Do nobody is asked again


def test_an_organisation_declares_its_own_interests(they, cycle):
    group = signed_in(they.director)
    empty = words(send(group, reverse("interest_declare", args=[cycle.pk])))
    assert ("Choose the interest." in empty, Interest.objects.exists()) == (True, False)
    send(group, reverse("interest_declare", args=[cycle.pk]), kind="provides", what="Day service until 2006.")
    mine = Interest.objects.get()
    assert (mine.organisation, mine.kind, mine.what) == (they.advocacy, "provides", "Day service until 2006.")
    missing = words(send(group, reverse("interest_declare", args=[cycle.pk]), kind="other"))
    assert "Say what the interest is." in missing
    with pytest.raises(PermissionDenied):
        declaring.record_interest(by=they.director, cycle=cycle, organisation=they.advocacy, kind="none")
    office = signed_in(they.of_trust)
    send(office, reverse("interest_record", args=[cycle.pk]), organisation="Wye Valley Speaking Up", kind="none")
    told = "Herefordshire Council commissions in this cycle. Interests are declared by those who may provide."
    given = {"by": they.of_trust, "cycle": cycle, "organisation": they.council, "kind": "none"}
    assert refused(declaring.record_interest, **given) == [told]
    send(group, reverse("interest_void", args=[mine.pk]), reason="It has ended.")
    mine.refresh_from_db()
    assert mine.void_reason == "It has ended."
    assert refused(declaring.void_interest, by=they.director, interest=mine, reason="x") == [
        "This was declared void already."
    ]

    def post(client, name, *args, **sent):
        return client.post(reverse(f"api_interest_{name}", args=args), sent, content_type="application/json")

    made = post(group, "declare", cycle=cycle.pk, kind="none")
    assert (made.status_code, made.json()["organisation"]) == (200, they.advocacy.pk)
    recorded = post(office, "record", cycle=cycle.pk, kind="none", organisation=they.council.pk)
    assert recorded.json()["errors"][0]["detail"] == told
    assert post(office, "void", made.json()["id"], reason="Wrong.").json()["void_reason"] == "Wrong."


def test_it_is_recorded_on_the_page_of_a_stage_and_whoever_took_part_reads_what_was_done_with_it(they, cycle, plan):
    office = signed_in(they.of_trust)
    typed = {"organisation": "Wye Valley Speaking Up", "capacity": "representative", "way": "meeting",
             "said": "Nobody asked us where."} | day("happened_on", SIGNED)  # fmt: skip
    where = reverse("involvement_record", args=[plan.pk])
    assert UNDECLARED in words(send(office, where, **typed))
    assert "Enter what they said." in words(send(office, where, **typed | {"said": ""}))
    send(office, where, **typed, interest="none")
    made = Involvement.objects.get(stage=plan)
    send(office, reverse("involvement_edit", args=[made.pk]), **typed, done="Two places are kept open in Leominster.")
    reader = signed_in(they.director)
    assert "Two places are kept open in Leominster." in words(reader.get(made.get_absolute_url()))
    assert "Two places are kept open in Leominster." in words(reader.get(they.advocacy.get_absolute_url()))
    assert reader.get(reverse("involvement_edit", args=[made.pk])).status_code == 403

    def post(name, *args, **sent):
        return office.post(reverse(f"api_{name}", args=args), sent, content_type="application/json")

    sent_in = {"stage": plan.pk, "capacity": "own", "way": "visit", "happened_on": "2005-06-30", "said": "x"}
    other = OrganisationFactory(name="Leominster Club")
    told = post("involvement_record", **sent_in, organisation=other.pk).json()["errors"][0]["detail"]
    assert told.startswith("Leominster Club has not declared its interests")
    made = post("involvement_record", **sent_in, organisation=other.pk, interest="none").json()
    assert post("involvement_edit", made["id"], version=1, done="It is kept.").json()["done"] == "It is kept."
    assert post("involvement_edit", made["id"], version=1, done="Other.").status_code == 409
    assert post("involvement_void", made["id"], reason="Twice.").json()["void_reason"] == "Twice."
    assert post("involvement_void", made["id"], reason="Twice.").status_code == 400
    asked = a_consultation(host=they.trust)
    linked = post("consultation_link", plan.pk, consultation=asked.pk).json()
    assert len(linked["consultations"]) == 1
    assert post("consultation_unlink", plan.pk, linked["consultations"][0]).json()["consultations"] == []
    assert post("consultation_unlink", plan.pk, 999_999).status_code == 404


def test_a_link_stays_with_what_was_signed(they):
    cycle = CycleFactory(partners=[they.trust])
    analysed(cycle)
    cycle.needs.update(settled_on=HEARD)
    asked = a_consultation(host=they.trust)
    actions.link_consultation(by=they.of_trust, stage=at(cycle), consultation=asked)
    at(cycle).involvements.create(
        organisation=they.advocacy, capacity="own", way="visit", happened_on=HEARD, said="Far away."
    )
    stages.sign_stage(by=they.of_trust, stage=at(cycle))
    told = ["Analyse is signed off with it. Open it again first."]
    link = at(cycle).consultations.get()
    assert refused(actions.unlink_consultation, by=they.of_trust, link=link) == told
    other = make_actor("commissioner")
    with pytest.raises(PermissionDenied):
        actions.unlink_consultation(by=other, link=link)
