import pytest
from django.core.management import CommandError, call_command

from core.mail.models import Mail
from partnerships.invitations.models import Invitation
from partnerships.organisations.models import Organisation

pytestmark = pytest.mark.django_db


def invite(**options) -> None:
    call_command("invite_secretariat", "ruth@example.org", "Ruth Penrose", place="Three Rivers Forum", **options)


def test_the_first_person_of_an_installation_is_invited_to_a_new_organisation(capsys):
    invite(kind="umbrella-body")
    forum = Organisation.objects.get(name="Three Rivers Forum")
    invitation = Invitation.objects.get()
    assert (invitation.email, invitation.name, invitation.place, invitation.invited_by) == (
        "ruth@example.org", "Ruth Penrose", forum, None,
    )  # fmt: skip
    assert invitation.roles == ["administrator", "secretariat"]
    assert Mail.objects.count() == 1
    assert capsys.readouterr().out == (f"An invitation to ruth@example.org is on its way, as secretariat at {forum}.\n")


def test_again_it_replaces_the_invitation_and_adds_no_organisation():
    invite(kind="umbrella-body")
    invite()
    assert Organisation.objects.filter(name="Three Rivers Forum").count() == 1
    assert sorted(each.state for each in Invitation.objects.all()) == ["open", "withdrawn"]


def test_a_new_organisation_needs_a_kind():
    with pytest.raises(CommandError, match="No organisation is called Three Rivers Forum yet. To add it give --kind"):
        invite()
    assert Organisation.objects.count() == 0


def test_a_wrong_address_is_refused():
    with pytest.raises(CommandError):
        call_command("invite_secretariat", "not an address", "Ruth", place="Three Rivers Forum", kind="umbrella-body")
    assert (Organisation.objects.count(), Invitation.objects.count()) == (0, 0)
