"""Entries out of date are listed to whom they concern, and asked for in one go, not twice within fourteen days."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from core import clock
from core.acts import Refused
from core.mail.models import Mail
from partnerships.organisations.models import UmbrellaMembership
from partnerships.stale.actions import chase_stale
from partnerships.stale.models import EntryChaser
from partnerships.stale.rules import stale_for
from tests.factories.organisations import AreaFactory, OrganisationFactory
from tests.factories.people import MembershipFactory, make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date(2006, 6, 1)


class Register:
    """Three entries out of date: one with an administrator, one with a public address, one with neither."""

    def __init__(self) -> None:
        late = {"partner": True, "confirm_by": DAY - datetime.timedelta(days=5)}
        self.wye = AreaFactory(name="Wye")
        self.carers = OrganisationFactory(name="Carers", area=self.wye, **late)
        self.drivers = OrganisationFactory(name="Drivers", email="office@example.org", **late)
        self.silent = OrganisationFactory(name="Silent", **late)
        OrganisationFactory(name="In time", partner=True, confirm_by=DAY + datetime.timedelta(days=1))
        self.jo = MembershipFactory(organisation=self.carers, role="administrator").user
        self.umbrella = OrganisationFactory(name="Alliance")
        UmbrellaMembership.objects.create(member=self.carers, umbrella=self.umbrella, membership_class="member")
        UmbrellaMembership.objects.create(
            member=self.drivers,
            umbrella=self.umbrella,
            membership_class="member",
            ends=DAY - datetime.timedelta(days=1),
        )


@pytest.fixture
def register():
    with clock.at(DAY):
        return Register()


def addresses():
    return sorted(Mail.objects.values_list("to_address", flat=True))


def test_each_is_asked_once_in_fourteen_days(register):
    secretariat = make_actor("secretariat")
    with clock.at(DAY):
        assert chase_stale(by=secretariat) == 2
        assert addresses() == sorted([register.jo.email, "office@example.org"])
        with pytest.raises(Refused, match="nobody to ask"):
            chase_stale(by=secretariat)
    with clock.at(DAY + datetime.timedelta(days=13)), pytest.raises(Refused):
        chase_stale(by=secretariat)
    with clock.at(DAY + datetime.timedelta(days=14)):
        assert chase_stale(by=secretariat) == 2
    assert EntryChaser.objects.count() == 4
    assert not EntryChaser.objects.filter(organisation=register.silent).exists()


def test_whom_to_ask_is_narrowed(register):
    secretariat = make_actor("secretariat")
    with clock.at(DAY):
        with pytest.raises(Refused):
            chase_stale(by=secretariat, area="Nowhere")
        assert chase_stale(by=secretariat, area="Wye", umbrella="Alliance", kind=register.carers.kind) == 1
    assert addresses() == [register.jo.email]


def test_an_umbrella_sees_and_asks_only_those_who_are_its_members_today(register):
    ann = make_actor("administrator", organisation=register.umbrella)
    other = make_actor("administrator", organisation=register.drivers)
    with clock.at(DAY):
        assert [each.name for each in stale_for(ann)] == ["Carers"]
        assert list(stale_for(other)) == []
        page = signed_in(ann).get(f"{reverse('stale_entries')}?umbrella=Alliance").content.decode()
        assert "Carers" in page
        assert "Drivers" not in page
        assert "1 member with an entry out of date" in signed_in(ann).get("/").content.decode()
        assert chase_stale(by=ann) == 1
        with pytest.raises(Refused):
            chase_stale(by=other)
        with pytest.raises(PermissionDenied):
            chase_stale(by=make_actor("analyst"))
    assert (addresses(), EntryChaser.objects.get().umbrella) == ([register.jo.email], register.umbrella)


def test_entries_that_nobody_can_be_asked_about_do_not_keep_others_from_being_asked(register, monkeypatch):
    """The entry that waits longest has neither people nor an address; so many are asked in one go, and no more."""
    monkeypatch.setattr("partnerships.stale.actions.MOST", 1)
    secretariat = make_actor("secretariat")
    register.silent.confirm_by = DAY - datetime.timedelta(days=50)
    register.silent.save()
    with clock.at(DAY):
        assert [chase_stale(by=secretariat), chase_stale(by=secretariat)] == [1, 1]
    assert addresses() == sorted([register.jo.email, "office@example.org"])


def test_who_is_asked_is_who_the_list_shows(register):
    """A member of today whose membership ends later, and one whose entry was merged into another."""
    ann = make_actor("administrator", organisation=register.umbrella)
    merged = OrganisationFactory(name="Drivers and friends", duplicate_of=register.drivers, closed=DAY)
    UmbrellaMembership.objects.create(member=merged, umbrella=register.umbrella, membership_class="member")
    UmbrellaMembership.objects.filter(member=register.carers).update(ends=DAY + datetime.timedelta(days=90))
    with clock.at(DAY):
        assert set(stale_for(ann)) == {register.carers, register.drivers}
        shown = signed_in(ann).get(reverse("stale_entries"), {"umbrella": "Alliance"}).content.decode()
        assert ("Carers" in shown, "Drivers" in shown) == (True, True)
        assert chase_stale(by=make_actor("secretariat"), umbrella="Alliance") == 2
