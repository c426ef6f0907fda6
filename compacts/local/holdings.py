"""The Compact Manager of a Local Compact."""

from typing import Any

from compacts.local.actions import EDIT, name_manager
from compacts.local.models import LocalCompact
from compacts.local.reading import LOADED
from core.acts import Actor
from partnerships.people import holders, holdings
from partnerships.people.models import Membership
from partnerships.people.roles import Role


def hand(by: Actor, compact: LocalCompact, to: Membership) -> Any:
    """Enter the successor, with the number of their account: the former number is not theirs."""
    return name_manager(
        by=by, compact=compact, version=None, manager_name=to.user.name, manager_organisation=to.organisation,
        manager_email=to.user.email, manager_telephone=to.user.telephone,
    )  # fmt: skip


holdings.add(
    holdings.Holding(
        name="compact_manager",
        called="Compact Manager",
        whose="manager_email",
        rows=lambda: LOADED.filter(lapsed_on=None),
        organisation="manager_organisation",
        sentence=lambda compact: f"Compact Manager: {compact.title}",
        permission=EDIT,
        hand=hand,
        rename=lambda by, compact, name: name_manager(by=by, compact=compact, version=None, manager_name=name),
        falls_to="the Forum secretariat, who enter another Compact Manager",
        heirs=holders.everywhere(Role.SECRETARIAT),
        elsewhere=True,
    )
)
