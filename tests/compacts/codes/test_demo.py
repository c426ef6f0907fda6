"""The demonstration's Codes, disputes and scorecards: one story, loaded once."""

import datetime

from compacts.codes.demo import LOCAL, POLICY, code_called
from compacts.codes.models import CodeState, CompactCode
from compacts.compliance.reading import funding_of
from compacts.disputes.models import Dispute
from compacts.local.models import LocalCompact
from core import clock
from tests.story import of_the_story

pytestmark = of_the_story
DAY = datetime.date


def test_the_codes_of_herefordshire_are_told():
    policy, local = code_called(POLICY), code_called(LOCAL)
    assert [policy.state_on(on) for on in (DAY(2007, 4, 30), DAY(2007, 5, 1))] == [
        CodeState.IN_DEVELOPMENT, CodeState.OVERDUE,
    ]  # fmt: skip
    assert [local.state_on(on) for on in (DAY(2005, 11, 24), DAY(2008, 4, 1))] == [
        CodeState.LAUNCHED, CodeState.IN_FORCE,
    ]  # fmt: skip
    assert (local.criteria.count(), CompactCode.objects.filter(area=None).count()) == (12, 5)
    assert {each.title: each.outcome for each in Dispute.objects.all()} == {
        "A quarter's grant paid three months late": "settled",
        "Five weeks' notice before funding ended": "breach",
        "Four weeks to answer on the carers' strategy": "",
    }
    area = LocalCompact.objects.get(title="Herefordshire Compact").area
    assert funding_of(area, clock.today()) == {"falls_short": 2, "explained": 2}  # with the contracts for advocacy
