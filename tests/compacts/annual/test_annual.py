"""Annual agreements: six components, unsignable below six, sent for signing, and carried forward to the next year."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from compacts.agreements.actions import add_draft, call_final, edit_agreement
from compacts.agreements.models import Stage
from compacts.annual import actions, rules
from compacts.annual.composing import CHANGED, GONE, NEW, SAME, changed, text_of
from compacts.annual.models import (
    AnnualAgreement,
    AnnualMeasure,
    AnnualPriority,
    InvestmentIntention,
    Standing,
    WorkLine,
    standing_on,
)
from compacts.annual.reading import LOADED, by_partner, components
from compacts.measures.models import Measure
from compacts.signatures.actions import sign_agreement
from core import clock
from core.acts import Conflict, NotVisible
from core.trail.models import Event
from partnerships.organisations.models import Organisation
from tests.compacts.local.test_actions import refused
from tests.compacts.signatures.test_signing import signatory
from tests.factories.agreements import PUBLISHED, FrameworkFactory, between
from tests.factories.annual import TEXTS, YEAR, JointStrategyFactory, annual_of, line_of
from tests.factories.measures import MeasureFactory
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY = datetime.date
SIX = (
    "1. Governance and involvement", "2. Outcomes", "3. Priorities for the year", "4. Investment intentions",
    "5. National and local measures", "6. Work plan",
)  # fmt: skip


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def in_may():
    """It is May of the year that the agreement is for."""
    with clock.at(datetime.datetime(YEAR, 5, 1, 10, tzinfo=datetime.UTC)):
        yield


def again(annual) -> AnnualAgreement:
    return LOADED.get(pk=annual.pk)


def counted(annual) -> int:
    """How many components the list says there are."""
    return AnnualAgreement.objects.annotate(count=components()).values_list("count", flat=True).get(pk=annual.pk)


@pytest.mark.parametrize("parts", range(7))
def test_a_component_is_complete_when_it_says_something_in_python_and_in_the_database(parts):
    annual = annual_of(parts=parts)
    assert [gate.title for gate in rules.SIX] == list(SIX)
    assert [gate.title for gate in rules.SIX if gate(annual, PUBLISHED)] == list(SIX[parts:])
    assert (rules.complete(annual, PUBLISHED), counted(annual)) == (parts, parts)


def test_each_missing_text_of_the_first_component_is_named_with_where_to_write_it():
    annual = annual_of(parts=0)
    annual.governance = "The Group decides."
    found = rules.it_says_how_it_is_governed(annual, PUBLISHED)
    assert found.message == (
        "Write how users are involved, how carers are involved, how the voluntary and community sector is involved."
    )
    assert found.where == reverse("annual_governance", args=[annual.pk])
    AnnualAgreement.objects.update(**TEXTS | {"carers_involved": ""})
    assert (rules.complete(again(annual), PUBLISHED), counted(annual)) == (0, 0)


def test_a_priority_rests_on_a_strategy_that_covers_the_year():
    annual = annual_of()
    old = JointStrategyFactory(title="Falls", first_year=YEAR - 3, last_year=YEAR - 1)
    AnnualPriority.objects.update(strategy=old)
    found = rules.its_priorities_carry_out_strategies(again(annual), PUBLISHED)
    assert found.message == (
        "“Fewer falls” rests on Falls, 2005-06 to 2007-08, which does not cover 2008-09. Choose one that does."
    )
    assert found.where == reverse("annual_part_edit", args=[annual.pk, "priorities", annual.priorities.get().pk])
    assert counted(annual) == 5


@pytest.mark.parametrize(("gone", "missing"), [("national", "a national"), ("local", "a local")])
def test_measures_are_national_and_local(gone, missing):
    annual = annual_of(parts=5)
    AnnualMeasure.objects.filter(level=gone).delete()
    found = rules.it_has_measures(again(annual), PUBLISHED)
    assert (found.message, found.where) == (
        f"Add {missing} measure.",
        reverse("annual_part_add", args=[annual.pk, "measures"]),
    )
    assert counted(annual) == 4


def test_it_is_begun_under_a_framework_between_its_parties(by):
    trust, council, left = (PublicBodyFactory() for _ in range(3))
    framework = FrameworkFactory(
        agreement=between(trust, council, left, in_force=True, kind="framework", force="statutory")
    )
    framework.agreement.parties.filter(organisation=left).update(ends=DAY(2008, 5, 1))
    annual = actions.begin_annual(by=by, framework=framework, service=" services for older people ", year=YEAR)
    agreement = annual.agreement
    assert (str(annual), annual.service) == (
        "Services for older people: annual agreement 2008-09",
        "services for older people",
    )
    assert (agreement.kind, agreement.force, agreement.area, agreement.stage) == (
        "annual", "statutory", framework.agreement.area, Stage.DRAFT,
    )  # fmt: skip
    assert {each.organisation for each in agreement.parties.all()} == {trust, council}
    told = refused(actions.begin_annual, by=by, framework=framework, service="Services for older people", year=YEAR)
    assert "This locality has an agreement of that title already" in str(told)
    commissioner = make_actor("commissioner", organisation=trust)
    theirs = actions.begin_annual(by=commissioner, framework=framework, service="carers", year=YEAR)
    assert theirs.agreement.parties.count() == 2


@pytest.mark.parametrize(
    ("year", "ended", "sentence"),
    [
        (2007, None, "The framework begins on 1 April 2008, after 2007-08. Choose a later year."),
        (2013, None, "The framework ends on 31 March 2013, before 2013-14. Choose one that goes on."),
        (2010, DAY(2010, 4, 1), "The framework ended on 1 April 2010. Choose one that goes on."),
        (1999, None, "Choose the year from the list."),
    ],
)
def test_no_year_is_begun_outside_its_framework(by, year, ended, sentence):
    framework = FrameworkFactory()
    framework.agreement.ended_on, framework.agreement.end_reason = ended, "Replaced." if ended else ""
    framework.agreement.save()
    told = refused(actions.begin_annual, by=by, framework=framework, service="carers", year=year)
    assert sentence in str(told)
    assert not AnnualAgreement.objects.exists()


def test_no_other_agreement_becomes_an_annual_one_and_none_stops_to_be_one(by):
    annual = annual_of(parts=0)
    told = refused(edit_agreement, by=by, agreement=annual.agreement, version=None, kind="joint")
    assert told == {"kind": ["An annual agreement stays one: its words are its six components."]}
    told = refused(edit_agreement, by=by, agreement=annual.framework.agreement, version=None, kind="annual")
    assert told == {"kind": ["An annual agreement is begun on the page of the framework it belongs to."]}


def test_rows_are_added_changed_and_dropped_with_their_history(by):
    annual = annual_of(parts=0)
    party = annual.agreement.parties.first().organisation
    actions.add_part(by=by, annual=annual, part="intentions", partner=party, purpose="Clinics", amount=Decimal("10.50"))
    row = InvestmentIntention.objects.get()
    actions.edit_part(by=by, row=row, version=1, amount=Decimal(20), pooled=True)
    row.refresh_from_db()
    assert (row.amount, row.pooled, row.version) == (Decimal(20), True, 2)
    with pytest.raises(Conflict):
        actions.edit_part(by=by, row=row, version=1, amount=Decimal(30))
    actions.edit_part(by=by, row=row, version=2, amount=Decimal(20))
    for _ in range(2):
        actions.drop_part(by=by, row=row)
    assert list(Event.objects.of(annual).order_by("pk").values_list("verb", flat=True)) == [
        f"investment intention {each}" for each in ("added", "changed", "dropped")
    ]
    assert not InvestmentIntention.objects.exists()


def test_only_parties_invest_and_lead_and_only_own_measures_monitor(by):
    annual, other = annual_of(), annual_of(service="carers")
    stranger, line = OrganisationFactory(), annual.work.get()
    party = {"partner": stranger, "purpose": "Clinics", "amount": Decimal(1)}
    assert refused(actions.add_part, by=by, annual=annual, part="intentions", **party) == {"partner": [actions.A_PARTY]}
    assert refused(actions.edit_part, by=by, row=line, version=None, lead=stranger) == {"lead": [actions.A_PARTY]}
    elsewhere = {"what": "X", "strategy": JointStrategyFactory(), "stage": "Y"}
    told = refused(actions.add_part, by=by, annual=annual, part="priorities", **elsewhere)
    assert told == {"strategy": [f"Choose a strategy of {annual.agreement.area}. This one is of another locality."]}
    told = refused(actions.edit_part, by=by, row=line, version=None, due_on=DAY.max)
    assert told == {"due_on": ["Enter a day up to 31 December 2200."]}
    told = refused(actions.edit_part, by=by, row=line, version=None, measure=other.measures.first())
    assert told == {"measure": ["Choose one of the measures of this agreement."]}


def test_a_measure_that_monitors_a_line_and_a_line_that_is_signed_or_has_progress_stay(by, in_may):
    annual = annual_of(in_force=True)
    line = annual.work.get()
    told = refused(actions.drop_part, by=by, row=line.measure)
    assert told == ["A line of the work plan is monitored by this measure. Change that line first."]
    told = refused(actions.drop_part, by=by, row=line)
    assert told == ["All have signed this line, so it stays. Note that it was given up, and why."]
    actions.add_part(by=by, annual=annual, part="work", what="Train", lead=line.lead, due_on=line.due_on)
    actions.drop_part(by=by, row=annual.work.get(what="Train"))
    line.progress.create(noted_on=PUBLISHED, state="under_way", note="A room is found.")
    told = refused(actions.drop_part, by=by, row=line)
    assert told == ["Progress was noted on this line, so it stays. Note that it was given up, and why."]


def test_below_six_it_is_not_sent_not_final_and_not_signed(by):
    annual = annual_of(parts=4)
    told = refused(actions.send_for_signing, by=by, annual=annual)
    assert told == ["Add a national and a local measure.", "Add what is done, who leads it, and by when."]
    told = refused(add_draft, by=by, agreement=annual.agreement, version=0, text="Something else.")
    assert told == ["Its six components become its text. Complete them, and send them for signing."]
    drafted, final = (annual_of(parts=4, service=stage, **{stage: True}).agreement for stage in ("drafted", "final"))
    missing = ["4 of 6 are complete. Missing: 5. National and local measures; 6. Work plan."]
    assert refused(call_final, by=by, agreement=drafted, version=1) == missing
    approver = signatory(final.parties.first().organisation)
    assert refused(sign_agreement, by=approver, agreement=final, version=1, authority="The board") == missing


def test_sent_its_components_are_the_text_that_all_sign(by):
    annual = annual_of()
    agreement = actions.send_for_signing(by=by, annual=annual)
    draft = agreement.drafts.get()
    assert (draft.number, draft.final_on is not None, draft.text) == (1, True, text_of(annual))
    assert draft.text.split("\n\n")[5:8] == [
        "2. Outcomes", "People stay at home.\nWhy jointly: Both of us are needed.", "3. Priorities for the year",
    ]  # fmt: skip
    assert again(annual).standing == Standing.FINAL
    assert refused(actions.send_for_signing, by=by, annual=annual) == [
        "Draft 1 says the same. It was sent for signing already."
    ]
    for party in agreement.parties.all():
        sign_agreement(by=signatory(party.organisation), agreement=agreement, version=1, authority="The board")
    assert again(annual).agreement.stage == Stage.IN_FORCE


def test_what_changes_after_signing_is_the_next_draft_and_the_former_stays_in_force(by, in_may):
    annual = annual_of(in_force=True)
    assert rules.agrees_with_the_draft(annual)
    actions.edit_governance(by=by, annual=annual, version=1, governance="A new group\r\n\r\ndecides.")
    assert not rules.agrees_with_the_draft(again(annual))
    sent = actions.send_for_signing(by=by, annual=annual, note="A new group")
    assert (sent.latest, sent.stage, sent.drafts.get(number=2).note) == (2, Stage.IN_FORCE, "A new group")
    assert rules.agrees_with_the_draft(again(annual))
    actions.edit_governance(by=by, annual=annual, version=2, governance="Another group decides.")
    approver = signatory(annual.agreement.parties.first().organisation)
    told = refused(sign_agreement, by=approver, agreement=sent, version=2, authority="The board")
    assert told == ["The components say something else than the latest draft. Send them for signing again."]


def test_a_new_name_changes_nothing_that_is_signed(by, in_may):
    annual = annual_of()
    sent = actions.send_for_signing(by=by, annual=annual)
    Organisation.objects.filter(agreement_parties__agreement=sent).update(name="A new name")
    Measure.objects.update(title="Another title")
    assert text_of(again(annual)) != sent.drafts.get().text
    assert refused(actions.send_for_signing, by=by, annual=annual) == [
        "Draft 1 says the same. It was sent for signing already."
    ]
    for party in sent.parties.all():
        sign_agreement(by=signatory(party.organisation), agreement=sent, version=1, authority="The board")
    actions.edit_part(by=by, row=annual.intentions.get(), version=1, amount=Decimal(1))
    assert (again(annual).standing, rules.agrees_with_the_draft(again(annual))) == (Standing.SIGNED, False)


def test_what_has_ended_is_not_changed(by):
    annual = annual_of(ended=True)
    ended = ["It ended on 31 March 2013."]
    assert refused(actions.edit_governance, by=by, annual=annual, version=None, governance="X") == ended
    assert refused(actions.add_part, by=by, annual=annual, part="outcomes", what="X", why_jointly="Y") == ended
    assert ended[0] in refused(actions.send_for_signing, by=by, annual=annual)


def test_what_all_signed_for_a_year_that_is_over_stays(by):
    annual = annual_of(in_force=True)
    over = ["It was signed for a year that is over. What is to change goes into the next year's."]
    for act, given in (
        (actions.edit_governance, {"annual": annual, "version": None, "governance": "X"}),
        (actions.drop_part, {"row": annual.outcomes.get()}),
    ):
        assert refused(act, by=by, **given) == over
    assert over[0] in refused(actions.send_for_signing, by=by, annual=annual)
    assert rules.its_year_is_not_over(annual, DAY(2009, 3, 31)) is None
    where = rules.its_year_is_not_over(annual, DAY(2009, 4, 1)).where
    assert where == reverse("annual_carry", args=[annual.pk])
    following = actions.carry_forward(by=by, annual=annual)
    assert rules.its_year_is_not_over(again(annual), DAY(2009, 4, 1)).where == following.get_absolute_url()


def test_how_it_stands_follows_from_its_agreement_and_its_year_in_python_and_in_the_database():
    rows = [annual_of(parts=0), annual_of(final=True), annual_of(in_force=True), annual_of(ended=True)]
    for on, standings in {
        DAY(2008, 3, 2): ["written"] * 4,
        DAY(2008, 3, 3): ["written", "final", "final", "final"],
        DAY(2009, 3, 31): ["written", "final", "signed", "signed"],
        DAY(2009, 4, 1): ["written", "final", "over", "over"],
        DAY(2013, 3, 31): ["written", "final", "over", "ended"],
    }.items():
        assert [row.standing_on(on).value for row in rows] == standings
        told = AnnualAgreement.objects.annotate(stands=standing_on(on)).order_by("pk").values_list("stands", flat=True)
        assert list(told) == standings
    assert list(AnnualAgreement.objects.standing("over", DAY(2009, 4, 1))) == rows[2:]


def test_investment_adds_up_by_partner():
    annual = annual_of()
    first, second = (each.organisation for each in annual.agreement.parties.all())
    for partner, purpose, amount, pooled in ((first, "Beds", "0.10", False), (second, "Beds", "0.20", True)):
        InvestmentIntention.objects.create(
            annual=annual, partner=partner, purpose=purpose, amount=Decimal(amount), pooled=pooled
        )
    found = {each.partner: (each.total, each.pooled, each.recurrent) for each in by_partner(again(annual))}
    assert found == {
        first.name: (Decimal("120000.10"), Decimal(120_000), Decimal(120_000)),
        second.name: (Decimal("0.20"), Decimal("0.20"), Decimal(0)),
    }


def test_two_partners_of_one_name_are_two():
    annual = annual_of(*(OrganisationFactory(name="Age Concern") for _ in range(2)), parts=0)
    for number, party in enumerate(annual.agreement.parties.all()):
        annual.intentions.create(partner=party.organisation, purpose="Beds", amount=number + 1)
    assert [(each.partner, each.total) for each in by_partner(again(annual))] == [
        ("Age Concern", 1),
        ("Age Concern", 2),
    ]


def test_a_line_that_is_due_on_the_last_of_all_days_goes_on(by):
    annual = annual_of(in_force=True)
    WorkLine.objects.update(due_on=DAY.max)
    assert actions.carry_forward(by=by, annual=annual).work.get().due_on == clock.LATEST


@pytest.fixture
def carried(by):
    """A signed year with a line done and one open, an intention of this year only, and the next year begun from it."""
    annual = annual_of(in_force=True)
    first = annual.agreement.parties.first().organisation
    InvestmentIntention.objects.create(annual=annual, partner=first, purpose="A van", amount=9_000)
    WorkLine.objects.update(state="done")
    line_of(annual, what="Train volunteers", due_on=DAY(2008, 2, 29))
    return annual, actions.carry_forward(by=by, annual=annual)


def test_the_next_year_begins_with_what_is_recurrent_or_open(carried):
    annual, following = carried[0], again(carried[1])
    assert (following.year, following.follows_id, following.service) == (2009, annual.pk, annual.service)
    assert {name: getattr(following, name) for name in TEXTS} == TEXTS
    assert [each.purpose for each in following.intentions.all()] == ["Falls clinics"]
    [line] = following.work.all()
    assert (line.what, line.due_on, line.state) == ("Train volunteers", DAY(2009, 2, 28), "not_begun")
    assert line.measure in following.measures.all()
    assert {each.organisation_id for each in following.agreement.parties.all()} == {
        each.organisation_id for each in annual.agreement.parties.all()
    }
    assert (following.agreement.latest, rules.complete(following, PUBLISHED)) == (0, 6)


def test_what_changed_is_shown_component_by_component(by, carried):
    annual, following = carried[0], again(carried[1])
    actions.edit_part(by=by, row=following.intentions.get(), version=1, amount=Decimal(130_000))
    actions.add_part(by=by, annual=following, part="outcomes", what="Carers rest.", why_jointly="Both pay.")
    found = changed(again(annual), again(following))
    assert [each.kind for each in found["governance"]] == [SAME] * 4
    assert [(each.kind, each.key) for each in found["outcomes"]] == [
        (SAME, "People stay at home."),
        (NEW, "Carers rest."),
    ]
    money = [(each.kind, each.said, each.before) for each in found["intentions"]]
    assert money == [
        (CHANGED, "£130,000, pooled, recurrent", "£120,000, pooled, recurrent"),
        (GONE, "", "£9,000, not pooled, for this year only"),
    ]
    assert [(each.kind, each.key) for each in found["work"]] == [(CHANGED, "Train volunteers"), (GONE, "Open clinic 1")]


def test_a_year_is_followed_by_one_other_under_a_framework_that_goes_on(by, carried):
    annual, following = carried
    assert refused(actions.carry_forward, by=by, annual=annual) == ["The next year's agreement is begun already."]
    last = annual_of(service="carers", year=2012, parts=1, in_force=True)
    assert "before 2013-14" in str(refused(actions.carry_forward, by=by, annual=last))
    area, party = last.agreement.area, last.agreement.parties.first().organisation
    away, strange, later = (
        FrameworkFactory(agreement=between(*parties, in_force=True, **here), ends=None)
        for parties, here in (((party,), {}), ((), {"area": area}), ((party,), {"area": area}))
    )
    for framework, sentence in (
        (away, "Choose a framework of this locality: the priorities carry out its strategies."),
        (strange, "Choose a framework to which one of the parties to this agreement is a party."),
    ):
        told = refused(actions.carry_forward, by=by, annual=last, framework=framework)
        assert told == {"framework": [sentence]}
    made = actions.carry_forward(by=by, annual=last, framework=later)
    assert (made.framework, made.year) == (later, 2013)
    assert following.agreement.stage == Stage.DRAFT


def test_what_nobody_has_agreed_to_is_not_carried_forward(by):
    told = refused(actions.carry_forward, by=by, annual=annual_of(final=True))
    assert told == ["The next year's is begun once all parties have signed this one."]


def test_who_is_no_party_any_more_is_not_carried_forward(by):
    annual = annual_of(in_force=True)
    annual.agreement.parties.filter(organisation=annual.work.get().lead).update(ends=DAY(2008, 6, 1))
    following = again(actions.carry_forward(by=by, annual=annual))
    assert (following.work.count(), following.intentions.count(), following.agreement.parties.count()) == (0, 0, 1)


@pytest.mark.parametrize("role", ["member", "approver", "administrator", "analyst", "auditor"])
def test_nobody_else_changes_it(role):
    annual = annual_of(parts=1)
    actor = make_actor(role, organisation=annual.agreement.parties.first().organisation)
    for act, given in (
        (actions.edit_governance, {"annual": annual, "version": None, "governance": "X"}),
        (actions.send_for_signing, {"annual": annual}),
        (actions.carry_forward, {"annual": annual}),
        (actions.begin_annual, {"framework": annual.framework, "service": "carers", "year": YEAR}),
    ):
        with pytest.raises(PermissionDenied):
            act(by=actor, **given)
    stranger = make_actor("commissioner", organisation=PublicBodyFactory())
    with pytest.raises(NotVisible):
        actions.add_part(by=stranger, annual=annual, part="measures", measure=MeasureFactory(), level="local")
