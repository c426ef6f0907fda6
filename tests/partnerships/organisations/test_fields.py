"""The line in which an organisation is named: what it offers while somebody types, and whom it takes."""

import datetime

import pytest
from django.core.exceptions import ValidationError

from partnerships.organisations.fields import OrganisationField
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory

pytestmark = pytest.mark.django_db


def offered(client, text: str) -> list[str]:
    return client.get("/partners/suggest/", {"q": text}).json()


def test_partners_here_are_offered_first_then_the_open_then_those_that_closed_last(client):
    OrganisationFactory(name="Carers Alpha", closed=datetime.date(2004, 3, 31))
    OrganisationFactory(name="Carers Beta", closed=datetime.date(2013, 3, 31))
    OrganisationFactory(name="Carers Gamma")
    OrganisationFactory(name="Carers Omega", partner=True)
    assert offered(client, "carers") == ["Carers Omega", "Carers Gamma", "Carers Beta", "Carers Alpha"]


def test_they_are_offered_by_name_and_code_and_found_by_either(client):
    PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN")
    whole = ["Herefordshire Primary Care Trust, 5CN"]
    assert (offered(client, "hereford prim"), offered(client, "5cn"), offered(client, "worc")) == (whole, whole, [])


def test_ten_are_offered_and_no_more(client):
    for number in range(11):
        OrganisationFactory(name=f"Carers {number:02}")
    assert offered(client, "carers") == [f"Carers {number:02}" for number in range(10)]


@pytest.fixture
def trust():
    return PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN")


@pytest.mark.parametrize(
    "typed",
    ["Herefordshire Primary Care Trust, 5CN", "5cn", "herefordshire primary care trust", "hereford prim"],
)
def test_it_takes_what_it_offers_a_code_a_name_or_the_beginning_of_one(trust, typed):
    PublicBodyFactory(name="Worcestershire Primary Care Trust", ods="5PL")
    assert OrganisationField().clean(typed) == trust


def test_a_name_that_several_have_is_asked_for_with_its_code(trust):
    PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5XX")
    with pytest.raises(ValidationError) as refused:
        OrganisationField().clean("Herefordshire Primary Care Trust")
    assert refused.value.messages == [
        "Several could be meant. Enter one of these with its code: "
        "Herefordshire Primary Care Trust, 5CN; Herefordshire Primary Care Trust, 5XX."
    ]
    assert OrganisationField().clean("Herefordshire Primary Care Trust, 5CN") == trust


def test_what_nobody_is_called_is_refused_in_words():
    with pytest.raises(ValidationError) as refused:
        OrganisationField().clean("Nowhere Trust")
    assert refused.value.messages == [
        "No organisation in the register is called or coded 'Nowhere Trust'. Check the spelling."
    ]
