"""A reorganisation prepared, carried out and undone, and every refusal on the way."""

import datetime
from decimal import Decimal
from functools import partial

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from compacts.deadline.models import SignupStanding
from core import clock
from core.acts import NotVisible, Refused
from core.mail.models import Mail
from core.trail.models import Event
from partnerships.duplicates.actions import merge_organisations, name_duplicate, undo_merge
from partnerships.leaving.models import Handover
from partnerships.organisations.models import Identifier, Lineage, Organisation
from partnerships.organisations.succession import record_funding, record_succession, undo_succession
from partnerships.people.models import RoleHeld
from partnerships.reorganisations import actions, people
from partnerships.reorganisations.models import Line, Reorganisation
from tests.factories.compacts import CompactFactory
from tests.factories.deadline import SignupStandingFactory
from tests.factories.organisations import KindFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import MembershipFactory
from tests.factories.reorganisations import DAY, LineFactory, ReorganisationFactory

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2006, 5, 4)
EVE = DAY - datetime.timedelta(days=1)
ONE = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def office(actor):
    return actor("secretariat")


def trust(name, **more) -> Organisation:
    return PublicBodyFactory(name=name, **({"opened": datetime.date(2002, 4, 1)} | more))


@pytest.fixture
def draft(office):
    return actions.prepare_reorganisation(by=office, title="Trusts merged", first_day=DAY, basis="Order of 2006")


def lined(by, event, ancestor, successor=None, kind="abolition", **more):
    return actions.add_line(by=by, reorganisation=event, ancestor=ancestor, kind=kind, descendant=successor, **more)


def newly(by, event, name="Worcestershire PCT", **more):
    kind = KindFactory(code="primary-care-trust", sector="nhs", is_public_body=True)
    actions.name_new_body(by=by, reorganisation=event, name=name, kind=kind, **more)
    return event.new_bodies.get(name=name)


@pytest.fixture
def merger(office, draft):
    """Three trusts that become one, which is created."""
    new = newly(office, draft, scheme="ods", code=" 5pl ")
    bodies = [trust(name) for name in ("South", "Wyre Forest", "Redditch")]
    for each in bodies:
        lined(office, draft, each, kind="merger", new=new)
    return draft, bodies


def entry(pk: int) -> dict:
    found = Organisation.objects.filter(pk=pk).values().get()
    del found["version"]
    return found


def test_three_become_one_that_is_created(office, merger):
    draft, bodies = merger
    done = actions.carry_out_reorganisation(by=office, reorganisation=draft)
    made = Organisation.objects.get(name="Worcestershire PCT")
    assert (made.opened, made.closed, made.code) == (DAY, None, "5PL")
    assert [Organisation.objects.get(pk=each.pk).closed for each in bodies] == [EVE] * 3
    found = Lineage.objects.filter(descendant=made).values_list("ancestor", "kind", "on", "source")
    assert set(found) == {(each.pk, "merger", DAY, "Order of 2006") for each in bodies}
    assert (done.state, done.carried_out_on) == ("carried_out", TODAY)
    open_then = {day: Organisation.objects.open_on(day).count() for day in (EVE, DAY)}
    assert open_then[EVE] - open_then[DAY] == 2  # by date alone, though it was entered months before
    again = actions.carry_out_reorganisation(by=office, reorganisation=draft)
    assert (again.version, Lineage.objects.count()) == (done.version, 3)


def test_undone_everything_is_as_it_stood(office, merger):
    draft, bodies = merger
    before = {each.pk: entry(each.pk) for each in bodies}
    actions.carry_out_reorganisation(by=office, reorganisation=draft)
    made = Organisation.objects.get(name="Worcestershire PCT")
    actions.undo_reorganisation(by=office, reorganisation=draft, reason="The order was annulled.")
    assert {each.pk: entry(each.pk) for each in bodies} == before
    assert not Lineage.objects.exists()
    assert made.pk not in Organisation.objects.once().values_list("pk", flat=True)
    assert not any(Organisation.objects.open_on(day).filter(pk=made.pk) for day in (EVE, DAY, DAY + ONE))
    assert not Organisation.objects.matching("Worcestershire").exists()
    assert not Identifier.objects.filter(value="5PL").exists()  # free for whoever has it
    draft.refresh_from_db()
    assert (draft.state, draft.end_reason) == ("undone", "The order was annulled.")
    told = Event.objects.filter(object_id=made.pk, model="partnerships.organisation").values_list("verb", flat=True)
    assert "never came to be" in told
    with pytest.raises(Refused, match="never came to be"):
        record_succession(by=office, ancestor=made, descendant=trust("Other"), kind="merger", on=DAY + ONE)
    with pytest.raises(Refused, match="not carried out: undone"):
        actions.undo_reorganisation(by=office, reorganisation=draft, reason="Again.")


def test_a_last_day_that_was_known_is_put_back(office, draft):
    body = trust("South", closed=EVE)
    lined(office, draft, body, trust("Next", opened=DAY))
    actions.carry_out_reorganisation(by=office, reorganisation=draft)
    actions.undo_reorganisation(by=office, reorganisation=draft, reason="Wrong.")
    body.refresh_from_db()
    assert body.closed == EVE


def test_undo_is_refused_with_the_list_of_what_was_built(office, merger):
    draft, _ = merger
    actions.carry_out_reorganisation(by=office, reorganisation=draft)
    made = Organisation.objects.get(name="Worcestershire PCT")
    MembershipFactory(organisation=made, roles=["approver", "member"])
    record_funding(by=office, funder=made, funded=OrganisationFactory())
    with pytest.raises(Refused) as refused:
        actions.undo_reorganisation(by=office, reorganisation=draft, reason="Wrong.")
    assert "roles of people who act for it (2)" in str(refused.value)
    assert "who funds it, and whom it funds (1)" in str(refused.value)
    assert Lineage.objects.count() == 3


def test_undo_is_refused_while_something_came_after(office, merger):
    draft, _ = merger
    actions.carry_out_reorganisation(by=office, reorganisation=draft)
    made = Organisation.objects.get(name="Worcestershire PCT")
    record_succession(by=office, ancestor=made, descendant=trust("CCG", opened=None), kind="abolition", on=DAY + ONE)
    with pytest.raises(Refused, match="Take that back first"):
        actions.undo_reorganisation(by=office, reorganisation=draft, reason="Wrong.")


def test_one_succession_of_it_is_not_taken_back_alone(office, merger):
    draft, bodies = merger
    actions.carry_out_reorganisation(by=office, reorganisation=draft)
    with pytest.raises(Refused, match="a part of 'Trusts merged'"):
        undo_succession(by=office, lineage=bodies[0].successions.get())


def test_people_are_told_once_and_keep_their_roles_until_they_are_given_others(office, merger):
    draft, bodies = merger
    person = MembershipFactory(organisation=bodies[0], roles=["commissioner"], job_title="Manager")
    MembershipFactory(organisation=bodies[1], user=person.user, roles=["commissioner"])
    actions.carry_out_reorganisation(by=office, reorganisation=draft)
    actions.carry_out_reorganisation(by=office, reorganisation=draft)
    [mail] = Mail.objects.filter(key__startswith="reorganisation:")
    assert mail.to_user == person.user
    assert "South and of Wyre Forest is 30 September 2006" in mail.body
    made = Organisation.objects.get(name="Worcestershire PCT")
    assert not RoleHeld.objects.filter(membership__organisation=made).exists()
    [offer] = people.offers(Reorganisation.objects.get())
    assert str(offer).endswith("commissioner of Worcestershire PCT (now of South)")
    with pytest.raises(Refused, match="no longer be given"):
        people.give_successor_roles(by=office, reorganisation=draft, chosen=["7:7"])
    people.give_successor_roles(by=office, reorganisation=draft, chosen=[offer.key])
    held = RoleHeld.objects.get(membership__organisation=made)
    assert (held.role, held.starts, held.ends, held.membership.job_title) == ("commissioner", DAY, None, "Manager")
    assert people.offers(Reorganisation.objects.get()) == []
    assert "Worcestershire PCT: commissioner" in Mail.objects.order_by("-pk")[0].body
    actions.undo_reorganisation(by=office, reorganisation=draft, reason="Annulled.")
    held.refresh_from_db()
    assert held.state == "revoked"
    mail = Mail.objects.filter(key__startswith="reorganisation:undone").get()
    assert (mail.to_user, "South and Wyre Forest go on as before." in mail.body) == (person.user, True)
    assert RoleHeld.objects.filter(membership=person, revoked_at=None).count() == 1


def test_an_undo_takes_back_a_role_for_which_somebody_is_named(office, draft):
    """They were named for the role that goes: the reason of the undo is the reason, and it falls to the role."""
    council = PublicBodyFactory(name="Council")
    old = trust("Old")
    owen = MembershipFactory(organisation=old, roles=["commissioner"])
    lined(office, draft, old, council)
    actions.carry_out_reorganisation(by=office, reorganisation=draft)
    [offer] = people.offers(Reorganisation.objects.get())
    people.give_successor_roles(by=office, reorganisation=draft, chosen=[offer.key])
    compact = CompactFactory(manager_name="Owen", manager_email=owen.user.email, manager_organisation=council)
    actions.undo_reorganisation(by=office, reorganisation=draft, reason="The order was quashed.")
    assert RoleHeld.objects.get(membership__organisation=council).state == "revoked"
    handed = Handover.objects.get()
    assert (handed.why, handed.items.get().what) == ("The order was quashed.", f"Compact Manager: {compact.title}")
    assert RoleHeld.objects.get(membership=owen).state == "now"


def test_only_the_secretariat_does_it(office, draft, actor):
    with pytest.raises(NotVisible):
        actions.carry_out_reorganisation(by=actor("administrator"), reorganisation=draft)
    for act in (actions.carry_out_reorganisation, partial(actions.withdraw_reorganisation, reason="Why")):
        with pytest.raises(PermissionDenied):
            act(by=actor("auditor"), reorganisation=draft)
    with pytest.raises(PermissionDenied):
        actions.prepare_reorganisation(by=actor("auditor"), title="A", first_day=DAY, basis="B")


REFUSED = {
    "to itself": (lambda a, b: (a, a, {}), "does not succeed itself"),
    "closed already": (lambda a, b: (close(a, EVE - ONE), b, {}), "closed on 29 September 2006 already"),
    "closes later": (lambda a, b: (close(a, DAY), b, {}), "Put one of the two right"),
    "before its own beginning": (lambda a, b: (opened(a, DAY), b, {}), "cannot pass on before then"),
    "a successor that opens after": (lambda a, b: (a, opened(b, DAY + ONE), {}), "after 1 October 2006"),
    "a successor that closed": (lambda a, b: (a, close(b, EVE), {}), "before 1 October 2006"),
    "a share of nothing": (lambda a, b: (a, b, {"share": Decimal(0)}), "above 0 and up to 100"),
    "a share of more than all": (lambda a, b: (a, b, {"share": Decimal(101)}), "above 0 and up to 100"),
    "a share that is and is not known": (
        lambda a, b: (a, b, {"share": Decimal(5), "share_unknown": True}),
        "not both",
    ),
    "nothing that happens": (lambda a, b: (a, b, {"kind": "duplicate"}), "Choose what happens"),
    "no successor": (lambda a, b: (a, None, {}), "Name a successor"),
}


def close(body, day):
    Organisation.objects.filter(pk=body.pk).update(closed=day)
    body.refresh_from_db()
    return body


def opened(body, day):
    Organisation.objects.filter(pk=body.pk).update(opened=day)
    body.refresh_from_db()
    return body


@pytest.mark.parametrize("case", REFUSED)
def test_a_line_that_cannot_be_is_refused(office, draft, case):
    make, words = REFUSED[case]
    ancestor, successor, more = make(trust("South"), trust("Next"))
    with pytest.raises(Refused, match=words):
        lined(office, draft, ancestor, successor, **more)
    assert not draft.lines.exists()


def test_a_body_is_in_one_line_and_a_pair_once(office, draft):
    south, after, other = trust("South"), trust("Next"), trust("Other")
    lined(office, draft, south, after)
    with pytest.raises(Refused, match="entered already that Next comes from South"):
        lined(office, draft, south, after)
    with pytest.raises(Refused, match="One body goes in one way"):
        lined(office, draft, south, other, kind="merger")


def test_the_past_stands(office, draft):
    """Before an earlier succession of it, after it went, before it came to be, and what is recorded already."""
    south, after = trust("South", opened=None), trust("Next", opened=None)
    later = record_succession(by=office, ancestor=south, descendant=trust("A"), kind="split", on=DAY + ONE)
    with pytest.raises(Refused, match="2 October 2006: 1 October 2006 is not after that"):
        lined(office, draft, south, after)
    undo_succession(by=office, lineage=later)
    gone = record_succession(by=office, ancestor=south, descendant=trust("B"), kind="merger", on=DAY - 9 * ONE)
    with pytest.raises(Refused, match="went on 22 September 2006 already"):
        lined(office, draft, south, after)
    undo_succession(by=office, lineage=gone)
    born = record_succession(by=office, ancestor=trust("C"), descendant=south, kind="renaming", on=DAY)
    with pytest.raises(Refused, match="is not after that"):
        lined(office, draft, south, after)
    undo_succession(by=office, lineage=born)
    part = record_succession(
        by=office, ancestor=south, descendant=after, kind="split", on=DAY - ONE, share=Decimal("12.5")
    )
    with pytest.raises(Refused, match="recorded already that Next came from South"):
        lined(office, draft, south, after)
    lined(office, draft, south, trust("Rest"), kind="split", share=Decimal("87.4"))
    with pytest.raises(Refused, match="add up to 99.9%, with 12.5% that passed on before, not to 100%"):
        actions.carry_out_reorganisation(by=office, reorganisation=draft)
    assert part.pk


def test_no_circle_through_what_is_recorded_nor_across_lines(office, draft):
    a, b, c, d = (trust(name, opened=None) for name in "ABCD")
    record_succession(by=office, ancestor=b, descendant=c, kind="split", on=DAY - 9 * ONE)
    with pytest.raises(Refused, match="a circle"):
        lined(office, draft, c, b)
    record_succession(by=office, ancestor=d, descendant=a, kind="split", on=DAY - 8 * ONE)
    lined(office, draft, a, b)  # A -> B -> C, and now C -> D -> A
    with pytest.raises(Refused, match="a circle"):
        lined(office, draft, c, d)
    actions.drop_line(by=office, reorganisation=draft, line=draft.lines.get())
    lined(office, draft, c, d)
    assert draft.lines.count() == 1


def test_what_is_wrong_only_together_is_refused_when_it_is_carried_out(office, draft):
    def refused(words):
        with pytest.raises(Refused, match=words):
            actions.carry_out_reorganisation(by=office, reorganisation=draft)

    refused("Say which body goes")
    new, south, wyre, there = newly(office, draft), trust("South"), trust("Wyre"), trust("There")
    refused("Nothing passes to Worcestershire PCT")
    lined(office, draft, south, kind="merger", new=new)
    refused("Only South merges into Worcestershire PCT")
    lined(office, draft, wyre, kind="merger", new=new)
    lined(office, draft, wyre, there, kind="merger")  # into one that was there before: fine by itself
    refused("Say how much of Wyre passes to each successor")
    actions.drop_line(by=office, reorganisation=draft, line=draft.lines.get(descendant=there))
    lined(office, draft, wyre, there, kind="merger", share=Decimal(40))
    refused("given for some successors only")
    one = draft.lines.get(ancestor=wyre, new=new)
    actions.drop_line(by=office, reorganisation=draft, line=one)
    lined(office, draft, wyre, kind="merger", new=new, share=Decimal("59.99"))
    refused("The shares of Wyre add up to 99.99%, not to 100%")
    lined(office, draft, there, trust("Further"))
    refused("There goes itself on this day")


def test_a_split_says_how_much_or_that_it_is_not_known(office, draft):
    south, one, two = trust("South"), trust("One"), trust("Two")
    lined(office, draft, south, one, kind="split")
    lined(office, draft, south, two, kind="split", share_unknown=True)
    with pytest.raises(Refused, match="or that it is not known"):
        actions.carry_out_reorganisation(by=office, reorganisation=draft)
    actions.drop_line(by=office, reorganisation=draft, line=draft.lines.get(descendant=one))
    lined(office, draft, south, one, kind="split", share_unknown=True)
    actions.carry_out_reorganisation(by=office, reorganisation=draft)
    assert set(south.successions.values_list("descendant", "share")) == {(one.pk, None), (two.pk, None)}


def test_what_became_wrong_since_it_was_entered_is_refused(office, draft):
    south, after = trust("South"), trust("Next")
    lined(office, draft, south, after)
    close(south, EVE - ONE)
    with pytest.raises(Refused, match="closed on 29 September 2006 already"):
        actions.carry_out_reorganisation(by=office, reorganisation=draft)
    close(south, None)
    record_succession(by=office, ancestor=after, descendant=south, kind="split", on=datetime.date(2003, 1, 1))
    with pytest.raises(Refused, match="circle"):
        actions.carry_out_reorganisation(by=office, reorganisation=draft)


def test_a_code_that_another_body_has_is_refused(office, merger):
    draft, _ = merger
    trust("Holder", ods="5PL")
    with pytest.raises(Refused, match="Holder already has the code 5PL"):
        actions.carry_out_reorganisation(by=office, reorganisation=draft)


def test_new_bodies_are_named_once_with_a_code_that_can_be(office, draft):
    new = newly(office, draft)
    with pytest.raises(ValidationError, match="stands in the reorganisation already"):
        newly(office, draft)
    with pytest.raises(Refused, match="say whose it is"):
        newly(office, draft, name="Other", code="5PL")
    with pytest.raises(Refused, match="eight figures|letters and figures"):
        newly(office, draft, name="Other", scheme="ods", code="=5PL")
    other = ReorganisationFactory()
    with pytest.raises(Refused, match="of another reorganisation"):
        lined(office, other, trust("South"), new=new)
    lined(office, draft, trust("South"), new=new)
    with pytest.raises(Refused, match="Take those lines away first"):
        actions.drop_new_body(by=office, reorganisation=draft, body=new)
    with pytest.raises(Refused, match="of another reorganisation"):
        actions.drop_line(by=office, reorganisation=other, line=draft.lines.get())


def test_two_new_bodies_have_two_codes(office, draft):
    newly(office, draft, scheme="ods", code="5PL")
    with pytest.raises(ValidationError, match="Another new body of the reorganisation has this code"):
        newly(office, draft, name="Herefordshire PCT", scheme="ods", code=" 5pl")
    newly(office, draft, name="Herefordshire PCT", scheme="gss", code="E06000019")
    newly(office, draft, name="Shropshire PCT")
    newly(office, draft, name="Telford PCT")
    assert draft.new_bodies.count() == 4


def test_a_draft_is_changed_and_withdrawn_and_then_neither(office, draft):
    actions.edit_reorganisation(by=office, reorganisation=draft, title="Three merged", first_day=DAY + ONE)
    with pytest.raises(Refused, match="1 January 1900"):
        actions.edit_reorganisation(by=office, reorganisation=draft, first_day=datetime.date(1066, 1, 1))
    with pytest.raises(Refused, match="Say why"):
        actions.withdraw_reorganisation(by=office, reorganisation=draft, reason=" ")
    found = actions.withdraw_reorganisation(by=office, reorganisation=draft, reason="Not agreed.")
    assert (found.title, found.first_day, found.state) == ("Three merged", DAY + ONE, "withdrawn")
    with pytest.raises(Refused, match="withdrawn and cannot be changed"):
        lined(office, draft, trust("South"), trust("Next"))


def test_the_database_holds_it_too():
    line = LineFactory()
    for wrong in ({"descendant": line.ancestor}, {"share": 101}, {"descendant": None}, {"kind": "duplicate"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Line.objects.filter(pk=line.pk).update(**wrong)
    for wrong in ({"state": "undone"}, {"state": "carried_out"}, {"title": ""}, {"end_reason": "Why"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Reorganisation.objects.filter(pk=line.reorganisation_id).update(**wrong)


def test_what_passed_to_a_created_body_since_is_no_orphan(office, merger):
    """An entry that was merged into it, or a body that passed to it later, would lead to what never came to be."""
    draft, _ = merger
    event = actions.carry_out_reorganisation(by=office, reorganisation=draft)
    made = Organisation.objects.get(name="Worcestershire PCT")
    twice = trust("Worcestershire Primary Care Trust", opened=DAY)
    pair = name_duplicate(by=office, organisation=twice, other=made, why="Entered by hand as well")
    pair = merge_organisations(by=office, suggestion=pair, keep=made, why="One trust")
    undo = partial(actions.undo_reorganisation, by=office, reorganisation=event, reason="Not made")
    with pytest.raises(ValidationError, match="Worcestershire Primary Care Trust was entered twice"):
        undo()
    undo_merge(by=office, suggestion=pair, reason="Take it back first")
    late = trust("Malvern", opened=datetime.date(2001, 4, 1))
    passed = record_succession(by=office, ancestor=late, descendant=made, kind="abolition", on=DAY + ONE)
    with pytest.raises(ValidationError, match="Malvern abolished; its work passed to Worcestershire PCT"):
        undo()
    undo_succession(by=office, lineage=passed)
    assert undo().state == "undone"


def test_what_the_night_worked_out_of_a_created_body_goes_with_it(office, merger):
    draft, _ = merger
    event = actions.carry_out_reorganisation(by=office, reorganisation=draft)
    SignupStandingFactory(organisation=Organisation.objects.get(name="Worcestershire PCT"))
    actions.undo_reorganisation(by=office, reorganisation=event, reason="Not made")
    assert not SignupStanding.objects.exists()
