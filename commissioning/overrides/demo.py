"""The demonstration's override: for older people somebody asked to go on without the sector, and was told to wait."""

import datetime

from commissioning.cycles.demo import OLDER, someone, stage_of
from commissioning.cycles.models import StageKind
from commissioning.overrides import actions
from core import clock


def load() -> None:
    """The board asks, the council declines: there is still time to hear the sector."""
    today = clock.today()
    with clock.at(today - datetime.timedelta(20)):
        asked = actions.ask_override(
            by=someone("daniel@example.org"), stage=stage_of(OLDER, StageKind.ANALYSE), line="sector",
            reason="The workshop in the first week had to be called off, and the figures are due.",
        )  # fmt: skip
    with clock.at(today - datetime.timedelta(17)):
        actions.decline_override(
            by=someone("sara@example.org"), override=asked,
            reason="The figures can wait three weeks. Groups were asked to send what they know.",
        )  # fmt: skip
