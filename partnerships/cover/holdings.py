"""Covering for somebody who is on leave: who goes hands that over, too."""

from typing import Any

from core import clock
from core.acts import Actor
from partnerships.cover.actions import END, call_off_cover, name_cover
from partnerships.cover.models import Cover
from partnerships.cover.reading import LOADED
from partnerships.people import holders, holdings
from partnerships.people.models import Membership
from partnerships.people.roles import Role


def hand(by: Actor, cover: Cover, to: Membership) -> Any:
    """Call this one off, and name the successor for the days that are left."""
    call_off_cover(by=by, cover=cover, reason="Somebody else covers.")
    first = max(clock.today(), cover.starts)
    return name_cover(by=by, membership=cover.membership, by_whom=to, starts=first, ends=cover.ends)


holdings.add(
    holdings.Holding(
        name="cover",
        called="Cover for somebody on leave",
        whose="by_whom__user__email",
        rows=lambda: LOADED.filter(called_off_on=None, ends__gte=clock.today()),
        organisation="by_whom__organisation",
        area="by_whom__area",
        sentence=lambda cover: f"Covers for {cover.membership.user}",
        kept=lambda cover: f"Cover for somebody on leave at {cover.membership.place}",
        permission=END,
        hand=hand,
        rename=None,
        falls_to="the administrators there, who name somebody else to cover",
        heirs=holders.at("membership__organisation_id", Role.ADMINISTRATOR),
    )
)
