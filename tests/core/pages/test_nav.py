"""The navigation shows what a person can ever use, and where they are."""

from types import SimpleNamespace

import pytest

from core.pages import context, nav

pytestmark = pytest.mark.usefixtures("example_pages")


@pytest.fixture(autouse=True)
def _only_ours(monkeypatch, example_pages):
    monkeypatch.setattr(nav, "_places", [])
    monkeypatch.setattr(nav, "_footer", [])
    nav.add(2, "Parts", "search", "core.search")
    nav.add(1, "Partners", "components", "partnerships.view_organisation")
    nav.add(3, "About", "switch_capacity")
    nav.add(3, "About", "switch_capacity")


def request(path, *permissions):
    actor = SimpleNamespace(can_ever=lambda wanted: wanted in permissions, user_id=None)
    return SimpleNamespace(path=path, actor=actor)


def test_entries_stand_in_their_order_once_and_only_where_allowed():
    shown = nav.entries(request("/", "core.search", "partnerships.view_organisation"))
    assert [entry.title for entry in shown] == ["Partners", "Parts", "About"]
    assert [entry.title for entry in nav.entries(request("/"))] == ["About"]


def test_the_entry_of_a_page_below_it_is_current():
    shown = nav.entries(request("/components/3/edit/", "partnerships.view_organisation"))
    assert [(entry.title, entry.current) for entry in shown] == [("Partners", True), ("About", False)]


def test_without_an_actor_only_open_places_are_shown():
    assert [entry.title for entry in nav.entries(SimpleNamespace(path="/"))] == ["About"]


def test_the_frame_asks_nothing_before_it_is_drawn():
    class Touchy:
        path = "/"

        @property
        def actor(self):
            raise AssertionError("asked")

    assert "nav" in context.page_furniture(Touchy())


def test_a_visitor_acts_as_nobody():
    assert not context.page_furniture(request("/"))["acting"]
    assert not context.page_furniture(SimpleNamespace(path="/"))["acting"]
