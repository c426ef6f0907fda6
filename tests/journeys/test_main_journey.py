"""The main journey through the pages, from two published lists to the sheets of answers.

Lists are taken in, people are invited and accept, a body asks, four groups answer, one changes its mind, and the sheets
hold what was typed, whatever a name begins with.
"""

import csv
import datetime
import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from consultation.consultations.actions import propose_consultation
from consultation.consultations.models import Consultation
from core import clock
from core.acts import Actor
from core.mail.models import Mail
from core.work.testing import run_all
from partnerships.organisations.models import Organisation
from tests.consultation.pages import words
from tests.factories.consultation import DURING
from tests.factories.people import make_actor, signed_in
from tests.journeys.pages import fill, form_to
from tests.partnerships.organisations.imports.files import charities, charity, pct

pytestmark = pytest.mark.django_db
PASSWORD = "a hedge and a gate"
CARERS = "=1+1 Carers <script>alert(1)</script> 🙂"
HELPLINE, BELOW, HOME = "+44 Helpline", "-5 Below Zero Club", "@Home Support"
GROUPS = {CARERS: "1093617", HELPLINE: "1000002", BELOW: "1000003", HOME: "1000004"}
REASONS = "We agree.\n\n<script>alert(2)</script> & \"most\" of us say 'yes', één 🙂"
CHANGED = '=HYPERLINK("http://evil.example","x") we wrote, and\tmeant it: é'


@pytest.fixture(autouse=True)
def kept(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "kept"


def test_from_published_lists_to_the_sheets_of_answers(tmp_path):
    with clock.at(DURING):
        office = signed_in(make_actor("secretariat"))
        take_in_two_lists(office, tmp_path)
        ann, jo, others = everybody_joins(office)
        asked = written_and_published(office)
        reference = answered_by_two(jo, ann, asked)
        changed_and_sent_again(jo, ann, asked)
        for browser, name in others:
            answered_alone(browser, asked, f"{name} says so")
    with clock.at(datetime.date(2027, 1, 5)):
        listed(office, asked)
        for grid in (csv_of(office, asked), xlsx_of(office, asked)):
            assert grid[0] == [
                "Reference", "Organisation", "Kind of organisation", "How it came", "Sent", "Received late",
                "Unverified", "May be published", "Letter",
                "q1: 1. Do you agree?", "q1_why: 1. Do you agree? (why)",
                "q2: 2. Which break is missing?", "q3: 3. What else?",
            ]  # fmt: skip
            assert [row[1:3] for row in grid[1:]] == [[f"'{name}", "Registered charity"] for name in GROUPS]
            assert (grid[1][0], grid[1][9:]) == (reference, ["Yes", REASONS, "A night", f"'{CHANGED}"])
            assert [row[9:] for row in grid[2:]] == [
                ["", "", "", f"'{name} says so"] for name in (HELPLINE, BELOW, HOME)
            ]
        in_the_register_as_typed(office)


def take_in_two_lists(office: Client, folder) -> None:
    """The trusts by the command, the charities through the page that says first what it would do."""
    path = folder / "PCO_2012.csv"
    path.write_text(pct(["E16000015", "5CN", "Herefordshire"], ["E16000028", "5PL", "Worcestershire"]))
    call_command("import_organisations", "pct", str(path), stdout=io.StringIO())
    rows = [charity(number, name) for name, number in GROUPS.items()]
    sheet = SimpleUploadedFile("charity.txt", charities(*rows).encode())
    preview = fill(office, reverse("import_upload"), source="charity-extract", file=sheet).url
    text = words(office.get(preview))
    assert "What this import would do" in text
    assert all(name in text for name in GROUPS)
    assert not Organisation.objects.filter(name=CARERS).exists()
    run = fill(office, preview).url
    run_all()
    assert "The file has been imported" in words(office.get(run))
    assert Organisation.objects.filter(name__in=GROUPS).count() == 4


def everybody_joins(office: Client):
    """Ann approves for two groups, Jo drafts for the first, one person each for the others."""
    ann = newcomer(office, "Ann Lee", CARERS, "approver")
    jo = newcomer(office, "Jo Price", CARERS, "drafter")
    invite(office, "Ann Lee", HELPLINE, "approver")
    fill(ann, link())
    assert f"Approver, {HELPLINE}" in words(ann.get("/"))
    rest = [(newcomer(office, f"Sam {name[1:5]}", name, "approver"), name) for name in (BELOW, HOME)]
    return ann, jo, [(ann, HELPLINE), *rest]


def invite(office: Client, who: str, group: str, role: str) -> str:
    """Invite somebody by the page; their address."""
    address = f"{who.split()[0]}{Organisation.objects.get(name=group).pk}@example.org".lower()
    address = "ann@example.org" if who == "Ann Lee" else address
    where = reverse("organisation_invite", args=[Organisation.objects.get(name=group).pk])
    fill(office, where, name=who, email=address, roles=[role])
    return address


def link() -> str:
    return re.search(r"http://127\.0\.0\.1:8000(/invitation/\S+)", Mail.objects.latest("pk").body)[1]


def newcomer(office: Client, who: str, group: str, role: str) -> Client:
    """Somebody without an account is invited, chooses a password, and signs in: their browser."""
    address, browser = invite(office, who, group, role), Client()
    sign_in = fill(browser, link(), password=PASSWORD).url
    onward = fill(browser, sign_in, login=address, password=PASSWORD).url
    assert f"{role.capitalize()}, {group}" in words(browser.get(onward, follow=True))
    return browser


def act_for(browser: Client, group: str) -> None:
    """Switch to the capacity at this group by its button, where the person acts for another."""
    page = browser.get(reverse("switch_capacity"))
    if f"You are acting as Approver, {group}" in words(page):
        return
    done = browser.post(reverse("switch_capacity"), form_to(page, reverse("switch_capacity")).data())
    assert done.status_code == 302
    assert f"You are acting as Approver, {group}" in words(browser.get(reverse("switch_capacity")))


def written_and_published(office: Client) -> Consultation:
    """A draft that its checklist refuses, then with three questions and somebody to ring, published."""
    fill(
        office, reverse("consultation_add"), host="5CN", title="Support for carers",
        opens_on_day="1", opens_on_month="10", opens_on_year="2026",
        closes_on_day="4", closes_on_month="January", closes_on_year="2027",
    )  # fmt: skip
    asked = Consultation.objects.get()
    assert asked.host.name == "Herefordshire Primary Care Trust"
    publish = reverse("consultation_publish", args=[asked.pk])
    missing = (
        "Write a summary, or add a section of the document.",
        "Add a question that takes an answer.",
        "Add the name and the telephone number of somebody whom people can ask.",
    )
    checklist = office.get(publish)
    refused = office.post(publish)
    assert refused.status_code == 422
    for sentence in missing:
        assert (sentence in words(checklist), sentence in words(refused)) == (True, True), sentence
    assert Client().get(reverse("consultation", args=[asked.pk])).status_code == 404
    fill(
        office, reverse("consultation_edit", args=[asked.pk]),
        summary="What we mean to do.", contact_name="Ruth Vale", contact_telephone="01432 000 100",
    )  # fmt: skip
    add = reverse("question_add", args=[asked.pk])
    fill(office, add, text="Do you agree?", kind="yes_no")
    fill(office, add, text="Which break is missing?", kind="choose_one", choices="A night\nA week")
    fill(office, add, text="What else?", kind="long_text")
    propose_consultation(by=commissioner_of(asked.host), consultation=asked)
    fill(office, publish)
    assert "Support for carers" in words(Client().get(reverse("consultation", args=[asked.pk])))
    return asked


def commissioner_of(host: Organisation) -> Actor:
    """Somebody at the body that asks: who says that it is ready is not who publishes it."""
    return make_actor("commissioner", organisation=host)


def question(asked: Consultation, key: str) -> str:
    return reverse("answer_question", args=[asked.pk, key])


def answered_by_two(jo: Client, ann: Client, asked: Consultation) -> str:
    """Jo drafts and may not send; Ann, for the same group, adds to it and sends. The reference of the receipt."""
    check = reverse("answer_check", args=[asked.pk])
    fill(jo, question(asked, "q1"), q1="yes", q1_why=REASONS)
    refused = jo.post(check, {})
    assert (refused.status_code, Mail.objects.filter(subject__contains="received").count()) == (403, 0)
    act_for(ann, CARERS)
    night = asked.questions.get(key="q2").choices.get(label="A night")
    fill(ann, question(asked, "q2"), q2=str(night.pk))
    receipt = ann.get(fill(ann, check, consent="with_name").url)
    reference = re.search(r"Reference: (\S+)", words(receipt))[1]
    run_all()
    mail = Mail.objects.latest("pk")
    assert (mail.to_address, reference in mail.body) == ("ann@example.org", True)
    for told in (REASONS, "A night", CARERS):
        assert told in mail.body
        assert " ".join(told.split()) in words(receipt)
    assert "<script>alert" not in receipt.content.decode()
    return reference


def changed_and_sent_again(jo: Client, ann: Client, asked: Consultation) -> None:
    """The answer is opened again, Jo adds to it, Ann sends; the second receipt holds the change."""
    response = asked.responses.get()
    change = reverse("answer_change", args=[asked.pk])
    page = ann.get(response.get_absolute_url())
    assert ann.post(change, form_to(page, change).data()).status_code == 302
    fill(jo, question(asked, "q3"), q3=CHANGED)
    assert response.versions.count() == 2
    fill(ann, reverse("answer_check", args=[asked.pk]))  # the consent is chosen already
    run_all()
    assert CHANGED in Mail.objects.latest("pk").body
    assert "Version 2 , sent 11am on 10 October 2026 by Ann Lee Counts" in words(ann.get(response.get_absolute_url()))


def answered_alone(browser: Client, asked: Consultation, text: str) -> None:
    """One person answers the last question and sends."""
    act_for(browser, text.removesuffix(" says so"))
    fill(browser, question(asked, "q3"), q3=text)
    fill(browser, reverse("answer_check", args=[asked.pk]), consent="not_at_all")


def listed(office: Client, asked: Consultation) -> None:
    """The list of answers, whole and narrowed."""
    for since, found in (("2026-10-10", True), ("2026-10-11", False)):
        text = words(office.get(reverse("responses"), {"consultation": asked.pk, "sent_since": since}))
        assert [name in text for name in GROUPS] == [found] * 4
    assert "<script>alert" not in office.get(reverse("responses")).content.decode()


def csv_of(office: Client, asked: Consultation) -> list[list[str]]:
    page = office.get(reverse("answers_csv", args=[asked.pk]))
    text = b"".join(page.streaming_content).decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline="")))


def xlsx_of(office: Client, asked: Consultation) -> list[list[str]]:
    """The workbook's cells, empty ones as empty text, after a look that none of them is a formula or a link."""
    page = office.get(reverse("answers_xlsx", args=[asked.pk]))
    cells = [list(row) for row in load_workbook(io.BytesIO(page.content)).active.iter_rows()]
    told = [cell for row in cells for cell in row if cell.value is not None]
    assert {cell.data_type for cell in told} == {"s", "d"}
    assert [cell.hyperlink for cell in told if cell.hyperlink] == []
    return [["" if cell.value is None else cell.value for cell in row] for row in cells]


def in_the_register_as_typed(office: Client) -> None:
    """The register's own sheet holds the names too, each behind an apostrophe."""
    text = b"".join(office.get(reverse("organisations_csv"), {"kind": "charity"}).streaming_content)
    rows = list(csv.DictReader(io.StringIO(text.decode("utf-8-sig"), newline="")))
    assert {row["Name"]: row["Code"] for row in rows} == {f"'{name}": code for name, code in GROUPS.items()}
