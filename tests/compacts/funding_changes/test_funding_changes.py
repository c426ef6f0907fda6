"""Money that a partner added to a framework or withdrew: recorded with notice and reason, read by the parties."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from compacts.funding_changes import actions
from compacts.funding_changes.models import FundingChange
from core import clock
from core.trail.models import Event
from tests.compacts.local.test_actions import refused
from tests.consultation.pages import words
from tests.factories.agreements import PUBLISHED, SIGNED, FrameworkFactory, between, change_of
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def by():
    return make_actor("secretariat")


def withdraw(by, framework, **more):
    given = {
        "partner": framework.agreement.parties.first(), "direction": "withdrawn", "amount": Decimal("120000.50"),
        "reason": " Less grant. ", "notice_on": SIGNED, "takes_effect_on": PUBLISHED,
    }  # fmt: skip
    return actions.record_funding_change(by=by, framework=framework, **given | more)


def test_it_is_recorded_with_notice_and_reason_and_stands_on_the_framework(by):
    framework = FrameworkFactory(agreement=between(published=True))
    change = withdraw(by, framework)
    assert (change.amount, change.reason) == (Decimal("120000.50"), "Less grant.")
    who = framework.agreement.parties.first().organisation
    sentence = f"{who.name} : withdrawn £120,000.50 a year from 1 April 2008"
    assert sentence in words(signed_in(by).get(framework.get_absolute_url()))
    assert sentence in words(signed_in(make_actor("member", organisation=who)).get(framework.get_absolute_url()))
    assert "120,000" not in words(Client().get(framework.get_absolute_url()))
    assert Event.objects.of(framework).get(verb="money withdrawn").detail["amount"] == "120000.50"


def test_it_is_refused_in_words_that_say_what_to_do(by):
    framework, other = FrameworkFactory(), between()
    for more, told in (
        ({"amount": Decimal(0)}, "Enter an amount greater than nought. Say above whether it came or went."),
        ({"reason": " "}, "Say why the money came or went."),
        ({"takes_effect_on": SIGNED - DAY}, "It cannot take effect before notice is given. Enter a later day."),
    ):
        assert refused(withdraw, by=by, framework=framework, **more) == {"__all__": [told]}
    assert list(refused(withdraw, by=by, framework=framework, notice_on=clock.today() + DAY)) == ["notice_on"]
    assert refused(withdraw, by=by, framework=framework, partner=other.parties.first()) == {
        "partner": ["Choose one of the parties to this agreement."]
    }
    assert FundingChange.objects.count() == 0


def test_what_was_recorded_by_mistake_is_void_with_a_reason(by):
    change = change_of(FrameworkFactory())
    assert refused(actions.void_funding_change, by=by, change=change, reason=" ") == {
        "__all__": ["Say why it is void."]
    }
    actions.void_funding_change(by=by, change=change, reason="Another framework.")
    assert refused(actions.void_funding_change, by=by, change=change, reason="x") == [
        "This was declared void already. Record the change anew if it holds."
    ]
    assert "Another framework." in words(signed_in(by).get(change.get_absolute_url()))


def test_a_commissioner_of_a_party_records_it_and_others_do_not():
    framework = FrameworkFactory()
    body = framework.agreement.parties.first().organisation
    assert withdraw(make_actor("commissioner", organisation=body), framework).pk
    for role in ("member", "approver", "auditor"):
        with pytest.raises(PermissionDenied):
            withdraw(make_actor(role, organisation=body), framework)


def test_the_list_is_narrowed(by):
    first, second = (FrameworkFactory(agreement=between(in_force=True, title=title)) for title in ("Old", "New"))
    change_of(first)
    change_of(second, direction="added")
    client = signed_in(by)

    def shown(**query):
        rows = client.get(reverse("api_funding_changes"), query).json()["results"]
        return sorted(row["framework"] for row in rows)

    name = first.agreement.parties.first().organisation.name
    assert shown() == ["New", "Old"]
    assert shown(direction="added") == shown(framework="new") == ["New"]
    assert shown(partner=name) == ["Old"]
