"""Boards, their seats, initiatives and the matrix of sign-up in a real browser: empty, full and in error."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps import follow
from tests.browser.test_compacts import in_order, secretary  # noqa: F401
from tests.factories.bodies import BodyFactory, DecisionFactory, SeatFactory
from tests.factories.deadline import SignupTargetFactory
from tests.factories.initiatives import InitiativeFactory

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_boards_and_initiatives_are_in_order_empty_full_and_in_error(secretary, in_order):  # noqa: F811
    page, target = secretary, SignupTargetFactory()

    def look(name, *args, sent=False):
        assert page.goto(reverse(name, args=args)).status == 200
        if sent:
            follow(page.locator("main form[method=post] button").last)
            expect(page).to_have_title(re.compile("^Error: "))
        in_order()

    for name in ("bodies", "seats", "decisions", "initiatives"):
        look(name)
    look("signup_target_matrix", target.pk)
    board = BodyFactory(parent=BodyFactory(name="Partnership"))
    seat, decision = SeatFactory(body=board), DecisionFactory(body=board)
    initiative = InitiativeFactory()
    for name, thing in (("body", board), ("seat", seat), ("decision", decision), ("initiative", initiative)):
        look(name, thing.pk)
    look("bodies")
    look("body_add", sent=True)
    look("seat_void", seat.pk, sent=True)
    look("initiative_void", initiative.pk, sent=True)
