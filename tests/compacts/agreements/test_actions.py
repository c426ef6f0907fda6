"""Each act on an agreement: done, and refused in plain words."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from compacts.agreements import actions
from compacts.agreements.models import Agreement, AgreementDraft, Stage, stage_on
from core import clock
from core.acts import Conflict, NotVisible, Refused
from core.trail.models import Event
from tests.compacts.local.test_actions import refused
from tests.factories.agreements import DRAFTED, ENDED, FINAL, PUBLISHED, SIGNED, AgreementFactory, between, signed_by
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def by():
    return make_actor("secretariat")


def verbs(agreement):
    return list(Event.objects.of(agreement).order_by("pk").values_list("verb", flat=True))


def begun(by, title="Joint agreement", **more):
    return actions.begin_agreement(
        by=by, title=title, kind="joint", force="intent", area=AreaFactory(name="Herefordshire"), aims="Plan", **more
    )


def test_from_the_first_draft_to_the_end(by):
    trust, council = PublicBodyFactory(name="Wye Trust"), PublicBodyFactory(name="Wye Council")
    agreement = begun(by)
    actions.add_party(by=by, agreement=agreement, organisation=trust)
    actions.add_party(by=by, agreement=agreement, organisation=council, starts=DRAFTED)
    actions.add_draft(by=by, agreement=agreement, version=0, text=" Aims\n\nWe meet. ", on=DRAFTED)
    actions.send_out(by=by, agreement=agreement, on=DRAFTED + DAY)
    actions.add_draft(
        by=by, agreement=agreement, version=1, text="Aims\n\nWe meet monthly.", note="How often", on=FINAL
    )
    actions.call_final(by=by, agreement=agreement, version=2, on=FINAL, reason="The plan comes later.")
    actions.publish_agreement(by=by, agreement=agreement, version=2)
    actions.end_agreement(by=by, agreement=agreement, on=ENDED, reason=" Nobody signed. ")
    agreement.refresh_from_db()
    days = (agreement.consulted_on, agreement.final_on, agreement.in_force_on, agreement.ended_on)
    assert days == (DRAFTED + DAY, FINAL, None, ENDED)
    assert (agreement.latest, agreement.published_on, agreement.end_reason) == (2, clock.today(), "Nobody signed.")
    assert agreement.search_text == "joint agreement herefordshire wye council wye trust"
    drafts = list(agreement.drafts.values_list("number", "text", "note", "final_on", "published_on"))
    assert drafts == [
        (1, "Aims\n\nWe meet.", "", None, None),
        (2, "Aims\n\nWe meet monthly.", "How often", FINAL, clock.today()),
    ]
    assert verbs(agreement) == [
        "begun", "party joined", "party joined", "draft added", "sent out for consultation", "draft added", "final",
        "final with a reason", "published", "draft published", "ended",
    ]  # fmt: skip


def test_how_it_stands_follows_from_its_days_in_python_and_in_the_database():
    rows = {
        "begun": AgreementFactory(),
        "sent out": AgreementFactory(drafted=True, consulted_on=DRAFTED),
        "final": AgreementFactory(final=True),
        "in force": AgreementFactory(in_force=True),
        "ended": AgreementFactory(ended=True),
        "given up": AgreementFactory(ended_on=FINAL, end_reason="Nobody came."),
    }
    wanted = {
        DRAFTED: ["draft", "consultation", "draft", "draft", "draft", "draft"],
        FINAL: ["draft", "consultation", "final", "final", "final", "ended"],
        SIGNED: ["draft", "consultation", "final", "in_force", "in_force", "ended"],
        ENDED: ["draft", "consultation", "final", "in_force", "ended", "ended"],
    }
    for on, stages in wanted.items():
        assert [row.stage_on(on).value for row in rows.values()] == stages
        told = Agreement.objects.annotate(stands=stage_on(on)).order_by("pk").values_list("stands", flat=True)
        assert list(told) == stages
    assert list(Agreement.objects.in_stage(Stage.CONSULTATION, FINAL)) == [rows["sent out"]]


def test_a_draft_is_never_rewritten():
    draft = between(drafted=True).drafts.get()
    for changed in ({"text": "Other words."}, {"number": 7}):
        with pytest.raises(IntegrityError), transaction.atomic():
            AgreementDraft.objects.filter(pk=draft.pk).update(**changed)
    draft.refresh_from_db()
    assert (draft.number, draft.text) == (1, "Aims\n\nWe plan together.")


def test_another_draft_is_no_longer_final_and_who_wrote_on_an_older_one_is_told(by):
    agreement = between(final=True)
    actions.add_draft(by=by, agreement=agreement, version=1, text="Aims\n\nOther.")
    agreement.refresh_from_db()
    assert (agreement.latest, agreement.final_on, agreement.stage) == (2, None, Stage.DRAFT)
    for act, given in (
        (actions.add_draft, {"text": "Mine."}),
        (actions.call_final, {}),
        (actions.publish_agreement, {}),
    ):
        with pytest.raises(Conflict) as conflict:
            act(by=by, agreement=agreement, version=1, **given)
        assert (conflict.value.current.version, conflict.value.current.text) == (2, "Aims\n\nOther.")
    assert agreement.drafts.count() == 2


def test_what_is_advised_is_overridden_only_with_a_reason(by):
    agreement = between(drafted=True, vision="", action_plan="")
    told = refused(actions.call_final, by=by, agreement=agreement, version=1)
    assert told == [
        "Nothing is entered yet under: vision, action plan.",
        "To go on all the same, give the reason. It is kept with the record.",
    ]
    actions.call_final(by=by, agreement=agreement, version=1, reason=" The plan follows. ")
    detail = Event.objects.of(agreement).get(verb="final with a reason").detail
    assert detail["reason"] == "The plan follows."
    assert detail["advice"] == ["Nothing is entered yet under: vision, action plan."]


FINAL_ALREADY = "Draft 1 is final since 3 March 2008. Add another draft to change it."
OVER = "It ended on 31 March 2013. Begin another in its place."
REFUSALS = [
    (actions.send_out, "begun", {}, ["Add the first draft of its text."]),
    (actions.send_out, "in_force", {}, ["It is in force since 12 March 2008. Add a draft to vary it."]),
    (actions.call_final, "begun", {"version": 0}, ["Add the first draft of its text."]),
    (actions.call_final, "final", {"version": 1}, [FINAL_ALREADY]),
    (actions.publish_agreement, "begun", {"version": 0}, ["Add the first draft of its text."]),
    (actions.publish_agreement, "published", {"version": 1}, ["Everybody can read draft 1 already."]),
    (actions.unpublish_agreement, "final", {"reason": "x"}, ["It is not published."]),
    (actions.end_agreement, "ended", {"reason": "x"}, [OVER]),
    (actions.add_draft, "ended", {"version": 1, "text": "x"}, [OVER]),
]  # fmt: skip


@pytest.mark.parametrize(("act", "state", "given", "sentences"), REFUSALS)
def test_a_step_waits_for_what_comes_before_it(by, act, state, given, sentences):
    assert refused(act, by=by, agreement=between(**{state: True}), **given) == sentences


def test_it_needs_two_parties_to_be_final(by):
    alone = AgreementFactory(drafted=True, parties=[PublicBodyFactory()])
    assert refused(actions.call_final, by=by, agreement=alone, version=1) == ["Enter who the parties are."]


def test_days_are_facts_and_in_order(by):
    agreement, tomorrow = between(in_force=True), clock.today() + DAY
    for act, given in (
        (actions.end_agreement, {"reason": "Over."}),
        (actions.add_draft, {"version": 1, "text": "x"}),
        (actions.leave_party, {"party": agreement.parties.first()}),
    ):
        given = given if "party" in given else given | {"agreement": agreement}
        assert list(refused(act, by=by, on=tomorrow, **given)) == ["on"]
    told = refused(actions.end_agreement, by=by, agreement=agreement, on=FINAL, reason="Over.")
    assert told == {"__all__": ["It cannot end before it came into force. Enter a later day."]}
    told = refused(actions.end_agreement, by=by, agreement=agreement, reason=" ")
    assert told == {"__all__": ["Say why it ended."]}
    early = between(drafted=True)
    told = refused(actions.call_final, by=by, agreement=early, version=1, on=DRAFTED - DAY)
    assert told == {"__all__": ["A draft is made, then final, then in force. Enter a later day."]}


def test_the_day_of_sending_out_is_put_right_but_not_taken(by):
    agreement = between(drafted=True)
    told = refused(actions.edit_agreement, by=by, agreement=agreement, version=1, consulted_on=DRAFTED)
    assert told == {"consulted_on": ["Here the day is only put right. It is sent out by its own button."]}
    actions.send_out(by=by, agreement=agreement, on=FINAL)
    actions.edit_agreement(by=by, agreement=agreement, version=None, consulted_on=DRAFTED, title="Concordat")
    agreement.refresh_from_db()
    assert (agreement.consulted_on, agreement.sort_name) == (DRAFTED, "concordat")
    with pytest.raises(Conflict):
        actions.edit_agreement(by=by, agreement=agreement, version=1, title="Other")


def test_an_organisation_is_a_party_once_and_leaves_once(by):
    agreement = between(drafted=True)
    party = agreement.parties.first()
    told = refused(actions.add_party, by=by, agreement=agreement, organisation=party.organisation)
    assert told == {"__all__": ["This organisation is a party to the agreement already."]}
    actions.leave_party(by=by, party=party, on=ENDED)
    assert refused(actions.leave_party, by=by, party=party) == ["It has left already: its last day is 31 March 2013."]


def test_who_leaves_does_not_hold_the_others_up(by):
    first, second, third = (PublicBodyFactory() for _ in range(3))
    agreement = between(first, second, third, final=True)
    for each in (first, second):
        signed_by(agreement, agreement.parties.get(organisation=each))
    actions.leave_party(by=by, party=agreement.parties.get(organisation=third), on=PUBLISHED)
    agreement.refresh_from_db()
    assert (agreement.in_force_on, agreement.drafts.get().in_force_on) == (PUBLISHED, PUBLISHED)


def test_a_commissioner_begins_one_for_their_own_organisation_and_writes_it():
    commissioner = make_actor("commissioner")
    agreement = begun(commissioner)
    assert [each.organisation for each in agreement.parties.all()] == [commissioner.organisation]
    actions.add_draft(by=commissioner, agreement=agreement, version=0, text="Aims")
    actions.end_agreement(by=commissioner, agreement=agreement, reason="Given up.")
    with pytest.raises(NotVisible):
        actions.add_draft(by=make_actor("commissioner"), agreement=agreement, version=1, text="Aims")
    in_area = make_actor("commissioner", area=AreaFactory())
    assert "You act for an area" in refused(begun, by=in_area, title="Other")[0]
    assert Agreement.objects.count() == 1


@pytest.mark.parametrize("role", ["visitor", "member", "approver", "administrator", "analyst", "auditor"])
def test_nobody_else_writes_one(role):
    agreement = between(published=True)
    actor = make_actor(role, organisation=agreement.parties.first().organisation)
    for act, given in (
        (actions.edit_agreement, {"version": None, "title": "Ours"}),
        (actions.add_party, {"organisation": OrganisationFactory()}),
        (actions.add_draft, {"version": 1, "text": "Ours"}),
        (actions.unpublish_agreement, {"reason": "Ours"}),
        (actions.end_agreement, {"reason": "Ours"}),
    ):
        with pytest.raises(PermissionDenied):
            act(by=actor, agreement=agreement, **given)
    with pytest.raises(PermissionDenied):
        begun(actor)
    assert verbs(agreement) == []


def test_what_is_published_is_taken_back_with_a_reason(by):
    agreement = between(published=True)
    actions.unpublish_agreement(by=by, agreement=agreement, reason=" It names a patient. ")
    agreement.refresh_from_db()
    assert (agreement.published_on, agreement.drafts.get().published_on) == (None, None)
    assert Event.objects.of(agreement).get(verb="publication taken back").detail == {"reason": "It names a patient."}
    with pytest.raises(NotVisible):
        actions.end_agreement(by=make_actor("visitor"), agreement=agreement, reason="x")


def test_a_locality_has_one_of_each_title_that_goes_on(by):
    agreement = begun(by)
    with pytest.raises(ValidationError, match="This locality has an agreement of that title already"):
        actions.begin_agreement(by=by, title="JOINT  agreement", area=agreement.area, aims="Plan")
    actions.end_agreement(by=by, agreement=agreement, reason="Over.")
    assert actions.begin_agreement(by=by, title="Joint agreement", area=agreement.area, aims="Plan").pk


def test_a_text_of_very_many_paragraphs_is_refused(by):
    with pytest.raises(Refused, match="more than 1,000 paragraphs"):
        actions.add_draft(by=by, agreement=between(), version=0, text="x\n\n" * 1001)


def test_a_title_that_its_locality_has_already_is_refused_in_words(by):
    first, other = begun(by), begun(by, title="Another")
    other.area = first.area
    other.save()
    with pytest.raises(ValidationError, match="already"):
        actions.edit_agreement(by=by, agreement=other, version=other.version, title="Joint Agreement")
    other.refresh_from_db()
    assert (other.title, other.sort_name) == ("Another", "another")


def test_who_has_left_edits_no_more(by):
    trust, council = PublicBodyFactory(), PublicBodyFactory()
    agreement = between(trust, council)
    officer = make_actor("commissioner", organisation=trust)
    actions.edit_agreement(by=officer, agreement=agreement, version=None, aims="Plan more.")
    actions.leave_party(by=by, party=agreement.parties.get(organisation=trust), on=clock.today() - DAY)
    with pytest.raises(PermissionDenied, match="not a party to this agreement"):
        actions.edit_agreement(by=officer, agreement=agreement, version=None, aims="Plan less.")
    editable = Agreement.objects.filter(officer.q("compacts.edit_agreement"))
    assert (list(editable), Agreement.objects.get(pk=agreement.pk).aims) == ([], "Plan more.")
