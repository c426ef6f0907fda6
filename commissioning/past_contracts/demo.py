"""The demonstration's contract of the past: a grant of 2006 that lay in a box, entered today and still to be signed for.

The bodies are real; the group, the person, the money and the days are invented.
"""

import datetime
from decimal import Decimal

from commissioning.contracts.demo import ADVOCACY, called, hereford
from commissioning.past_contracts.actions import begin_past_contract
from partnerships.people.actors import actor_for
from partnerships.people.models import User

DAY = datetime.date


def load() -> None:
    """Enter it from its paper, as agreed in March 2006."""
    begin_past_contract(
        by=actor_for(User.objects.get(email="sara@example.org")), commissioner=called("Herefordshire Council"),
        provider=called(ADVOCACY), area=hereford(), kind="grant", title="Speaking-up group in Leominster",
        description="A weekly group, with a paid facilitator.", value=Decimal(6000), starts=DAY(2006, 4, 1),
        initial_end=DAY(2007, 3, 31), past_on=DAY(2006, 3, 20),
        past_reason="It was signed before Concordat was used, and its outcomes are to be read beside those of later years.",
        past_kept_at="The council's archive, box 14.",
    )  # fmt: skip
