"""The page of a target turns with the day asked for, and costs the same however many bodies there are."""

import datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from compacts.deadline.actions import store_standings
from compacts.deadline.models import SignupTarget
from core import clock
from core.reports import registry
from core.reports.asking import Asked, query_of
from partnerships.organisations.models import Area
from tests.compacts.local.test_views import day, send
from tests.consultation.pages import words
from tests.core.reports.reading import Page
from tests.factories.compacts import CompactFactory, SignupFactory
from tests.factories.deadline import LAST, SignupTargetFactory, trusts
from tests.factories.organisations import AreaFactory, KindFactory, OrganisationFactory, PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DATE = datetime.date
MARCH, OPENED = DATE(2004, 3, 31), DATE(2002, 4, 1)


@pytest.fixture
def office():
    return signed_in(make_actor("secretariat", organisation=OrganisationFactory()))


@pytest.fixture
def target():
    """Two trusts, of which one signs in April; a council that has signed stands beside them."""
    council = KindFactory(code="county-council", sector="council", is_public_body=True)
    compact = CompactFactory(launched=True, area=AreaFactory(kind="county", name="Devon"))
    AreaFactory(kind="county", name="Cornwall")
    for name, kind, on in (
        ("Devon Trust", trusts(), DATE(2004, 4, 22)), ("Exe Trust", trusts(), None), ("Devon County", council, OPENED),
    ):  # fmt: skip
        body = OrganisationFactory(name=name, kind=kind, opened=OPENED, area=compact.area)
        if on:
            SignupFactory(compact=compact, organisation=body, starts=on)
    return SignupTargetFactory(title="Sign-up of trusts", taken=LAST, beside=[council])


def pairs(client, target, on) -> dict[str, str]:
    page = Page(client.get(f"{target.get_absolute_url()}?as_at={on.isoformat()}").content.decode())
    return dict(page.pairs)


def test_the_page_turns_from_the_last_of_march_to_the_last_of_april(office, target):
    march, april, may = (pairs(office, target, on) for on in (MARCH, LAST, DATE(2004, 5, 31)))
    names = ("Bodies that count", "Met by signing", "Met by actively working towards it", "Not met yet", "Late")
    assert [march[name] for name in names] == ["2", "0", "0", "2", "0"]
    assert [april[name] for name in names] == ["2", "1", "0", "1", "0"]
    assert [may[name] for name in names] == ["2", "1", "0", "0", "1"]
    assert april["Localities without an agreed Compact"] == "1"


def test_councils_stand_in_a_table_of_their_own(office, target):
    page = Page(office.get(f"{target.get_absolute_url()}?as_at=2004-05-31").content.decode())
    found = {table[0][0]: table[1:] for table in page.tables}
    assert found["Kind of body"] == [
        ["Primary care trusts", "2", "1", "0", "0", "1", "0"], ["All", "2", "1", "0", "0", "1", "0"],
    ]  # fmt: skip
    assert found["Kind of body beside"] == [["County councils", "1", "1", "0", "0", "0", "0"]]
    assert found["Body"] == [["Exe Trust", "Primary care trust", "Late by 31 days, and not met", "31"]]
    assert found["Locality"] == [["Cornwall", "", "None"]]
    assert found["At the end of"][-1] == ["31 May 2004", "1", "0"]


def test_until_a_day_is_taken_it_cannot_be_determined_yet(office, target):
    SignupTarget.objects.update(day=None, day_reason="", day_decided_on=None, due_on=DATE(2004, 4, 1))
    found = pairs(office, target, DATE(2004, 5, 31))
    assert (found["Due in"], found["Who has met it"]) == ("April 2004", "Cannot be determined yet")
    assert "Met by signing" not in found
    text = words(office.get(f"{target.get_absolute_url()}?as_at=2004-05-31"))
    assert "April 2004 names no day. Say which is taken, and why" in text
    assert pairs(office, target, MARCH)["Not met yet"] == "2"  # the same at both ends


def test_each_figure_opens_to_the_bodies_behind_it(office, target):
    html = office.get(f"{target.get_absolute_url()}?as_at=2004-05-31").content.decode()
    asked = f"target={target.pk}&amp;as_at=2004-05-31&amp;verdict=late&amp;counts=yes"
    assert f"/reports/compact-signup-bodies/?{asked}" in html
    page = Page(office.get(f"/reports/compact-signup-bodies/?{asked.replace('&amp;', '&')}").content.decode())
    assert page.tables[-1][1:] == [
        ["Exe Trust", "Primary care trust", "Counted", "Late by 31 days, and not met", "", "31", "Devon"]
    ]


def test_the_matrix_has_a_row_for_each_locality_and_is_narrowed_by_region(office, target):
    region = AreaFactory(kind="region", name="South West")
    devon = target.standings.model._meta.get_field("area").related_model.objects.get(name="Devon")
    devon.parent = region
    devon.save()
    elsewhere = PublicBodyFactory(name="Wye Trust", opened=OPENED, area=AreaFactory(kind="county", name="Wye"))
    where = f"/reports/compact-signup-localities/?target={target.pk}&as_at=2004-05-31"
    head, *rows = Page(office.get(where).content.decode()).tables[0]
    assert head == ["Locality", "Region", "Primary care trusts", "County councils (beside)"]
    assert rows == [
        ["Devon", "South West", "Exe Trust, late by 31 days, and not met; Devon Trust, signed on 22 April 2004",
         "Devon County, signed on 1 April 2002"],
        ["Wye", "", f"{elsewhere.name}, late by 31 days, and not met", ""],
    ]  # fmt: skip
    [narrowed, *_] = Page(office.get(f"{where}&region={region.pk}").content.decode()).tables
    assert [row[0] for row in narrowed[1:]] == ["Devon"]


def test_the_matrix_of_the_last_check_is_late_first_by_region_and_one_statement(office, target):
    where = f"{target.get_absolute_url()}localities/"
    assert "Nothing has been checked yet" in words(office.get(where))
    region, far = AreaFactory(kind="region", name="South West"), AreaFactory(kind="county", name="Wye")
    Area.objects.filter(name="Devon").update(parent=region)
    store_standings(target.pk, DATE(2004, 5, 31))

    def read(**asked):
        with CaptureQueriesContext(connection) as statements:
            page = office.get(where, asked)
        return [list(row) for row in Page(page.content.decode()).tables[0]], len(statements)

    (head, *rows), before = read()
    assert head == ["Locality", "Region", "Primary care trusts", "County councils (beside)"]
    devon = ["Devon", "South West", "Exe Trust, late by 31 days, and not met; Devon Trust, signed on 22 April 2004",
             "Devon County, signed on 1 April 2002"]  # fmt: skip
    assert rows == [devon]
    for number in range(10):
        PublicBodyFactory(name=f"Wye {number}", opened=OPENED, area=far)
    store_standings(target.pk, DATE(2004, 5, 31))
    (_, *rows), after = read()
    assert ([row[0] for row in rows], after) == (["Devon", "Wye"], before)
    assert rows[1][2].count("late by 31 days, and not met") == 10
    assert read(region="South West")[0][1:] == [devon]
    assert "No body is listed in that region" in words(office.get(where, {"region": "Elsewhere"}))


def test_the_page_costs_the_same_for_ten_bodies_as_for_one(office, target):
    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            assert office.get(f"{target.get_absolute_url()}?as_at=2004-05-31").status_code == 200
        return len(asked)

    statements()
    before = statements()
    for number in range(10):
        SignupFactory(organisation=PublicBodyFactory(name=f"Body {number}", opened=OPENED))
    statements()
    assert (statements(), before) == (before, 13)


def test_the_report_says_how_it_was_worked_out(target):
    actor = make_actor("analyst")
    asked = Asked(
        registry.get("compact-signup"), actor, query_of({"target": [str(target.pk)], "as_at": ["2004-05-31"]})
    )
    assert asked.can_run
    tables = {each.title: each for each in asked.prepare().tables}
    assert tables["Bodies that count, by kind"].note.startswith(
        "Counted are the bodies of these kinds that were open on 30 April 2004. Both ways to meet the target meet it, "
        "and are never added up. What a body's predecessors had signed counts for it."
    )


def test_a_target_is_begun_decided_and_closed_on_its_pages(office):
    kind = trusts().code
    where = reverse("signup_target_begin")
    empty = send(office, where)
    assert empty.status_code == 422
    assert "Choose the month in which it is due." in words(empty)
    assert "Choose the kinds of organisation that it counts." in words(empty)
    typed = {"compact_kind": "local_compact", "title": "Sign-up", "month": "4", "year": "2004", "counted": [kind]}
    done = send(office, where, **typed)
    target = SignupTarget.objects.get()
    assert done.url == target.get_absolute_url()
    wrong = send(
        office, reverse("signup_target_decide", args=[target.pk]), reason="So.", **day("day", DATE(2004, 5, 1))
    )
    assert (wrong.status_code, "It is due in April 2004. Take a day of that month." in words(wrong)) == (422, True)
    send(office, reverse("signup_target_decide", args=[target.pk]), reason="So.", **day("day", LAST))
    send(office, reverse("signup_target_edit", args=[target.pk]), **typed | {"title": "Sign-up of trusts"})
    send(office, reverse("signup_target_close", args=[target.pk]), reason="Over.")
    target.refresh_from_db()
    assert (target.title, target.day, target.closed_on) == ("Sign-up of trusts", LAST, clock.today())
    assert target.counted == [trusts()]


def test_the_lists_are_narrowed(office, target):
    SignupTargetFactory(title="Closed one", closed=True)

    def listed(name, column, **query) -> list[str]:
        return [row[column] for row in office.get(reverse(f"api_{name}"), query).json()["results"]]

    assert listed("signup_targets", "title") == ["Closed one", "Sign-up of trusts"]
    assert listed("signup_targets", "title", state="going_on") == ["Sign-up of trusts"]
    assert listed("signup_targets", "title", state="closed", compact_kind="board_agreement") == []
    store_standings(target.pk, DATE(2004, 5, 31))
    assert listed("signup_standings", "organisation") == ["Exe Trust", "Devon County", "Devon Trust"]
    for query, found in (
        ({"counts": "no"}, ["Devon County"]),
        ({"verdict": "late"}, ["Exe Trust"]),
        ({"overall": "signed", "counts": "yes"}, ["Devon Trust"]),
        ({"kind": "county-council"}, ["Devon County"]),
        ({"area": "Cornwall"}, []),
        ({"target": "sign-up of", "area": "dev"}, ["Exe Trust", "Devon County", "Devon Trust"]),
    ):
        assert listed("signup_standings", "organisation", **query) == found


@pytest.mark.parametrize("role", ["visitor", "approver"])
def test_who_does_not_see_what_is_not_public_sees_no_figures(role, target):
    client = signed_in(make_actor(role))
    assert client.get(target.get_absolute_url()).status_code in (302, 403, 404)
