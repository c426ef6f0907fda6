"""What names somebody whose role ended on its day is due to their administrators until it is handed over, also where it
names them by an address that they had before."""

import datetime
import re

import pytest

from core import clock
from core.deadlines import for_actor
from core.mail.models import Mail
from partnerships.invitations.actions import invite_person
from partnerships.leaving.actions import hand_over
from partnerships.people import holdings
from partnerships.people.account_actions import erase_accounts, update_account
from partnerships.people.actions import give_role
from partnerships.people.actors import actor_for, the_house
from partnerships.people.address_actions import ask_for_address, change_address
from partnerships.people.models import FormerAddress, User
from tests.factories.compacts import CompactFactory
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import PASSWORD, UserFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)
HELD = "What Owen Vale held for Herefordshire Council when their role ended"


@pytest.fixture
def last_day(owen):
    """Owen's only role was given until a day to come."""
    day = clock.today() + 20 * DAY
    owen.membership.roles.update(ends=day)
    return day


@pytest.fixture
def mary(council):
    """The council's administrator."""
    return make_actor("administrator", organisation=council, user=UserFactory(name="Mary Bowen"))


def due(actor) -> list[str]:
    return [item.sentence for item in for_actor(actor) if item.deadline.name == "role_ends"]


def on(day):
    return clock.at(datetime.datetime.combine(day, datetime.time(10), tzinfo=datetime.UTC))


def test_it_is_due_to_the_administrator_until_it_is_handed_over(owen, sara, mary, ruth, compact, last_day):
    assert due(mary) == ["What Owen Vale holds for Herefordshire Council: their role ends"]
    with on(last_day + DAY):
        assert (due(mary), due(ruth), due(sara)) == ([HELD], [], [])
        browser = signed_in(mary)
        link = f"/people/{owen.membership_id}/hand-over/"
        page = browser.get("/").content.decode()
        assert (HELD in page, f'href="{link}"' in page) == (True, True)
        assert "Compact Manager" in browser.get(link).content.decode()
        what = [each.key for each in holdings.of(owen.membership)]
        hand_over(by=ruth, membership=owen.membership, what=what, to=sara.membership)
        assert due(mary) == []


def test_what_is_left_to_the_role_with_a_reason_is_not_due(owen, mary, compact, last_day):
    with on(last_day + DAY):
        what = [f"compact_manager:{compact.pk}"]
        hand_over(by=mary, membership=owen.membership, what=what, why="Nobody yet.")
        assert due(mary) == []
    CompactFactory(manager_email="owen@example.org", manager_organisation=owen.organisation)
    with on(last_day + DAY):
        assert due(mary) == [HELD]


def test_without_an_administrator_it_is_the_secretariats(owen, ruth, compact, last_day):
    with on(last_day + DAY):
        assert due(ruth) == [HELD]


def test_who_holds_another_role_there_or_is_named_nowhere_leaves_nothing(owen, mary, ruth, compact, council, last_day):
    make_actor("commissioner", organisation=council, user=UserFactory(name="Not named")).membership.roles.update(
        ends=last_day
    )
    give_role(by=ruth, membership=owen.membership, role="analyst", starts=clock.today())
    with on(last_day + DAY):
        assert due(mary) == []


def test_an_administrator_elsewhere_is_not_told(owen, mary, compact, last_day):
    other = make_actor("administrator", organisation=PublicBodyFactory())
    with on(last_day + DAY):
        assert due(other) == []


def test_an_invitation_that_waits_is_held_too(ruth, council, mary):
    goes = make_actor("administrator", organisation=council, user=UserFactory(name="Owen Vale"))
    invite_person(by=goes, email="jo@example.org", name="Jo", place=council, roles=["member"])
    goes.membership.roles.update(ends=clock.today())
    with on(clock.today() + DAY):
        assert due(mary) == [HELD]


def test_it_costs_the_same_with_more(owen, mary, council, compact, last_day, django_assert_max_num_queries):
    for number in range(3):
        user = UserFactory(name=f"Leaver {number}")
        make_actor("commissioner", organisation=council, user=user).membership.roles.update(ends=last_day)
        CompactFactory(manager_email=user.email, manager_organisation=council)
    with on(last_day + DAY), django_assert_max_num_queries(4):
        assert len(due(mary)) == 4


def moved(user: User, email: str) -> None:
    """The account is given another address, by its owner."""
    user.set_password(PASSWORD)
    user.save()
    by = actor_for(user)
    ask_for_address(by=by, user=user, email=email, password=PASSWORD)
    token = re.search(r"/account/address/([^/\s]+)/", Mail.objects.filter(to_address=email).latest("pk").body)[1]
    change_address(by=by, user=user, token=token)
    user.refresh_from_db()


def test_a_former_address_still_names_its_owner(owen, sara, mary, ruth, compact, last_day):
    moved(owen.user, "owen.vale@example.org")
    assert FormerAddress.objects.values_list("user", "email", "changed_on").get() == (
        owen.user_id, "owen@example.org", clock.today(),
    )  # fmt: skip
    assert [each.key for each in holdings.of(owen.membership)] == [f"compact_manager:{compact.pk}"]
    manager = holdings.HOLDINGS["compact_manager"]
    assert list(manager.left_behind()) == []
    with on(last_day + DAY):
        assert due(mary) == [HELD]
        assert list(manager.left_behind()) == [compact]
        hand_over(by=ruth, membership=owen.membership, what=[f"compact_manager:{compact.pk}"], to=sara.membership)
        assert (due(mary), list(manager.left_behind())) == ([], [])


def test_an_address_that_another_account_has_now_is_theirs(owen, sara, compact):
    moved(owen.user, "owen.vale@example.org")
    moved(sara.user, "owen@example.org")
    assert holdings.of(owen.membership) == []
    assert [each.key for each in holdings.of(sara.membership)] == [f"compact_manager:{compact.pk}"]
    moved(sara.user, "sara.lewis@example.org")  # she gave it up last
    assert (holdings.of(owen.membership), len(holdings.of(sara.membership))) == ([], 1)


def test_a_new_name_is_written_where_the_former_address_stands(owen, compact):
    moved(owen.user, "owen.vale@example.org")
    update_account(by=actor_for(owen.user), user=owen.user, name="Owen Hope", telephone="01432 000 001")
    compact.refresh_from_db()
    assert (compact.manager_name, compact.manager_email) == ("Owen Hope", "Owen@example.org")


def test_a_former_address_goes_with_the_account(owen):
    moved(owen.user, "owen.vale@example.org")
    User.objects.filter(pk=owen.user_id).update(is_active=False, date_joined=clock.true_now() - 4000 * DAY)
    assert list(erase_accounts(by=the_house(), moment=clock.true_now())) == [True]
    assert FormerAddress.objects.count() == 0
