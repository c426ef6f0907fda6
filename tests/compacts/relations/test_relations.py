"""How agreements stand to one another: recorded, refused in a circle, removed."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse

from compacts.relations import actions
from compacts.relations.models import AgreementRelation
from core.acts import Refused
from core.trail.models import Event
from tests.consultation.pages import words
from tests.factories.agreements import AgreementFactory, between, related
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db


@pytest.fixture
def by():
    return make_actor("secretariat")


def relate(by, agreement, kind, other):
    return actions.relate_agreement(by=by, agreement=agreement, kind=kind, other=other)


def test_it_is_recorded_once_and_stands_on_both_pages(by):
    concordat, national = between(title="County Concordat"), between(title="National Concordat")
    relate(by, concordat, "applies", national)
    with pytest.raises(ValidationError, match="This is recorded already"):
        relate(by, concordat, "applies", national)
    office = signed_in(by)
    assert "It applies National Concordat ." in words(office.get(concordat.get_absolute_url()))
    assert "County Concordat applies it." in words(office.get(national.get_absolute_url()))
    detail = Event.objects.of(concordat).get(verb="related to another").detail
    assert detail == {"kind": "applies", "other": "National Concordat"}


def test_no_agreement_takes_the_place_of_itself(by):
    agreement = between()
    with pytest.raises(ValidationError, match="Choose another agreement"):
        relate(by, agreement, "supersedes", agreement)
    with pytest.raises(IntegrityError), transaction.atomic():
        related(agreement, agreement)


@pytest.mark.parametrize("back", ["supersedes", "follows"])
def test_no_circle_of_supersession(by, back):
    first, second, third = (AgreementFactory(title=title) for title in ("First", "Second", "Third"))
    relate(by, second, "supersedes", first)
    relate(by, third, "follows", second)
    with pytest.raises(Refused) as refusal:
        relate(by, first, back, third)
    assert refusal.value.messages == [
        "Third follows or takes the place of First already, by itself or through others, so it is the later one. "
        "Record this on its page, or remove there what is wrong."
    ]
    assert AgreementRelation.objects.count() == 2
    relate(by, first, "supports", third)  # nothing later in that
    relate(by, third, "supersedes", first)


def test_what_is_removed_is_kept_in_the_history(by):
    relation = related(between(), between(title="Old"))
    actions.unrelate_agreement(by=by, relation=relation)
    assert AgreementRelation.objects.count() == 0
    detail = Event.objects.of(relation.agreement).get().detail
    assert detail == {"kind": "takes the place of", "other": "Old"}


def test_an_agreement_that_one_may_not_see_is_not_named(by):
    commissioner = make_actor("commissioner")
    ours, theirs = between(commissioner.organisation), between(title="Secret plan")
    ours.parties.model.objects.create(agreement=ours, organisation=theirs.parties.first().organisation)
    with pytest.raises(ValidationError, match="Choose the other agreement from the list"):
        relate(commissioner, ours, "follows", theirs)
    related(ours, theirs)
    assert "Secret plan" not in words(signed_in(commissioner).get(ours.get_absolute_url()))
    assert "Secret plan" not in words(signed_in(commissioner).get(reverse("agreement_relate", args=[ours.pk])))


@pytest.mark.parametrize("role", ["member", "approver", "administrator", "auditor"])
def test_nobody_else_says_so(role):
    agreement = between(published=True)
    actor = make_actor(role, organisation=agreement.parties.first().organisation)
    for act, given in (
        (actions.relate_agreement, {"agreement": agreement, "kind": "follows", "other": between(published=True)}),
        (actions.unrelate_agreement, {"relation": related(agreement, between())}),
    ):
        with pytest.raises(PermissionDenied):
            act(by=actor, **given)
