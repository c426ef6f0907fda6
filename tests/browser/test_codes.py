"""Codes, disputes and scorecards in a real browser, on a telephone: empty, refused and filled in."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.steps import follow
from tests.browser.test_compacts import in_order, secretary
from tests.factories.codes import CodeAdoptionFactory, CriterionFactory
from tests.factories.compacts import CompactFactory
from tests.factories.compliance import ScorecardFactory
from tests.factories.disputes import DisputeFactory

__all__ = ["in_order", "secretary"]
pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def test_from_the_matrix_to_a_scorecard_and_a_dispute(secretary, in_order):  # noqa: F811
    page = secretary
    for name in ("codes", "code_matrix", "disputes", "scorecards"):
        page.goto(reverse(name))
        in_order()
    compact = CompactFactory(launched=True)
    adopted = CodeAdoptionFactory(code__area=compact.area, organisation__name="Wye Trust")
    CriterionFactory(code=adopted.code, title="It is clear")
    page.goto(reverse("code_matrix"))
    expect(page.get_by_text("1 December 2005")).to_be_visible()
    in_order()
    page.goto(adopted.code.get_absolute_url())
    in_order()
    follow(page.get_by_role("link", name="Record who adopted it"))
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("heading", name="There is a problem")).to_be_visible()
    in_order()
    scorecard = ScorecardFactory(area=compact.area, code=adopted.code)
    page.goto(scorecard.get_absolute_url())
    in_order()
    follow(page.get_by_role("link", name="When it is agreed: check it"))
    page.get_by_label("Why, or what shows it (1)").fill("Half of it.")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_role("alert").get_by_text("Choose whether criterion 1 is kept.")).to_be_visible()
    in_order()
    page.get_by_label("1. It is clear").select_option(label="Not kept")
    follow(page.get_by_role("button", name="Save"))
    expect(page.get_by_text("Explained: 1. It is clear. Half of it.")).to_be_visible()
    in_order()
    dispute = DisputeFactory(area=compact.area)
    page.goto(dispute.get_absolute_url())
    in_order()
    follow(page.get_by_role("link", name="Take it to the next rung"))
    in_order()
    page.goto(compact.get_absolute_url())
    expect(page.get_by_role("heading", name="How it is kept")).to_be_visible()
    in_order()
