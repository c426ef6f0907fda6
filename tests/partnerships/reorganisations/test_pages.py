"""What the pages of reorganisations show, and what they cost."""

import datetime
import io

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from consultation.responses.actions import save_answers
from core import clock
from core.deadlines import DEADLINES
from core.mail.models import Mail
from partnerships.organisations import touching
from partnerships.organisations.models import Organisation
from partnerships.organisations.succession import record_funding
from partnerships.people.models import RoleHeld
from partnerships.reorganisations import actions, preview
from partnerships.reorganisations.models import Line, Reorganisation
from tests.factories.bodies import SeatFactory
from tests.factories.consultation import DURING, a_consultation, given
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory
from tests.factories.people import MembershipFactory, make_actor, signed_in
from tests.factories.reorganisations import DAY, LineFactory, carried_out
from tests.journeys.made import form_at

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2006, 5, 4)
COST = len(DEADLINES) + 9
"""Lines, people, what there is any of, two for each of three kinds, and what each kind of due date asks."""


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def office(actor):
    return actor("secretariat")


@pytest.fixture
def browser(office):
    return signed_in(office)


def a_body(name: str) -> Organisation:
    """A trust with a seat, a grant, and somebody who acts for it."""
    body = PublicBodyFactory(name=name)
    SeatFactory(organisation=body, body__name=f"Board of {name}")
    record_funding(by=make_actor("secretariat"), funder=body, funded=OrganisationFactory())
    MembershipFactory(organisation=body, roles=["commissioner"], user__name=f"Ann of {name}")
    return body


def told(effect) -> dict[str, dict[str, int]]:
    return {each["body"].name: {kind.title: kind.count for kind in each["kinds"]} for each in effect}


def test_before_it_is_carried_out_it_shows_what_it_touches(office, browser):
    line = LineFactory(ancestor=a_body("South"), descendant__name="Next")
    event = line.reorganisation
    assert told(preview.effect_of(event, office)) == {
        "South": {
            "Seats on boards and groups": 1,
            "Who funds it, and whom it funds": 1,
            "Roles of people who act for it": 1,
        }
    }
    page = browser.get(reverse("reorganisation_effect", args=[event.pk])).content.decode()
    assert "Ann of South: commissioner" in page
    assert "Seats on boards and groups: 1" in page
    sheet = browser.get(reverse("reorganisation_effect_xlsx", args=[event.pk]))
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True))
    assert ("South", None, "Seats on boards and groups", 1) in [row[:4] for row in rows]
    assert ("South", None, "People who act for it", None, "Ann of South: commissioner") in rows


def test_what_is_due_is_told_as_far_as_its_record_is_open():
    """An answer that was not sent is its own people's: nobody learns of it here that it was begun."""
    body = a_body("South")
    asked = a_consultation(published=True, title="Lifts", host=make_actor("secretariat").organisation)
    with clock.at(DURING):
        by = make_actor("approver", organisation=body)
        save_answers(by=by, consultation=asked, given=[given(asked, "q1", text="Fewer lifts.")])
        event = LineFactory(
            ancestor=body, reorganisation__first_day=DURING.date() + datetime.timedelta(days=90)
        ).reorganisation
        for role in ("secretariat", "auditor", "commissioner", "analyst"):
            who = make_actor(role)
            assert "Due dates of its people in the year ahead" not in told(preview.effect_of(event, who))["South"]
            page = signed_in(who).get(reverse("reorganisation_effect", args=[event.pk]))
            assert "Finish and send your answer" not in page.content.decode()


def test_who_acts_for_a_body_is_told_to_whoever_may_see_its_people(office):
    event = LineFactory(ancestor=a_body("South")).reorganisation
    people = {
        each: preview.effect_of(event, each)[0]["people"]
        for each in (office, make_actor("auditor"), make_actor("commissioner"), make_actor("analyst"))
    }
    assert list(people.values()) == [["Ann of South: commissioner"]] * 2 + [[]] * 2
    own = make_actor("member", organisation=event.lines.get().ancestor)
    assert preview.staying(event, own)[own.organisation_id][0] == "Ann of South: commissioner"


def to_confirm(body: Organisation, others: int) -> None:
    """The body has an entry to confirm, a day after so many others."""
    kind, day = body.kind, TODAY + datetime.timedelta(days=30)
    names = [f"Partner {number:04}" for number in range(others)]
    Organisation.objects.bulk_create(
        Organisation(name=name, sort_name=name.lower(), kind=kind, is_partner=True, confirm_by=day) for name in names
    )
    Organisation.objects.filter(pk=body.pk).update(is_partner=True, confirm_by=day + datetime.timedelta(days=1))
    MembershipFactory(organisation=body, roles=["administrator"], user__name="Mary Bowen")


YEAR_AHEAD = "Due dates of its people in the year ahead"
NOT_COUNTED = "Kinds of due dates that were not counted to the end"


def test_a_due_date_counts_however_many_others_come_before_it(office):
    line = LineFactory(ancestor=a_body("South"), descendant__name="Next")
    to_confirm(line.ancestor, 501)
    found = told(preview.effect_of(line.reorganisation, office))["South"]
    assert (found[YEAR_AHEAD], NOT_COUNTED in found) == (1, False)


def test_what_is_not_counted_is_said_on_the_page_and_in_the_workbook(office, browser, monkeypatch):
    monkeypatch.setattr(preview, "MOST_DUE", 3)
    line = LineFactory(ancestor=a_body("South"), descendant__name="Next")
    to_confirm(line.ancestor, 3)
    said = (
        "Entries to confirm: the register has more than 3 in the year ahead, so those from 4 June 2006 on are not all "
        "counted here"
    )
    found = told(preview.effect_of(line.reorganisation, office))["South"]
    assert (found[NOT_COUNTED], YEAR_AHEAD in found) == (1, False)
    page = browser.get(reverse("reorganisation_effect", args=[line.reorganisation_id])).content.decode()
    assert said in page
    sheet = browser.get(reverse("reorganisation_effect_xlsx", args=[line.reorganisation_id]))
    rows = list(load_workbook(io.BytesIO(sheet.content)).active.iter_rows(values_only=True))
    assert ("South", None, NOT_COUNTED, 1, said) in rows
    monkeypatch.setattr(preview, "MOST_DUE", 4)
    found = told(preview.effect_of(line.reorganisation, office))["South"]
    assert (found[YEAR_AHEAD], NOT_COUNTED in found) == (1, False)


def test_what_nobody_declared_counts_by_its_key():
    """A later subject is included: all that has a key to organisations is declared, left out by name, or counted."""
    keys = [key for key in Organisation._meta.get_fields(include_hidden=True) if key.auto_created and not key.concrete]
    models = {key.related_model for key in keys if touching.leads(key)}
    counted = {model for each in touching.every() for model in (each.model, *each.covers)}
    assert models - counted - touching.LEFT_OUT == set()
    titles = [each.title for each in touching.every()]
    assert len(titles) == len(set(titles))
    assert "Contribution" in {each.model.__name__ for each in touching.every()}  # declared by nobody
    for each in touching.every():
        if each.rows:
            each.rows(TODAY).query.sql_with_params()


@pytest.mark.parametrize("others", [1, 8])
def test_the_page_of_what_it_touches_costs_the_same_for_more_bodies(office, django_assert_num_queries, others):
    event = LineFactory(ancestor=a_body("South")).reorganisation
    for number in range(others):
        LineFactory(reorganisation=event, ancestor=a_body(f"Trust {number}"))
    preview.effect_of(Reorganisation.objects.get(pk=event.pk), office)
    event = Reorganisation.objects.get(pk=event.pk)
    with django_assert_num_queries(COST):
        effect = preview.effect_of(event, office)
    assert len(effect) == others + 1
    for each in effect:
        assert sum(kind.count for kind in each["kinds"]) == 3


def test_the_pages_of_both_sides_say_by_what(browser, client):
    line = carried_out(ancestor__name="South", descendant__name="Next", reorganisation__title="Trusts abolished")
    where = reverse("reorganisation", args=[line.reorganisation_id])
    for body in (line.ancestor, line.descendant):
        page = client.get(body.get_absolute_url()).content.decode()
        assert f'<a class="nhsuk-link" href="{where}">On 1 October 2006 by Trusts abolished</a>' in page
    page = client.get(where).content.decode()
    assert "Abolished; its work passed to" in page
    assert "Undo it" not in page


def test_a_draft_is_not_there_for_visitors(client):
    line = LineFactory(ancestor__name="South")
    assert client.get(reverse("reorganisation", args=[line.reorganisation_id])).status_code == 404
    assert "Reorganisations</h" not in client.get(line.ancestor.get_absolute_url()).content.decode()
    assert "South" not in client.get(reverse("reorganisation_lines")).content.decode()


def test_from_a_draft_to_the_people(browser):
    """The whole way in the browser: prepared, entered, refused, carried out, roles given, undone."""
    south = PublicBodyFactory(name="South", ods="5X1")
    member = MembershipFactory(organisation=south, roles=["commissioner"])
    PublicBodyFactory(name="Next", ods="5X2", opened=DAY)

    def send(name, data, *args):
        where = reverse(name, args=args)
        return browser.post(where, form_at(browser, where, where).data(**data))

    day = {"first_day_day": "1", "first_day_month": "10", "first_day_year": "2006"}
    made = send("reorganisation_prepare", {"title": "South goes", "basis": "Order", **day})
    event = Reorganisation.objects.get()
    assert made.url == event.get_absolute_url()
    wrong = send("reorganisation_line", {"ancestor": "5X1", "kind": "abolition"}, event.pk)
    assert (wrong.status_code, Line.objects.count()) == (422, 0)
    assert "Name a successor that is in the register" in wrong.content.decode()
    send("reorganisation_line", {"ancestor": "5X1", "kind": "abolition", "descendant": "5X2", "share": "100"}, event.pk)
    assert "Carry it out" in browser.get(event.get_absolute_url()).content.decode()
    send("reorganisation_carry_out", {}, event.pk)
    page = browser.get(event.get_absolute_url()).content.decode()
    assert "Takes effect on 1 October 2006" in page
    send("reorganisation_roles", {}, event.pk)  # all are chosen at first
    assert RoleHeld.objects.filter(membership__user=member.user, membership__organisation__name="Next").count() == 1
    assert "or nobody did" in browser.get(reverse("reorganisation_roles", args=[event.pk])).content.decode()
    send("reorganisation_undo", {"reason": "Annulled."}, event.pk)
    event.refresh_from_db()
    assert event.state == "undone"
    assert Mail.objects.filter(key__startswith=f"reorganisation:undone:{event.pk}").count() == 1


def test_a_sheet_is_a_draft_and_refuses_line_by_line(browser):
    from core.registers.upload import Reader, Rejected
    from partnerships.reorganisations.registers import Lines

    PublicBodyFactory(name="South", ods="5X1")
    PublicBodyFactory(name="Next", ods="5X2", opened=DAY)
    heads = "Reorganisation,From,Legal basis or source,Its code,What happens,The successor's code,Share (%)\r\n"

    def reader(rows):
        found = Reader(Lines(), Lines.upload(), make_actor("secretariat"))
        return found, found.lines(io.BytesIO((heads + rows).encode()), "lines.csv")

    read, lines = reader(
        "South goes,2006-10-01,Order,5X1,abolition,5X2,101\r\n"
        "South goes,2006-10-01,Order,5X9,abolition,5X2,\r\n"
        "South goes,2006-10-01,Order,5X2,merger,5X2,\r\n"
        "South goes,1 Oktober,Order,5X1,vanished,5X2,\r\n"
    )
    with pytest.raises(Rejected) as refused:
        read.save(lines)
    found = {(each.line, each.column): each.message for each in refused.value.outcome.problems}
    assert found[2, "Share (%)"] == "Give a share above 0 and up to 100%."
    assert "5X9" in found[3, "Its code"]
    assert "does not succeed itself" in found[4, "The successor's code"]
    assert {(5, "From"), (5, "What happens")} <= set(found)
    assert not Reorganisation.objects.exists()
    read, lines = reader("South goes,2006-10-01,Order,5X1,Abolished; its work passed to,5X2,100\r\n")
    assert (read.check(lines).added, Reorganisation.objects.count()) == (1, 0)
    read.save(lines)
    event = Reorganisation.objects.get()
    assert (event.title, event.state, str(event.lines.get().share)) == ("South goes", "draft", "100.00")
    actions.carry_out_reorganisation(by=make_actor("secretariat"), reorganisation=event)
    assert Organisation.objects.get(name="South").closed == DAY - datetime.timedelta(days=1)


def test_a_program_learns_the_number_of_a_body_that_is_created_and_names_it_as_a_successor(browser):
    old = PublicBodyFactory(name="Wye Trust")

    def sent(act: str, pk: int | None = None, **fields) -> dict:
        where = reverse(f"api_reorganisation_{act}", args=[] if pk is None else [pk])
        answer = browser.post(where, fields, "application/json")
        assert answer.status_code in (200, 201), answer.content
        return answer.json()

    event = sent("prepare", title="One trust", first_day="2006-10-01", basis="An order of 2006.")
    assert event["new_bodies"] == []
    [new] = sent("body", event["id"], name="Marches Trust", kind=old.kind_id)["new_bodies"]
    assert (new["name"], new["organisation"]) == ("Marches Trust", None)
    sent("line", event["id"], ancestor=old.pk, kind="merger", new=new["id"], share="100")
    assert Line.objects.get().new_id == new["id"]
