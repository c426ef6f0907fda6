"""What is printed can be filled in by hand: boxes to tick, lines to write on, and where to send it."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from consultation.paper.printing import page_of
from tests.factories.consultation import of_every_kind

pytestmark = pytest.mark.django_db
LINE = '<div class="app-room__line">'
ROOM = {
    "1": ([], 8),  # in one's own words
    "2": ([], 0),  # a heading
    "2a": (["Yes", "No"], 5),
    "2b": (["Now", "Later", "Never"], 0),
    "2c": (["Day", "Night", "Weekend"], 0),
    "3": ([], 1),  # a number
    "4": ([], 1),  # a date
    "5": ([], 1),  # the name of a file
}


@pytest.fixture
def asked(host):
    host.address, host.postcode = "Plough Lane\nHereford", "HR4 0LE"
    host.save()
    return of_every_kind(host=host, who_may_answer="everybody", contact_email="ruth@example.org")


@pytest.fixture(params=["on a page to print", "as a PDF"])
def printed(request, asked) -> str:
    """What is printed, as it is before it is put on paper."""
    if request.param == "as a PDF":
        return page_of(asked)
    return Client().get(reverse("consultation_print", args=[asked.pk])).content.decode()


def test_each_question_has_boxes_and_room_by_its_kind(printed):
    found = {}
    for number, text in re.findall(r"What about (\w+)\?</h[34]>(.*?)(?=<h[34]|</section>)", printed, re.S):
        found[number] = (re.findall(r"<li>([^<]+)</li>", text), text.count(LINE))
    assert found == ROOM
    before = printed[: printed.index(">Questions<")]
    assert before.count(LINE) == 5  # name, number, person, address, telephone
    assert "an organisation</li><li>yourself" in before
    assert "Publish our answer with our name." in printed[printed.index("What about 5?") :]


def test_it_says_where_to_send_it_and_by_when(printed):
    text = " ".join(re.sub(r"<[^>]+>", " ", printed[printed.rindex("How to send it back") :]).split())
    for sentence in (
        "Answers are taken until 11:59pm on 20 November 2026.",
        "By e-mail: attach this form, or write your answers, to ruth@example.org.",
        "By post: to Ruth Vale, Herefordshire Primary Care Trust, Plough Lane, Hereford, HR4 0LE.",
        "By telephone, with questions: 01432 000 100.",
    ):
        assert sentence in text
