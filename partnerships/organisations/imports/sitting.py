"""One walk through a list of organisations: plan a batch, carry it out."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from core.acts import Actor
from core.imports.sources import Outcome, Plan, Row, Sitting, Source
from partnerships.organisations.import_actions import take_organisations
from partnerships.organisations.imports.entries import Entry
from partnerships.organisations.imports.planning import Planner, said
from partnerships.organisations.imports.standing import Body, Standing
from partnerships.organisations.models import Organisation, OrganisationKind
from partnerships.organisations.rules import size_code
from partnerships.terms.models import Term, Vocabulary


class OrganisationSitting(Sitting):
    """A walk through a list of organisations, of whichever source."""

    def __init__(self, source: Source, as_at: datetime.date | None) -> None:
        self.source = source
        self.as_at = as_at
        self.kinds = {kind.code: kind for kind in OrganisationKind.objects.all()}
        self.sizes = {term.code: term for term in Term.objects.filter(vocabulary=Vocabulary.SIZE)}
        self.foreseen: dict[int, int] = {}
        """In a preview: what earlier batches would have put in, by a hash of each code and of what was said of it."""

    def plan(self, rows: Sequence[Row], *, lock: bool) -> list[Plan]:
        """What is to be done with each row. Writes nothing."""
        entries = [self.sized(row.data) for row in rows]
        standing = Standing(entries, lock=lock)
        if not lock:
            self.foresee(standing, entries)
        planner = Planner(standing, self.kinds, self.as_at, self.source.title)
        self.standing = standing
        pairs = list(zip(rows, entries, strict=True))
        if lock:
            return [planner.plan(row, entry) for row, entry in pairs]
        plans = [self.foreseen_plan(row, entry) or planner.plan(row, entry) for row, entry in pairs]
        self.remember(plans, entries)
        return plans

    def carry_out(self, by: Actor, plans: Sequence[Plan], *, run_id: int) -> None:
        """Put in and change what was planned."""
        take_organisations(
            by=by,
            bodies=[(plan.row.line, plan.thing) for plan in plans],
            areas=self.standing.new_areas,
            ended_areas=self.standing.ended_areas,
            run_id=run_id,
            detail={
                "source": self.source.title,
                "import": run_id,
                "as at": self.as_at.isoformat() if self.as_at else None,
            },
        )

    def sized(self, entry: Entry) -> Entry:
        """The entry with the size band of its income."""
        term = self.sizes.get(size_code(entry.facts.get("income")))
        return entry if term is None else replace(entry, facts={**entry.facts, "size": term})

    def foresee(self, standing: Standing, entries: Sequence[Entry]) -> None:
        """In a preview, let bodies that earlier batches would have put in be found by those that belong to them."""
        for code in {code for entry in entries for code in entry.all_codes}:
            if standing.find(code) is None and hash(code) in self.foreseen:
                standing.put(code, Body(Organisation(name=said(code)), is_new=True))

    def foreseen_plan(self, row: Row, entry: Entry) -> Plan | None:
        """In a preview, a row about a body that an earlier batch would have put in."""
        said_before = self.foreseen.get(hash(entry.key))
        if said_before is None:
            return None
        same = said_before == hash(repr(entry))
        return Plan(row, Outcome.UNCHANGED if same else Outcome.UPDATE, label=entry.label, thing=None)

    def remember(self, plans: Sequence[Plan], entries: Sequence[Entry]) -> None:
        """In a preview, remember what this batch would put in."""
        for plan, entry in zip(plans, entries, strict=True):
            if plan.outcome == Outcome.CREATE:
                self.foreseen.update((hash(code), hash(repr(entry))) for code in entry.own_codes)
