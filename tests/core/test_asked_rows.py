"""Rows that somebody is shown each time: in the words of the last time, as they are now."""

import datetime

import pytest
from django.db.models import Prefetch, Q

from core import asked_rows, clock
from core.asked_rows import RowsFor
from partnerships.people.models import Membership, RoleHeld
from tests.factories.people import MembershipFactory, make_actor

pytestmark = pytest.mark.django_db


@pytest.fixture
def built():
    """How often the rows of each name were built."""
    return []


@pytest.fixture
def rows_for(built):
    """The rows of a name for an actor, noted as they are built."""

    def rows_for(actor, name, rows, **more):
        return RowsFor(actor, (name, id(built)), lambda: built.append(name) or rows(), **more)

    return rows_for


def test_the_rows_and_how_many_there_are_are_asked_in_the_words_of_the_last_time(
    rows_for, built, django_assert_num_queries
):
    actor, other = make_actor("drafter"), make_actor("drafter")
    assert other.whose != actor.whose
    one = MembershipFactory(roles=["member"])

    def rows():
        found = Membership.objects.filter(user=one.user_id).select_related("organisation").prefetch_related("roles")
        return found.order_by("-pk")

    def asked(by):
        found = rows_for(by, "ours", rows)
        shown = [(each, each.organisation.name, len(each.roles.all())) for each in found[:2]]
        return shown, found.count(), found.count(1)

    assert asked(actor) == ([(one, one.organisation.name, 1)], 1, 1)
    more = [MembershipFactory(user=one.user, roles=["member"]) for _ in range(2)]
    with django_assert_num_queries(4):
        shown, *counted = asked(actor)
    assert ([each for each, _, _ in shown], counted) == ([more[1], more[0]], [3, 1])
    assert built == ["ours"] * 3  # once for each of what was asked of them
    asked(other)
    assert built == ["ours"] * 6
    assert list(rows_for(actor, "ours", rows).order_by("pk")) == [one, *more]  # anything else is built


def test_the_moment_is_put_in_each_time_and_the_day_is_another_statement(rows_for, built):
    actor, held = make_actor("drafter"), RoleHeld.objects.last()
    RoleHeld.objects.filter(pk=held.pk).update(revoked_at=datetime.datetime(2003, 11, 20, 10, tzinfo=datetime.UTC))
    found = []
    for hour, minute in ((9, 59), (10, 0), (10, 1)):
        with clock.at(datetime.datetime(2003, 11, 20, hour, minute, tzinfo=datetime.UTC)):
            rows = rows_for(actor, "revoked", lambda: RoleHeld.objects.filter(revoked_at__lte=clock.now()))
            found.append((list(rows[:5]), rows.count(), len(built)))
    assert found == [([], 0, 2), ([held], 1, 2), ([held], 1, 2)]
    with clock.at(datetime.date(2003, 11, 21)):
        assert (actor.whose, rows[:5], len(built)) == (actor.whose, [held], 3)


def test_keys_days_and_lists_are_put_in_each_time(rows_for, built):
    actor, (one, other, third) = make_actor("drafter"), [MembershipFactory(roles=["member"]) for _ in range(3)]
    RoleHeld.objects.filter(membership=other).update(starts=datetime.date(2004, 2, 29))

    def rows(keys, starts, user):
        found = RoleHeld.objects.filter(Q(starts=starts) | Q(membership__user=user), membership__among=keys)
        return found.order_by("pk").values_list("membership", flat=False)

    def asked(*keys):
        found = RowsFor(actor, ("by keys", id(built)), lambda *marks: built.append(1) or rows(*marks), keys=keys)
        return [pk for (pk,) in found[:]], found.count()

    leap = datetime.date(2004, 2, 29)
    assert asked([one.pk, other.pk], leap, one.user_id) == ([one.pk, other.pk], 2)
    assert asked({other.pk, third.pk}, leap, one.user_id) == ([other.pk], 1)
    assert asked([one.pk, other.pk, third.pk], datetime.date(2004, 3, 1), third.user_id) == ([third.pk], 1)
    assert asked([one.pk, other.pk], leap, None) == ([other.pk], 1)
    assert asked([], leap, one.user_id) == ([], 0)
    assert len(built) == 2


def test_what_looks_at_another_moment_or_reads_along_what_may_is_built_each_time(rows_for, built):
    actor, hour = make_actor("drafter"), datetime.timedelta(hours=1)
    mine = Membership.objects.filter(user=actor.user_id)
    kinds = {
        "an hour ago": lambda: RoleHeld.objects.filter(revoked_at__gt=clock.now() - hour),
        "with those of now": lambda: mine.prefetch_related(
            Prefetch("roles", RoleHeld.objects.filter(revoked_at__gt=clock.now()), to_attr="gone")
        ),
        "in dictionaries": lambda: mine.values("pk"),
        "nobody": RoleHeld.objects.none,
    }
    gone = {}
    for moment in ("2003-11-20T09:00:00+00:00", "2003-11-20T11:00:00+00:00"):
        with clock.at(datetime.datetime.fromisoformat(moment)):
            gone[moment] = {name: list(rows_for(actor, name, rows)[:5]) for name, rows in kinds.items()}
            assert (gone[moment]["nobody"], gone[moment]["in dictionaries"]) == ([], [{"pk": actor.membership_id}])
        RoleHeld.objects.update(revoked_at=datetime.datetime(2003, 11, 20, 10, 30, tzinfo=datetime.UTC))
    assert [[len(found["an hour ago"]), found["with those of now"][0].gone] for found in gone.values()] == [
        [0, []],
        [1, []],
    ]
    assert [built.count(name) for name in kinds] == [3, 3, 3, 1]  # looked at once, then built for each asking


def test_only_so_many_are_kept(rows_for, built, monkeypatch):
    monkeypatch.setattr(asked_rows, "MOST", 1)
    actor = make_actor("drafter")
    for name in ("one", "other", "one", "one"):
        rows_for(actor, name, RoleHeld.objects.all)[:1]
    assert built == ["one", "other", "one"]
