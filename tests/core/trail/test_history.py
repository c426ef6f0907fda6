"""A record's history in words: no keys of the database, no codes, and nothing said of what is empty."""

import datetime

import pytest
from django.urls import reverse

from core import clock
from partnerships.organisations.actions import join_umbrella
from partnerships.organisations.models import UmbrellaClass
from partnerships.organisations.names_and_ties import add_name, tie
from partnerships.people.actions import end_role, give_role
from tests.consultation.pages import words
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
    assert "Name: The Dinner Ladies Kind: Also known as" in said
    assert "Other: Wye Forum Kind: is part of" in said
    assert "Umbrella: Wye Forum Joined as: Affiliate" in said


def test_the_history_of_a_person_s_roles_says_the_role_and_the_days_and_no_more():
    by = make_actor("administrator")
    other = make_actor("member", organisation=by.organisation)
    held = give_role(by=by, membership=other.membership, role="approver", starts=clock.today())
    end_role(by=by, held=held, last_day=clock.today() + datetime.timedelta(days=1))
    said = history(by, reverse("membership", args=[other.membership.pk]))
    assert "Role: Approver Last day: " in said
    for unsaid in ("Held", "None", "Ends changed"):
        assert unsaid not in said
