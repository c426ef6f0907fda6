"""The list of adoptions, sent back as a sheet: taken whole, or refused cell by cell."""

import datetime
import uuid

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from compacts.codes.models import CodeAdoption
from tests.consultation.pages import words
from tests.factories.codes import ADOPTED, WITHDRAWN, CodeAdoptionFactory, CodeFactory
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
HEADINGS = "Id,Version,Body,Code of good practice,Where the Code holds,Adopted,Ended,Why it ended,Evidence"


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture
def office():
    return signed_in(make_actor("secretariat"))


def sent(client, *rows):
    """The page that has looked at a sheet, and a function that presses its button."""
    sheet = SimpleUploadedFile("sheet.csv", "\n".join([HEADINGS, *rows]).encode())
    page = client.post(reverse("adoptions_upload"), {"sheet": sheet, "once": str(uuid.uuid4())}, follow=True)
    return page, lambda: client.post(page.request["PATH_INFO"], {"once": str(uuid.uuid4())}, follow=True)


@pytest.fixture
def trust():
    """A trust, with a local and a national Code of one title."""
    CodeFactory(title="Volunteering", launched=True, area__name="Devon")
    CodeFactory(title="Volunteering", launched=True, national=True)
    CodeFactory(title="Funding", launched=True)
    return PublicBodyFactory(name="Wye Trust")


def test_a_sheet_records_and_ends_and_the_same_sheet_changes_nothing(office, trust):
    rows = [
        ",,Wye Trust,volunteering,Everywhere,2006-06-01,,,A minute",
        ",,Wye Trust,Volunteering,devon,01/06/2006,01/06/2007,It left.,A letter",
        ",,Wye Trust,Funding,,2006-06-01,,,A minute",
    ]
    for added, unchanged in ((3, 0), (0, 3)):
        page, save = sent(office, *rows)
        assert f"{added} added, 0 changed, {unchanged} unchanged" in words(page)
        save()
    national, local, _ = CodeAdoption.objects.order_by("pk")
    assert (national.code.area, local.code.area.name) == (None, "Devon")
    assert (local.ended_on, local.end_reason) == (datetime.date(2007, 6, 1), "It left.")
    page, save = sent(
        office, f"{national.pk},1,Wye Trust,Volunteering,Everywhere,2006-06-01,2008-01-31,Closed.,A minute"
    )
    assert "0 added, 1 changed, 0 unchanged" in words(page)
    save()
    national.refresh_from_db()
    assert (national.ended_on, national.version) == (datetime.date(2008, 1, 31), 2)
    taken = b"".join(office.get(reverse("adoptions_csv")).streaming_content)
    again = SimpleUploadedFile("sheet.csv", taken)
    page = office.post(reverse("adoptions_upload"), {"sheet": again, "once": str(uuid.uuid4())}, follow=True)
    assert "0 added, 0 changed, 3 unchanged" in words(page)


def test_what_is_wrong_is_said_of_its_cell_and_nothing_is_kept(office, trust):
    there = CodeAdoptionFactory(organisation=trust, code__title="Equality")
    as_it_is = f"Wye Trust,Equality,,{ADOPTED},,,"
    page, save = sent(
        office,
        ",,Wye Trust,Funding,,2006-06-01,,,A minute",
        ",,Wye Trust,Volunteering,,2006-06-01,,,A minute",
        ",,Wye Trust,Volunteering,Kent,2006-06-01,,,A minute",
        ",,Wye Trust,Sport,,some day,,,A minute",
        ",,Nobody,Funding,,,,,A minute",
        ",,Wye Trust,Funding,,2006-06-01,2007-06-01,,A minute",
        ",,Wye Trust,Funding,,2200-06-01,,,A minute",
        f"{there.pk},1,{as_it_is}Another minute",
        f"{there.pk},,{as_it_is.replace(',,,', ',2007-01-01,It left.,')}A minute.",
    )
    text = words(page)
    for said in (
        "Several Codes have this title. Write under 'Where the Code holds': Devon; Everywhere.",
        "It does not hold in 'Kent'. Write under 'Where the Code holds': Devon; Everywhere.",
        "There is no Code 'Sport'. Write it as the list of Codes does.",
        "Adopted: write the day like 2003-11-20 or 20/11/2003.",
        "The day of adoption is missing. Write it like 2003-04-01.",
        "No organisation in the register is called or coded 'Nobody'.",
        "Write both the day on which it ended and why, or neither.",
        "A sheet ends an adoption. Where it was recorded wrongly, declare it void on its page, and record it anew on "
        "the page of the Code.",
    ):
        assert said in text, said
    save()
    assert list(CodeAdoption.objects.all()) == [there]


def test_an_end_needs_the_version_that_was_read(office, trust):
    there = CodeAdoptionFactory(organisation=trust, code__title="Equality")
    ended = f"Wye Trust,Equality,,{ADOPTED},2007-01-01,It left.,A minute."
    assert "Write the version, as in the list taken as a sheet." in words(sent(office, f"{there.pk},,{ended}")[0])
    assert "Somebody else changed this" in words(sent(office, f"{there.pk},7,{ended}")[0])
    _, save = sent(office, f"{there.pk},1,{ended}")
    save()
    there.refresh_from_db()
    assert there.ended_on == datetime.date(2007, 1, 1)


def sent_back(client, change=lambda text: text):
    """The page that has looked at the list as it was taken, and a function that presses its button."""
    taken = b"".join(client.get(reverse("adoptions_csv")).streaming_content).decode()
    sheet = SimpleUploadedFile("sheet.csv", change(taken).encode())
    page = client.post(reverse("adoptions_upload"), {"sheet": sheet, "once": str(uuid.uuid4())}, follow=True)
    return page, lambda: client.post(page.request["PATH_INFO"], {"once": str(uuid.uuid4())}, follow=True)


def test_a_row_with_an_id_keeps_its_own_code_and_body(office):
    """A withdrawn Code and its successor share title and place, two bodies one name; history still finds its Code."""
    old = CodeFactory(title="Funding", withdrawn=True, area=None)
    CodeFactory(title="Funding", national=True, launched_on=WITHDRAWN, in_force_on=WITHDRAWN)
    for code in ("RLQ", "RWP"):
        CodeAdoptionFactory(code=old, organisation=PublicBodyFactory(name="Wye Trust", ods=code))
    assert "0 added, 0 changed, 2 unchanged" in words(sent_back(office)[0])
    PublicBodyFactory(name="Usk Trust")
    _, save = sent(office, ",,Usk Trust,Funding,Everywhere,2006-06-01,,,A minute")
    save()
    assert CodeAdoption.objects.get(organisation__name="Usk Trust").code == old


def test_a_body_without_an_id_is_told_from_its_namesake_by_its_code(office, trust):
    PublicBodyFactory(name="Wye Trust", ods="RLQ")
    row = ",,Wye Trust,RLQ,Funding,2006-06-01,A minute"
    headings = "Id,Version,Body,Code of the body,Code of good practice,Adopted,Evidence"
    page, save = sent_back(office, lambda taken: "\n".join([headings, row]))
    assert "1 added, 0 changed, 0 unchanged" in words(page)
    save()
    assert CodeAdoption.objects.get().organisation.code == "RLQ"


@pytest.mark.parametrize(
    ("became", "said"),
    [
        ({"ended_on": WITHDRAWN, "end_reason": "It left."}, "This adoption ended on 16 December 2010. Take the row"),
        ({"over": True}, "This adoption was declared void on 16 December 2010. Take the row away, or record it anew"),
    ],
)
def test_an_old_sheet_neither_begins_again_what_ended_nor_revives_what_is_void(office, trust, became, said):
    there = CodeAdoptionFactory(organisation=trust, code__title="Equality", **became)
    page, save = sent(office, f",,Wye Trust,Equality,,{ADOPTED},,,A minute.")
    assert said in words(page)
    save()
    assert list(CodeAdoption.objects.all()) == [there]


def test_what_was_adopted_and_left_before_can_be_sent_and_may_not_overlap(office, trust):
    CodeAdoptionFactory(organisation=trust, code__title="Equality", adopted_on=datetime.date(2009, 4, 1))
    before = ",,Wye Trust,Equality,,2006-06-01,2007-06-01,It left.,A minute."
    page, _ = sent(office, before.replace("2007-06-01", "2009-04-02"))
    assert "This body has adopted the Code already, on 1 April 2009. Enter first when it left it" in words(page)
    page, save = sent(office, before)
    assert "1 added, 0 changed, 0 unchanged" in words(page)
    save()
    found = CodeAdoption.objects.order_by("adopted_on").first()
    assert (found.ended_on, found.end_reason) == (datetime.date(2007, 6, 1), "It left.")


def test_a_changed_cell_that_is_only_shown_is_refused(office, trust):
    there = CodeAdoptionFactory(organisation=trust, code__title="Equality")
    for column, said in (("State", "Write 'Adopted', as the list of today does."), ("Why it is void", "Leave the")):
        row = f"{there.pk},1,Wye Trust,Equality,{ADOPTED},A minute.,Void"
        headings = f"Id,Version,Body,Code of good practice,Adopted,Evidence,{column}"
        page, _ = sent_back(office, lambda taken, lines=(headings, row): "\n".join(lines))
        assert f"This is only shown: a sheet does not change it. {said}" in words(page), column


def test_only_the_secretariat_sends_a_sheet(trust):
    reply = signed_in(make_actor("commissioner")).get(reverse("adoptions_upload"))
    assert reply.status_code == 403
