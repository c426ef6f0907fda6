"""Every link leads somewhere: whoever follows what a page offers them is never told that it is not for them."""

import html
import re
from collections import Counter, deque

import pytest
from django.test import Client
from django.urls import resolve

from partnerships.people.models import User
from tests.story import of_the_story

pytestmark = of_the_story
LINK = re.compile(r'<a [^>]*href="(/[^"#]*)')


@pytest.mark.parametrize("who", ["ruth", "sara", "gwen", "idris", "tom", "harjit"])
def test_no_link_of_a_page_ends_at_a_closed_door(who):
    """One page of each kind, from the home page on, in the demonstration: the secretariat, a commissioner, the director
    of a group, who looks after the members of an umbrella body, an auditor, and who acts for two groups."""
    browser = Client()
    browser.force_login(User.objects.get(email=f"{who}@example.org"))
    closed, opened, ways = {}, Counter(), deque([("/", "")])
    while ways:
        address, page = ways.popleft()
        kind = (resolve(address.partition("?")[0]).view_name, "?" in address)
        if opened[kind]:
            continue
        opened[kind] += 1
        answer = browser.get(address)
        if answer.status_code == 302 and answer["Location"].startswith("/"):
            ways.append((answer["Location"], page))
        elif answer.status_code != 200:
            closed[address] = (answer.status_code, page)
        elif not answer.streaming and "html" in answer["Content-Type"]:
            ways.extend((html.unescape(found), address) for found in LINK.findall(answer.content.decode()))
        answer.close()
    assert not closed
    assert len(opened) > 100
