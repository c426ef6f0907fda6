"""Partners for which nobody acts: who they are on which day, since when, who was the last, and what waits."""

import datetime

import pytest

from core import clock
from partnerships.invitations.actions import invite_person
from partnerships.leaving.nobody import matters_of
from partnerships.leaving.reports import WithoutPeople
from partnerships.people.account_actions import deactivate_account
from partnerships.people.actions import end_role, revoke_role
from partnerships.people.models import RoleHeld
from tests.factories.compacts import ReviewActionFactory
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2026, 10, 12)
DAY = datetime.timedelta(days=1)


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def ruth():
    return make_actor("secretariat")


def partner(name: str, **fields):
    return OrganisationFactory(name=name, partner=True, **fields)


@pytest.fixture
def places(ruth):
    """One with people, one whose last role ended, one revoked, one whose account was closed, one that never had any,
    one that closed, and one that is no partner."""

    def last(name, organisation):
        return MembershipFactory(organisation=organisation, role="approver", user__name=name)

    MembershipFactory(organisation=partner("With"), role="member")
    ended, revoked, closed = (last(f"Last of {name}", partner(name)) for name in ("Ended", "Revoked", "Closed"))
    last("Earlier", ended.organisation).roles.update(ends=TODAY - 90 * DAY)
    with clock.at(TODAY - 30 * DAY):
        end_role(by=ruth, held=ended.roles.get(), last_day=TODAY - 20 * DAY)
    with clock.at(TODAY - 10 * DAY):
        revoke_role(by=ruth, held=revoked.roles.get())
    deactivate_account(by=ruth, user=closed.user)
    partner("Never")
    partner("Gone", closed=TODAY - DAY)
    OrganisationFactory(name="No partner")
    return ended.organisation


def listed(ruth, query: str = "") -> dict[str, tuple]:
    rows = signed_in(ruth).get(f"/api/organisations_without_people/{query}").json()["results"]
    return {row["name"]: (row["since"], row["last_person"]) for row in rows}


def test_the_list_says_since_when_and_who_was_the_last(places, ruth):
    found = listed(ruth)
    closing = found.pop("Closed")
    assert closing[1] == "Last of Closed"
    assert found == {
        "Ended": ("2026-09-22", "Last of Ended"), "Revoked": ("2026-10-02", "Last of Revoked"), "Never": (None, None)
    }  # fmt: skip


def test_as_at_a_day_it_is_of_that_day(places, ruth):
    day = (TODAY - 15 * DAY).isoformat()
    assert set(listed(ruth, f"?as_at={day}")) == {"Ended", "Never", "Gone"}
    assert set(listed(ruth, "?organisation=Nev")) == {"Never"}


def test_the_home_page_counts_them_for_the_secretariat_alone(places, ruth):
    assert "4 organisations without people" in signed_in(ruth).get("/").content.decode()
    for role in ("auditor", "commissioner", "approver"):
        assert "without people" not in signed_in(make_actor(role)).get("/").content.decode()


def test_its_page_says_what_waits_and_leads_to_an_invitation(places, ruth):
    ReviewActionFactory(what="Visit every parish", owner=places, due_on=TODAY + DAY)
    invite_person(by=ruth, email="b@example.org", name="Bea Long", place=places, roles=["administrator"])
    browser = signed_in(ruth)
    page = browser.get(f"/partners/{places.pk}/without-people/").content.decode()
    for words in ("22 September 2026", "Last of Ended", "Bea Long", "Visit every parish", "Invite somebody"):
        assert words in page
    assert "Invite somebody" not in signed_in(make_actor("auditor")).get(
        f"/partners/{places.pk}/without-people/"
    ).content.decode()  # fmt: skip
    rows = browser.get("/api/organisations_without_people/?invited=yes").json()["results"]
    assert [(row["name"], row["invited"]) for row in rows] == [("Ended", 1)]


def test_its_page_says_what_only_the_person_who_went_would_have_seen_to(ruth):
    """An invitation for an area is nobody's but its sender's."""
    forum = OrganisationFactory(name="Wye Forum", partner=True)
    went, works_on = make_actor("secretariat", organisation=forum), make_actor("secretariat", organisation=forum)
    county = AreaFactory(name="Herefordshire")
    for by, name in ((went, "Bea Long"), (works_on, "Cy Short")):
        email = f"{name[:2].lower()}@example.org"
        invite_person(by=by, email=email, name=name, place=county, roles=["analyst"])
    make_actor("secretariat", user=works_on.user)
    RoleHeld.objects.filter(membership__organisation=forum).update(ends=TODAY - DAY)
    items, hidden = matters_of(forum, ruth)
    sent = [item.sentence for item in items if item.deadline.name == "invitation_expires"]
    assert (sent, hidden) == (["Bea Long has not accepted the invitation to Herefordshire"], 0)
    page = signed_in(ruth).get(f"/partners/{forum.pk}/without-people/").content.decode()
    assert ("Bea Long has not accepted" in page, "Cy Short" in page) == (True, False)


def test_the_report_counts_what_the_list_shows(places, ruth):
    for day in (TODAY, TODAY - 15 * DAY):
        _, table = WithoutPeople().sections(ruth, day)
        _, everybody = table.total
        query = everybody.href.partition("?")[2]
        assert everybody.value == len(listed(ruth, f"?{query}"))
        assert sum(row[1].value for row in table.rows) == everybody.value
