"""A record's history in words: no keys of the database, no codes, and nothing said of what is empty."""

import datetime

import pytest
from django.urls import reverse

from commissioning.contracts.models import Contract
from consultation.consultations.models import Consultation
from core import clock
from core.trail.actions import record
from core.trail.history import change
from partnerships.organisations.actions import join_umbrella
from partnerships.organisations.models import UmbrellaClass
from partnerships.organisations.names_and_ties import add_name, tie
from partnerships.people.actions import end_role, give_role
from tests.consultation.pages import words
from tests.factories.contracts import ContractFactory
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def history(actor, url: str) -> str:
    return words(signed_in(actor).get(url)).split("History", 1)[1]


def test_the_history_of_an_organisation_names_what_was_chosen():
    by, club = make_actor("secretariat"), OrganisationFactory(name="Wye Club")
    forum = OrganisationFactory(name="Wye Forum")
    add_name(by=by, organisation=club, name="The Dinner Ladies", kind="also")
    tie(by=by, organisation=club, other=forum, kind="part_of")
    join_umbrella(by=by, member=club, umbrella=forum, membership_class=UmbrellaClass.AFFILIATE)
    said = history(by, club.get_absolute_url())
    for fact in (  # PostgreSQL keeps the facts of an event in an order of its own
        "Name: The Dinner Ladies", "Kind: Also known as", "Other: Wye Forum", "Kind: is part of", "Umbrella: Wye Forum",
        "Joined as: Affiliate",
    ):  # fmt: skip
        assert fact in said


def test_the_history_of_a_person_s_roles_says_the_role_and_the_days_and_no_more():
    by = make_actor("administrator")
    other = make_actor("member", organisation=by.organisation)
    held = give_role(by=by, membership=other.membership, role="approver", starts=clock.today())
    end_role(by=by, held=held, last_day=clock.today() + datetime.timedelta(days=1))
    said = history(by, reverse("membership", args=[other.membership.pk]))
    assert "Role: Approver" in said
    assert "Last day: " in said
    for unsaid in ("Held", "None", "Ends changed"):
        assert unsaid not in said


def test_what_was_written_under_the_names_of_before_shows_no_key_either():
    by = make_actor("administrator")
    other = make_actor("member", organisation=by.organisation).membership
    record(by, "gave role", other, role="approver", held=7, person=3, membership=other.pk)
    said = history(by, reverse("membership", args=[other.pk]))
    assert "Role: approver" in said
    for unsaid in ("Held:", "Person:", "Membership:"):
        assert unsaid not in said


def test_what_was_changed_from_one_choice_to_another_stands_in_the_words_of_both():
    pair = ["organisations", "everybody"]
    assert change(Consultation, "who_may_answer", pair) == {
        "field": "Who may answer",
        "before": "Organisations",
        "after": "Organisations and individuals",
    }
    assert change(Consultation, "opens_month_only", [True, False])["after"] == "No"


def test_money_reads_as_money():
    assert change(Contract, "value", "42000.00") == {"fact": "Value: £42,000"}
    assert change(Contract, "value", ["1800.50", "1234567"]) == {
        "field": "Value", "before": "£1,800.50", "after": "£1,234,567",
    }  # fmt: skip
    assert change(Contract, "value", "changed") == {"field": "Value"}


def test_where_nobody_may_read_what_happened_it_is_not_said_that_nothing_did():
    by, contract = make_actor("secretariat"), ContractFactory(active=True)
    record(by, "varied", contract)
    assert "Varied" in history(by, contract.get_absolute_url())
    other = history(make_actor("commissioner"), contract.get_absolute_url())
    assert ("Varied" in other, "Nothing is recorded here that you may read." in other) == (False, True)
