"""How many framework agreements nobody withdrew money from: the share of each year, which opens to its rows."""

import datetime
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from compacts.funding_changes.reports import FundingKept
from core.reports.declaration import plain
from tests.consultation.pages import words
from tests.factories.agreements import SIGNED, FrameworkFactory, between, change_of
from tests.factories.organisations import PublicBodyFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_the_share_from_which_nobody_withdrew_opens_to_its_rows():
    trust = PublicBodyFactory()
    kept, gone, void = (FrameworkFactory(agreement=between(trust, PublicBodyFactory(), in_force=True, title=each))
                        for each in ("Kept", "Gone", "Void"))  # fmt: skip
    published = FrameworkFactory(agreement=between(published=True, title="Of others"))
    FrameworkFactory(agreement=between(trust, final=True, title="Unsigned"))
    for framework, more in (
        (gone, {}),
        (gone, {"takes_effect_on": DAY(2009, 2, 1)}),
        (gone, {"takes_effect_on": DAY(2010, 3, 31)}),
        (kept, {"direction": "added"}),
        (void, {"voided_on": SIGNED, "void_reason": "By mistake."}),
        (published, {}),
    ):
        change_of(framework, **more)
    party = make_actor("commissioner", organisation=trust)

    def told(actor, as_at):
        figures, chart, table = FundingKept().sections(actor, as_at)
        return [plain(line[1]) for line in figures.figures], chart.table.rows, len(table.rows)

    figures, rows, withdrawals = told(party, DAY(2010, 3, 30))
    assert (figures, withdrawals) == ([3, 3, 1], 2)
    assert [[plain(cell) for cell in row] for row in rows] == [["2008-09", 3, 2, Decimal(2) / 3], ["2009-10", 3, 3, 1]]
    assert told(party, DAY(2010, 3, 31))[0] == [3, 2, Decimal(2) / 3]
    assert told(make_actor("auditor"), DAY(2009, 3, 31))[0] == [4, 2, Decimal("0.5")]
    assert FundingKept().sections(make_actor("analyst"), DAY(2009, 3, 31))[0].table.rows == []

    def opened(cell):
        where = cell.href.replace(reverse("frameworks"), reverse("api_frameworks"))
        return sorted(row["title"] for row in signed_in(party).get(where).json()["results"])

    assert (opened(rows[0][1]), opened(rows[0][2])) == (["Gone", "Kept", "Void"], ["Kept", "Void"])
    asked = {"year": "2008", "withdrawn": "yes", "as_at": "2009-03-31"}
    seen = signed_in(party).get(reverse("api_frameworks"), asked).json()["results"]
    assert [row["title"] for row in seen] == ["Gone"]  # that of others is published, and what they withdrew is not
    page = words(Client().get(reverse("frameworks")))
    assert ("Of others" in page, "Somebody withdrew money" in page) == (True, False)
    assert Client().get(reverse("api_frameworks"), asked).status_code == 400
    wrong = words(Client().get(reverse("frameworks"), {"year": "1066"}))
    assert "Choose one from the list 'Ran in the financial year'." in wrong
