"""The public scorecard of a locality, on the page of its Compact."""

import datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from compacts.local.scorecard import PARTS, Figure, Part, add, scorecard_of
from core import clock
from tests.consultation.pages import words
from tests.factories.codes import LAUNCHED, WITHDRAWN, CodeAdoptionFactory, CodeFactory, CriterionFactory
from tests.factories.compacts import CompactFactory
from tests.factories.compliance import AGREED, ScorecardFactory
from tests.factories.consultation import ConsultationFactory
from tests.factories.disputes import ENDED, DisputeFactory
from tests.factories.organisations import PublicBodyFactory
from tests.factories.standards import StandardFactory

pytestmark = pytest.mark.django_db
DAY = datetime.timedelta(days=1)


@pytest.fixture
def compact():
    """A launched Compact of a locality of which there is something to tell in every part."""
    compact = CompactFactory(launched=True)
    trust = PublicBodyFactory(name="Wye Trust", area=compact.area)
    code = CodeFactory(title="Funding", launched=True, area=compact.area)
    CodeAdoptionFactory(code=code, organisation=trust)
    CodeAdoptionFactory(code=code)  # a body of elsewhere
    CodeFactory(title="National", national=True, withdrawn=True)
    CodeFactory(title="Of elsewhere", launched=True)
    ConsultationFactory(
        host=trust, published=True, opens_on=AGREED, closes_on=AGREED + 84 * DAY,
        standard=StandardFactory(kind="consultation_length", amount=12, unit="weeks"),
        published_at=clock.start_of(AGREED),
    )  # fmt: skip
    ScorecardFactory(area=compact.area, code=CriterionFactory(code=code).code, checked="not_kept", agreed=True)
    DisputeFactory(area=compact.area, raised_by__name="Secret Group", ended=True, published_on=ENDED)
    DisputeFactory(area=compact.area)
    return compact


def test_everybody_reads_how_it_is_kept_and_nobody_who_had_a_dispute(compact):
    page = words(Client().get(compact.get_absolute_url()))
    for sentence in (
        "Funding : in force; adopted by 1 body of the locality",
        "Time to answer consultations Complies: 1",
        "when it was agreed Falls short: 1",
        "Going on: 1 Ended: 1 Of these, the Compact was broken: 1 Learned, 22 March 2005: Notice is given in writing.",
    ):
        assert sentence in page, sentence
    assert ("Secret Group" in page, "National" in page, "Of elsewhere" in page) == (False, False, False)


def test_it_is_told_as_at_any_day(compact):
    def told(on):
        return {title: [each.text for each in figures] for title, figures in scorecard_of(compact.area, on)}

    assert told(ENDED - DAY) == {
        "Codes of good practice": ["Funding"],
        "Disputes": ["Going on", "Ended", "Of these, the Compact was broken"],
    }  # fmt: skip
    assert told(LAUNCHED)["Codes of good practice"] == ["Funding", "National"]
    assert told(WITHDRAWN)["Codes of good practice"] == ["Funding"]
    codes = dict(scorecard_of(compact.area, ENDED - DAY))["Codes of good practice"]
    assert codes[0].value == "in development"
    codes = dict(scorecard_of(compact.area, LAUNCHED))["Codes of good practice"]
    assert codes[0].value == "launched, not in force yet; no body of the locality has adopted it"


@pytest.mark.parametrize("count", [1, 10])
def test_it_costs_the_same_however_much_there_is_to_tell(compact, count):
    for _ in range(count):
        ScorecardFactory(area=compact.area, checked="kept", agreed=True)
        DisputeFactory(area=compact.area, ended=True, published_on=ENDED)
        ConsultationFactory(host__area=compact.area, published=True)
        CodeFactory(launched=True, area=compact.area)
    with CaptureQueriesContext(connection) as asked:
        scorecard_of(compact.area, clock.today())
    assert len(asked) == 9


def test_of_a_new_locality_there_is_nothing_to_tell():
    compact = CompactFactory(launched=True)
    assert scorecard_of(compact.area, clock.today()) == []
    assert "How it is kept" not in words(Client().get(compact.get_absolute_url()))


def test_each_part_is_declared_once():
    assert [each.title for each in PARTS] == [
        "Codes of good practice", "Time to answer consultations", "Funding checked against a Code, when it was agreed",
        "Disputes",
    ]  # fmt: skip
    with pytest.raises(ValueError, match="Two parts of the scorecard are called Disputes."):
        add(Part("Disputes", 1, figures=lambda area, on: [Figure("None", 0)]))
