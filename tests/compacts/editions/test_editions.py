"""The document of a Compact: editions are added and kept, the latest is offered, a wrong one is withdrawn."""

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connections, transaction
from django.test import Client
from django.urls import reverse

from compacts.editions import actions
from compacts.editions.models import CompactEdition
from compacts.signups.signing_actions import current
from core import clock
from tests.compacts.local.test_actions import refused, verbs
from tests.compacts.local.test_views import DAY, day, send
from tests.consultation.pages import boxes, words
from tests.factories.compacts import LAUNCHED, REFRESHED, CompactFactory, EditionFactory, SignupSignatureFactory, pdf
from tests.factories.people import make_actor, signed_in
from tests.factories.together import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_actor("secretariat")


def test_each_edition_is_kept_and_the_same_file_is_not_added_twice(by):
    compact = CompactFactory(launched=True)
    first = actions.add_edition(by=by, compact=compact, dated_on=LAUNCHED, file=pdf())
    told = refused(actions.add_edition, by=by, compact=compact, dated_on=LAUNCHED, file=pdf())
    assert told == {"file": ["This is the file of edition 1 already. Choose the one that is new."]}
    tomorrow = clock.today() + DAY
    assert "dated_on" in refused(actions.add_edition, by=by, compact=compact, dated_on=tomorrow, file=pdf("b"))
    told = refused(actions.add_edition, by=by, compact=compact, dated_on=LAUNCHED, file=pdf(name="compact.exe"))
    assert "This kind of file is not taken." in told["file"][0]
    second = actions.add_edition(by=by, compact=compact, dated_on=REFRESHED, file=pdf("b"), note=" Letters ")
    assert [(each.number, each.note, each.added_on) for each in (first, second)] == [
        (1, "", clock.today()), (2, "Letters", clock.today()),
    ]  # fmt: skip
    assert refused(actions.withdraw_edition, by=by, edition=second, reason=" ") == {
        "__all__": ["Say why it is withdrawn."]
    }
    actions.withdraw_edition(by=by, edition=second, reason="Of another county.")
    assert "Add another edition if it holds." in str(
        refused(actions.withdraw_edition, by=by, edition=second, reason="x")
    )
    assert actions.add_edition(by=by, compact=compact, dated_on=REFRESHED, file=pdf("b")).number == 3
    assert verbs(compact) == ["edition added", "edition added", "edition withdrawn", "edition added"]
    for role in ("visitor", "administrator", "commissioner"):
        with pytest.raises(PermissionDenied):
            actions.add_edition(by=make_actor(role), compact=compact, dated_on=LAUNCHED, file=pdf("c"))


def test_everybody_is_offered_the_latest_that_stands(by):
    office, compact = signed_in(by), CompactFactory(launched=True)
    where = reverse("edition_add", args=[compact.pk])
    for what, dated_on in (("First.", LAUNCHED), ("Second.", REFRESHED), ("Wrong.", REFRESHED)):
        typed = boxes(office.get(where)) | {"file": pdf(what), **day("dated_on", dated_on)}
        assert office.post(where, typed).status_code == 302
    assert "Choose the file: document." in words(
        office.post(where, boxes(office.get(where)) | day("dated_on", REFRESHED))
    )
    first, second, wrong = CompactEdition.objects.all()
    send(office, reverse("edition_withdraw", args=[wrong.pk]), reason="Of another county.")
    page = words(Client().get(compact.get_absolute_url()))
    assert "Download edition 2 of 9 November 2005 (PDF," in page
    assert ("Edition 1 of 14 May 2003" in page, "dition 3" in page) == (True, False)
    given = [Client().get(reverse("edition_file", args=[each.pk])) for each in (first, second, wrong)]
    assert [each.status_code for each in given] == [200, 200, 404]
    read = [b"".join(each.streaming_content) for each in given[:2]]
    assert [b"First." in read[0], b"Second." in read[1]] == [True, True]
    hidden = EditionFactory(compact=CompactFactory(agreed=True))
    assert Client().get(reverse("edition_file", args=[hidden.pk])).status_code == 404
    rows = Client().get(reverse("api_editions"), {"as_at": LAUNCHED.isoformat()}).json()["results"]
    assert [row["number"] for row in rows] == [1]


def test_an_older_document_is_kept_and_not_signed_and_a_day_is_put_right(by):
    compact, office = CompactFactory(launched=True), signed_in(by)
    latest = actions.add_edition(by=by, compact=compact, dated_on=REFRESHED, file=pdf())
    older = actions.add_edition(by=by, compact=compact, dated_on=LAUNCHED, file=pdf("b"))
    page = words(Client().get(compact.get_absolute_url()))
    assert ("Download edition 1 of 9 November 2005" in page, "Edition 2 of 14 May 2003" in page) == (True, True)
    assert current(compact) == latest
    where = reverse("edition_edit", args=[older.pk])
    send(office, where, note="Letters", **day("dated_on", REFRESHED + DAY))
    older.refresh_from_db()
    assert (older.dated_on, older.note, current(compact), verbs(older)[-1]) == (
        REFRESHED + DAY, "Letters", older, "changed",
    )  # fmt: skip
    at, sent = reverse("api_edition_edit", args=[older.pk]), {"version": older.version, "dated_on": "2003-05-14"}
    assert [office.post(at, sent, "application/json").status_code for _ in range(2)] == [200, 409]
    assert current(compact) == latest
    tomorrow = clock.today() + DAY
    assert "dated_on" in refused(actions.edit_edition, by=by, edition=older, version=None, dated_on=tomorrow)
    SignupSignatureFactory(signup__compact=compact, edition=older)
    assert refused(actions.edit_edition, by=by, edition=older, version=None, note="x") == [
        "Somebody signed this edition, so it stays. Add another edition in its place."
    ]


def test_a_program_adds_an_edition_as_a_form_in_the_same_words_of_refusal(by):
    compact, office, where = CompactFactory(launched=True), signed_in(by), reverse("api_edition_add")
    sent = {"compact": compact.pk, "dated_on": LAUNCHED.isoformat(), "note": "Letters"}
    made = office.post(where, sent | {"file": pdf()})
    assert (made.status_code, made.json()["number"], made.json()["note"]) == (200, 1, "Letters")
    again = office.post(where, sent | {"file": pdf()})
    wrong = office.post(where, sent | {"file": pdf(name="compact.exe")})
    assert [(each.status_code, each.json()["errors"][0]["attr"]) for each in (again, wrong)] == [(400, "file")] * 2
    assert again.json()["errors"][0]["detail"].startswith("This is the file of edition 1 already.")
    assert signed_in(make_actor("commissioner")).post(where, sent | {"file": pdf("b")}).status_code == 403
    assert compact.editions.count() == 1


@pytest.mark.parametrize("days", [{"number": 0}, {"added_on": LAUNCHED - DAY}, {"withdraw_reason": "x"}])
def test_the_database_refuses_what_cannot_be(days):
    with pytest.raises(IntegrityError), transaction.atomic():
        EditionFactory(**days)


@pytest.mark.served
@pytest.mark.django_db(transaction=True)
def test_two_people_add_an_edition_at_the_same_moment():
    compact, people = CompactFactory(launched=True), [make_actor("secretariat") for _ in range(2)]

    def add(number):
        try:
            file = pdf(f"Of {number}.")
            return actions.add_edition(by=people[number], compact=compact, dated_on=LAUNCHED, file=file).number
        finally:
            connections.close_all()

    assert sorted(at_once(lambda: add(0), lambda: add(1))) == [1, 2]
