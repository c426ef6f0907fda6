import datetime

import pytest

from core import clock
from core.pages.middleware import STORY, StoryMiddleware
from core.pages.story import day_chosen

pytestmark = pytest.mark.django_db


def test_outside_the_demonstration_there_is_no_story_to_choose(client):
    assert client.post("/demo/story/", {"day": "2003-11-20"}).status_code == 404
    assert STORY not in client.session


def test_the_day_that_was_chosen_is_kept_and_let_go(client, settings):
    settings.DEMO = True
    assert client.post("/demo/story/", {"day": "2003-11-20", "next": "/partners/"}).url == "/partners/"
    assert client.session[STORY] == "2003-11-20T09:00:00+00:00"
    client.post("/demo/story/", {"day": ""})
    assert STORY not in client.session


def test_it_leads_back_into_this_site_only(client, settings):
    settings.DEMO = True
    assert client.post("/demo/story/", {"day": "", "next": "https://elsewhere.example/"}).url == "/"


@pytest.mark.parametrize("text", ["", "2003-13-01", "0001-01-01", "9999-12-31", "20 November", "２００３-11-20"])
def test_what_is_no_day_of_a_story(text):
    assert day_chosen(text) is None


def test_the_whole_request_goes_by_the_chosen_day(rf, settings):
    settings.DEMO = True
    request = rf.get("/")
    request.session = {STORY: "2003-11-20T09:00:00+00:00"}
    assert StoryMiddleware(lambda request: clock.today())(request) == datetime.date(2003, 11, 20)
    settings.DEMO = False
    assert StoryMiddleware(lambda request: clock.today())(request) > datetime.date(2026, 1, 1)
