"""What a body that has left an agreement goes on reading: what there was until its last day, and what is public."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.agreements import actions
from core.acts import Refused
from partnerships.organisations.models import Lineage
from partnerships.people.actors import actor_for
from tests.compacts.local.test_views import send
from tests.consultation.pages import words
from tests.factories.agreements import DRAFTED, FINAL, SIGNED, FrameworkFactory, between, change_of, signed_by
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
LEFT = FINAL
LATER = LEFT + 90 * DAY


@pytest.fixture
def by():
    return make_actor("secretariat")


@pytest.fixture
def group():
    return make_actor("member", organisation=OrganisationFactory(name="Wye Carers"))


@pytest.fixture
def agreement(by, group):
    """Between two trusts and the group, which left on the day on which the first draft was final. Two drafts, the
    consultation, a signature and the end came after it."""
    made = between(
        PublicBodyFactory(name="A Trust"), PublicBodyFactory(), group.organisation, final=True, title="Joint"
    )
    actions.leave_party(by=by, party=made.parties.get(organisation=group.organisation), on=LEFT)
    for version in (1, 2):
        actions.add_draft(by=by, agreement=made, version=version, text=f"Aims\n\nSecret {version}.", on=LATER)
    actions.send_out(by=by, agreement=made, on=LATER)
    actions.call_final(by=by, agreement=made, version=3, on=LATER)
    for party in made.parties.filter(ends=None):
        made.refresh_from_db()
        signed_by(made, party, signed_on=LATER, recorded_on=LATER)
    return made


def row_of(browser, **query):
    return [
        (row["title"], row["stage"], row["latest"], row["consulted_on"], row["final_on"], row["ended_on"])
        for row in browser.get(reverse("api_agreements"), query).json()["results"]
    ]


def test_it_reads_what_there_was_until_its_last_day_and_nothing_of_later_drafts(by, group, agreement):
    mine, office = signed_in(group), signed_in(by)
    draft = [reverse("agreement_draft", args=[agreement.pk, number]) for number in (1, 2, 3)]
    assert [mine.get(each).status_code for each in draft] == [200, 404, 404]
    assert [office.get(each).status_code for each in draft] == [200, 200, 200]
    page = words(mine.get(agreement.get_absolute_url()))
    for said, there in (
        ("Draft 1", True), ("Draft 2", False), ("Draft 3", False), ("Sent out", False), ("1 June 2008", False),
        ("Still to sign", False), ("Secret", False),
    ):  # fmt: skip
        assert (said in page) == there, said
    compare = reverse("agreement_compare", args=[agreement.pk])
    assert "There is only one draft that you may read" in words(mine.get(compare))
    refused = mine.get(compare, {"first": "1", "second": "3"})
    assert ("Secret" in refused.content.decode(), "Choose a draft from the list." in words(refused)) == (False, True)
    assert "was a party until 3 March 2008. You read what there was until then" in page
    assert row_of(mine) == [("Joint", "Final, to be signed", 1, None, LEFT.isoformat(), None)]
    assert row_of(office) == [("Joint", "Final, to be signed", 3, LATER.isoformat(), LATER.isoformat(), None)]
    for client, sheet in ((mine, "agreements_csv"), (mine, "agreements_xlsx")):
        assert LATER.isoformat() not in client.get(reverse(sheet)).getvalue().decode(errors="ignore")
    signatures = [each.get(reverse("api_signatures")).json()["results"] for each in (mine, office)]
    assert [len(each) for each in signatures] == [0, 2]
    actions.end_agreement(by=by, agreement=agreement, reason="It is over.", on=LATER + DAY)
    assert (row_of(mine, stage="ended"), len(row_of(office, stage="ended"))) == ([], 1)
    assert ("It is over." in words(mine.get(agreement.get_absolute_url()))) is False
    section = words(mine.get(group.organisation.get_absolute_url()))
    assert ("ended; party" in section, "Joint" in section) == (False, True)
    found = words(mine.get(reverse("search"), {"q": "Joint"}))
    assert ("Joint" in found, "Final, to be signed, " in found, "Ended, " in found) == (True, True, False)
    with CaptureQueriesContext(connection) as asked:
        row_of(mine)
    for _ in range(5):
        between(group.organisation, PublicBodyFactory(), final=True)
    with CaptureQueriesContext(connection) as again:
        assert len(row_of(mine)) == 6
    assert len(again) == len(asked)


def test_what_is_public_it_reads_as_everybody_does(by, group, agreement):
    actions.publish_agreement(by=by, agreement=agreement, version=3)
    draft = [reverse("agreement_draft", args=[agreement.pk, number]) for number in (1, 2, 3)]
    for browser, answers in ((signed_in(group), [200, 404, 200]), (Client(), [404, 404, 200])):
        assert [browser.get(each).status_code for each in draft] == answers
        assert row_of(browser)[0][2:5] == (3, LATER.isoformat(), LATER.isoformat())


def test_who_came_after_one_that_left_reads_no_more_than_it_and_a_party_reads_all(group, agreement):
    after = make_actor("member", organisation=OrganisationFactory())
    Lineage.objects.create(ancestor=group.organisation, descendant=after.organisation, kind="merger", on=LATER)
    second = reverse("agreement_draft", args=[agreement.pk, 2])
    browser = signed_in(actor_for(after.user))
    assert (browser.get(agreement.get_absolute_url()).status_code, browser.get(second).status_code) == (200, 404)
    agreement.parties.create(organisation=after.organisation)
    assert [signed_in(each).get(second).status_code for each in (after, group)] == [200, 404]


def test_it_leaves_no_earlier_than_it_signed(by, group):
    agreement = between(PublicBodyFactory(), group.organisation, final=True)
    party = agreement.parties.get(organisation=group.organisation)
    signature = signed_by(agreement, party)
    where = reverse("agreement_party_leave", args=[agreement.pk, party.pk])
    days = {"on_day": "1", "on_month": "3", "on_year": "2008"}
    said = "It signed on 12 March 2008. Enter that day or a later one. If it did not sign, declare that signature void"
    assert said in words(send(signed_in(by), where, **days))
    with pytest.raises(Refused, match="It signed on 12 March 2008."):
        actions.leave_party(by=by, party=party, on=SIGNED - DAY)
    signature.voided_on, signature.void_reason = SIGNED, "Of another body."
    signature.save()
    actions.leave_party(by=by, party=party, on=DRAFTED)
    assert agreement.parties.get(pk=party.pk).ends == DRAFTED


def test_money_that_came_or_went_later_is_not_read_either(by, group):
    framework = FrameworkFactory(agreement=between(PublicBodyFactory(), group.organisation, in_force=True))
    change_of(framework, notice_on=SIGNED, amount=111)
    change_of(framework, notice_on=SIGNED + 2 * DAY, takes_effect_on=LATER, amount=222)
    party = framework.agreement.parties.get(organisation=group.organisation)
    actions.leave_party(by=by, party=party, on=SIGNED + DAY)
    rows = signed_in(group).get(reverse("api_funding_changes")).json()["results"]
    assert [float(row["amount"]) for row in rows] == [111.0]
