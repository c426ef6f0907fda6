"""Every address declares the permission it needs (PRINCIPLES 1)."""

from django.http import HttpResponse

from core.pages.page import page
from partnerships.people.permissions import PERMISSIONS
from tests.house.addresses import addresses, walk


def test_every_address_declares_a_permission_that_is_in_the_table():
    unguarded = {each.route: each.permission for each in addresses() if each.permission not in PERMISSIONS}
    assert unguarded == {}


def test_there_are_addresses_to_look_at():
    found = {each.name for each in addresses()}
    assert {"organisations", "organisation", "account_login", "health"} <= found


def test_a_page_that_declares_nothing_would_be_found():
    from django.urls import path

    guarded = page("core.view_home")(lambda request: HttpResponse())
    patterns = [path("open/", lambda request: HttpResponse(), name="open"), path("home/", guarded, name="home")]
    assert [each.name for each in walk(patterns) if each.permission not in PERMISSIONS] == ["open"]
