"""People for tests: accounts, memberships with roles, and the actors made of them."""

import factory
from django.test import Client
from factory.django import DjangoModelFactory

from partnerships.people.actors import Actor, actor_for
from partnerships.people.middleware import CHOSEN, PROVEN
from partnerships.people.models import Membership, RoleHeld, User
from partnerships.people.roles import STAFF, Role
from tests.factories.organisations import OrganisationFactory, PublicBodyFactory

PASSWORD = "correct horse battery"  # noqa: S105


class UserFactory(DjangoModelFactory):
    """An account. Its password is PASSWORD where `password=True`; otherwise none fits (making one takes time)."""

    class Meta:
        model = User
        skip_postgeneration_save = True

    email = factory.Sequence(lambda number: f"person{number}@example.org")
    name = factory.Sequence(lambda number: f"Person {number}")

    @factory.post_generation
    def password(self, create, extracted, **kwargs) -> None:
        """Set the password."""
        if extracted:
            self.set_password(PASSWORD if extracted is True else extracted)
        else:
            self.set_unusable_password()
        if create:
            self.save(update_fields=["password"])


class MembershipFactory(DjangoModelFactory):
    """A person at an organisation. `role="approver"` (or several in `roles`) gives them roles from long ago."""

    class Meta:
        model = Membership
        skip_postgeneration_save = True

    user = factory.SubFactory(UserFactory)
    organisation = factory.SubFactory(OrganisationFactory)
    area = None

    @factory.post_generation
    def role(self, create, extracted, **kwargs) -> None:
        """One role."""
        if create and extracted:
            RoleHeld.objects.create(membership=self, role=Role(extracted), **kwargs)

    @factory.post_generation
    def roles(self, create, extracted, **kwargs) -> None:
        """Several roles."""
        for each in extracted or () if create else ():
            RoleHeld.objects.create(membership=self, role=Role(each), **kwargs)


def make_actor(*roles: str, organisation=None, area=None, user=None, channel: str = "web") -> Actor:
    """A person with these roles at one organisation (a new one where none is given), acting there.

    Without a role, or as 'visitor': somebody without an account. With a `user` the membership is added to theirs.
    """
    if not roles or roles == ("visitor",):
        return Actor(channel=channel)
    if organisation is None and area is None:
        organisation = PublicBodyFactory() if set(roles) & STAFF else OrganisationFactory()
    membership = MembershipFactory(
        user=user or UserFactory(), organisation=None if area else organisation, area=area, roles=roles
    )
    return actor_for(membership.user, membership.pk, channel)


def prove(client: Client, address: str) -> None:
    """Note in a browser's session that its visitor has proven an e-mail address to be theirs."""
    session = client.session
    session[PROVEN] = address
    session.save()


def signed_in(actor: Actor, **kwargs) -> Client:
    """A browser in which this person is signed in and acts in this capacity, or has proven their address."""
    client = Client(**kwargs)
    if actor.user is not None:
        client.force_login(actor.user)
        session = client.session
        session[CHOSEN] = actor.membership_id
        session.save()
    elif actor.address:
        prove(client, actor.address)
    return client
