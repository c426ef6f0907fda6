"""What everybody reads of consultations: abbreviations are written out, and somebody can be rung from every page."""

import datetime

import pytest
from django.test import Client
from django.urls import reverse

from consultation.consultations.rules import unopened
from core import clock
from partnerships.standards.models import Standard
from tests.consultation.pages import words
from tests.factories.consultation import DURING, ExtensionFactory, SectionFactory, of_every_kind

pytestmark = pytest.mark.django_db
PUBLIC = ("consultation", "consultation_print", "consultation_pdf", "guest_begin")
"""The pages of one consultation that a visitor opens. Those of answering are held by tests/consultation/guests/."""
MOMENTS = {
    "coming": datetime.datetime(2026, 8, 30, tzinfo=datetime.UTC),
    "open": DURING,
    "closed": datetime.datetime(2026, 12, 24, tzinfo=datetime.UTC),
}


@pytest.fixture
def asked(host):
    found = of_every_kind(host=host, title="Support for carers", contact_email="ruth@example.org")
    SectionFactory(consultation=found, title="Why", text="Because it matters.")
    ExtensionFactory(consultation=found)
    return found


def read(where):
    page = Client().get(where, follow=True)
    assert page.status_code == 200
    return words(page)


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("name", PUBLIC)
def test_a_volunteer_reads_it_without_a_list_of_abbreviations_and_can_ring_somebody(name, moment, asked):
    with clock.at(MOMENTS[moment]):
        text = read(reverse(name, args=[asked.pk]))
    assert unopened(text) == []
    assert "Ruth Vale" in text
    assert "01432 000 100" in text


def test_the_list_names_for_each_whom_to_ring(asked):
    text = read(reverse("consultations"))
    assert "Ruth Vale, 01432 000 100" in text
    assert unopened(text) == []


def test_one_that_was_withdrawn_too(asked):
    type(asked).objects.update(withdrawn_at=DURING, withdrawal_reason="Section 2 was wrong.")
    text = read(asked.get_absolute_url())
    assert unopened(text) == []
    assert "Ruth Vale, Herefordshire Primary Care Trust Telephone: 01432 000 100" in text


def test_the_rules_and_their_list_too():
    for where in (reverse("standards"), Standard.objects.first().get_absolute_url()):
        assert unopened(read(where)) == []


def test_such_a_page_would_be_found_out(asked):
    """The test above can fail: an abbreviation in the text of a page is one that is found."""
    type(asked).objects.update(summary="We ask the VCS.")
    assert unopened(read(asked.get_absolute_url())) == ["VCS"]
