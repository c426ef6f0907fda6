"""Where a page leads: nowhere that is never for the person who reads it."""

import pytest

from core.gates import Check, Obstacle
from core.pages.ways import crumbs_for, may_open, open_to, way_to
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DESK = "/responses/desk/"


def test_a_way_is_shown_to_whom_the_page_can_be_for_and_to_who_may_sign_in():
    secretariat, member, visitor = (make_actor(role) for role in ("secretariat", "member", "visitor"))
    assert [may_open(each, f"{DESK}?order=name#list") for each in (secretariat, member, visitor)] == [True, False, True]
    assert [way_to(each, DESK) for each in (secretariat, member)] == [DESK, ""]
    assert may_open(member, "/nothing/of/the/kind/") and way_to(member, "") == ""
    assert crumbs_for(member, [("Partners", "/partners/"), ("Desk", DESK)]) == [("Partners", "/partners/")]


def test_a_line_of_a_checklist_says_what_is_missing_also_where_it_leads_nowhere():
    done, there, closed = (
        Check("Done", "", None),
        Check("There", "", Obstacle("Look.", where="/partners/")),
        Check("Closed", "", Obstacle("Key it in.", where=DESK)),
    )
    checks = [done, there, closed]
    assert open_to(make_actor("secretariat"), checks) == checks
    assert [(each.title, each.way) for each in open_to(make_actor("member"), checks)] == [
        ("Done", ""), ("There", "/partners/"), ("Closed", "")
    ]  # fmt: skip
    assert open_to(make_actor("secretariat"), checks, {"/partners/"})[1].obstacle == Obstacle("Look.")
