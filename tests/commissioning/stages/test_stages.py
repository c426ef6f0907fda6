"""Stages: answered by hand, signed off by each partner for itself or by a board's decision, and opened again."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connections
from django.urls import reverse

from commissioning.analysis import actions as analysing
from commissioning.contributions import actions as sending
from commissioning.cycles.models import LineAnswer, StageKind, StageSignoff
from commissioning.interests import actions as declaring
from commissioning.involvement import actions as involving
from commissioning.needs import actions as needing
from commissioning.overrides import actions as overriding
from commissioning.stages import actions
from core import clock, home
from core.acts import NotVisible
from core.trail.models import Event
from tests.commissioning.partners import AGREED, DAY, HEARD, OPENED, SIGNED, Partners, at, on, refused, signer
from tests.compacts.local.test_views import send
from tests.consultation.pages import words
from tests.factories.bodies import BodyFactory, DecisionFactory
from tests.factories.commissioning_plans import NeedFactory, PlanFactory
from tests.factories.cycles import CycleFactory
from tests.factories.people import make_actor, signed_in
from tests.factories.together import at_once

pytestmark = pytest.mark.django_db
SECTOR = (
    "Nobody of the voluntary sector was involved yet. Record who took part, wait for evidence that organisations send, "
    "or link a consultation that closed with answers of theirs."
)
UNANSWERED = "Nobody has answered this yet. A partner answers it, with what shows it."


@pytest.fixture
def they():
    return Partners()


@pytest.fixture
def cycle(they):
    with on(OPENED):
        return they.begin()


def sign(by, stage):
    return actions.sign_stage(by=by, stage=stage)


def test_neither_signs_for_the_other_and_the_last_opens_the_next(they, cycle):
    with on(HEARD):
        assert refused(sign, by=they.of_trust, stage=at(cycle)) == [SECTOR]
        they.hear(at(cycle))
        sign(they.of_trust, at(cycle))
        sign(they.of_trust, at(cycle))  # twice is once
        [mine] = at(cycle).signoffs.all()
        assert (mine.partner.organisation, mine.designation, mine.signed_on) == (
            they.trust, "Joint commissioning manager", HEARD,
        )  # fmt: skip
        assert (at(cycle).signed_off_on, at(cycle, StageKind.PLAN).opened_on) == (None, None)
        for nobody in (they.secretary, they.director, make_actor("commissioner")):
            with pytest.raises(PermissionDenied):
                sign(nobody, at(cycle))
    with on(SIGNED):
        at(cycle).involvements.update(voided_on=SIGNED, void_reason="By mistake.")
        assert refused(sign, by=they.of_council, stage=at(cycle)) == [SECTOR]  # the gate binds the last as the first
        they.hear(at(cycle))
        sign(they.of_council, at(cycle))
        assert (at(cycle).signed_off_on, at(cycle, StageKind.PLAN).opened_on) == (SIGNED, SIGNED)
        told = "It was signed off on 30 June 2005. To change it, open it again first."
        late = {"line": "market", "reply": "yes", "evidence": "x"}
        assert refused(actions.answer_line, by=they.of_trust, stage=at(cycle), **late) == [
            "This line is not answered by hand. See the checklist of the stage."
        ]
        do = at(cycle, StageKind.DO)
        assert refused(sign, by=they.of_trust, stage=do)[0] == (
            "It has not opened. It opens when the stage before it is signed off."
        )
        third = signer(they.trust)
        assert sign(third, at(cycle)).signed_off_on == SIGNED  # the trust has signed already
        assert told in words(signed_in(they.of_trust).get(reverse("stage_sign", args=[at(cycle).pk])))


def test_whoever_signs_has_a_post_and_a_closed_body_signs_nothing(they, cycle):
    with on(HEARD):
        they.hear(at(cycle))
        nameless = make_actor("approver", organisation=they.council)
        assert "It is not known as what you sign." in refused(sign, by=nameless, stage=at(cycle))[0]
        they.council.closed = DAY(2005, 5, 1)
        they.council.save()
        told = refused(sign, by=they.of_council, stage=at(cycle))[0]
        assert told.startswith("Herefordshire Council closed on 1 May 2005. Whoever came after it signs")
        assert "It closed on 1 May 2005: add whoever came after it" in words(
            signed_in(they.of_trust).get(at(cycle).get_absolute_url())
        )


def test_a_line_by_hand_keeps_what_was_answered_before(they, cycle):
    with on(SIGNED):
        they.hear(at(cycle))
        they.both_sign(at(cycle))
        plan = at(cycle, StageKind.PLAN)
        they.plan_is_heard(plan)
        PlanFactory(cycle=cycle, stands="endorsed")
        assert refused(sign, by=they.of_trust, stage=plan) == [UNANSWERED] * 3
        they.answer_all(plan)
        given = {"by": they.of_council, "stage": plan, "line": "market"}
        actions.answer_line(**given, reply="no", evidence=" One provider only. ")
        assert refused(sign, by=they.of_trust, stage=at(cycle, StageKind.PLAN)) == ["No: One provider only."]
        actions.answer_line(**given, reply="not_yet", evidence="Two were asked.")
        assert refused(sign, by=they.of_trust, stage=at(cycle, StageKind.PLAN)) == ["Not yet: Two were asked."]
        actions.answer_line(**given, reply="yes", evidence="Four could.", link="https://example.org/market")
        sign(they.of_trust, at(cycle, StageKind.PLAN))
        with pytest.raises(PermissionDenied):
            actions.answer_line(by=they.director, stage=plan, line="market", reply="yes", evidence="x")
        assert refused(actions.answer_line, **given, reply="yes", evidence=" ") == {"__all__": ["Say what shows it."]}
    kept = LineAnswer.objects.filter(line="market").order_by("pk")
    assert list(kept.values_list("reply", "post", "organisation__name")) == [
        ("yes", "Joint commissioning manager", "Herefordshire Primary Care Trust"),
        *[(reply, "Head of adult services", "Herefordshire Council") for reply in ("no", "not_yet", "yes")],
    ]
    page = words(signed_in(they.director).get(plan.get_absolute_url()))
    assert "Four could. Answered by hand: Head of adult services, Herefordshire Council, 30 June 2005" in page


def test_a_boards_decision_signs_for_the_partner_that_points_at_it(they, cycle):
    board = BodyFactory(name="Learning Disability Programme Board", area=they.area)

    def decided(**more):
        return DecisionFactory(**{"body": board, "decided_on": SIGNED, "reference": "Minute 7"} | more)

    with on(AGREED):
        they.hear(at(cycle))
        given = {"by": they.of_council, "stage": at(cycle)}

        def told(**more):
            return refused(actions.decide_stage, **given, decision=decided(**more))[0]

        assert told(reference="1", voided_on=SIGNED, void_reason="Wrong board.").endswith("Choose another decision.")
        assert "it was deferred. Only what was agreed signs off a stage." in told(reference="2", outcome="deferred")
        assert told(reference="3", decided_on=DAY(2005, 4, 1)) == (
            "It opened on 4 April 2005. Enter that day or a later one."
        )
        gone = BodyFactory(name="Old Board", area=they.area, ends=HEARD, end_reason="Merged.")
        assert told(reference="4", body=gone) == (
            "Old Board had ended on 9 May 2005, so it decided nothing on 30 June 2005."
        )
        actions.decide_stage(**given, decision=decided())
        assert refused(actions.decide_stage, **given, decision=decided(reference="8")) == [
            "Herefordshire Council has signed off this stage already."
        ]
        sign(they.of_trust, at(cycle))
        assert at(cycle).signed_off_on == AGREED
        [by_board, by_person] = at(cycle).signoffs.all()
        assert (by_board.signed_on, by_board.recorded_on, by_board.name) == (SIGNED, AGREED, "")
        page = words(signed_in(they.director).get(at(cycle).get_absolute_url()))
        assert (
            "Herefordshire Council signed it off on 30 June 2005, by a decision: Learning Disability Programme" in page
        )
        assert by_person.name not in page  # who signed by name is the partners' own
        assert by_person.name in words(signed_in(they.of_council).get(at(cycle).get_absolute_url()))


def test_what_a_stage_was_signed_off_with_stays_until_it_is_opened_again(they, cycle):
    with on(OPENED):
        cycle.needs.update(settled_on=None)
        they.hear(at(cycle))
        assert refused(sign, by=they.of_trust, stage=at(cycle))[0].startswith(
            "Settle the needs on which you agree, like: "
        )
    need, entry = cycle.needs.get(), cycle.analysis.first()
    with on(HEARD):
        cycle.needs.update(settled_on=OPENED)
        at(cycle).involvements.all().delete()
        heard = they.hear(at(cycle), happened_on=HEARD)
        assert refused(sign, by=they.of_trust, stage=at(cycle))[0].startswith(
            "A need was settled on 4 April 2005, before anybody of the voluntary sector was heard."
        )
        cycle.needs.update(settled_on=HEARD)
        sent = sending.send_contribution(by=they.director, cycle=cycle, title="Short breaks", what="Eleven wait.")
        still = NeedFactory(cycle=cycle, shown=True, unmet="All of it.")
        they.both_sign(at(cycle))
        told = ["Analyse was signed off with it on 9 May 2005. Open it again first."]
        trust, new = {"by": they.of_trust}, {"title": "Work", "what": "Work nearer home."}
        acts = [
            (involving.void_involvement, trust | {"involvement": heard, "reason": "x"}),
            (involving.edit_involvement, trust | {"involvement": heard, "version": None, "happened_on": OPENED}),
            (sending.withdraw_contribution, {"by": they.director, "contribution": sent}),
            (sending.take_contribution, {"by": they.secretary, "contribution": sent, "cycle": CycleFactory()}),
            (needing.add_need, trust | {"cycle": cycle} | new),
            (needing.reopen_need, trust | {"need": need}),
            (needing.withdraw_need, trust | {"need": need, "reason": "x"}),
            (needing.edit_need, trust | {"need": still, "version": None, "unmet": ""}),
            (needing.drop_evidence, trust | {"evidence": still.evidence.get()}),
            (analysing.void_analysis, trust | {"entry": entry, "reason": "x"}),
        ]
        assert [refused(act, **given) for act, given in acts] == [told] * len(acts)
        involving.edit_involvement(by=they.of_trust, involvement=heard, version=None, done="It is need 3.")
        actions.reopen_stage(by=they.of_trust, stage=at(cycle), reason="A survey came late.")
        needing.add_need(**trust, cycle=cycle, **new)
        involving.void_involvement(by=they.of_trust, involvement=heard, reason="Another group.")


def test_what_a_stage_went_on_without_is_asked_again_once_it_is_opened_again(they, cycle):
    with on(HEARD):
        asked = {"by": they.of_trust, "line": "sector", "reason": "Nobody came to three meetings."}
        override = overriding.ask_override(**asked, stage=at(cycle))
        overriding.confirm_override(by=they.of_council, override=override)
        they.both_sign(at(cycle))
    with on(SIGNED):
        actions.reopen_stage(by=they.of_trust, stage=at(cycle), reason="They would come now.")
        override.refresh_from_db()
        assert (override.confirmed_on, override.declined_on, override.decline_reason) == (
            None, SIGNED, "The stage was opened again: They would come now.",
        )  # fmt: skip
        assert refused(sign, by=they.of_trust, stage=at(cycle)) == [SECTOR]
        overriding.ask_override(**asked, stage=at(cycle))


def test_interests_are_asked_for_again_when_plan_is_signed(they, cycle):
    with on(HEARD):
        they.hear(at(cycle))
        they.both_sign(at(cycle))
        plan = at(cycle, StageKind.PLAN)
        they.plan_is_heard(plan)
        they.answer_all(plan)
        declaring.void_interest(by=they.of_trust, interest=cycle.interests.get(), reason="By mistake.")
        told = refused(sign, by=they.of_trust, stage=at(cycle, StageKind.PLAN))
        assert told[0].startswith("Wye Valley Speaking Up has not declared its interests in this cycle.")
        declaring.record_interest(by=they.of_trust, cycle=cycle, organisation=they.advocacy, kind="none")
        they.both_sign(at(cycle, StageKind.PLAN))
        assert at(cycle, StageKind.PLAN).signed_off_on == HEARD


def test_it_is_opened_again_with_a_reason_and_what_was_signed_is_kept(they, cycle):
    with on(HEARD):
        they.hear(at(cycle))
        they.both_sign(at(cycle))
        they.plan_is_heard(at(cycle, StageKind.PLAN))
        they.answer_all(at(cycle, StageKind.PLAN))
        sign(they.of_trust, at(cycle, StageKind.PLAN))
    with on(SIGNED):
        reopen = {"by": they.of_council, "reason": " A survey came late. "}
        told = "It is not signed off, so there is nothing to open again."
        assert refused(actions.reopen_stage, **reopen, stage=at(cycle, StageKind.PLAN)) == [told]
        sign(they.of_council, at(cycle, StageKind.PLAN))
        assert refused(actions.reopen_stage, **reopen, stage=at(cycle)) == [
            "Plan is signed off. Open that again first."
        ]
        actions.reopen_stage(**reopen, stage=at(cycle, StageKind.PLAN))
        sign(they.of_trust, at(cycle, StageKind.PLAN))
        actions.reopen_stage(**reopen, stage=at(cycle))
    days = cycle.stages.order_by("kind").values_list("opened_on", "signed_off_on")
    assert list(days) == [(OPENED, None), (None, None), (None, None), (None, None)]
    void = StageSignoff.objects.order_by("pk").values_list("voided_on", "void_reason")
    assert list(void) == [(SIGNED, "A survey came late.")] * 5
    assert "stage opened again" in Event.objects.of(cycle).values_list("verb", flat=True)
    page = words(signed_in(they.director).get(at(cycle).get_absolute_url()))
    assert "signed on 9 May 2005, void on 30 June 2005: A survey came late." in page
    with on(AGREED):
        they.both_sign(at(cycle))
        assert at(cycle, StageKind.PLAN).opened_on == AGREED


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_two_people_sign_at_the_same_moment():
    they = Partners()
    with on(OPENED):
        cycle = they.begin()
    with on(HEARD):
        they.hear(at(cycle))
    stage, people = at(cycle), [they.of_trust, signer(they.trust), they.of_council, signer(they.council)]

    def act(by):
        try:
            return sign(by, stage).pk
        finally:
            connections.close_all()

    assert at_once(*[lambda each=each: act(each) for each in people]) == [stage.pk] * 4
    assert StageSignoff.objects.filter(stage=stage).count() == 2
    assert (at(cycle).signed_off_on is not None, at(cycle, StageKind.PLAN).opened_on is not None) == (True, True)


def test_what_waits_stands_on_the_home_page_of_whoever_signs(they, cycle):
    def waiting(actor):
        lines = {each.name: each.lines for each in home.sections_for(actor)}["waiting"]
        return [(each.text, each.hint) for each in lines if "sign it off" in each.next_step]

    title = "Analyse: Learning disability 2005 to 2008"
    with on(HEARD):
        assert waiting(they.of_trust) == [(title, "Open since 4 April 2005.")]
        assert waiting(they.director) == waiting(they.secretary) == []
        they.hear(at(cycle))
        sign(they.of_trust, at(cycle))
        assert waiting(they.of_trust) == []
        assert waiting(they.of_council) == [(title, "Open since 4 April 2005. Another partner has signed it.")]


def test_a_partner_does_it_on_the_pages_and_a_program_with_the_same_words(they):
    cycle = CycleFactory(at="4_review", partners=[they.trust, they.council], area=they.area)
    stage = at(cycle, StageKind.REVIEW)
    trust, council = signed_in(they.of_trust), signed_in(they.of_council)

    def where(name, *args):
        return reverse(f"stage_{name}", args=[stage.pk, *args])

    page = words(trust.get(stage.get_absolute_url()))
    assert "4 lines of its checklist wait." in page and "Impact is evaluated" in page
    assert "Together, with evidence" in page
    assert UNANSWERED in words(trust.get(where("sign")))
    missing = words(send(trust, where("answer", "impact"), reply="yes"))
    assert "Enter what shows it." in missing
    assert trust.get(where("answer", "market")).status_code == 404  # it is of Plan
    for line in ("quality", "impact", "resources"):
        send(trust, where("answer", line), reply="yes", evidence="The yearly report.")
    refusal = send(trust, where("sign"))
    assert (refusal.status_code, UNANSWERED in words(refusal)) == (422, True)

    def post(name, client=trust, **sent):
        return client.post(reverse(f"api_stage_{name}", args=[stage.pk]), sent, content_type="application/json")

    assert post("sign").json()["errors"][0]["detail"] == UNANSWERED
    given = post("answer", line="data", reply="yes", evidence="In the information system.").json()
    assert [each["standing"] for each in given["lines"]] == ["pass"] * 5
    assert post("sign").json()["still_to_sign"] == [they.council.pk]
    assert post("sign", signed_in(they.director)).status_code == 403
    board = BodyFactory(name="Joint Commissioning Group", area=they.area)
    minute = DecisionFactory(body=board, decided_on=SIGNED)
    assert "Joint Commissioning Group" in words(council.get(where("decide")))
    send(council, where("decide"), decision=minute.pk)
    assert at(cycle, StageKind.REVIEW).signed_off_on is not None
    send(council, where("reopen"), reason="A figure was wrong.")
    assert at(cycle, StageKind.REVIEW).signed_off_on is None
    told = post("decide", council, decision=minute.pk).json()["errors"][0]["detail"]
    assert "after the board decided. Put it to the board again, and choose what it decides then." in told
    again = DecisionFactory(body=board, decided_on=clock.today(), reference="Minute 9")
    assert post("decide", council, decision=again.pk).json()["signed"] == [they.council.pk]
    assert post("sign").json()["state"] == "signed_off"
    assert post("reopen", reason="Again.").json()["state"] == "open"


def test_a_stage_that_is_not_there_is_not_there(they):
    with pytest.raises(NotVisible):
        stage = at(they.begin())
        stage.pk = 999_999
        sign(they.of_trust, stage)
