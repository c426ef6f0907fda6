"""For whom a draft waits: the list of what waits and the question about one give the same answer."""

import pytest

from consultation.consultations.models import Consultation
from consultation.consultations.second_person import (
    NOT_READY,
    SECOND_PERSON,
    waiting_for,
    waits_for,
    why_not_publish,
)
from core import clock
from tests.factories.consultation import ConsultationFactory
from tests.factories.people import UserFactory, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def made(host, commissioner):
    """One consultation of each standing, by name."""
    contact = {"contact_email": "ruth.vale@example.org"}
    own = {"ready": True, "proposed_by": commissioner.user}
    gone = {"withdrawn_at": clock.now(), "withdrawal_reason": "Overtaken."}
    return {
        "begun": ConsultationFactory(host=host, **contact),
        "said by a colleague": ConsultationFactory(host=host, ready=True, **contact),
        "said by the commissioner": ConsultationFactory(host=host, **own, **contact),
        "withdrawn": ConsultationFactory(host=host, ready=True, **gone, **contact),
        "published": ConsultationFactory(host=host, ready=True, published=True, **contact),
        "of another body": ConsultationFactory(ready=True),
    }


THEIRS = {"said by a colleague", "said by the commissioner"}


@pytest.mark.parametrize(
    ("who", "waits"),
    [
        ("commissioner", {"said by a colleague"}),
        ("colleague", THEIRS),
        ("secretariat", {*THEIRS, "of another body"}),
        ("named", THEIRS),
        ("member", set()),
        ("visitor", set()),
    ],
)
def test_the_list_and_the_question_agree(made, host, commissioner, who, waits):
    actor = {
        "commissioner": lambda: commissioner,
        "colleague": lambda: make_actor("commissioner", organisation=host),
        "secretariat": lambda: make_actor("secretariat"),
        "named": lambda: make_actor("member", organisation=host, user=UserFactory(email="ruth.vale@example.org")),
        "member": lambda: make_actor("member", organisation=host),
        "visitor": make_actor,
    }[who]()
    names = {each.pk: name for name, each in made.items()}
    rows = Consultation.objects.select_related("host")
    assert {names[each.pk] for each in waiting_for(actor)} == waits
    assert {names[each.pk] for each in rows if waits_for(actor, each)} == waits


def test_all_that_waits_is_what_somebody_said_is_ready(made):
    names = {each.pk: name for name, each in made.items()}
    assert {names[each.pk] for each in waiting_for(None)} == {*THEIRS, "of another body"}


def test_why_it_does_not_wait(made, commissioner):
    assert why_not_publish(made["begun"], commissioner) == NOT_READY
    assert why_not_publish(made["said by the commissioner"], commissioner) == SECOND_PERSON
    assert why_not_publish(made["said by a colleague"], commissioner) == ""
