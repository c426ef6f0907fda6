"""A row that is made of its columns is the row that Django would have made."""

import pytest
from django.db.models import Count
from django.db.models.signals import post_init

from core.loaded import is_plain
from core.prepared import Statement, prepared, written
from partnerships.organisations.models import Lineage
from partnerships.people.models import Membership, User
from tests.factories.organisations import OrganisationFactory
from tests.factories.people import MembershipFactory

pytestmark = pytest.mark.django_db


def test_a_row_is_as_django_makes_it_and_can_be_saved():
    one = MembershipFactory(roles=["member"])
    plain = Membership.objects.filter(pk=one.pk).select_related("organisation__kind", "area", "user")
    [made], [django] = (
        Statement.made_of(plain.annotate(held=Count("roles"))).rows(),
        plain.annotate(held=Count("roles")),
    )
    state = {name: value for name, value in vars(made).items() if name != "_state"}
    assert state == {name: value for name, value in vars(django).items() if name != "_state"}
    assert (made._state.db, made._state.adding) == (django._state.db, False)
    assert made._state.fields_cache.keys() == django._state.fields_cache.keys()
    assert vars(made.organisation.kind)["title"] == django.organisation.kind.title
    made.user.name = "Ann Price"
    made.user.save()
    made.user_id = MembershipFactory().user_id
    assert made.user.pk == made.user_id  # what was loaded along is let go
    made.save()
    assert (User.objects.get(pk=one.user_id).name, Membership.objects.get(pk=one.pk).user_id) == (
        "Ann Price",
        made.user_id,
    )


def test_columns_that_were_left_out_are_read_when_they_are_wanted(django_assert_num_queries):
    one = MembershipFactory()
    [found] = prepared(lambda user: User.objects.filter(pk=user).only("name"))(one.user_id)
    with django_assert_num_queries(1):
        assert (found.name, found.email, found.get_deferred_fields() & {"name", "email"}) == (
            one.user.name,
            one.user.email,
            set(),
        )


def test_a_model_that_does_something_as_its_rows_are_made_is_left_to_django():
    names = [field.attname for field in Membership._meta.concrete_fields]
    assert is_plain(Membership, names)

    def heard(**_):
        pass

    post_init.connect(heard, sender=Membership)
    try:
        assert not is_plain(Membership, names)
    finally:
        post_init.disconnect(heard, sender=Membership)

    class Its:
        def __init__(self, *args):
            raise AssertionError

    assert not is_plain(Its, [])


def test_a_statement_of_our_own_gives_rows_with_what_else_it_selects(django_assert_num_queries):
    before, after = OrganisationFactory(), OrganisationFactory()
    step = Lineage.objects.create(ancestor=before, descendant=after, kind="merger", on="2006-10-01", share="40.5")
    own = "SELECT {columns}, step.ancestor_id + %s FROM partnerships_lineage step WHERE step.descendant_id = %s"
    found = written(Lineage, own, "beyond")
    step.refresh_from_db()
    with django_assert_num_queries(2):
        assert found(1, before.pk) == []
        [row] = found(1, after.pk)
    assert (row, row.on, row.share, row.beyond) == (step, step.on, step.share, before.pk + 1)
