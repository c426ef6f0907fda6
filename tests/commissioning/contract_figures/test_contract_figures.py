"""The contract register feeds measures by night: by area and year, again without change, beside others' figures."""

import datetime
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError

from commissioning.contract_figures import actions
from commissioning.contract_figures.models import ContractFigure, Figure
from commissioning.returns.models import ReturnVersion
from compacts.measures.models import Reading
from core import clock
from core.acts import Refused
from core.work.jobs import JOBS, run_job_now
from core.work.testing import run_all
from partnerships.organisations.models import Area, Described
from tests.factories.contracts import ContractFactory
from tests.factories.measures import MeasureFactory
from tests.factories.monitoring import PeriodFactory, RequirementFactory, returned
from tests.factories.organisations import AreaFactory, OrganisationFactory, PublicBodyFactory, TermFactory
from tests.factories.people import make_actor

pytestmark = pytest.mark.django_db
DAY = datetime.date
NIGHT = DAY(2007, 6, 1)
"""Two financial years have ended by then."""


def readings(figure: str, area: Area) -> dict[int, Decimal]:
    """What counts of the measure that a figure feeds, by the year in which it begins."""
    rows = Reading.objects.counting().filter(measure__contract_figure__figure=figure, area=area)
    return {each.starts.year: each.value.normalize() for each in rows}


def night() -> int:
    """Let the job run. Gives how many readings it wrote."""
    with clock.at(NIGHT):
        run_job_now(by=make_actor("secretariat"), name="push_contract_figures")
        run_all()
        return Reading.objects.count()


def test_the_night_counts_by_area_and_year_and_again_changes_nothing():
    secretariat = make_actor("secretariat")
    county = AreaFactory(name="Herefordshire")
    town = AreaFactory(name="Ledbury", parent=county)
    led = OrganisationFactory()
    Described.objects.create(organisation=led, term=TermFactory(vocabulary="led_by", code="bme", title="BME-led"))
    long = ContractFactory(active=True, area=town, provider=led, basis="outcome")  # £30,000 over three years
    ContractFactory(active=True, area=county, initial_end=DAY(2006, 3, 31), value=Decimal(6000))
    ContractFactory(active=True, area=county, provider=PublicBodyFactory(), initial_end=DAY(2007, 3, 31),
                    value=Decimal(10000))  # fmt: skip
    ContractFactory(area=county)  # a draft counts nowhere
    money, share = MeasureFactory(money=True), MeasureFactory(share=True)
    for figure, measure, message in (
        (Figure.VALUE, share, "This figure is in £"),
        (Figure.VALUE, MeasureFactory(unit="£", price_basis="real", price_year="2002-03"), "Choose one in cash"),
        (Figure.SHARE_VCS, money, "a share, in %"),
        (Figure.RETURNED, share, "do not add up"),
    ):
        with pytest.raises(Refused) as refusal:
            actions.set_figure(by=secretariat, figure=figure, measure=measure)
        assert message in " ".join(refusal.value.messages)
    actions.set_figure(by=secretariat, figure=Figure.VALUE, measure=money)
    with pytest.raises(ValidationError):
        actions.set_figure(by=secretariat, figure=Figure.VALUE, measure=MeasureFactory(money=True))
    actions.set_figure(by=secretariat, figure=Figure.COUNT, measure=MeasureFactory())
    actions.set_figure(by=secretariat, figure=Figure.MONTHS, measure=MeasureFactory(unit="months"))
    actions.set_figure(by=secretariat, figure=Figure.SHARE_VCS, measure=share)
    for figure in (Figure.SHARE_LONG, Figure.SHARE_BME, Figure.SHARE_OUTCOME):
        actions.set_figure(by=secretariat, figure=figure, measure=MeasureFactory(share=True))

    wrote = night()
    assert JOBS["push_contract_figures"].at == datetime.time(2, 50)
    assert readings(Figure.VALUE, county) == {2005: Decimal(16000).normalize(), 2006: Decimal(10000).normalize()}
    assert readings(Figure.VALUE, town) == {2005: Decimal(10000).normalize(), 2006: Decimal(10000).normalize()}
    assert readings(Figure.COUNT, county) == {2005: Decimal(2), 2006: Decimal(1)}
    assert readings(Figure.MONTHS, county) == {2005: Decimal(24).normalize(), 2006: Decimal(36)}
    assert readings(Figure.SHARE_VCS, county) == {2005: Decimal("78.2609"), 2006: Decimal(75)}
    assert readings(Figure.SHARE_LONG, county)[2006] == Decimal(75)
    assert readings(Figure.SHARE_BME, county)[2006] == Decimal(75)
    assert readings(Figure.SHARE_OUTCOME, town)[2006] == Decimal(100).normalize()
    assert night() == wrote

    by_hand = Reading.objects.counting().get(measure=money, area=town, starts=DAY(2005, 4, 1))
    Reading.objects.filter(pk=by_hand.pk).update(source="The council's accounts", value=Decimal(1))
    long.years.filter(year=2006).update(amount=Decimal(12000))
    assert night() == wrote + 2  # 2006 corrected, for the town and for the county around it
    assert readings(Figure.VALUE, county)[2006] == Decimal(12000).normalize()
    assert readings(Figure.VALUE, town) == {2005: Decimal(1), 2006: Decimal(12000).normalize()}

    figure = ContractFigure.objects.get(figure=Figure.VALUE)
    actions.unset_figure(by=secretariat, figure=figure)
    assert Reading.objects.counting().filter(measure=money).count() == 4


def test_what_returns_report_is_summed_once_all_of_a_year_are_accepted():
    area, measure = AreaFactory(), MeasureFactory()
    actions.set_figure(by=make_actor("secretariat"), figure=Figure.RETURNED, measure=measure)
    made = []
    for _ in range(2):
        contract = ContractFactory(active=True, area=area)
        period = PeriodFactory(contract=contract, requirements=[RequirementFactory(contract=contract, measure=measure)])
        made.append(returned(period, state="accepted" if not made else "sent", value=Decimal(40)))
    night()
    assert readings(Figure.RETURNED, area) == {}
    ReturnVersion.objects.filter(monitoring_return=made[1]).update(accepted_on=DAY(2006, 5, 9))
    night()
    assert readings(Figure.RETURNED, area) == {2005: Decimal(80).normalize()}
