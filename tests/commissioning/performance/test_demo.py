"""The demonstration's story of monitoring, told of a contract as the demonstration of contracts leaves it."""

import datetime

import pytest
from django.urls import reverse

from commissioning.contract_reviews.models import ReviewFinding
from commissioning.performance import demo
from commissioning.returns.models import MonitoringReturn
from compacts.measures.models import Reading
from compacts.targets.models import Target
from core import clock
from partnerships.terms.models import Term, Vocabulary
from tests.factories.contracts import ContractFactory
from tests.factories.people import make_actor, signed_in

pytestmark = pytest.mark.django_db
DAY = datetime.date


def test_a_late_return_is_queried_users_are_heard_and_the_review_asks_for_more():
    group = Term.objects.get(vocabulary=Vocabulary.CLIENT_GROUP, code="learning-disability")
    contract = ContractFactory(active=True, client_group=group, review_on=DAY(2007, 4, 20))
    with clock.at(DAY(2009, 1, 1)):
        demo.load()
        page = signed_in(make_actor("auditor")).get(reverse("contract_monitoring", args=[contract.pk])).content.decode()
        target = Target.objects.get(title="What is paid to the sector does not fall")
        judged = signed_in(make_actor("analyst")).get(target.get_absolute_url()).content.decode()
    assert "£10,000" in judged
    returns = MonitoringReturn.objects.order_by("period__starts")
    assert [each.days_late for each in returns] == [0, 0, 0, 9, 0, 0]
    assert [each.accepted_on is not None for each in returns] == [True] * 6
    served = Reading.objects.counting().filter(measure__code=demo.SERVED, organisation=contract.provider)
    assert [int(each) for each in served.order_by("starts").values_list("value", flat=True)] == [38, 41, 44, 43, 47, 46]
    paid = Reading.objects.counting().filter(measure__code="vcs-contract-value", area=contract.area)
    assert [int(each) for each in paid.order_by("starts").values_list("value", flat=True)] == [10000, 10000, 10000]
    assert ReviewFinding.objects.filter(kind="unmet_need", owner=contract.commissioner).count() == 1
    for words in ("It was submitted 9 days after it was due", "14 of 18 (77.8%)", "not shown: fewer than 5 answered",
                  "38 people against 40 people"):  # fmt: skip
        assert words in page
