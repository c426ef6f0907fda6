"""The report of organisations without people."""

import datetime
from collections import Counter
from typing import Any
from urllib.parse import urlencode

from core import clock
from core.acts import Actor
from core.pages.addresses import fixed
from core.reports import registry
from core.reports.declaration import Column, Figures, Linked, Report, Section, Table
from partnerships.leaving.nobody import PARTNERS, without_people
from partnerships.organisations.models import Sector


class WithoutPeople(Report):
    """How many partners of each sector had nobody who could act for them."""

    name = "organisations-without-people"
    title = "Organisations without people"
    audience = "partnerships.view_without_people"
    seen_alike = True
    description = "How many partners of each sector had nobody on a day who could answer, sign or be reminded for them."

    def sections(self, actor: Actor, as_at: datetime.date, **params: Any) -> list[Section]:
        rows = without_people(PARTNERS.visible_to(actor), as_at)  # type: ignore[attr-defined]
        found = Counter(rows.order_by().values_list("kind__sector", flat=True))
        lines = [[title, Linked(found[code], listed(as_at, sector=code))] for code, title in Sector.choices]
        everybody = Linked(sum(found.values()), listed(as_at))
        columns = [Column("Sector"), Column("Organisations", "number")]
        table = Table("Organisations without people by sector", columns, lines, total=["All", everybody])
        return [Figures([("Organisations without people", everybody)]), table]


def listed(as_at: datetime.date, **query: Any) -> str:
    """The organisations behind a count."""
    day = {} if as_at == clock.today() else {"as_at": as_at.isoformat()}
    return f"{fixed('organisations_without_people')}?{urlencode(query | day)}"


registry.add(WithoutPeople)
