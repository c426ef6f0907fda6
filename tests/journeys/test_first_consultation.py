"""The main job: a body asks, a group of two answers, the body lists and takes away what was said."""

import csv
import io

import pytest
from django.urls import reverse

from consultation.consultations.models import Consultation
from core import clock
from core.mail.models import Mail
from core.work.actions import run_waiting
from tests.consultation.pages import boxes, words
from tests.factories.consultation import CLOSED, DURING
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


def send(client, where, **typed):
    """Open a page, type, send; where it leads."""
    done = client.post(where, boxes(client.get(where)) | typed)
    assert done.status_code == 302, words(done)
    return done.url


def test_from_the_first_word_of_a_draft_to_the_sheet_of_answers():
    host = PublicBodyFactory(name="Herefordshire Primary Care Trust", ods="5CN")
    group = OrganisationFactory(name="Malvern Carers Forum")
    with clock.at(DURING):
        consultation = written_and_published(signed_in(make_actor("commissioner", organisation=host)))
        drafter, approver = (signed_in(make_actor(role, organisation=group)) for role in ("drafter", "approver"))
        answered(drafter, approver, consultation)
    with clock.at(CLOSED):
        secretariat = signed_in(make_actor("secretariat"))
        assert "Malvern Carers Forum" in words(secretariat.get(reverse("responses"), {"consultation": consultation.pk}))
        sheet = b"".join(secretariat.get(reverse("answers_csv", args=[consultation.pk])).streaming_content)
    heading, row = csv.reader(io.StringIO(sheet.decode("utf-8-sig"), newline=""))
    assert dict(zip(heading, row, strict=True))["q1: 1. Do you agree?"] == "Yes"
    assert row[1:3] == ["Malvern Carers Forum", "Registered charity"]
    assert row[4:] == ["Yes", "With the second aim first.", "A night"]


def written_and_published(commissioner) -> Consultation:
    """A draft with two questions, published."""
    begun = send(
        commissioner,
        reverse("consultation_add"),
        title="Support for carers",
        summary="What we mean to do.",
        opens_on="2026-10-10",
        closes_on="2026-11-20",
        contact_name="Ruth Vale",
        contact_telephone="01432 000 100",
    )
    consultation = Consultation.objects.get()
    assert begun == reverse("consultation_prepare", args=[consultation.pk])
    add = reverse("question_add", args=[consultation.pk])
    send(commissioner, add, text="Do you agree?", kind="yes_no")
    send(commissioner, add, text="Which break is missing?", kind="choose_one", choices="A night\nA week")
    send(commissioner, reverse("consultation_publish", args=[consultation.pk]))
    return consultation


def answered(drafter, approver, consultation) -> None:
    """The drafter answers one question, the approver the other, and sends; the receipt comes by mail."""
    first, second = (reverse("answer_question", args=[consultation.pk, key]) for key in ("q1", "q2"))
    send(drafter, first, q1="yes", q1_why="With the second aim first.")
    night = consultation.questions.get(key="q2").choices.get(label="A night")
    send(approver, second, q2=str(night.pk))
    receipt = send(approver, reverse("answer_check", args=[consultation.pk]))
    assert "Your answer has been sent" in words(approver.get(receipt))
    run_waiting()
    assert "With the second aim first." in Mail.objects.get().body
