"""What the home page says of returns that wait for somebody: to fill in or answer, to send, to accept or query."""

from typing import Any

from commissioning.monitoring.models import ReportingPeriod, while_it_runs
from commissioning.returns.actions import DECIDE_ON, DRAFT, SEND
from commissioning.returns.models import ReturnVersion
from commissioning.returns.reading import RETURNS
from core import clock, home
from core.home import MOST, Line
from core.pages import words


def begun(actor: Any) -> Any:
    """Returns of one's own organisation that were begun and not sent."""
    if not actor.can_ever(DRAFT):
        return None
    mine = ReportingPeriod.objects.filter(actor.q(DRAFT), contract__voided_on=None)
    rows = ReturnVersion.objects.filter(sent_on=None, monitoring_return__period__in=mine)
    return rows.select_related("monitoring_return__period__contract").order_by("monitoring_return__period__due_on")


def drafts(actor: Any, rows: Any) -> list[Line]:
    """The first of them."""
    step = "Check and send it" if actor.can_ever(SEND) else "Finish your draft"
    return [
        Line(f"Return for {period.words}: {period.contract.title}", period.get_absolute_url(), step)
        for period in (each.monitoring_return.period for each in rows[:MOST])
    ]


def came_back(actor: Any) -> Any:
    """Returns that came back with a query, of which no answer was begun."""
    if not actor.can_ever(DRAFT):
        return None
    mine = ReportingPeriod.objects.filter(actor.q(DRAFT), contract__voided_on=None)
    answering = ReturnVersion.objects.filter(sent_on=None).values("monitoring_return")
    return (
        RETURNS.queried().filter(period__in=mine).exclude(pk__in=answering).prefetch_related(None).order_by("answer_by")
    )


def queried(actor: Any, rows: Any) -> list[Line]:
    """The first of them."""
    return [
        Line(f"Queried return for {each.period.words}: {each.period.contract.title}", each.get_absolute_url(),
             "Answer the query")
        for each in rows[:MOST]
    ]  # fmt: skip


def waiting(actor: Any) -> Any:
    """Returns that wait for the commissioner."""
    if not actor.can_ever(DECIDE_ON):
        return None
    rows = RETURNS.waiting().filter(actor.q(DECIDE_ON), period__contract__voided_on=None).prefetch_related(None)
    return rows.order_by("decide_by", "pk")


def to_decide(actor: Any, rows: Any) -> list[Line]:
    """The first of them."""
    return [
        Line(
            f"Return for {each.period.words}: {each.period.contract.title}", each.get_absolute_url(),
            "Accept or query it", f"{each.period.contract.provider.name} sent it on {words.date(each.waiting_since)}.",
        )
        for each in rows[:MOST]
    ]  # fmt: skip


def missing(actor: Any) -> Any:
    """Returns of one's own that should have been sent, of which nothing was begun."""
    if not actor.can_ever(DRAFT):
        return None
    rows = ReportingPeriod.objects.select_related("contract").filter(actor.q(DRAFT), contract__voided_on=None)
    return rows.filter(while_it_runs(), monitoring_return=None, due_on__lt=clock.today()).order_by("due_on", "pk")


def overdue(actor: Any, rows: Any) -> list[Line]:
    """The first of them."""
    return [
        Line(f"Missing return for {each.words}: {each.contract.title}", each.get_absolute_url(), "Fill it in")
        for each in rows[:MOST]
    ]


home.add("waiting", 40, drafts, rows=begun)
home.add("waiting", 41, queried, rows=came_back)
home.add("waiting", 42, overdue, rows=missing)
home.add("waiting", 43, to_decide, rows=waiting)
