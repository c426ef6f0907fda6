"""A cycle from its first day to its last: begun, its partners, its four stages, and its pages."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from commissioning.cycles import actions
from commissioning.cycles.checklist import Standing
from commissioning.cycles.models import CommissioningCycle, Stage, StageKind, StageState
from commissioning.cycles.principles import verdicts
from commissioning.cycles.reading import stages_of
from commissioning.cycles.standing import standing_of
from commissioning.involvement import actions as involving
from commissioning.stages import actions as stages
from core.acts import Conflict
from core.trail.models import Event
from partnerships.organisations.models import Lineage
from tests.commissioning.partners import AGREED, DAY, ENDS, HEARD, OPENED, SIGNED, Partners, at, on, refused
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.factories.bodies import BodyFactory
from tests.factories.cycles import CycleFactory, EvidenceFactory, InvolvementFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory, TermFactory
from tests.factories.people import signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def they():
    return Partners()


def whole(cycle):
    """The cycle with its stages, as its page loads it."""
    cycle = CommissioningCycle.objects.prefetch_related("partners__organisation").get(pk=cycle.pk)
    cycle._prefetched_objects_cache["stages"] = stages_of(cycle)
    return cycle


def principles(cycle, day):
    return {each.name: (verdict.standing, verdict.reason) for each, verdict in verdicts(whole(cycle), day)}


def test_from_its_first_day_to_its_last(they):
    cycle = they.begin()
    assert [(each.kind, each.opened_on) for each in cycle.stages.order_by("kind")] == [
        ("1_analyse", OPENED), ("2_plan", None), ("3_do", None), ("4_review", None),
    ]  # fmt: skip
    assert (cycle.review_due, cycle.sort_name) == (ENDS, "learning disability 2005 to 2008")
    assert list(cycle.partners.values_list("organisation__name", "lead")) == [
        ("Herefordshire Council", ""), ("Herefordshire Primary Care Trust", "Joint commissioning manager"),
    ]  # fmt: skip
    before = principles(cycle, DAY(2004, 1, 1))
    assert before["SEQUENTIAL"] == (Standing.NOT_YET, "No stage has opened yet.")
    said = "Nothing is recorded yet of what users, carers and providers said."
    assert before["DIALOGUE"] == (Standing.NOT_YET, said)
    first = principles(cycle, OPENED)
    assert first["CLIENT_GROUP"][0] == Standing.PASS
    assert first["EQUAL"] == (Standing.NOT_YET, "0 of four stages are signed off.")
    assert first["SEQUENTIAL"] == (Standing.NOT_YET, "Only the first stage has opened.")
    assert first["PLANS_DRIVE"][0] == first["CONTRACTS_INFORM"][0] == Standing.NOT_YET
    assert first["DIALOGUE"] == (Standing.NOT_YET, "Nobody was heard yet at: Analyse.")
    days = {StageKind.ANALYSE: SIGNED, StageKind.PLAN: AGREED, StageKind.DO: DAY(2007, 12, 3), StageKind.REVIEW: ENDS}
    for kind, signed in days.items():
        with on(signed):
            stage = at(cycle, kind)
            they.plan_is_heard(stage) if kind == StageKind.PLAN else they.hear(stage)
            they.answer_all(stage)
            they.both_sign(stage)
            assert at(cycle, kind).signed_off_on == signed
    opened = list(cycle.stages.order_by("kind").values_list("opened_on", flat=True))
    assert opened == [OPENED, SIGNED, AGREED, DAY(2007, 12, 3)]
    last = {name: standing for name, (standing, _) in principles(cycle, ENDS).items()}
    assert last == {
        "CLIENT_GROUP": "pass", "EQUAL": "pass", "SEQUENTIAL": "pass", "PLANS_DRIVE": "pass",
        "CONTRACTS_INFORM": "not_yet", "DIALOGUE": "pass",
    }  # fmt: skip
    verbs = list(Event.objects.of(cycle).order_by("pk").values_list("verb", flat=True))
    assert verbs == [
        "begun", "partner joined", "partner joined", "stage signed off", "interest declared", *["stage signed off"] * 3,
            "next cycle not opened",
    ]  # fmt: skip


def test_what_fails_a_principle(they):
    with on(OPENED):
        cycle = they.begin(partners=[(they.trust, "")])
        they.hear(at(cycle), by=they.of_trust)
        stages.sign_stage(by=they.of_trust, stage=at(cycle))
    found = principles(cycle, OPENED)
    assert found["CLIENT_GROUP"] == (
        Standing.FAIL, "Herefordshire Primary Care Trust commissions alone. Add another partner."
    )  # fmt: skip
    assert found["EQUAL"] == (Standing.FAIL, "Analyse was signed off on the day on which it opened.")
    Stage.objects.filter(cycle=cycle, kind=StageKind.PLAN).update(opened_on=DAY(2005, 4, 1))
    assert principles(cycle, OPENED)["SEQUENTIAL"] == (Standing.FAIL, "Plan opened before Analyse was signed off.")
    at(cycle).involvements.all().delete()
    assert principles(cycle, OPENED)["DIALOGUE"] == (Standing.FAIL, "Nobody is recorded who was heard at: Analyse.")


def test_what_is_refused_when_it_begins(they):
    group = OrganisationFactory(name="Age Concern Ledbury")
    told = (
        "Age Concern Ledbury is no public body. Whoever does not commission takes part by being involved: record that "
        "on the page of a stage."
    )
    assert refused(they.begin, partners=[(they.trust, ""), (group, "")]) == [told]
    assert refused(they.begin, partners=[(they.trust, ""), (they.trust, "")]) == ["Enter each partner once."]
    assert refused(they.begin, partners=[]) == ["Enter at least one partner."]
    led = TermFactory(vocabulary="led_by", title="BME-led")
    assert refused(they.begin, client_group=led) == {"client_group": ["Choose one of the client groups."]}
    assert refused(they.begin, ends=DAY(2005, 3, 1), review_due=ENDS) == {
        "__all__": ["The last day is before the first day."]
    }
    assert refused(they.begin, review_due=DAY(2004, 1, 1)) == {
        "review_due": ["The period begins on 1 April 2005. Enter a later day."]
    }
    with pytest.raises(PermissionDenied, match="You act for Herefordshire Primary Care Trust, which is not among"):
        they.begin(partners=[(they.council, "")])
    gone = PublicBodyFactory(name="Old Trust", closed=DAY(2004, 3, 31))
    Lineage.objects.create(ancestor=gone, descendant=they.trust, kind="merger", on=DAY(2004, 4, 1))
    assert refused(they.begin, partners=[(they.trust, ""), (gone, "")]) == [
        "Old Trust closed on 31 March 2004. Herefordshire Primary Care Trust came after it: choose that."
    ]
    assert not CommissioningCycle.objects.exists()


def test_it_is_changed_and_its_purpose_stays_once_somebody_signed(they):
    cycle = they.begin()
    other = AreaFactory(name="Worcestershire")
    actions.edit_cycle(by=they.of_council, cycle=cycle, version=1, area=other, title="Learning disability")
    cycle.refresh_from_db()
    assert (cycle.area, cycle.search_text) == (
        other, "learning disability people with a learning disability worcestershire"
    )  # fmt: skip
    with pytest.raises(Conflict):
        actions.edit_cycle(by=they.of_council, cycle=cycle, version=1, title="Other")
    with on(HEARD):
        they.hear(at(cycle))
        stages.sign_stage(by=they.of_trust, stage=at(cycle))
    told = "A partner has signed off what was analysed for this. Begin another cycle for another."
    assert refused(actions.edit_cycle, by=they.of_trust, cycle=cycle, version=None, area=they.area) == {"area": [told]}
    actions.edit_cycle(by=they.of_trust, cycle=cycle, version=None, review_due=None, ends=DAY(2009, 3, 31))
    cycle.refresh_from_db()
    assert cycle.review_due == DAY(2009, 3, 31)


def test_partners_join_and_leave_and_whoever_stays_signs(they):
    third = PublicBodyFactory(name="Powys Council")
    cycle = they.begin()
    with on(HEARD):
        actions.add_partner(by=they.of_trust, cycle=cycle, organisation=third, lead=" Head of care ")
        told = {"organisation": ["Powys Council is a partner in this cycle already."]}
        assert refused(actions.add_partner, by=they.of_trust, cycle=cycle, organisation=third) == told
        they.hear(at(cycle))
        they.both_sign(at(cycle))
        assert at(cycle).signed_off_on is None
    partner = cycle.partners.get(organisation=third)
    actions.edit_partner(by=they.of_trust, partner=partner, lead="Head of adult care")
    with on(SIGNED):
        assert refused(actions.end_partner, by=they.secretary, partner=partner, on=OPENED) == {
            "on": ["It joined on 9 May 2005. Enter that day or a later one."]
        }
        with pytest.raises(PermissionDenied, match="A partner leaves by itself: somebody who acts for Powys Council"):
            actions.end_partner(by=they.of_trust, partner=partner)
        actions.end_partner(by=they.secretary, partner=partner)
        assert (at(cycle).signed_off_on, at(cycle, StageKind.PLAN).opened_on) == (HEARD, HEARD)
        assert refused(actions.end_partner, by=they.secretary, partner=partner) == [
            "It has left already: its last day was 30 June 2005. If it has not, add it again."
        ]
        council = cycle.partners.get(organisation=they.council)
        told = {"on": ["It signed off a stage on 9 May 2005. Enter that day or a later one."]}
        assert refused(actions.end_partner, by=they.of_council, partner=council, on=DAY(2005, 5, 8)) == told
        actions.end_partner(by=they.of_council, partner=council)
        alone = cycle.partners.get(organisation=they.trust)
        assert refused(actions.end_partner, by=they.of_trust, partner=alone) == [
            "Nobody else commissions in this cycle. Add the partner that goes on with it first."
        ]
    with on(AGREED):
        with pytest.raises(PermissionDenied, match="is not a partner in this"):
            actions.edit_cycle(by=they.of_council, cycle=cycle, version=None, title="Ours")
        actions.add_partner(by=they.of_trust, cycle=cycle, organisation=they.council)  # it had not left
        actions.edit_cycle(by=they.of_council, cycle=cycle, version=None, title="Ours")
        council.refresh_from_db()
        assert (council.ends, cycle.partners.count()) == (None, 3)


def test_no_partner_closes_a_stage_past_its_checklist_by_letting_another_leave(they):
    cycle = they.begin()
    with on(HEARD):
        heard = they.hear(at(cycle))
        stages.sign_stage(by=they.of_trust, stage=at(cycle))
        involving.void_involvement(by=they.of_trust, involvement=heard, reason="Another group.")
    council = cycle.partners.get(organisation=they.council)
    with on(SIGNED):
        with pytest.raises(PermissionDenied, match="or the Forum secretariat does"):
            actions.end_partner(by=they.of_trust, partner=council)
        links = words(signed_in(they.of_trust).get(cycle.get_absolute_url()))
        assert (
            "Record that it leaves: Herefordshire Primary" in links,
            "Record that it leaves: Herefordshire Council" in links,
        ) == (
            True,
            False,
        )
        actions.end_partner(by=they.of_council, partner=council)
        assert (at(cycle).signed_off_on, at(cycle, StageKind.PLAN).opened_on) == (None, None)
        cycle.needs.update(settled_on=SIGNED)
        they.hear(at(cycle), by=they.of_trust)
        stages.sign_stage(by=they.of_trust, stage=at(cycle))  # it has signed; now the checklist stands
        assert at(cycle).signed_off_on == SIGNED


def test_a_cycle_spans_years_that_people_plan_for(they):
    year = "Enter a year from 1948 to 2100."
    assert refused(they.begin, starts=DAY(1, 1, 1)) == {"starts": [year]}
    assert refused(they.begin, ends=DAY(9999, 12, 31)) == {"ends": [year]}
    assert refused(they.begin, opened_on=DAY(1, 1, 1)) == {"opened_on": [year]}
    told = "A cycle spans at most 20 years. Enter an earlier last day; the next cycle follows this one."
    assert refused(they.begin, ends=DAY(2026, 3, 31)) == {"ends": [told]}
    cycle = they.begin()
    given = {"by": they.of_trust, "cycle": cycle, "version": None}
    assert refused(actions.edit_cycle, **given, ends=DAY(2099, 3, 31)) == {"ends": [told]}
    assert refused(actions.edit_cycle, **given, review_due=DAY(9999, 1, 1)) == {"review_due": [year]}


def test_a_commissioner_begins_one_on_its_pages_and_it_is_shown_whole(they):
    BodyFactory(name="Learning Disability Programme Board", area=they.area)
    office = signed_in(they.of_trust)
    typed = {"title": "Older people", "client_group": they.group.pk, "area": "Herefordshire"}
    typed |= day("starts", DAY(2026, 4, 1)) | day("ends", DAY(2029, 3, 31)) | {"lead": "Commissioning manager"}
    where = reverse("cycle_begin")
    assert "Enter the area." in words(send(office, where, **typed | {"area": ""}))
    reply = send(office, where, **typed, other_partner="Herefordshire Council", other_lead="Head of care")
    cycle = CommissioningCycle.objects.get()
    assert reply.url == cycle.get_absolute_url()
    page = words(office.get(cycle.get_absolute_url()))
    for told in (
        "At Analyse",
        "Herefordshire Council, led by: Head of care",
        "8 lines of its checklist wait. Add the first need, with its evidence.",
        "Herefordshire Council is still to sign Herefordshire Primary Care Trust is still to sign",
        "Only the first stage has opened.",
        "Opens when the stage before it is signed off",
    ):
        assert told in page
    for name, given in (
        ("cycle_edit", typed | {"title": "Older people of the county"}),
        ("cycle_partner_add", {"organisation": PublicBodyFactory(name="Powys Council").name}),
    ):
        send(office, reverse(name, args=[cycle.pk]), **given)
    cycle.refresh_from_db()
    assert (cycle.title, cycle.partners.count()) == ("Older people of the county", 3)
    third = cycle.partners.get(organisation__name="Powys Council")
    send(office, reverse("cycle_partner_edit", args=[cycle.pk, third.pk]), lead="Head of care")
    send(signed_in(they.secretary), reverse("cycle_partner_end", args=[cycle.pk, third.pk]))
    third.refresh_from_db()
    assert (third.lead, third.ends is not None) == ("Head of care", True)
    reader = words(signed_in(they.director).get(cycle.get_absolute_url()))
    assert ("Change what is recorded" in reader, "Older people of the county" in reader) == (False, True)


def test_a_program_does_the_same_with_the_same_words_of_refusal(they):
    office = signed_in(they.of_trust)

    def post(name, *args, **sent):
        return office.post(reverse(f"api_cycle_{name}", args=args), sent, content_type="application/json")

    sent = {"title": "Older people", "client_group": they.group.pk, "area": they.area.pk, "starts": "2026-04-01",
            "ends": "2029-03-31", "partners": [{"organisation": they.trust.pk, "lead": "Manager"}]}  # fmt: skip
    made = post("begin", **sent)
    assert (made.status_code, made.json()["review_due"]) == (200, "2029-03-31")
    pk = made.json()["id"]
    group = OrganisationFactory(name="Age Concern")
    told = post("partner_add", pk, organisation=group.pk).json()
    assert told["errors"][0]["detail"].startswith("Age Concern is no public body.")
    added = post("partner_add", pk, organisation=they.council.pk).json()
    assert len(added["partners"]) == 2
    assert post("edit", pk, version=7, title="Other").status_code == 409
    assert post("edit", pk, version=1, title="Other").json()["title"] == "Other"
    assert post("partner_edit", pk, 999999, lead="x").status_code == 404
    assert post("partner_edit", pk, added["partners"][0], lead="x").status_code == 200
    assert post("partner_end", pk, added["partners"][1]).status_code == 200


def test_the_board_and_the_list_are_narrowed_and_cost_the_same_whatever_they_show(they):
    mine = CycleFactory(title="Elders first", area=they.area, client_group=they.group, partners=[they.trust])
    CycleFactory(title="Mental health", at="3_do", partners=[they.council])
    over = CycleFactory(title="Respite over", at="4_review")
    over.stages.update(signed_off_on=SIGNED)
    reader = signed_in(they.director)
    board = reverse("cycle_board")

    def shown(**query):
        page = words(reader.get(board, query))
        return [each for each in ("Elders first", "Mental health") if each in page]

    assert shown() == ["Elders first", "Mental health"]
    assert shown(area="Hereford") == shown(client_group=they.group.pk) == ["Elders first"]
    assert shown(partner="Herefordshire Council") == ["Mental health"]
    page = words(reader.get(board))
    assert "Analyse (1)" in page and "Do (1)" in page and "signed off (1)" in page and "Respite over" not in page
    assert "No cycle matches." in words(reader.get(board, {"area": "Devon"}))

    def listed(**query):
        return {row["title"]: row["stage"] for row in reader.get(reverse("api_cycles"), query).json()["results"]}

    assert listed() == {"Elders first": "Analyse", "Mental health": "Do", "Respite over": "All four signed off"}
    assert listed(stage="5_finished") == {"Respite over": "All four signed off"}
    assert listed(as_at="2005-05-01") == dict.fromkeys(("Elders first", "Mental health", "Respite over"), "Analyse")
    assert listed(as_at="2005-04-01") == {}
    assert listed(q="elders") == {"Elders first": "Analyse"}

    InvolvementFactory(cycle=mine), EvidenceFactory(cycle=mine, organisation=they.advocacy)

    def asked(url):
        with CaptureQueriesContext(connection) as statements:
            assert reader.get(url).status_code == 200
        return len(statements)

    pages = [board, mine.get_absolute_url(), at(mine).get_absolute_url()]
    [asked(each) for each in pages]
    few = [asked(each) for each in pages]
    for _ in range(9):
        (
            CycleFactory(at="2_plan"),
            InvolvementFactory(cycle=mine),
            EvidenceFactory(cycle=mine, organisation=they.advocacy),
        )
    assert [asked(each) for each in pages] == few == [5, 14, 16]


def test_the_checklist_of_what_is_signed_off_is_that_of_its_day(they):
    """Practice-based commissioners are not asked for today; in 2005 they were, and their line stays."""
    with on(OPENED):
        cycle = they.begin()
    with on(SIGNED):
        they.hear(at(cycle))
        they.both_sign(at(cycle))
    now = standing_of(at(cycle, StageKind.PLAN), DAY(2026, 11, 30))
    lines = {each.title: each.standing for each in now.lines}
    assert lines["Practice-based commissioners were involved"] == Standing.DOES_NOT_APPLY
    with on(AGREED):
        plan = at(cycle, StageKind.PLAN)
        they.answer_all(plan)
        they.plan_is_heard(plan)
        they.both_sign(plan)
    later = standing_of(at(cycle, StageKind.PLAN), DAY(2026, 11, 30))
    assert later.state == StageState.SIGNED_OFF
    assert {each.title: each.standing for each in later.lines}[
        "Practice-based commissioners were involved"
    ] == Standing.PASS
