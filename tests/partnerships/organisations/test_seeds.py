"""The kinds and terms a new installation begins with are those the source documents name."""

import datetime
from importlib import import_module

import pytest
from django.apps import apps

from partnerships.organisations.models import OrganisationKind
from partnerships.terms.models import Term, Vocabulary

seeds = import_module("partnerships.migrations.0003_kinds_and_terms")


@pytest.fixture
def seeded(db):
    """As a new installation is, whatever tests before this one emptied."""
    seeds.forwards(apps, None)


def titles(vocabulary: str) -> set[str]:
    return set(Term.objects.filter(vocabulary=vocabulary).values_list("title", flat=True))


def test_who_leads_and_whom_it_serves(seeded):
    assert {"BME-led", "Disabled people's organisation"} <= titles(Vocabulary.LED_BY)
    assert {"Serves BME communities", "Serves disabled people", "Serves socially excluded people"} <= titles(
        Vocabulary.SERVES
    )


def test_what_the_sector_contributes_and_knows(seeded):
    assert {"Supports users and carers", "Advocate", "Lobbyist", "Service provider"} <= titles(Vocabulary.CONTRIBUTION)
    assert {"Conduit of information", "Source of expertise"} <= titles(Vocabulary.CONTRIBUTION)
    assert {"Sickle cell and thalassaemia", "Parkinson's", "HIV and AIDS", "Physical access"} <= titles(
        Vocabulary.SPECIALISM
    )
    for code in ("advocate", "lobbyist"):
        explained = Term.objects.get(vocabulary=Vocabulary.CONTRIBUTION, code=code).explanation
        assert "Never a reason to leave an organisation out." in explained


def test_client_groups_and_communities(seeded):
    assert {"Older people", "People with mental health problems", "People with a learning disability"} <= titles(
        Vocabulary.CLIENT_GROUP
    )
    kinds = (Vocabulary.GEOGRAPHY, Vocabulary.INTEREST, Vocabulary.IDENTITY)
    assert all(len(titles(each)) >= 5 for each in kinds)


def test_size_bands_begin_where_the_last_one_ends(seeded):
    bands = Term.objects.filter(vocabulary=Vocabulary.SIZE).order_by("income_from")
    assert [int(each.income_from) for each in bands] == [0, 10**4, 10**5, 10**6, 10**7, 10**8]


@pytest.mark.parametrize(
    ("code", "starts", "ends"),
    [
        ("primary-care-trust", "2000-04-01", "2013-03-31"),
        ("strategic-health-authority", "2002-10-01", "2013-03-31"),
        ("workforce-development-confederation", "2001-04-01", "2004-03-31"),
        ("patient-forum", "2003-12-01", "2008-03-31"),
        ("clinical-commissioning-group", "2013-04-01", "2022-06-30"),
        ("integrated-care-board", "2022-07-01", None),
    ],
)
def test_kinds_of_body_have_their_dates_in_law_and_say_what_such_bodies_do(seeded, code, starts, ends):
    kind = OrganisationKind.objects.get(code=code)
    day = datetime.date.fromisoformat
    assert (kind.starts, kind.ends) == (day(starts), day(ends) if ends else None)
    assert len(kind.role_text) > 40


def test_providers_and_supporters_of_every_sector_have_a_kind(seeded):
    sectors = dict(OrganisationKind.objects.values_list("code", "sector"))
    assert [sectors[code] for code in ("nhs-foundation-trust", "nhs-trust", "independent-provider", "charity")] == [
        "nhs",
        "nhs",
        "independent",
        "voluntary",
    ]
    assert sectors["commissioning-support-unit"] == "nhs"
